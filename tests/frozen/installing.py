"""Installs the Linux packages and takes them away again, and lists what is on the disk."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

import pytest

import product
from linux import packages
from linux.packages import architecture
from tests.support.home import Home
from tests.support.places import ROOT

DIST = ROOT / "dist"
OLDER = ROOT / "build" / "linux" / "older"
OLDER_VERSION = "0.0.9"
OURS_AMONG_TYPES = "share/mime/packages/"
KEPT_BY_THE_SYSTEM = (
    "/usr/share/applications/mimeinfo.cache",
    "/usr/share/mime/",  # the desktop's own index of document types, made from what lies in `packages`
    "/usr/share/icons/hicolor/icon-theme.cache",
    "/usr/share/icons/hicolor/.icon-theme.cache",
)
"""Indexes that the system rewrites whenever a program comes or goes."""


def unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Unpack with rights and links as they are; the first releases of Python 3.11 know no filters."""
    if hasattr(tarfile, "tar_filter"):
        archive.extractall(folder, filter="tar")
    else:
        archive.extractall(folder)


@dataclass(frozen=True, slots=True)
class Installed:
    """An installed program: how it is started, where its folder is, whose home it uses."""

    program: Path
    folder: Path
    home: Home


def pack_an_older_version() -> Path:
    """The frozen program once more in packages of an older version, quickly packed."""
    OLDER.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(product, "version", lambda: OLDER_VERSION)
        frozen, moment = OLDER.parent / product.COMMAND, 1_700_000_000
        packages.make_deb(frozen, OLDER.parent / "deb-older", OLDER, moment, 0)
        packages.make_tarball(frozen, OLDER.parent / "tarball-older", OLDER, moment, 0)
    return OLDER


class Tarball:
    """The archive, unpacked and installed for one made-up person."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.prefix = Path(home.environment()["HOME"]) / ".local"
        self._unpacked = home.root / "work" / "unpacked"

    def install(self, dist: Path = DIST) -> Installed:
        """Unpack it, run `install.sh`."""
        shutil.rmtree(self._unpacked, ignore_errors=True)
        (package,) = dist.glob(f"{product.COMMAND}-*-linux-*.tar.xz")
        with tarfile.open(package) as archive:
            unpack(archive, self._unpacked)
        ended = self.script("install.sh")
        assert ended.returncode == 0, ended.stderr
        folder = self.prefix / "lib" / "coprod-desktop"
        return Installed(self.prefix / "bin" / "coprod-desktop", folder, self.home)

    def script(self, name: str) -> subprocess.CompletedProcess[str]:
        """Run one of the two scripts as the person would."""
        (unpacked,) = self._unpacked.iterdir()
        where = unpacked if name == "install.sh" else self.prefix / "lib" / "coprod-desktop"
        return subprocess.run(
            [str(where / name)], env=self.home.environment(), capture_output=True, text=True, check=False
        )

    def remove(self) -> None:
        """Run the installed `uninstall.sh`."""
        ended = self.script("uninstall.sh")
        assert ended.returncode == 0, ended.stderr

    def listing(self) -> set[str]:
        """Every file below the prefix."""
        indexes = ("share/mime/", "share/applications/mimeinfo.cache")
        names = {
            path.relative_to(self.prefix).as_posix() for path in self.prefix.rglob("*") if not path.is_dir()
        }
        return {name for name in names if OURS_AMONG_TYPES in name or not name.startswith(indexes)}


class Deb:
    """The Debian package, installed on this very machine; it needs root."""

    def __init__(self, home: Home) -> None:
        self.home = home

    @staticmethod
    def can_be_had() -> bool:
        """Whether packages can be installed here, and none of this name is there already."""
        return (
            shutil.which("dpkg") is not None
            and os.geteuid() == 0
            and not Path("/usr/lib/coprod-desktop").exists()
        )

    def install(self, dist: Path = DIST) -> Installed:
        """Install with apt, which brings what the package depends on."""
        (package,) = dist.glob(f"{product.COMMAND}_*_{architecture()}.deb")
        self._apt("install", "--reinstall", "--no-install-recommends", str(package))
        return Installed(Path("/usr/bin/coprod-desktop"), Path("/usr/lib/coprod-desktop"), self.home)

    def remove(self) -> None:
        """Take the package away, with what it configured."""
        self._apt("purge", product.COMMAND)

    def listing(self) -> set[str]:
        """Every file where packages put theirs, but the system's own indexes."""
        places = ["/usr/bin", "/usr/lib", "/usr/share", "/etc", "/opt"]
        found = subprocess.run(
            ["find", *places, "!", "-type", "d"], capture_output=True, text=True, check=False
        )
        names = found.stdout.splitlines()
        return {name for name in names if OURS_AMONG_TYPES in name or not name.startswith(KEPT_BY_THE_SYSTEM)}

    @staticmethod
    def _apt(*words: str) -> None:
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        command = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300", *words]
        ended = subprocess.run(
            command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0, f"{ended.stdout}\n{ended.stderr}"
