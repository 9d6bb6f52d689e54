"""Which rows of which table a damaged journal still holds, and which tables are known to be complete.

A table is a tree of pages. It is walked from its root; where a page on the way is lost, what hung below it is
found by looking at every page of the file, and known by what its rows look like. No two tables have rows
that look alike, but those of tags and items: there the root decides, or what the search knows of the tags.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from coprod_desktop.vault.connection import Value
from coprod_desktop.vault.salvage_pages import (
    INDEX_INTERIOR,
    INDEX_LEAF,
    TABLE_INTERIOR,
    TABLE_LEAF,
    Cell,
    DamagedFile,
    Record,
    record,
)

SHAPES = {
    "entry": "nttttttitTT",
    "note": "nt",
    "reflection": "ntTttt",
    "answer": "itittttTii",
    "step": "nititTttTT",
    "version": "nitt",
    "draft": "ttttTiiTt?",
    "entry_text": "nttt",
}
"""Of each table that has row numbers, its columns: null, integer, text, Text or null. ``?`` stands for what a
later version of the format has added: Text or null, and nothing at all in a row from before."""

INDEX_SHAPES = {
    "entry_tag": "iit",
    "entry_item": "iit",
    "entry_tag_by_name": "tii",
    "entry_item_by_id": "tii",
    "setting": "tt",
    "sqlite_autoindex_entry_1": "ti",
    "sqlite_autoindex_answer_1": "iti",
    "sqlite_autoindex_step_1": "iti",
}
"""The same of what has none: tables without row numbers, and those indexes that say what should be there."""

_SCHEMA = "tttiT"
_FITS: dict[str, tuple[type, ...]] = {
    "n": (type(None),),
    "i": (int,),
    "t": (str,),
    "T": (str, type(None)),
    "?": (str, type(None)),
}
_SCHEMA_ROOT = 1

Place = tuple[int, int]
"""A page, and the how manieth of its rows."""


class SalvagedTables:
    """What there is, found once; rows are read again from their pages when they are asked for."""

    def __init__(self, file: DamagedFile, layouts: Sequence[Mapping[str, int]]) -> None:
        """``layouts``: where trees begin as a rule, for when the journal's own list of them is lost."""
        self._file = file
        self._reached: set[int] = set()
        self.incomplete: set[str] = set()
        self.rows: dict[str, dict[int, Place]] = {name: {} for name in SHAPES}
        self.keys: dict[str, list[tuple[Value, ...]]] = {name: [] for name in INDEX_SHAPES}
        self.strays: list[list[tuple[Value, ...]]] = []
        """Pages of tags or items that no root leads to: the rows of each."""
        roots: Mapping[str, int] = self._roots()
        if "sqlite_schema" in self.incomplete:
            roots = next((layout for layout in layouts if self._is_laid_out(layout, roots)), roots)
        for name, shape in SHAPES.items():
            self._walk_table(name, shape, roots.get(name, 0))
        for name, shape in INDEX_SHAPES.items():
            self._walk_index(name, shape, roots.get(name, 0))
        self.pages_lost = 0
        self._look_at_the_rest()

    def row(self, table: str, number: int) -> Record | None:
        """A row by its number, as far as it can be read."""
        place = self.rows[table].get(number)
        return None if place is None else self._record_at(place)

    def records(self, table: str) -> Iterator[Record]:
        """All rows of a table in the order of their numbers."""
        for number in sorted(self.rows[table]):
            found = self.row(table, number)
            if found is not None:
                yield found

    def by_entry(self, table: str, column: int) -> dict[int, list[int]]:
        """The row numbers of a table by the entry that they belong to, whose number is in ``column``."""
        found: dict[int, list[int]] = defaultdict(list)
        for number, (page, nth) in sorted(self.rows[table].items()):
            start = record_start(self._file.cells(page)[nth])
            if start is not None and isinstance(entry := start.values[column], int):
                found[entry].append(number)
        return found

    # ------------------------------------------------------------------ walking
    def _roots(self) -> dict[str, int]:
        """Where each tree begins, as the journal's own list says."""
        found: dict[str, int] = {}
        for page in self._leaves("sqlite_schema", _SCHEMA_ROOT, TABLE_INTERIOR, TABLE_LEAF):
            for cell in self._file.cells(page):
                row = record(self._file.payload(cell), cell.size)
                if row and row.is_whole and fits(row, _SCHEMA):
                    found[str(row.values[1])] = int(row.values[3] or 0)
        return found

    def _is_laid_out(self, layout: Mapping[str, int], known: Mapping[str, int]) -> bool:
        """Whether every tree begins where a layout says, as far as the pages there are not lost."""
        asked = SHAPES.keys() | INDEX_SHAPES.keys()  # others came later, and begin anywhere
        if any(layout.get(name, root) != root for name, root in known.items() if name in asked):
            return False
        kinds = ((SHAPES, TABLE_INTERIOR, TABLE_LEAF), (INDEX_SHAPES, INDEX_INTERIOR, INDEX_LEAF))
        for shapes, inner, leaf in kinds:
            for name, shape in shapes.items():
                page = layout.get(name, 0)
                if self._file.is_lost(page):
                    continue
                if self._file.kind(page) not in (inner, leaf):
                    return False
                starts = [record_start(cell) for cell in self._file.cells(page)]
                if not all(start and fits(start, shape) for start in starts):
                    return False
        return True

    def _walk_table(self, name: str, shape: str, root: int) -> None:
        for page in self._leaves(name, root, TABLE_INTERIOR, TABLE_LEAF):
            self._take_rows(name, shape, page)

    def _take_rows(self, name: str, shape: str, page: int) -> None:
        taken = 0
        for nth, cell in enumerate(self._file.cells(page)):
            row = record_start(cell)
            if row is not None and fits(row, shape):
                self.rows[name].setdefault(cell.rowid, (page, nth))
                taken += 1
        if taken < self._said_to_hold(page):
            self.incomplete.add(name)

    def _walk_index(self, name: str, shape: str, root: int) -> None:
        for page in self._leaves(name, root, INDEX_INTERIOR, INDEX_LEAF, also_inner=True):
            rows = [row for cell in self._file.cells(page) if (row := self._whole(cell, shape)) is not None]
            self.keys[name].extend(rows)
            if len(rows) < self._said_to_hold(page):
                self.incomplete.add(name)

    def _leaves(
        self, name: str, root: int, inner: int, leaf: int, *, also_inner: bool = False
    ) -> Iterator[int]:
        """The pages with rows of the tree at ``root``; a lost page on the way makes it incomplete."""
        waiting = [root]
        while waiting:
            number = waiting.pop()
            kind = self._file.kind(number)
            if kind not in (inner, leaf) or number in self._reached:
                self.incomplete.add(name)
                continue
            self._reached.add(number)
            waiting.extend(reversed(self._file.children(number)))
            if kind == leaf or also_inner:
                yield number

    def _look_at_the_rest(self) -> None:
        """Every page that no tree led to: lost, or a leaf whose tree lost a page above it."""
        self.pages_lost += self._file.count - self._file.present
        for number in range(1, self._file.present + 1):
            if number in self._reached:
                continue
            if self._file.is_lost(number):
                self.pages_lost += 1
            elif self._file.kind(number) == TABLE_LEAF:
                name = self._table_of(number)
                if name is not None:
                    self._take_rows(name, SHAPES[name], number)
            elif self._file.kind(number) in (INDEX_LEAF, INDEX_INTERIOR):
                rows = [
                    row for cell in self._file.cells(number) if (row := self._whole(cell, "iit")) is not None
                ]
                if rows and len(rows) == self._said_to_hold(number):
                    self.strays.append(rows)

    def _table_of(self, page: int) -> str | None:
        """The one incomplete table whose rows look like all of those on a page."""
        rows = [record_start(cell) for cell in self._file.cells(page)]
        names = [
            name
            for name, shape in SHAPES.items()
            if name in self.incomplete and rows and all(row and fits(row, shape) for row in rows)
        ]
        return names[0] if len(names) == 1 else None

    # ------------------------------------------------------------------ reading
    def _said_to_hold(self, page: int) -> int:
        return self._file.said_to_hold(page)

    def _record_at(self, place: Place) -> Record | None:
        cell = self._file.cells(place[0])[place[1]]
        return record(self._file.payload(cell), cell.size)

    def _whole(self, cell: Cell, shape: str) -> tuple[Value, ...] | None:
        row = record(self._file.payload(cell), cell.size)
        return row.values if row and row.is_whole and fits(row, shape) else None


def record_start(cell: Cell) -> Record | None:
    """What a row holds on its own page."""
    return record(cell.local, cell.size)


def fits(row: Record, shape: str) -> bool:
    """Whether a row looks like those of a table. Of what is cut off it is still known what is text."""
    if not len(shape.rstrip("?")) <= len(row.values) <= len(shape):
        return False
    for n, value in enumerate(row.values):
        if n < row.whole and not isinstance(value, _FITS[shape[n]]):
            return False
        if n >= row.whole and shape[n] == "t" and not isinstance(value, str):
            return False
    return True
