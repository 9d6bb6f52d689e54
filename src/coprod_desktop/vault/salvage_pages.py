"""Reading SQLite's pages without SQLite: what of a damaged journal is genuine, cell by cell, in memory.

The layout is that of https://sqlite.org/fileformat2.html, the encryption that of
``docs/journal-format.md``. Nothing here is ever written, and nothing is believed that a page does not bear
out: a number that leads out of its page, or to a page that is lost, ends what is read there.
"""

from __future__ import annotations

import os
import struct
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from coprod_desktop.vault.connection import Value
from coprod_desktop.vault.errors import SalvageStopped
from coprod_desktop.vault.files import open_to_read, told_plainly
from coprod_desktop.vault.look import PAGE_BYTES
from coprod_desktop.vault.pages import BODY_BYTES, NEVER_USED, opened_page
from coprod_desktop.vault.portable import Stopped, never
from coprod_desktop.vault.rollback import pages_to_put_back

TABLE_LEAF, TABLE_INTERIOR, INDEX_LEAF, INDEX_INTERIOR = 0x0D, 0x05, 0x0A, 0x02
_INTERIOR = (TABLE_INTERIOR, INDEX_INTERIOR)
_FILE_HEADER_BYTES = 100
_PAGE_COUNT_AT = 28
_KEPT_OPEN = 256
"""Pages that stay decrypted for a while, one megabyte."""

_NUMBERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of a whole number by its serial type."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One row where it lies: ``local`` is what of it is on the page, ``more`` the page of the rest."""

    rowid: int
    size: int
    local: bytes
    more: int


@dataclass(frozen=True, slots=True)
class Record:
    """The values of a row, in order. From ``whole`` on they were lost; the one there may be a beginning."""

    values: tuple[Value, ...]
    whole: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it was lost."""
        return self.whole == len(self.values)


class DamagedFile:
    """The genuine pages of a journal's database, by their numbers. The journal must not be open meanwhile."""

    def __init__(self, journal: Path, key: bytes, stopped: Stopped = never) -> None:
        """Open it. Raises VaultError when it cannot be read at all.

        ``stopped`` is asked before every page that is read, which raises `SalvageStopped` once it says so.
        """
        self._journal, self._stopped = journal, stopped
        self._key, self._undo = key, ExitStack()
        self._back = pages_to_put_back(journal, key)
        with told_plainly(journal.parent):
            self._file = self._undo.enter_context(open_to_read(journal))
            size = os.fstat(self._file.fileno()).st_size
            if self._back:
                beside = journal.with_name(f"{journal.name}-journal")
                self._beside = self._undo.enter_context(open_to_read(beside))
        self._folder = journal.parent
        self.present = max(-(-size // PAGE_BYTES), *self._back, 0)
        self.page = lru_cache(_KEPT_OPEN)(self._read)
        self.cells = lru_cache(_KEPT_OPEN)(self._cells)
        said = self._said_to_have()
        if self._back and said:
            self.present = min(self.present, said)  # what an interrupted save added is no part of it
        self.count = max(self.present, said)

    def close(self) -> None:
        """Let go of the file and of what was decrypted."""
        self.page.cache_clear()
        self.cells.cache_clear()
        self._undo.close()

    def go_on(self) -> None:
        """Raise SalvageStopped when it was called off."""
        if self._stopped():
            raise SalvageStopped(path=self._journal)

    def _read(self, number: int) -> bytes | None:
        """What a page holds, without the bytes of its nonce and tag; None when it is lost."""
        self.go_on()
        if not 1 <= number <= self.present:
            return None
        place, stream = (number - 1) * PAGE_BYTES, self._file
        if number in self._back:
            place, stream = self._back[number], self._beside
        try:
            stream.seek(place)
            data = stream.read(PAGE_BYTES)
        except OSError:  # a bad sector of the disk is one lost page, and no reason to lose the others
            return None
        return opened_page(number, data, self._key)

    def _said_to_have(self) -> int:
        first = self.page(1)
        return int.from_bytes(first[_PAGE_COUNT_AT : _PAGE_COUNT_AT + 4], "big") if first else 0

    def is_lost(self, number: int) -> bool:
        """Whether a page that should be there cannot be read."""
        return number != NEVER_USED and self.page(number) is None

    def kind(self, number: int) -> int:
        """What kind of page of a tree it is; 0 for a lost one, and for none at all."""
        page = self.page(number)
        return page[_start(number)] if page else 0

    def children(self, number: int) -> list[int]:
        """The pages below an inner page of a tree, in order."""
        page = self.page(number)
        if page is None or self.kind(number) not in _INTERIOR:
            return []
        found = [int.from_bytes(page[at : at + 4], "big") for at in _cell_places(page, number)]
        last = _start(number) + 8
        return [*found, int.from_bytes(page[last : last + 4], "big")]

    def said_to_hold(self, number: int) -> int:
        """How many rows a page of a tree says that it holds."""
        page, start = self.page(number), _start(number)
        return int.from_bytes(page[start + 3 : start + 5], "big") if page else 0

    def _cells(self, number: int) -> tuple[Cell, ...]:
        """The rows on one page of a tree. Those whose place or size makes no sense are left out."""
        page, kind = self.page(number), self.kind(number)
        if page is None or kind not in (TABLE_LEAF, INDEX_LEAF, INDEX_INTERIOR):
            return ()
        skipped = 4 if kind == INDEX_INTERIOR else 0
        cells = (self._cell(page, kind, at + skipped) for at in _cell_places(page, number))
        return tuple(cell for cell in cells if cell is not None)

    def _cell(self, page: bytes, kind: int, at: int) -> Cell | None:
        try:
            size, at = varint(page, at)
            rowid = 0
            if kind == TABLE_LEAF:
                rowid, at = varint(page, at)
        except IndexError:
            return None
        if not 0 < size <= self.count * BODY_BYTES:
            return None
        rowid -= 1 << 64 if rowid >= 1 << 63 else 0
        local = _local_bytes(size, kind)
        end = at + local + (4 if local < size else 0)
        if end > BODY_BYTES:
            return None
        more = int.from_bytes(page[at + local : end], "big") if local < size else 0
        return Cell(rowid, size, page[at : at + local], more)

    def payload(self, cell: Cell) -> bytes:
        """A row's bytes: all of them, or those before the first lost page of its chain."""
        pieces, left, number = [cell.local], cell.size - len(cell.local), cell.more
        visited: set[int] = set()
        while left > 0:
            page = None if number in visited else self.page(number)
            visited.add(number)
            if page is None:
                break
            number = int.from_bytes(page[:4], "big")
            is_last = left <= BODY_BYTES - 4
            if number > self.count or is_last != (number == 0):
                break  # a page that is used for something else by now
            pieces.append(page[4 : 4 + left])
            left -= len(pieces[-1])
        return b"".join(pieces)


def record(payload: bytes, size: int) -> Record | None:
    """The values in a row's bytes, of which there should be ``size``. None when they make no sense."""
    try:
        header, at = varint(payload, 0)
        types: list[int] = []
        while at < header:
            kind, at = varint(payload, at)
            types.append(kind)
    except IndexError:
        return None
    if at != header or header + sum(map(_bytes_of, types)) != size or any(t in (10, 11) for t in types):
        return None
    values: list[Value] = []
    whole = len(types)
    for n, kind in enumerate(types):
        end = at + _bytes_of(kind)
        if end > len(payload) and whole == len(types):
            whole = n
        try:
            values.append(_value(kind, payload[at:end], is_cut=end > len(payload)))
        except UnicodeDecodeError:
            return None
        at = end
    return Record(tuple(values), whole)


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next thing begins. Raises IndexError at the end."""
    value = 0
    for n in range(8):
        byte = data[at + n]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + n + 1
    return value << 8 | data[at + 8], at + 9


def _bytes_of(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return 8 if kind == 7 else _NUMBERS.get(kind, 0)


def _value(kind: int, data: bytes, *, is_cut: bool) -> Value:
    if kind >= 12 and kind % 2:
        if not is_cut:
            return data.decode()
        return data.decode(errors="ignore")  # of a beginning, half a character at its end may be missing
    if is_cut or kind == 0:
        return None
    if kind >= 12:
        return data
    if kind == 7:
        return float(struct.unpack(">d", data)[0])
    return kind - 8 if kind in (8, 9) else int.from_bytes(data, "big", signed=True)


def _start(number: int) -> int:
    """Where a page's own header begins."""
    return _FILE_HEADER_BYTES if number == 1 else 0


def _cell_places(page: bytes, number: int) -> list[int]:
    start = _start(number)
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    at = start + (12 if page[start] in _INTERIOR else 8)
    places = [int.from_bytes(page[at + 2 * n : at + 2 * n + 2], "big") for n in range(count)]
    return [place for place in places if at + 2 * count <= place <= BODY_BYTES - 4]


def _local_bytes(size: int, kind: int) -> int:
    """How much of a row lies on its page; the rest is in a chain of pages of its own."""
    most = BODY_BYTES - 35 if kind == TABLE_LEAF else (BODY_BYTES - 12) * 64 // 255 - 23
    if size <= most:
        return size
    least = (BODY_BYTES - 12) * 32 // 255 - 23
    fitting = least + (size - least) % (BODY_BYTES - 4)
    return fitting if fitting <= most else least
