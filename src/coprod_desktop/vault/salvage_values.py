"""Single values of salvaged rows: what of an entry's row, its answers, its tags and items can be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from coprod_desktop.domain.entries import Answer, EntryKind, EventDate, QuestionSet
from coprod_desktop.domain.records import moment_from_text
from coprod_desktop.vault import rows
from coprod_desktop.vault.connection import Value
from coprod_desktop.vault.salvage_pages import Record
from coprod_desktop.vault.salvage_tables import SalvagedTables

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Head:
    """The row of an entry, or what could be made out about it."""

    id: str
    kind: EntryKind
    title: str
    event: EventDate
    written: datetime
    changed: datetime
    to_talk_about: bool
    excerpt: str
    question_set: QuestionSet
    deleted_at: str | None
    is_whole: bool


class Labels:
    """Tags or items: from their own table, and from the index that holds them once more."""

    def __init__(self, tables: SalvagedTables, table: str, index: str) -> None:
        self._found: dict[int, dict[int, str]] = defaultdict(dict)
        self.is_complete = not {table, index} <= tables.incomplete
        self.add(tables.keys[table])
        self.add([(entry, position, name) for name, entry, position in tables.keys[index]])

    def add(self, found: list[tuple[Value, ...]]) -> None:
        """Take rows of entry, position and name."""
        for entry, position, name in found:
            self._found[int(entry or 0)][int(position or 0)] = str(name)

    def of(self, number: int) -> tuple[str, ...]:
        """What an entry has, in order."""
        return tuple(name for _, name in sorted(self._found.get(number, {}).items()))


class Reading:
    """Single values of a row that may be lost, cut, or none of the program's."""

    def __init__(self, row: Record | None) -> None:
        self._row, self.failed = row, False

    def text(self, column: int) -> str:
        """A text, or its beginning."""
        value = None if self._row is None or column > self._row.whole else self._row.values[column]
        return value if isinstance(value, str) else ""

    def read(self, column: int, read: Callable[[str], _T]) -> _T | None:
        """A value that is there whole, read; None when it is lost, null, or none of the program's."""
        if self._row is None or column >= self._row.whole or self._row.values[column] is None:
            return None
        try:
            return read(str(self._row.values[column]))
        except ValueError:
            self.failed = True
            return None


def head_of(row: Record) -> Head:
    """The row of an entry that is there whole. Raises ValueError when a value is none of the program's."""
    _, entry_id, kind, title, event, written, changed, mark, excerpt, question_set, deleted_at = row.values
    if deleted_at is not None:
        moment_from_text(str(deleted_at))
    return Head(
        id=str(entry_id),
        kind=EntryKind(str(kind)),
        title=str(title),
        event=EventDate.from_iso(str(event)),
        written=moment_from_text(str(written)),
        changed=moment_from_text(str(changed)),
        to_talk_about=bool(mark),
        excerpt=str(excerpt),
        question_set=QuestionSet.CHOSEN if question_set is None else QuestionSet(str(question_set)),
        deleted_at=None if deleted_at is None else str(deleted_at),
        is_whole=True,
    )


def answer_of(row: Record, steps: dict[str, Record]) -> Answer:
    """An answer as far as its row is there. Raises ValueError when a value is none of the program's."""
    _, question_id, _, _, question_text, noticed, how_known, rating, keep_out, _ = row.values
    step = steps.get(str(question_id))
    text, by_day, with_whom = (None, None, None) if step is None else (step.values[n] for n in (4, 5, 6))
    head = (str(question_id), str(question_text or ""), str(noticed or ""), str(how_known or ""))
    # What is lost of an answer may have been its wish to stay out of exports.
    return rows.answer((*head, rating, keep_out if row.is_whole else 1, text, by_day, with_whom))
