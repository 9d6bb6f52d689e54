"""Saving a copy of the open journal in one file: whole, read back and sound, or not at all."""

from __future__ import annotations

import errno
import os
import secrets
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
from coprod_desktop.vault.portable import CHUNK, CopyHead, check_copy
from coprod_desktop.vault.rooms import Room

_READS_BACK_WRONG = (CopyDamaged, CopyMissing, CopyNotReadable, NotACopy)


def save_copy(
    connection: Connection,
    secret: JournalSecret,
    key_file: KeyFile,
    target: Path,
    *,
    made: datetime,
    rooms: Path,
    kdf: KdfPolicy,
    replace: bool,
    disk: Disk,
) -> CopyHead:
    """Write the whole journal as one file at ``target``.

    The database is written into a private room first, encrypted with fresh nonces, opened there with the key
    and read to its last page. What then lies at the target is read back and must be the same, byte for byte.

    ``replace`` allows another file of that name to be replaced; it is, once the copy is whole.

    Raises:
        CopyNotSaved: it could not be written at the target; what stood there still does.
        VaultError: the journal could not be read, or there is no room for the work beside it.
    """
    with Room(rooms) as room:
        database = _sound_database(connection, secret, key_file.vault_id, room.folder, disk)
        with told_plainly(room.folder), database.open("rb") as stream:
            digest, size = file_digest(stream, "sha256").digest(), os.fstat(stream.fileno()).st_size
        head = CopyHead(
            key_file.to_bytes(), key_file.vault_id, made.replace(microsecond=0), size, digest
        ).sealed(secret)
        _put(head, database, target, kdf, replace, disk)
    return head


def _sound_database(
    connection: Connection, secret: JournalSecret, vault_id: bytes, folder: Path, disk: Disk
) -> Path:
    """The journal's database in a file of its own, of which every page was read again."""
    database = folder / JOURNAL_NAME
    with told_plainly(folder):
        disk.close(disk.create(database))
    copy = Connection(database, database_key(secret, vault_id), vault_id, disk.vfs)
    try:
        connection.back_up_into(copy)
        copy.require_sound()
    finally:
        copy.close()
    return database


def _put(head: CopyHead, database: Path, target: Path, kdf: KdfPolicy, replace: bool, disk: Disk) -> None:
    beside = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with _told_of(target):
            if not replace and os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, "taken")
            with closing(_pieces(head, database)) as pieces:  # left open, Windows keeps the room's folder
                write_and_sync(beside, pieces, disk)
            if not _reads_back(head, beside, kdf):
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


def _pieces(head: CopyHead, database: Path) -> Generator[bytes, None, None]:
    yield head.to_bytes()
    with told_plainly(database.parent), database.open("rb") as stream:
        while piece := stream.read(CHUNK):
            yield piece


def _reads_back(head: CopyHead, path: Path, kdf: KdfPolicy) -> bool:
    """Whether the file holds what the head says: the very database that was opened and found sound."""
    try:
        return check_copy(path, kdf) == head
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
