"""A journal in one file, ``*.coprod``: how its head is written, and what is refused when it is read.

``docs/journal-format.md`` describes every byte. The head can be checked without a key; so can the database
behind it, by its length and its hash. That tells a copy that was cut short from a wrong passphrase.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from coprod_desktop.vault.errors import (
    CopyDamaged,
    CopyMissing,
    CopyNewer,
    CopyNotReadable,
    CopyStopped,
    KeyFileDamaged,
    NotACopy,
)
from coprod_desktop.vault.files import open_to_read
from coprod_desktop.vault.kdf import KdfPolicy
from coprod_desktop.vault.keyfile import LARGEST, read_key_file
from coprod_desktop.vault.keys import VAULT_ID_BYTES, JournalSecret, copy_mac_key, database_key
from coprod_desktop.vault.look import PAGE_BYTES

ENDING = ".coprod"
MAGIC = b"CoProdJournal\r\n\x1a"
VERSION = 1

_FACTS = struct.Struct(">16sIIQQq32s")
"""Magic, version, bytes of the keys, where the database begins, its bytes, when it was made, its SHA-256."""

_DIGEST_BYTES = 32
_HEAD_BYTES = _FACTS.size + 2 * _DIGEST_BYTES
EARLIEST, LATEST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, 23, 59, 59, tzinfo=UTC)
"""When a copy can have been made: after the program was, and within what every system's clock can tell."""

CHUNK = 1 << 20

Stopped = Callable[[], bool]
"""Whether what is under way is to end: asked for every piece of a file, since a file can be huge."""


def never() -> bool:
    """Of what nobody stops."""
    return False


@dataclass(frozen=True, slots=True)
class CopyHead:
    """What stands before the database: the key file's exact bytes, and how the database can be checked.

    ``made`` is in UTC, to the second. ``mac`` is keyed: it shows, once the secret is known, that nothing
    in the file was changed by somebody who does not have the key.
    """

    keys: bytes
    vault_id: bytes
    made: datetime
    database_bytes: int
    database_sha256: bytes
    mac: bytes = b""

    @property
    def database_at(self) -> int:
        """Where the database begins: at the first whole page after the head."""
        return -(-(_HEAD_BYTES + len(self.keys)) // PAGE_BYTES) * PAGE_BYTES

    @property
    def file_bytes(self) -> int:
        """How long the whole file is."""
        return self.database_at + self.database_bytes

    def sealed(self, secret: JournalSecret) -> CopyHead:
        """The same head with its keyed code."""
        return replace(self, mac=self._mac(secret))

    def is_genuine(self, secret: JournalSecret) -> bool:
        """Whether a holder of this secret wrote it, hash of the database included."""
        return hmac.compare_digest(self.mac, self._mac(secret))

    def to_bytes(self) -> bytes:
        """Everything before the database, zeros up to its page included."""
        facts = self._facts() + self.mac
        head = facts + hashlib.sha256(facts + self.keys).digest() + self.keys
        return head.ljust(self.database_at, b"\0")

    def _facts(self) -> bytes:
        return _FACTS.pack(
            MAGIC,
            VERSION,
            len(self.keys),
            self.database_at,
            self.database_bytes,
            int(self.made.timestamp()),
            self.database_sha256,
        )

    def _mac(self, secret: JournalSecret) -> bytes:
        key = copy_mac_key(database_key(secret, self.vault_id), self.vault_id)
        return hmac.digest(key, self._facts() + self.keys, "sha256")


def check_copy(path: Path, policy: KdfPolicy, stopped: Stopped = never) -> CopyHead:
    """Read a whole copy without a key, and give its head. Takes as long as the disk needs to read it.

    Raises:
        CopyMissing, CopyNotReadable: it cannot be read.
        NotACopy: it is something else.
        CopyDamaged: it is not as it was made.
        CopyNewer, JournalNewer: a newer program made it.
        CopyStopped: ``stopped`` said so.
    """
    with opened_copy(path) as stream:
        head = read_head(stream, path, policy)
        for _ in database_of(stream, path, head, stopped):
            pass
    return head


@contextmanager
def opened_copy(path: Path) -> Iterator[BinaryIO]:
    """A copy's bytes, from their beginning.

    Raises:
        CopyMissing: there is no such file.
        CopyNotReadable: the system cannot read it, now or later in the block.
    """
    try:
        with open_to_read(path) as stream:
            yield stream
    except (FileNotFoundError, NotADirectoryError) as error:
        raise CopyMissing(path=path) from error
    except OSError as error:
        raise CopyNotReadable(path=path) from error


def read_head(stream: BinaryIO, path: Path, policy: KdfPolicy) -> CopyHead:
    """Read and check everything before the database; the stream stands at the database then.

    ``path`` is for the errors, which are those of `check_copy`.
    """
    size = os.fstat(stream.fileno()).st_size
    start = stream.read(_HEAD_BYTES)
    if not start.startswith(MAGIC):
        if not MAGIC.startswith(start):
            raise NotACopy(path=path)
        raise CopyDamaged(path=path, reason="short")
    if len(start) < _HEAD_BYTES:
        raise CopyDamaged(path=path, reason="short")
    _, version, key_bytes, database_at, database_bytes, seconds, sha256 = _FACTS.unpack_from(start)
    if version > VERSION:
        raise CopyNewer(path=path, version=version)
    in_bounds = EARLIEST.timestamp() <= seconds <= LATEST.timestamp()
    if not 0 < key_bytes <= LARGEST or not in_bounds:
        raise CopyDamaged(path=path, reason="head")
    keys = stream.read(key_bytes)
    made = datetime.fromtimestamp(seconds, UTC)
    mac = start[_FACTS.size : _FACTS.size + _DIGEST_BYTES]
    head = CopyHead(keys, b"", made, database_bytes, sha256, mac)
    padding = stream.read(max(0, head.database_at - _HEAD_BYTES - key_bytes))
    if size < head.database_at:
        raise CopyDamaged(path=path, reason="short")
    if version != VERSION or database_at != head.database_at or head.to_bytes() != start + keys + padding:
        raise CopyDamaged(path=path, reason="head")
    return _with_journal(head, stream, path, policy, size)


def _with_journal(head: CopyHead, stream: BinaryIO, path: Path, policy: KdfPolicy, size: int) -> CopyHead:
    """See that the key file is one, that the database is all there, and that they belong together."""
    if head.database_bytes < PAGE_BYTES or head.database_bytes % PAGE_BYTES:
        raise CopyDamaged(path=path, reason="head")
    if size != head.file_bytes:
        raise CopyDamaged(path=path, reason="short" if size < head.file_bytes else "long")
    try:
        key_file = read_key_file(head.keys, policy)
    except KeyFileDamaged as error:
        raise CopyDamaged(path=path, reason="keys") from error
    vault_id = stream.read(VAULT_ID_BYTES)
    stream.seek(head.database_at)
    if vault_id != key_file.vault_id:
        raise CopyDamaged(path=path, reason="mismatch")
    return replace(head, vault_id=vault_id)


def database_of(stream: BinaryIO, path: Path, head: CopyHead, stopped: Stopped = never) -> Iterator[bytes]:
    """The database's bytes, piece by piece; after the last one they are held against the head.

    Raises:
        CopyDamaged: they end early (``short``) or are not those that were written (``database``). What
            came before must not be used then.
        CopyStopped: ``stopped`` said so.
    """
    digest, left = hashlib.sha256(), head.database_bytes
    while left:
        if stopped():
            raise CopyStopped(path=path)
        try:
            piece = stream.read(min(CHUNK, left))
        except OSError as error:
            raise CopyNotReadable(path=path) from error
        if not piece:
            raise CopyDamaged(path=path, reason="short")
        digest.update(piece)
        left -= len(piece)
        yield piece
    if not hmac.compare_digest(digest.digest(), head.database_sha256):
        raise CopyDamaged(path=path, reason="database")
