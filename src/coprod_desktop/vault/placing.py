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
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from itertools import count
from pathlib import Path

from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.files import Disk, is_folder, make_private_folder, told_plainly
from coprod_desktop.vault.kdf import KdfPolicy
from coprod_desktop.vault.keys import JournalSecret, database_key
from coprod_desktop.vault.lock import JournalLock
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
        VaultError: it could not be done; the journal that was there is in its place as it was.
    """
    disk = disk or Disk()
    make_private_folder(folder.parent)
    arriving, arrived = _beside(folder, ARRIVING), _beside(folder, ARRIVED)
    with JournalLock(folder.parent, _LOCK_NAME).held_until_kept():
        _finish(folder, disk)
        had_journal = os.path.lexists(folder)
        try:
            take_out(path, head, arriving, kdf, disk)
            with told_of_copy(path):
                _require_sound(arriving, secret, head.vault_id)
            with told_plainly(folder.parent):
                disk.replace(arriving, arrived)
                disk.sync_folder(folder.parent)
                return _exchange(folder, arrived, day, disk)
        except BaseException:
            # Where the old one is aside and could not be put back, the new one is what the next start needs.
            if os.path.lexists(folder) or not had_journal:
                _clear(arriving, arrived)
            raise


def finish_interrupted(folder: Path, disk: Disk | None = None) -> None:
    """Put right what a crash left of `put_in_place`: one journal is in its place then.

    Raises:
        JournalOpenElsewhere: another program is at it just now.
        VaultError: it could not be put right.
    """
    arriving, arrived = _beside(folder, ARRIVING), _beside(folder, ARRIVED)
    if not (os.path.lexists(arriving) or os.path.lexists(arrived)):
        return
    with JournalLock(folder.parent, _LOCK_NAME).held_until_kept():
        _finish(folder, disk or Disk())


def _finish(folder: Path, disk: Disk) -> None:
    arriving, arrived = _beside(folder, ARRIVING), _beside(folder, ARRIVED)
    if is_folder(arrived) and not os.path.lexists(folder):
        with told_plainly(folder.parent):
            disk.replace(arrived, folder)
            disk.sync_folder(folder.parent)
    # The file that it came from is still there, and nobody was told that it took the journal's place.
    _clear(arriving, arrived)


def _require_sound(folder: Path, secret: JournalSecret, vault_id: bytes) -> None:
    connection = Connection(folder / JOURNAL_NAME, database_key(secret, vault_id), vault_id)
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
            with suppress(OSError):
                disk.replace(aside, folder)
        raise
    with suppress(OSError):  # in place all the same, and only not known to be on the disk
        disk.sync_folder(folder.parent)
    return aside


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


def _clear(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
