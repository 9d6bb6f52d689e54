"""The rollback file that a crash left, checked before the database plays it back.

The database writes pages of a rollback file into the journal before it looks whether they decrypt. One
that belongs to another journal, or a key that is wrong, would so destroy what it should repair. Every page
of it is authenticated as those of the journal are (``docs/journal-format.md``), so it can be told first.

The few bytes between the pages are not. Where the sum behind a page does not fit, the database takes it for
the end of the file and says nothing: half of a save would stay. And it cuts the journal to the length that
the header names, or draws it out to that, before it reads a page. So these are checked here as well.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from coprod_desktop.vault.errors import JournalDamaged
from coprod_desktop.vault.files import open_to_read, told_plainly
from coprod_desktop.vault.look import PAGE_BYTES
from coprod_desktop.vault.pages import changes_counted, is_genuine, opened_page, pages_counted

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_NOT_SYNCED = bytes(len(_MAGIC))
"""Stands in the magic's place until what follows is on the disk; the journal is not changed before that."""

_HEADER = struct.Struct(">8sIIIII")
"""Magic, number of pages, checksum's start, pages of the database before, bytes of a sector and of a page."""

_TO_THE_END = 0xFFFFFFFF
_CHECKSUM_BYTES = 4
_RECORD_BYTES = 4 + PAGE_BYTES + _CHECKSUM_BYTES
_SECTORS = {1 << power for power in range(9, 17)}
_SUMMED = range(PAGE_BYTES - 200, 0, -200)
"""The bytes of a page in plain that its sum is made of."""


def require_own_rollback(journal: Path, key: bytes) -> None:
    """Refuse a rollback file beside ``journal`` that was not written with this key. Changes nothing.

    Raises:
        JournalDamaged: it belongs to another journal, or the key is wrong, or it was changed
            (``rollback``).
        VaultError: it cannot be read.
    """
    path = journal.with_name(f"{journal.name}-journal")
    with told_plainly(path.parent):
        try:
            stream = open_to_read(path)
        except FileNotFoundError:
            return
        with stream:
            genuine = (
                _is_own(stream, key)
                and _has_its_length(stream, journal, key)
                and _is_of_the_last_save(stream, journal, key)
            )
    if not genuine:
        raise JournalDamaged(path=path, reason="rollback")


def _is_own(stream: BinaryIO, key: bytes) -> bool:
    """Whether the database would play back all that was written there, and nothing else."""
    while len(header := stream.read(_HEADER.size)) == _HEADER.size:
        magic, count, start, _, sector, page_bytes = _HEADER.unpack(header)
        stream.seek((sector if sector in _SECTORS else min(_SECTORS)) - _HEADER.size, 1)
        if magic != _MAGIC:
            # Anything can stand there after a power cut. Pages of ours behind it show that a magic was there.
            return magic == _NOT_SYNCED or not _is_own_record(stream.read(_RECORD_BYTES), start, key)
        if page_bytes != PAGE_BYTES or sector not in _SECTORS:
            return False
        for _ in range(count):
            record = stream.read(_RECORD_BYTES)
            if len(record) < _RECORD_BYTES and count == _TO_THE_END:
                return True
            if not _is_own_record(record, start, key):
                return False
        end = stream.tell()
        if _is_own_record(stream.read(_RECORD_BYTES), start, key):
            return False  # there are more than the header counts
        stream.seek(-(-end // sector) * sector)
    return True


def _has_its_length(stream: BinaryIO, journal: Path, key: bytes) -> bool:
    """Whether the journal had as many pages before as page 1 of that moment counts.

    It lies in the rollback file, or is still in the journal where the save had not come to it. There can be
    more pages than are counted only where the file has them.
    """
    stream.seek(0)
    header = stream.read(_HEADER.size)
    if header[: len(_MAGIC)] != _MAGIC or len(header) < _HEADER.size:
        return True  # nothing is played back
    before = int(_HEADER.unpack(header)[3])
    stream.seek(0)
    first = next((page for number, page in _pages(stream) if number == 1), None)
    with open_to_read(journal) as file:
        present = os.fstat(file.fileno()).st_size // PAGE_BYTES
        counted = pages_counted(first or file.read(PAGE_BYTES), key)
    return counted is not None and counted <= before <= max(counted, present)


def _is_of_the_last_save(stream: BinaryIO, journal: Path, key: bytes) -> bool:
    """Whether page 1 in the journal is the one that lies in the rollback file, or what a save made of that.

    Every save counts one on in it. A rollback file of another day, as a cloud folder may bring it from
    another computer, would put old pages among newer ones and cut the journal to its old length.
    """
    stream.seek(0)
    first = next((page for number, page in _pages(stream) if number == 1), None)
    before = None if first is None else changes_counted(first, key)
    with open_to_read(journal) as file:
        now = changes_counted(file.read(PAGE_BYTES), key)
    if before is None or now is None:
        return True  # the save had not come to it, or it was torn by a power cut
    return (now - before) & 0xFFFFFFFF in (0, 1)


def _is_own_record(record: bytes, start: int, key: bytes) -> bool:
    """Whether a page was encrypted with this key under the number before it, and the sum behind it fits."""
    if len(record) != _RECORD_BYTES:
        return False
    plain = opened_page(int.from_bytes(record[:4], "big"), record[4:-_CHECKSUM_BYTES], key)
    if plain is None:
        return False
    fits = (start + sum(plain[place] for place in _SUMMED)) & 0xFFFFFFFF
    return int.from_bytes(record[-_CHECKSUM_BYTES:], "big") == fits


def pages_to_put_back(journal: Path, key: bytes) -> dict[int, int]:
    """Where in the rollback file beside ``journal`` each genuine page lies, by its number.

    For somebody who reads the file without SQLite after an interrupted save. Raises VaultError when it cannot
    be read.
    """
    path = journal.with_name(f"{journal.name}-journal")
    places: dict[int, int] = {}
    with told_plainly(path.parent):
        try:
            stream = open_to_read(path)
        except FileNotFoundError:
            return {}
        with stream:
            if not _is_of_the_last_save(stream, journal, key):
                return {}
            stream.seek(0)
            for number, page in _pages(stream):
                if number not in places and is_genuine(number, page, key):
                    places[number] = stream.tell() - PAGE_BYTES - _CHECKSUM_BYTES
    return places


def _pages(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The pages that the database would play back, with their numbers, as far as its headers can be read."""
    while len(header := stream.read(_HEADER.size)) == _HEADER.size:
        magic, count, _, _, sector, _ = _HEADER.unpack(header)
        if magic != _MAGIC and stream.tell() > _HEADER.size:
            return
        sector = sector if sector in _SECTORS else min(_SECTORS)
        stream.seek(sector - _HEADER.size, 1)
        for _ in range(count):
            record = stream.read(_RECORD_BYTES)
            if len(record) < _RECORD_BYTES:
                return
            yield int.from_bytes(record[:4], "big"), record[4 : 4 + PAGE_BYTES]
        stream.seek(-stream.tell() % sector, 1)
