"""Where the program keeps its own data on each system."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from coprod_desktop.vault.files import PORTABLE_NOTE, make_own_folder

_FOLDER = "Co-production Companion"
_OTHERS_ENTER, _OTHERS_READ = 0o011, 0o044
_PORTABLE = ("data", PORTABLE_NOTE)
"""A folder beside the program on Windows, and the note in it that makes it the place for data.

The portable archive brings both. A folder alone would not do: some other program's may lie there.
"""


def data_folder() -> Path:
    """The program's data folder for the person who is signed in. It may not exist yet.

    Linux follows the XDG base directory specification; Windows uses the local (not roaming) profile,
    so that a journal is never copied to a server with the profile. A portable program there keeps its
    data beside itself.
    """
    home = Path.home()
    if sys.platform == "win32":
        portable = Path(sys.executable).parent.joinpath(*_PORTABLE)
        if getattr(sys, "frozen", False) and portable.is_file():
            return portable.parent
        base = os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else home / "AppData" / "Local") / _FOLDER
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / _FOLDER
    base = os.environ.get("XDG_DATA_HOME", "")
    return (Path(base) if Path(base).is_absolute() else home / ".local" / "share") / "coprod-desktop"


def journal_folder(data: Path, name: str = "Journal") -> Path:
    """The folder of one journal below the data folder."""
    return data / "journals" / name


def rooms_folder(data: Path) -> Path:
    """Where copies of a journal are worked on and looked into. Empty, or not there, most of the time."""
    return data / "open-copies"


def backups_folder(data: Path) -> Path:
    """Where backups go as long as nobody chose another folder."""
    return data / "backups"


def make_private_folder(folder: Path) -> None:
    """Make ``folder`` and its missing parents readable by their owner alone.

    Raises:
        OSError: it cannot be made.
    """
    missing: list[Path] = []
    step = folder
    while not step.exists():
        missing.append(step)
        step = step.parent
    for part in reversed(missing):
        make_own_folder(part, exist_ok=True)


def is_open_to_others(folder: Path) -> bool:
    """Whether modes, or on Windows access lists, let other people of this computer read a file in a folder.

    False where the folder is not there. The folders above are not looked at: they may keep others out all
    the same.
    """
    try:
        if sys.platform == "win32":
            from coprod_desktop.vault import windows_access

            return windows_access.is_open_to_others(folder)
        if not folder.stat().st_mode & _OTHERS_ENTER:
            return False
        return any(path.stat().st_mode & _OTHERS_READ for path in folder.iterdir() if path.is_file())
    except OSError:
        return False
