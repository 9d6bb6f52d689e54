"""Private rooms for copies: folders in which the database of a copy lies, still encrypted, while it is used.

SQLite opens nothing but a file of its own, so what is looked into has to be taken out of its copy. It goes
into a folder that only its owner can enter, and away again afterwards. What a crash left is swept at the
next start; a room that another running program is in is known by its lock and left alone.
"""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from coprod_desktop.vault.errors import VaultError
from coprod_desktop.vault.files import make_private_folder
from coprod_desktop.vault.lock import JournalLock

_LOCK_NAME = "room.lock"


class Room:
    """One private folder, held until it is left."""

    def __init__(self, rooms: Path) -> None:
        """Make it below ``rooms``.

        Raises:
            VaultError: it cannot be made.
        """
        self.folder = rooms / secrets.token_hex(8)
        make_private_folder(self.folder)
        self._lock = JournalLock(self.folder, _LOCK_NAME)
        try:
            with self._lock.held_until_kept() as lock:
                lock.keep()
        except BaseException:
            self.leave()
            raise

    def leave(self) -> None:
        """Take it away with all that is in it. Can be called again. What stays behind is swept later."""
        self._lock.release()
        shutil.rmtree(self.folder, ignore_errors=True)
        with suppress(OSError):
            self.folder.parent.rmdir()  # only where no other room is in it

    def __enter__(self) -> Room:
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()


def sweep_rooms(rooms: Path) -> None:
    """Take away every room that no running program is in. Never raises for what the system refuses."""
    try:
        left = [Path(each.path) for each in os.scandir(rooms) if each.is_dir(follow_symlinks=False)]
    except OSError:
        return
    for folder in left:
        lock = JournalLock(folder, _LOCK_NAME)
        try:
            with lock.held_until_kept():
                pass
        except (VaultError, OSError):
            continue
        shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        rooms.rmdir()
