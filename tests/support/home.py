"""A home of its own for a program under test: every place it could write lies below one folder."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support.places import ROOT, SOURCES

_PASSED_ON = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "SYSTEMROOT", "QT_QPA_FONTDIR")
_DATA = {
    "win32": "local/Co-production Companion",
    "darwin": "home/Library/Application Support/Co-production Companion",
}
"""Below the home's root; on every other system ``data/coprod-desktop``."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one made-up person on one made-up computer."""

    root: Path

    @property
    def data(self) -> Path:
        """Where the program keeps its data when nobody tells it another place."""
        return self.root / _DATA.get(sys.platform, "data/coprod-desktop")

    @property
    def journal(self) -> Path:
        """The folder of the journal."""
        return self.data / "journals" / "Journal"

    @property
    def documents(self) -> Path:
        """Where the person saves what they export."""
        return self.root / "home" / "Documents"

    @property
    def reports(self) -> Path:
        """Outside the home: what a stage tells the test."""
        return self.root.with_name(self.root.name + "-reports")

    def make(self) -> Home:
        """Create the folders."""
        for name in ("home/Documents", "data", "local", "config", "cache", "state", "tmp", "work"):
            (self.root / name).mkdir(parents=True, exist_ok=True)
        (self.root / "runtime").mkdir(mode=0o700, exist_ok=True)
        self.reports.mkdir(exist_ok=True)
        return self

    def environment(self, **more: str) -> dict[str, str]:
        """Environment variables that lead every habit of writing into this home."""
        env = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        env |= {
            "HOME": str(self.root / "home"),
            "XDG_DATA_HOME": str(self.root / "data"),
            "XDG_CONFIG_HOME": str(self.root / "config"),
            "XDG_CACHE_HOME": str(self.root / "cache"),
            "XDG_STATE_HOME": str(self.root / "state"),
            "XDG_RUNTIME_DIR": str(self.root / "runtime"),
            "TMPDIR": str(self.root / "tmp"),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": f"{SOURCES}{os.pathsep}{ROOT}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONWARNINGS": "error",
            "PYTHONFAULTHANDLER": "1",
            "PYTHONIOENCODING": "utf-8",
            "NO_AT_BRIDGE": "1",
            "DBUS_SYSTEM_BUS_ADDRESS": "",
        }
        return env | (self._on_windows() if sys.platform == "win32" else {"TZ": "Europe/London"}) | more

    def _on_windows(self) -> dict[str, str]:
        """What Windows calls the same places. It knows no names of time zones there."""
        places = {
            "USERPROFILE": "home",
            "APPDATA": "config",
            "LOCALAPPDATA": "local",
            "TEMP": "tmp",
            "TMP": "tmp",
        }
        return {name: str(self.root / place) for name, place in places.items()}

    def program(self, *arguments: str) -> list[str]:
        """The command that starts the program itself."""
        return [sys.executable, "-m", "coprod_desktop", *arguments]
