"""Puts a copy in place again and again in children, each killed one call of the disk later.

``python -m tests.unit.vault.killed_placing COPY JOURNAL`` prints the folder of each journal that is left.
Children are forked, which is quick. Windows cannot fork: there each is a program of its own, the same line
with the number of its deadly call behind it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

from coprod_desktop.vault.files import Disk
from coprod_desktop.vault.opened import OpenedCopy
from coprod_desktop.vault.placing import put_in_place
from tests.support.journals import CHEAP, PASSPHRASE

DAY = date(2026, 11, 26)
DEADLY = signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL
"""On Windows every signal ends a program on the spot, with the signal's number as its exit code."""


class DeadlyDisk(Disk):
    """Ends the program just before one of its calls that change something, counted from 0."""

    def __init__(self, deadly: int) -> None:
        self.left = deadly

    def _call(self) -> None:
        if self.left == 0:
            os.kill(os.getpid(), DEADLY)
        self.left -= 1

    def create(self, path: Path) -> int:
        self._call()
        return super().create(path)

    def write(self, handle: int, data: bytes) -> int:
        self._call()
        return super().write(handle, data)

    def replace(self, source: Path, target: Path) -> None:
        self._call()
        super().replace(source, target)

    def sync_folder(self, folder: Path) -> None:
        self._call()
        super().sync_folder(folder)


def put(copy: Path, folder: Path, deadly: int) -> None:
    """Put the copy in place, or come to the deadly call."""
    opened = OpenedCopy(copy, CHEAP, folder.parent / "rooms")
    opened.unlock(PASSPHRASE)
    disk = DeadlyDisk(deadly)
    put_in_place(copy, opened.head, opened.vault.secret, folder, day=DAY, kdf=CHEAP, disk=disk)
    opened.close()


def was_killed(copy: Path, folder: Path, deadly: int) -> bool:
    """Put the copy in place in a child; whether it came to its deadly call."""
    if sys.platform == "win32":
        command = [sys.executable, "-m", "tests.unit.vault.killed_placing", str(copy), str(folder)]
        code = subprocess.run([*command, str(deadly)]).returncode
        assert code in {0, DEADLY}, code
        return code != 0
    child = os.fork()
    if child == 0:
        put(copy, folder, deadly)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert status == 0, status
    return False


def main(copy: Path, journal: Path) -> None:
    """Go on until a child gets through."""
    for deadly in range(100):
        folder = journal.parent.parent / f"killed {deadly}" / "Journal"
        shutil.copytree(journal, folder)
        killed = was_killed(copy, folder, deadly)
        print(folder, flush=True)
        if not killed:
            return
    raise SystemExit("no child got through")


if __name__ == "__main__":
    if sys.argv[3:]:
        put(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
