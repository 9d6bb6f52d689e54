"""Puts a copy in place again and again in forked children, each killed one call of the disk later.

``python -m tests.unit.vault.killed_placing COPY JOURNAL`` prints the folder of each journal that is left.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from datetime import date
from pathlib import Path

from coprod_desktop.vault.files import Disk
from coprod_desktop.vault.opened import OpenedCopy
from coprod_desktop.vault.placing import put_in_place
from tests.support.journals import CHEAP, PASSPHRASE

DAY = date(2026, 11, 26)


class DeadlyDisk(Disk):
    """Ends the program just before one of its calls that change something, counted from 0."""

    def __init__(self, deadly: int) -> None:
        self.left = deadly

    def _call(self) -> None:
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
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


def was_killed(copy: Path, folder: Path, deadly: int) -> bool:
    """Put the copy in place in a child; whether it came to its deadly call."""
    child = os.fork()
    if child == 0:
        opened = OpenedCopy(copy, CHEAP, folder.parent / "rooms")
        opened.unlock(PASSPHRASE)
        disk = DeadlyDisk(deadly)
        put_in_place(copy, opened.head, opened.vault.secret, folder, day=DAY, kdf=CHEAP, disk=disk)
        opened.close()
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
    main(Path(sys.argv[1]), Path(sys.argv[2]))
