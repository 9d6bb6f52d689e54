"""A made-up Windows computer: a fresh drive C in the room with Wine, with a screen and a keyboard."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import product
from tests.support.places import ROOT
from windows.room import Room

DIST = ROOT / "dist"
WORK = ROOT / "build" / "windows"
PROGRAM = f"{product.COMMAND}.exe"
PROGRAMS = "C:\\users\\root\\AppData\\Local\\Programs"
PATIENCE_SECONDS = 90.0
MOVING_KEYS = re.compile(r"\\(Wine|Installer\\Rollback)\b|\\Explorer\\(Shell Folders|RecentDocs|Accent)\b")
"""Keys that Wine or Windows write in by themselves."""
EMPTY_AND_WINDOWS_OWN = re.compile(
    r"\[HKEY_\w+\\Software\\(Classes|Microsoft\\Windows\\CurrentVersion\\Uninstall"
    r"|Classes\\Installer(\\(Features|Products|UpgradeCodes))?"
    r"|Microsoft\\Windows\\CurrentVersion\\Installer\\"
    r"(UpgradeCodes|UserData(\\S-1-5-18(\\(Components|Products))?)?))\] ?"
)
"""Keys that Windows itself makes when the first program is installed, without a value in them."""
EMPTY_SCREEN_BYTES = 15_000
"""A picture of the bare desktop is smaller than that, one with a window on it larger."""


class Computer:
    """One drive C and what a person does at it."""

    def __init__(self, room: Room, pictures: Path) -> None:
        self.room = room
        self.profile = room.drive / "users" / "root" / "AppData" / "Local"
        self.installed = self.profile / "Programs" / product.NAME
        self.data = self.profile / product.NAME
        self._pictures = pictures
        self._opened: list[subprocess.Popen[bytes]] = []

    def run(self, program: Path | str, *words: str, seconds: float = 300) -> int:
        """Run a Windows program to its end and return its exit code."""
        name = self.room.windows(program) if isinstance(program, Path) else program
        return self.room.wine(name, *words, seconds=seconds).returncode

    def open(self, *words: str) -> subprocess.Popen[bytes]:
        """Open the installed program, or a document with `start`, and go on."""
        opened = self.room.start(["wine", *(words or (f"{PROGRAMS}\\{product.NAME}\\{PROGRAM}",))])
        self._opened.append(opened)
        return opened

    def end_all(self) -> None:
        """End what was opened and is still there."""
        for opened in self._opened:
            opened.kill()
            opened.wait()
        self._opened.clear()

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as xdotool calls them, with the pause that a hand makes."""
        self.room.run(["xdotool", "key", "--delay", "120", *keys], 60)

    def write(self, text: str) -> None:
        """Type a text."""
        self.room.run(["xdotool", "type", "--delay", "60", text], 120)

    def look(self, name: str) -> Path:
        """Take a picture of the screen; it is kept in `build/windows/pictures`."""
        self._pictures.mkdir(parents=True, exist_ok=True)
        target = self._pictures / f"{name}.png"
        self.room.picture(target)
        return target

    def settled(self, name: str) -> Path:
        """A picture of the screen once there is a window on it that has stopped changing."""
        before = b""
        ends = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < ends:
            now = self.look(name).read_bytes()
            if now == before and len(now) > EMPTY_SCREEN_BYTES:
                return self._pictures / f"{name}.png"
            before = now
            time.sleep(0.7)  # the screen tells nobody when it is done
        raise AssertionError(f"no window stood still for {name}")

    def is_running(self, words: str) -> bool:
        """Whether a process of the room has these words in its command line."""
        listed = self.room.run(["ps", "axww", "-o", "args"], 30).stdout
        return any(words in line and "nsenter" not in line for line in listed.splitlines())

    @staticmethod
    def wait_until(what: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> bool:
        """Look ten times a second whether something on the disk or the screen holds."""
        ends = time.monotonic() + seconds
        while not what() and time.monotonic() < ends:
            time.sleep(0.1)
        return what()

    def registry(self) -> set[str]:
        """Every key and value below Software, for the person and for everybody, but the moving ones."""
        found = set()
        for hive in ("HKCU", "HKLM"):
            target = self.room.drive / "windows" / "temp" / f"{hive}.reg"
            self.run("reg", "export", f"{hive}\\Software", f"C:\\windows\\temp\\{hive}.reg", "/y")
            key = ""
            for line in target.read_text("utf-16").replace("\\\n  ", "").splitlines():
                key = line if line.startswith("[") else key
                said = f"{key} {line}" if line != key else key
                if not MOVING_KEYS.search(key) and not EMPTY_AND_WINDOWS_OWN.fullmatch(said):
                    found.add(said)
        return found

    def listing(self) -> set[str]:
        """Every file of drive C but those that Wine itself keeps moving."""
        moving = ("users/root/AppData/Local/Temp/", "windows/temp/", "users/root/Temp/", "windows/Installer/")
        names = {
            path.relative_to(self.room.drive).as_posix()
            for path in self.room.drive.rglob("*")
            if path.is_file()
        }
        return {name for name in names if not name.startswith(moving)}
