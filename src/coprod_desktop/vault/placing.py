"""Putting a copy in the place of the journal: the one that was there is set aside whole and never touched.

The copy is first written into a folder of its own beside the journal, opened there and read to its last page.
Then two renames follow: the journal to its dated name, the new folder to the journal's. Between the two there
is no journal under its name for a moment; a crash just then is put right by `finish_interrupted`, which
everything that looks for the journal calls first. So after a crash at any point either the old or the new
journal is in place, and the old one is whole, here or there.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import DiskTrouble, FolderGone, JournalAside, VaultError
from coprod_desktop.vault.files import Disk, is_real_folder, is_there, make_private_folder, told_plainly
from coprod_desktop.vault.kdf import KdfPolicy
from coprod_desktop.vault.keys import JournalSecret, database_key
from coprod_desktop.vault.lock import LOCK_NAME, JournalLock
from coprod_desktop.vault.look import JOURNAL_NAME
from coprod_desktop.vault.names import ARRIVED, ARRIVING
from coprod_desktop.vault.opened import take_out, told_of_copy
from coprod_desktop.vault.portable import CopyHead
from coprod_desktop.vault.schema import require_own_schema

_LOCK_NAME = "put-back.lock"


def put_in_place(
    path: Path,
    head: CopyHead,
    secret: JournalSecret,
    folder: Path,
    *,
    day: date,
    kdf: KdfPolicy,
    disk: Disk | None = None,
) -> Path | None:
    """Make the copy at ``path`` the journal in ``folder``, and give where the one before it is kept now.

    None when there was nothing. ``day`` is for the name of what is set aside. The journal must be closed.

    Raises:
        JournalOpenElsewhere: another program has the journal open, or does the same just now.
        JournalAside: it could neither be done nor undone; `finish_interrupted` does it.
        VaultError: it could not be done; the journal that was there is in its place as it was.
    """
    through = disk or Disk()

    def fill(arriving: Path) -> None:
        take_out(path, head, arriving, kdf, through)
        with told_of_copy(path):
            _require_sound(arriving, secret, head.vault_id, through)

    return place(folder, fill, day=day, disk=through)


def place(folder: Path, fill: Callable[[Path], None], *, day: date, disk: Disk) -> Path | None:
    """Make what ``fill`` writes into a folder that it makes the journal in ``folder``.

    Gives where the one before is kept, and raises, as `put_in_place` does; what ``fill`` raises as well.
    """
    make_private_folder(folder.parent)
    arriving, arrived = _beside(folder, ARRIVING), _beside(folder, ARRIVED)
    with JournalLock(folder.parent, _LOCK_NAME).held_until_kept():
        _finish(folder, disk)
        _clear(arriving, arrived)
        had_journal = os.path.lexists(folder)
        try:
            fill(arriving)
            with told_plainly(folder.parent):
                disk.replace(arriving, arrived)
                disk.sync_folder(folder.parent)
                return _exchange(folder, arrived, day, disk)
        except BaseException:
            # Where the old one is aside and could not be put back, the new one is what the next start needs.
            if os.path.lexists(folder) or not had_journal:
                with suppress(VaultError):
                    _clear(arriving, arrived)
            raise


def finish_interrupted(folder: Path, disk: Disk | None = None) -> None:
    """Put right what a crash left of `put_in_place`: one journal is in its place then.

    Raises:
        JournalOpenElsewhere: another program is at it just now.
        FolderGone: the journal's place is a link to something that is not there. Nothing is changed.
        VaultError: it could not be put right.
    """
    arriving, arrived = _beside(folder, ARRIVING), _beside(folder, ARRIVED)
    if not (os.path.lexists(arriving) or os.path.lexists(arrived)):
        return
    with JournalLock(folder.parent, _LOCK_NAME).held_until_kept():
        _finish(folder, disk or Disk())
        with suppress(VaultError):  # the file that it came from is still there, and nobody was told that it
            _clear(arriving, arrived)  # took the journal's place


def _finish(folder: Path, disk: Disk) -> None:
    """Take the second step where the first was taken. What is left of either name then is worth nothing."""
    arrived = _beside(folder, ARRIVED)
    if not (is_real_folder(arrived) and is_there(arrived / JOURNAL_NAME)) or is_there(folder / JOURNAL_NAME):
        return
    if os.path.lexists(folder) and not is_real_folder(folder):
        raise FolderGone(path=folder)
    with told_plainly(folder.parent):
        _make_way(folder, disk)
        disk.replace(arrived, folder)
        disk.sync_folder(folder.parent)


def _make_way(folder: Path, disk: Disk) -> None:
    """Take an empty folder away that stands in the journal's place, and set any other aside."""
    with suppress(OSError):
        folder.rmdir()
    if not os.path.lexists(folder):
        return
    with _nobody_inside(folder):
        if {path.name for path in folder.iterdir()} <= {LOCK_NAME}:
            (folder / LOCK_NAME).unlink(missing_ok=True)
            folder.rmdir()
        else:
            disk.replace(folder, _free_name(folder, datetime.now(UTC).astimezone().date()))


def _require_sound(folder: Path, secret: JournalSecret, vault_id: bytes, disk: Disk) -> None:
    connection = Connection(folder / JOURNAL_NAME, database_key(secret, vault_id), vault_id, disk.vfs)
    try:
        require_own_schema(connection)
        connection.require_sound()
    finally:
        connection.close()


def _exchange(folder: Path, arrived: Path, day: date, disk: Disk) -> Path | None:
    """The two renames. An OSError leaves the old journal in its place, or is put right at the next start."""
    aside: Path | None = None
    if os.path.lexists(folder):
        aside = _free_name(folder, day)
        with _nobody_inside(folder):
            disk.replace(folder, aside)
    try:
        disk.replace(arrived, folder)
    except OSError:
        if aside is not None:
            _put_back(aside, folder, disk)
        raise
    with suppress(OSError):  # in place all the same, and only not known to be on the disk
        disk.sync_folder(folder.parent)
    return aside


def _put_back(aside: Path, folder: Path, disk: Disk) -> None:
    try:
        disk.replace(aside, folder)
    except OSError as error:
        raise JournalAside(path=folder, aside=aside) from error


@contextmanager
def _nobody_inside(folder: Path) -> Iterator[None]:
    """Hold the journal's own lock for the block, so that no program has it open when it moves.

    Windows does not rename a folder in which a file is open. There the lock is given back first, and a
    program that slips in makes the rename fail.
    """
    with JournalLock(folder).held_until_kept() as lock:
        if sys.platform == "win32":
            lock.release()
        yield


def _free_name(folder: Path, day: date) -> Path:
    first = f"{folder.name} set aside {day.isoformat()}"
    names = (first if number == 1 else f"{first} {number}" for number in count(1))
    return next(path for path in map(folder.with_name, names) if not os.path.lexists(path))


def _beside(folder: Path, ending: str) -> Path:
    return folder.with_name(f"{folder.name}{ending}")


def _clear(*paths: Path) -> None:
    """Take away what has one of these names, whatever it is. Follows no link.

    Raises:
        VaultError: something is still there.
    """
    for path in paths:
        with told_plainly(path.parent):
            _without(path)
        if os.path.lexists(path):
            raise DiskTrouble(path=path)


def _without(path: Path) -> None:
    if is_real_folder(path):
        shutil.rmtree(path, ignore_errors=True)
    elif os.path.lexists(path):
        path.unlink()
