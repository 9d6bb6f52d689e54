"""Tries the Windows packages on Windows itself, or under Wine.

Installs each silently, lets it go through its main job, puts it over an older one and over itself, removes
it, and holds what is on the computer then against what was there before. Needs no package.

python tried.py DIST [--older FOLDER]     FOLDER holds an installer and an MSI of an older version
python tried.py PROGRAM --smoke           the main job of one program alone

It refuses a computer on which the program is installed or somebody has a journal.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

import product
from windows import registry

PROGRAM = f"{product.COMMAND}.exe"
LOCAL = Path(os.environ.get("LOCALAPPDATA", ""))
FOR_ONE = LOCAL / "Programs" / product.NAME
FOR_ALL = Path(os.environ.get("PROGRAMFILES", "")) / product.NAME
DATA = LOCAL / product.NAME
SHORTCUT = f"{product.NAME}.lnk"
PLACES = (
    Path(os.environ.get("APPDATA", "")) / "Microsoft" / "Windows" / "Start Menu",
    Path(os.environ.get("PROGRAMDATA", "")) / "Microsoft" / "Windows" / "Start Menu",
    Path(os.environ.get("USERPROFILE", "")) / "Desktop",
    Path(os.environ.get("PUBLIC", "")) / "Desktop",
    LOCAL / "Programs",
    FOR_ALL,
)
PATIENCE_SECONDS = 120.0
EXPECTED_ON_STDERR = {
    # Without a screen Qt takes no fonts from Windows. The program brings its own and shows them.
    "offscreen": ("QFontDatabase: Cannot find font directory ", "Note that Qt no longer ships fonts."),
    "windows": (),
}
"""How lines on standard error begin that are expected, by where the window is shown."""


class TriedError(Exception):
    """A package did not do what it should; the text says what."""


def expect(holds: object, otherwise: str) -> None:
    """Go on only if it holds.

    Raises:
        TriedError: it does not.
    """
    if not holds:
        raise TriedError(otherwise)


def listing() -> set[str]:
    """What a package could leave: files where programs and menus are, and what the registry says of it."""
    files = {str(path) for place in PLACES if place.exists() for path in place.rglob("*") if path.is_file()}
    return files | registry.ours()


def run(*command: str | Path) -> int:
    """Run a command to its end and return its exit code."""
    return subprocess.run([str(word) for word in command], timeout=600).returncode


def wait_until(what: Callable[[], bool]) -> bool:
    """Look four times a second whether something holds: an uninstaller ends before its work does."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while not what() and time.monotonic() < ends:
        time.sleep(0.25)
    return what()


def shortcuts() -> list[Path]:
    """The entries in start menus and on desktops that are ours."""
    return [path for place in PLACES[:4] if place.exists() for path in place.rglob(SHORTCUT)]


def does_its_job(program: Path, platform: str = "offscreen") -> None:
    """Let the program go through its main job in a fresh folder, and pass on what it says.

    ``platform`` is Qt's name for where the window is shown. Qt's own words go to standard error, where a
    program with a window usually has none of them.
    """
    env = {**os.environ, "QT_QPA_PLATFORM": platform, "QT_FORCE_STDERR_LOGGING": "1"}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        place = Path(name) / "smoke"
        command = [str(program), "--smoke", str(place)]  # what it prints stands in its report too
        done = subprocess.run(
            command, env=env, timeout=600, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        told = (place / "smoke.txt").read_text("utf-8") if (place / "smoke.txt").exists() else ""
        print(told, flush=True)
        expect(done.returncode == 0 and "all of it worked" in told, f"{program} did not do its main job")
        known = EXPECTED_ON_STDERR[platform]
        unlisted = [line for line in done.stderr.splitlines() if line and not line.startswith(known)]
        expect(not unlisted, f"{program} said: {unlisted}")


def installed(folder: Path, version: str) -> None:
    """See that what was installed is there, is found, and opens its documents."""
    expect((folder / PROGRAM).is_file(), f"{folder} holds no program")
    expect(shortcuts(), "the start menu has no entry")
    expect(registry.listed_version() == version, f"listed is {registry.listed_version()!r}, not {version}")
    expected = f'"{folder}\\{PROGRAM}" "%1"'
    expect(registry.open_command() == expected, f"documents open with {registry.open_command()!r}")


def gone(folder: Path, before: set[str]) -> None:
    """See that nothing is left but the person's own."""
    expect(wait_until(lambda: not folder.exists()), f"{folder} is still there")
    expect(wait_until(lambda: listing() == before), f"left or lost: {sorted(listing() ^ before)[:20]}")


def try_installer(setup: Path, older: Path | None) -> None:
    """The installer for one person."""
    before = listing()
    if older:
        expect(run(older, "/S") == 0, "the older installer failed")
        (FOR_ONE / "_internal" / "of-the-older-version.txt").write_text("old", "utf-8")
    expect(run(setup, "/S") == 0, "the installer failed")
    installed(FOR_ONE, product.version())
    left = {path.name for path in FOR_ONE.iterdir()} - {"_internal", PROGRAM, "uninstall.exe"}
    expect(
        not left and not (FOR_ONE / "_internal" / "of-the-older-version.txt").exists(),
        f"not replaced: {left}",
    )
    does_its_job(FOR_ONE / PROGRAM)
    does_its_job(FOR_ONE / PROGRAM, "windows")
    if older:
        expect(run(older, "/S") == 3, "an older version was put over a newer one")
        installed(FOR_ONE, product.version())
    expect(run(setup, "/S", "/DESKTOPICON") == 0, "installing again failed")
    expect(len(shortcuts()) == 2, f"there is no icon on the desktop: {shortcuts()}")
    expect(run(FOR_ONE / "uninstall.exe", "/S") == 0, "the uninstaller failed")
    gone(FOR_ONE, before)


def try_msi(msi: Path, older: Path | None) -> None:
    """The MSI for organisations, with their tool."""
    before = listing()
    if older:
        expect(run("msiexec", "/i", older, "/qn") == 0, "the older MSI failed")
        expect(registry.listed_version() == "0.0.9", f"listed is {registry.listed_version()!r}")
    expect(run("msiexec", "/i", msi, "/qn") == 0, "the MSI failed")
    installed(FOR_ALL, product.version())
    does_its_job(FOR_ALL / PROGRAM)
    if older:
        expect(run("msiexec", "/i", older, "/qn") != 0, "an older MSI was put over a newer one")
    expect(run("msiexec", "/x", msi, "/qn") == 0, "removing by the MSI failed")
    gone(FOR_ALL, before)


def try_zip(archive: Path) -> None:
    """The portable archive: unpacked, it needs nothing else and touches nothing else."""
    before = listing()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(name)
        does_its_job(Path(name) / product.NAME / PROGRAM)
    expect(listing() == before, "the portable program left something")


def packages(folder: Path) -> Iterator[Path]:
    """Installer, MSI and archive of a folder, in this order."""
    for ending in ("-setup.exe", ".msi", "-portable.zip"):
        yield from folder.glob(f"{product.COMMAND}-*-windows-*{ending}")


def main() -> int:
    """Try all that a folder holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dist", type=Path)
    parser.add_argument("--older", type=Path)
    parser.add_argument("--smoke", action="store_true")
    asked = parser.parse_args()
    if asked.smoke:
        return _told(lambda: does_its_job(asked.dist))
    return _told(lambda: try_all(asked.dist, asked.older))


def _told(work: Callable[[], None]) -> int:
    try:
        work()
    except TriedError as error:
        print(f"FAILED: {error}", flush=True)
        return 1
    return 0


def try_all(dist: Path, older: Path | None) -> None:
    """Try every package of a folder."""
    setup, msi, archive = packages(dist)
    older_setup, older_msi = list(packages(older))[:2] if older else (None, None)
    for place in (DATA, FOR_ONE, FOR_ALL):
        expect(not place.exists(), f"{place} is there already: this wants a computer without the program")
    keepsake = DATA / "journals" / "Journal" / "mine.txt"
    keepsake.parent.mkdir(parents=True)
    keepsake.write_text("still here", "utf-8")
    try:
        try_installer(setup, older_setup)
        print("the installer: installed, put over an older one, removed", flush=True)
        try_msi(msi, older_msi)
        print("the MSI: installed, put over an older one, removed", flush=True)
        try_zip(archive)
        print("the ZIP: unpacked, used", flush=True)
        expect(keepsake.read_text("utf-8") == "still here", "a journal was touched")
    finally:
        shutil.rmtree(DATA, ignore_errors=True)  # made above
    print("all of them passed", flush=True)


if __name__ == "__main__":
    sys.exit(main())
