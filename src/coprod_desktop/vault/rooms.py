"""Private rooms for copies: folders in which the database of a copy lies, still encrypted, while it is used.

SQLite opens nothing but a file of its own, so what is looked into has to be taken out of its copy. It goes
into a folder that only its owner can enter, and away again afterwards. What a crash left is swept at the
next start; a room that another running program is in is known by its lock and left alone.

Nothing is ever deleted but the files that a room can hold, by their names, in folders that are named and
locked as a room is. No link is followed: a folder that only stands where ours would be loses nothing.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
import time
from contextlib import suppress
from pathlib import Path

from coprod_desktop.vault.errors import (
    DiskTrouble,
    FolderGone,
    JournalOpenElsewhere,
    JournalReadOnly,
    VaultError,
)
from coprod_desktop.vault.files import is_real, is_real_folder, make_private_folder
from coprod_desktop.vault.journalfiles import empty_journal_folder
from coprod_desktop.vault.lock import JournalLock

JOURNAL = "Journal"
"""The folder in a room that a copy's journal is taken out into."""

_NAME_BYTES = 8
_A_ROOM = re.compile(rf"[0-9a-f]{{{2 * _NAME_BYTES}}}")
_LOCK_NAME = "room.lock"
_ALL_ROOMS_LOCK = "rooms.lock"
_PATIENCE = 2.0
"""Seconds to wait for another program that makes a room or sweeps; it takes a few thousandths of one."""


class Room:
    """One private folder, held until it is left."""

    def __init__(self, rooms: Path) -> None:
        """Make it below ``rooms``.

        Raises:
            VaultError: it cannot be made, or ``rooms`` is a link to somewhere else.
        """
        self.folder = rooms / secrets.token_hex(_NAME_BYTES)
        self._lock = JournalLock(self.folder, _LOCK_NAME)
        alone = _locked(rooms)
        try:
            make_private_folder(self.folder)
            with self._lock.held_until_kept() as lock:
                lock.keep()
        except BaseException:
            self._lock.release()
            _take_away(self.folder)
            raise
        finally:
            _let_go(rooms, alone)

    def leave(self) -> None:
        """Take it away with all that is in it. Can be called again. What stays behind is swept later."""
        self._lock.release()
        _take_away(self.folder)
        rooms = self.folder.parent
        if is_real_folder(rooms):
            with suppress(VaultError, OSError):
                _let_go(rooms, _locked(rooms))

    def __enter__(self) -> Room:
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()


def sweep_rooms(rooms: Path) -> None:
    """Take away every room that no running program is in. Never raises for what the system refuses."""
    if not is_real_folder(rooms):
        return
    try:
        alone = _locked(rooms)
    except (VaultError, OSError):
        return
    try:
        with suppress(OSError):
            for folder in [Path(each.path) for each in os.scandir(rooms)]:
                if _A_ROOM.fullmatch(folder.name) and is_real_folder(folder):
                    _sweep(folder)
    finally:
        _let_go(rooms, alone)


def _sweep(folder: Path) -> None:
    """Take one room away, unless somebody is in it. Only while no room can be made."""
    try:
        if not stat.S_ISREG((folder / _LOCK_NAME).lstat().st_mode):
            return
    except FileNotFoundError:  # a crash before it was locked: nothing was put into it
        with suppress(OSError):
            folder.rmdir()
        return
    except OSError:
        return
    try:
        with JournalLock(folder, _LOCK_NAME).held_until_kept():
            pass
    except (VaultError, OSError):
        return
    _take_away(folder)


def _take_away(folder: Path) -> None:
    """Delete what a room can hold, and the room if nothing else is in it."""
    empty_journal_folder(folder / JOURNAL)
    with suppress(OSError):
        (folder / JOURNAL).rmdir()
    empty_journal_folder(folder)
    with suppress(OSError):
        (folder / _LOCK_NAME).unlink()
    with suppress(OSError):
        folder.rmdir()


def _locked(rooms: Path) -> JournalLock:
    """Make the folder of all rooms and hold its lock, under which alone rooms are made and swept.

    Raises:
        VaultError: it cannot be had.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        if _is_something_else(rooms):
            raise DiskTrouble(path=rooms)
        try:
            make_private_folder(rooms)
            lock = JournalLock(rooms, _ALL_ROOMS_LOCK)
            with lock.held_until_kept():
                lock.keep()
        except (DiskTrouble, FolderGone, JournalOpenElsewhere, JournalReadOnly):
            # The last to leave took the folder away at any point of this, or is about to; it may be back
            # by now, so what the error says of it cannot be asked again.
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return lock


def _is_something_else(rooms: Path) -> bool:
    """Whether a link or a file stands there. Nothing at all is no obstacle: it is made."""
    try:
        found = rooms.lstat()
    except OSError:
        return False
    return not is_real(found)


def _let_go(rooms: Path, alone: JournalLock) -> None:
    """Give the lock back, and take the folder away with it if no room is left in it."""
    try:
        if [each.name for each in os.scandir(rooms)] == [_ALL_ROOMS_LOCK]:
            (rooms / _ALL_ROOMS_LOCK).unlink()  # Windows refuses, and does so itself in a moment
    except OSError:
        pass
    finally:
        alone.release()
    with suppress(OSError):
        rooms.rmdir()  # only where nothing is in it
