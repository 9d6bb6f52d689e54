"""Which of the system's libraries a frozen folder needs, and which Debian packages bring them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

EXPECTED: dict[str, str] = {
    "libc.so.6": "the C library", "libm.so.6": "the C library", "libdl.so.2": "the C library",
    "libpthread.so.0": "the C library", "librt.so.1": "the C library", "libutil.so.1": "the C library",
    "ld-linux-x86-64.so.2": "the C library", "ld-linux-aarch64.so.1": "the C library",
    "libgcc_s.so.1": "the C++ library", "libstdc++.so.6": "the C++ library",
    "libz.so.1": "zlib", "libzstd.so.1": "Zstandard", "libbz2.so.1.0": "bzip2", "liblzma.so.5": "XZ",
    "libuuid.so.1": "Python's uuid", "libexpat.so.1": "Python's XML", "libcrypt.so.1": "Python",
    "libEGL.so.1": "graphics", "libGL.so.1": "graphics",
    "libX11.so.6": "X11", "libX11-xcb.so.1": "X11", "libxcb.so.1": "X11", "libxcb-randr.so.0": "X11",
    "libxcb-render.so.0": "X11", "libxcb-shape.so.0": "X11", "libxcb-shm.so.0": "X11",
    "libxcb-sync.so.1": "X11", "libxcb-xfixes.so.0": "X11", "libxcb-xkb.so.1": "X11",
    "libxkbcommon.so.0": "the keyboard", "libxkbcommon-x11.so.0": "the keyboard",
    "libwayland-client.so.0": "Wayland", "libwayland-cursor.so.0": "Wayland",
    "libfontconfig.so.1": "fonts", "libfreetype.so.6": "fonts", "libglib-2.0.so.0": "the desktop",
    "libgthread-2.0.so.0": "the desktop", "libdbus-1.so.3": "the session's bus, for screen readers",
    "libcups.so.2": "printing",
}  # fmt: skip
"""Every library of the system that may be needed, and what for. A new one fails the build."""

RECOMMENDED = frozenset({"libcups.so.2"})
"""Needed by one plugin alone; without it everything but choosing a printer works."""


class NeedsError(Exception):
    """The folder needs something that nobody expected, or that no package here brings."""


@dataclass(frozen=True, slots=True)
class Needs:
    """The libraries that a folder expects of the system, by soname, and the oldest C library it runs on."""

    libraries: frozenset[str]
    glibc: str


def look(folder: Path) -> Needs:
    """Read what every binary of ``folder`` asks the loader for.

    Raises:
        NeedsError: a library is asked for that is not in `EXPECTED`.
    """
    binaries = [path for path in sorted(folder.rglob("*")) if _is_elf(path)]
    inside = {path.name for path in folder.rglob("*") if ".so" in path.name}
    told = subprocess.run(
        ["objdump", "-p", *map(str, binaries)], capture_output=True, text=True, check=True
    ).stdout
    wanted = set(re.findall(r"^\s+NEEDED\s+(\S+)$", told, re.MULTILINE))
    outside = wanted - inside
    if unexpected := sorted(outside - set(EXPECTED)):
        raise NeedsError(f"the program needs more of the system than was expected: {', '.join(unexpected)}")
    versions = re.findall(r"\bGLIBC_(\d+)\.(\d+)\b", told)
    newest = max(((int(major), int(minor)) for major, minor in versions), default=(2, 34))
    return Needs(frozenset(outside), f"{newest[0]}.{newest[1]}")


def _is_elf(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def debian_packages(sonames: Iterable[str]) -> list[str]:
    """The Debian packages that bring the libraries, each once.

    Raises:
        NeedsError: a library is not installed here, or no package owns it.
    """
    known = subprocess.run(
        ["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True, env={"LC_ALL": "C"}
    ).stdout
    packages = set()
    for soname in sorted(sonames):
        match = re.search(rf"^\s*{re.escape(soname)} \([^)]*64[^)]*\) => (\S+)$", known, re.MULTILINE)
        if match is None:
            raise NeedsError(f"{soname} is not installed here, so its package cannot be named")
        packages.add(_package(Path(match[1])))
    return sorted(packages)


def _package(library: Path) -> str:
    """The package of one file, whether it is known under ``/lib`` or under ``/usr/lib``."""
    places = {str(library), str(library.resolve()), f"/usr{library}", str(library).removeprefix("/usr")}
    asked = subprocess.run(["dpkg-query", "-S", *sorted(places)], capture_output=True, text=True)
    name = asked.stdout.partition(":")[0].strip()
    if not name:
        raise NeedsError(f"no package owns {library}")
    return name
