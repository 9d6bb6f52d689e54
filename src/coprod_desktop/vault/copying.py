"""Saving a copy of the open journal in one file: whole, read back and sound, or not at all.

The database is written into a private room first, encrypted with fresh nonces, opened there with the key and
read to its last page. What then lies at the target is read back and must be the same, byte for byte.
"""

from __future__ import annotations

import errno
import os
import secrets
import threading
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import (
    CopyDamaged,
    CopyMissing,
    CopyNotReadable,
    CopyNotSaved,
    CopyStopped,
    JournalDamaged,
    NotACopy,
    WhyNotSaved,
)
from coprod_desktop.vault.files import (
    HELD_ON_WINDOWS,
    NO_ROOM,
    NOT_ALLOWED,
    Disk,
    is_folder,
    told_plainly,
    write_and_sync,
)
from coprod_desktop.vault.kdf import KdfPolicy
from coprod_desktop.vault.keyfile import KeyFile
from coprod_desktop.vault.keys import JournalSecret, database_key
from coprod_desktop.vault.look import JOURNAL_NAME
from coprod_desktop.vault.portable import CHUNK, CopyHead, Stopped, check_copy, never
from coprod_desktop.vault.rooms import Room

_READS_BACK_WRONG = (CopyDamaged, CopyMissing, CopyNotReadable, NotACopy)


class CopyBegun:
    """All pages of a journal in a private room, encrypted anew; neither read back nor saved yet.

    The journal is not needed any more from here on, so another thread can go on with it. The key is let go of
    before anything is written to a disk that may be slow. Another thread can call `drop` at any time.
    """

    def __init__(
        self, room: Room, secret: JournalSecret, key_file: KeyFile, made: datetime, disk: Disk
    ) -> None:
        self._room, self._secret, self._key_file, self._disk = room, secret, key_file, disk
        self._made = made.replace(microsecond=0)
        self._key_in_use = threading.Lock()
        self._dropped = threading.Event()
        self._saving = False

    def save(
        self, target: Path, kdf: KdfPolicy, *, replace: bool = False, stopped: Stopped = never
    ) -> CopyHead:
        """Read every page with the key, write the file at ``target``, and read that back. Once only.

        ``replace`` allows another file of that name to be replaced; it is, once the copy is whole.

        Raises:
            CopyNotSaved: it could not be written at the target; what stood there still does.
            CopyStopped: ``stopped`` said so, or it was dropped.
            VaultError: the journal's pages do not fit together, or there is no room for the work.
        """

        def ended() -> bool:
            return self._dropped.is_set() or stopped()

        try:
            with self._key_in_use:
                if ended():
                    raise CopyStopped(path=target)
                self._saving = True
                head = self._checked(target, ended)
                self._secret.wipe()
            _put(head, self._room.folder / JOURNAL_NAME, target, kdf, replace, self._disk, ended)
        finally:
            self.drop()
            self._room.leave()
        return head

    def drop(self) -> None:
        """End it, and let go of the key and the room. Can be called again.

        Waits until the key is not in use any more, which takes a few hundredths of a second, and not for
        what another thread writes just now: that ends by itself.
        """
        self._dropped.set()
        with self._key_in_use:
            self._secret.wipe()
            if not self._saving:
                self._room.leave()

    def _checked(self, target: Path, ended: Stopped) -> CopyHead:
        """The head of the copy, once every page was read and the pages fit together."""
        database, key_file = self._room.folder / JOURNAL_NAME, self._key_file
        key = database_key(self._secret, key_file.vault_id)
        copy = Connection(database, key, key_file.vault_id, self._disk.vfs)
        try:
            copy.end_when(ended)
            copy.require_sound()
        except JournalDamaged as error:
            if ended():
                raise CopyStopped(path=target) from error
            raise
        finally:
            copy.close()
        with told_plainly(database.parent), database.open("rb") as stream:
            digest, size = file_digest(stream, "sha256").digest(), os.fstat(stream.fileno()).st_size
        head = CopyHead(key_file.to_bytes(), key_file.vault_id, self._made, size, digest)
        return head.sealed(self._secret)


def begin_copy(
    connection: Connection,
    secret: JournalSecret,
    key_file: KeyFile,
    *,
    made: datetime,
    rooms: Path,
    disk: Disk,
) -> CopyBegun:
    """Take all pages of the open journal into a private room. Whoever begins has to save or drop it.

    Raises:
        VaultError: the journal could not be read, or there is no room for the work beside it.
    """
    room = Room(rooms)
    try:
        database = room.folder / JOURNAL_NAME
        with told_plainly(room.folder):
            disk.close(disk.create(database))
        copy = Connection(database, database_key(secret, key_file.vault_id), key_file.vault_id, disk.vfs)
        try:
            connection.back_up_into(copy)
        finally:
            copy.close()
    except BaseException:
        room.leave()
        raise
    return CopyBegun(room, secret.copy(), key_file, made, disk)


def _put(
    head: CopyHead, database: Path, target: Path, kdf: KdfPolicy, replace: bool, disk: Disk, ended: Stopped
) -> None:
    beside = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with _told_of(target):
            if not replace and os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, "taken")
            with closing(
                _pieces(head, database, target, ended)
            ) as pieces:  # left open, Windows keeps the room's folder
                write_and_sync(beside, pieces, disk)
            if not _reads_back(head, beside, kdf, ended):
                raise CopyNotSaved(path=target, folder=target.parent, reason=WhyNotSaved.READS_BACK_WRONG)
            if replace:
                disk.replace(beside, target)
            else:
                disk.give_name(beside, target)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    with suppress(OSError):  # network disks refuse it, and the file itself is on the disk already
        disk.sync_folder(target.parent)


def _pieces(head: CopyHead, database: Path, target: Path, ended: Stopped) -> Generator[bytes, None, None]:
    yield head.to_bytes()
    with told_plainly(database.parent), database.open("rb") as stream:
        while piece := stream.read(CHUNK):
            if ended():
                raise CopyStopped(path=target)
            yield piece


def _reads_back(head: CopyHead, path: Path, kdf: KdfPolicy, ended: Stopped) -> bool:
    """Whether the file holds what the head says: the very database that was opened and found sound."""
    try:
        return check_copy(path, kdf, ended) == head
    except _READS_BACK_WRONG:
        return False


@contextmanager
def _told_of(target: Path) -> Iterator[None]:
    """Turn an OSError of the block into the known error that says why a copy is not there."""
    try:
        yield
    except OSError as fault:
        raise CopyNotSaved(path=target, folder=target.parent, reason=_reason(fault, target)) from fault


def _reason(fault: OSError, target: Path) -> WhyNotSaved:
    if not is_folder(target.parent):
        return WhyNotSaved.FOLDER_GONE
    if fault.errno in NO_ROOM:
        return WhyNotSaved.DISK_FULL
    if isinstance(fault, FileExistsError):
        return WhyNotSaved.ALREADY_THERE
    if _is_open_elsewhere(fault, target):
        return WhyNotSaved.OPEN_ELSEWHERE
    if fault.errno in NOT_ALLOWED or is_folder(target):
        return WhyNotSaved.NOT_ALLOWED
    return WhyNotSaved.OTHER


def _is_open_elsewhere(fault: OSError, target: Path) -> bool:
    """Whether Windows refuses because a program has the file open that was to be replaced.

    Its number for that is 5 as a rule, and 5 as well for a folder, for a file that is read-only and for a
    place where nobody may write; there it is not the rename that fails, which names two files.
    """
    number: int | None = getattr(fault, "winerror", None)
    if number in HELD_ON_WINDOWS:
        return os.path.lexists(target)
    return (
        number == 5 and fault.filename2 is not None and not is_folder(target) and os.access(target, os.W_OK)
    )
