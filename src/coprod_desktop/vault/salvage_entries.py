"""Entries put together from what a damaged journal still holds: whole where everything of them is there.

Most of an entry lies in the file twice: its words once more for the search, its tags and items once more in
an index, what it held before in its versions. So what is missing in one place is taken from the other, and an
entry counts as whole only if nothing of it can have lain on a lost page.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EntryKind,
    EventDate,
    MeetingKind,
    Note,
    QuestionSet,
    Reflection,
    new_id,
)
from coprod_desktop.domain.records import entry_from_record, entry_to_record, moment_from_text, moment_to_text
from coprod_desktop.domain.richtext import from_plain, serialise
from coprod_desktop.vault.connection import Value
from coprod_desktop.vault.entrytext import text_of
from coprod_desktop.vault.salvage_pages import Record
from coprod_desktop.vault.salvage_tables import SalvagedTables
from coprod_desktop.vault.salvage_values import Head, Labels, Reading, answer_of, head_of
from coprod_desktop.vault.steps import StepState, state_from

_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class PartWords:
    """What an entry of which a part was lost says of itself: a sentence at its beginning, and a tag."""

    sentence: str
    tag: str


@dataclass(frozen=True, slots=True)
class Salvaged:
    """An entry that came out. ``versions`` are records as they lay there, oldest first."""

    entry: Entry
    is_whole: bool
    deleted_at: str | None
    versions: tuple[tuple[str, str], ...]
    steps: tuple[StepState, ...]


class SalvagedEntries:
    """All entries of which something is left."""

    def __init__(self, tables: SalvagedTables, words: PartWords, today: date) -> None:
        """``today`` stands in for the date of an entry of which none is left."""
        self._tables, self._words, self._today = tables, words, today
        self._answers = tables.by_entry("answer", 0)
        self._steps = tables.by_entry("step", 1)
        self._versions = tables.by_entry("version", 1)
        keys = tables.keys
        self._ids = {int(n): str(i) for i, n in keys["sqlite_autoindex_entry_1"] if isinstance(n, int)}
        self._asked = _grouped(keys["sqlite_autoindex_answer_1"])
        self._origins = _grouped(keys["sqlite_autoindex_step_1"])
        self._tags = Labels(tables, "entry_tag", "entry_tag_by_name")
        self._items = Labels(tables, "entry_item", "entry_item_by_id")
        self._sort_strays()

    @property
    def gone(self) -> int:
        """Entries of which the file knows that they were there, and holds nothing else."""
        return len(self._ids.keys() - self._numbers())

    def __iter__(self) -> Iterator[Salvaged]:
        for number in sorted(self._numbers()):
            found = self._entry(number)
            if found is not None:
                yield found

    def _numbers(self) -> set[int]:
        held = self._tables.rows
        numbers = set(held["entry"]) | set(held["note"]) | set(held["reflection"]) | set(held["entry_text"])
        return numbers | self._answers.keys() | self._versions.keys()

    def _sort_strays(self) -> None:
        """Pages of tags or of items: what the search has as tags of the same entries tells which."""
        for page in self._tables.strays:
            known = [(row, set(text)) for row in page if (text := self._tags_by_text(row[0])) is not None]
            hits = [row[2] in names for row, names in known]
            if hits and all(hits):
                self._tags.add(page)
            elif hits and not any(hits):
                self._items.add(page)

    # ------------------------------------------------------------------ one entry
    def _entry(self, number: int) -> Salvaged | None:
        versions = self._past(number)
        head = self._head(number, versions)
        if head is None:
            return None
        text = self._text(number)
        content, is_whole = self._content(number, head, text, versions)
        tags, tags_whole = self._labels_of(number, self._tags, self._tags_by_text(number))
        items, items_whole = self._labels_of(number, self._items, None)
        is_whole = is_whole and head.is_whole and tags_whole and items_whole
        entry = Entry(
            head.id, head.title, head.event, head.written, head.changed, content, tags, items,
            head.to_talk_about,
        )  # fmt: skip
        if not is_whole:
            entry = self._marked(entry)
        past = tuple((_changed(each), _spelt(each)) for each in versions if each.id == head.id)
        return Salvaged(entry, is_whole, head.deleted_at, past, self._states(number))

    def _marked(self, entry: Entry) -> Entry:
        """Say at the beginning that a part is missing, and count as older than the same entry whole."""
        content = entry.content
        if isinstance(content, Note):
            content = Note(said_first(self._words, content.body))
        else:
            content = replace(content, taking_away=said_first(self._words, content.taking_away))
        tags = (*(tag for tag in entry.tags if tag != self._words.tag), self._words.tag)
        return replace(entry, content=content, tags=tags, changed=entry.changed - _MOMENT)

    # ------------------------------------------------------------------ its head
    def _head(self, number: int, versions: list[Entry]) -> Head | None:
        row = self._tables.row("entry", number)
        if row is not None and row.is_whole:
            with suppress(ValueError):
                return head_of(row)
        return self._guessed_head(number, row, versions)

    def _guessed_head(self, number: int, row: Record | None, versions: list[Entry]) -> Head | None:
        """What else tells about an entry whose row is lost: the search's text, and what it held before."""
        former = versions[-1] if versions else None
        reading = Reading(row)
        entry_id = reading.read(1, str) or self._ids.get(number) or (former.id if former else new_id())
        title = (
            reading.read(3, str)
            or self._title_by_text(number)
            or reading.text(3)
            or (former.title if former else "")
        )
        kind = reading.read(2, EntryKind) or self._kind_by_parts(number, former)
        event = reading.read(4, EventDate.from_iso) or self._event(number)
        event = event or (former.event if former else None)
        begun = reading.read(5, moment_from_text) or (former.written if former else None)
        event = event or EventDate.of(begun.date() if begun else self._today)
        written = begun or datetime.combine(event.as_day(), time(), UTC)
        changed = reading.read(6, moment_from_text) or max([written, *(each.changed for each in versions)])
        return Head(
            entry_id, kind, title, event, written, changed, False, "", QuestionSet.CHOSEN, None, False
        )

    def _kind_by_parts(self, number: int, former: Entry | None) -> EntryKind:
        if number in self._tables.rows["reflection"] or number in self._answers:
            return EntryKind.REFLECTION
        if number in self._tables.rows["note"] or former is None:
            return EntryKind.NOTE
        return former.kind

    def _event(self, number: int) -> EventDate | None:
        for answer in self._answers.get(number, ()):
            row = self._tables.row("answer", answer)
            if row is not None and row.whole > 3:  # the column is number 3
                with suppress(ValueError):
                    return EventDate.from_iso(str(row.values[3]))
        return None

    # ------------------------------------------------------------------ its words
    def _content(
        self, number: int, head: Head, text: list[str] | None, versions: list[Entry]
    ) -> tuple[Note | Reflection, bool]:
        if head.kind is EntryKind.REFLECTION:
            reflection, is_whole = self._reflection(number, head)
            return (
                (reflection, True) if is_whole else (self._with_rest(number, reflection, head, text), False)
            )
        row = self._tables.row("note", number)
        if row is not None and row.is_whole:
            return Note(str(row.values[1])), True
        if text is not None:
            return Note(_as_markdown(text)), False
        beginning = str(row.values[1] or "") if row is not None else ""
        if beginning:
            return Note(beginning), False
        former = versions[-1].content if versions else None
        return (former if isinstance(former, Note) else Note(_as_markdown([head.excerpt]))), False

    def _reflection(self, number: int, head: Head) -> tuple[Reflection, bool]:
        row = self._tables.row("reflection", number)
        reading = Reading(row)
        context = Context(
            head.event,
            reading.text(1),
            reading.read(2, MeetingKind),
            reading.text(3),
            reading.text(4),
        )
        answers, answers_whole = self._answered(number)
        reflection = Reflection(head.question_set, context, answers, reading.text(5))
        return reflection, answers_whole and row is not None and row.is_whole and not reading.failed

    def _answered(self, number: int) -> tuple[tuple[Answer, ...], bool]:
        steps, steps_whole = self._steps_of(number)
        found: dict[str, tuple[int, Answer]] = {}
        is_whole = steps_whole
        for place in self._answers.get(number, ()):
            row = self._tables.row("answer", place)
            if row is None or row.whole <= 1:
                is_whole = False
                continue
            try:
                answer = answer_of(row, steps)
            except ValueError:
                is_whole = False
                continue
            is_whole = is_whole and row.is_whole
            found[answer.question_id] = (int(row.values[2] or 0), answer)
        is_whole = is_whole and self._is_all_there(
            "answer", "sqlite_autoindex_answer_1", found.keys(), self._asked.get(number, set())
        )
        return tuple(answer for _, answer in sorted(found.values(), key=lambda each: each[0])), is_whole

    def _steps_of(self, number: int) -> tuple[dict[str, Record], bool]:
        records = [self._tables.row("step", place) for place in self._steps.get(number, ())]
        found = {str(row.values[2]): row for row in records if row is not None and row.is_whole}
        is_whole = self._is_all_there(
            "step", "sqlite_autoindex_step_1", found.keys(), self._origins.get(number, set())
        )
        return found, is_whole and len(found) == len(records)

    def _is_all_there(
        self, table: str, index: str, found: AbstractSet[str], wanted: AbstractSet[str]
    ) -> bool:
        """Whether no row of the entry is missing: nothing of the table is, or the index knows of no other."""
        if table not in self._tables.incomplete:
            return True
        return index not in self._tables.incomplete and wanted == found

    def _states(self, number: int) -> tuple[StepState, ...]:
        found = []
        for place in self._steps.get(number, ()):
            row = self._tables.row("step", place)
            if row is not None and row.is_whole and row.values[9] is not None:
                with suppress(ValueError):
                    found.append(state_from(row.values[2], row.values[7], row.values[8], row.values[9]))
        return tuple(found)

    # ------------------------------------------------------------------ what is there twice
    def _with_rest(
        self, number: int, reflection: Reflection, head: Head, text: list[str] | None
    ) -> Reflection:
        """A reflection with those words at its end that the search has, and neither it nor a step has."""
        if text is None:
            return reflection
        there = Entry(head.id, head.title, head.event, head.written, head.changed, reflection)
        noted = [state.words for state in self._states(number)]
        has = set(text_of(there, noted).body.split("\n"))
        rest = _as_markdown([line for line in text if line not in has])
        return replace(reflection, taking_away=f"{reflection.taking_away}\n\n{rest}".strip())

    def _text(self, number: int) -> list[str] | None:
        """The lines that the search has of an entry; None when they are lost."""
        row = self._tables.row("entry_text", number)
        return str(row.values[2]).split("\n") if row is not None and row.whole > 2 else None

    def _title_by_text(self, number: int) -> str:
        row = self._tables.row("entry_text", number)
        return str(row.values[1]) if row is not None and row.whole > 1 else ""

    def _tags_by_text(self, number: Value) -> tuple[str, ...] | None:
        row = self._tables.row("entry_text", number) if isinstance(number, int) else None
        if row is None or not row.is_whole:
            return None
        return tuple(str(row.values[3]).split("\n")) if row.values[3] else ()

    def _labels_of(
        self, number: int, labels: Labels, by_text: tuple[str, ...] | None
    ) -> tuple[tuple[str, ...], bool]:
        """Tags or items of an entry, and whether none is missing."""
        found = labels.of(number)
        if labels.is_complete or (by_text is not None and len(found) == len(by_text)):
            return found, True
        if by_text is not None:
            return by_text, True
        return found, False

    def _past(self, number: int) -> list[Entry]:
        """What an entry held before, oldest first. A version that does not read is left out."""
        found: list[Entry] = []
        for place in self._versions.get(number, ()):
            row = self._tables.row("version", place)
            if row is not None and row.is_whole:
                with suppress(ValueError, RecursionError):
                    found.append(entry_from_record(json.loads(str(row.values[3]))))
        return sorted(found, key=lambda entry: entry.changed)


def said_first(words: PartWords, markdown: str) -> str:
    """A text with the sentence before it that a part is missing."""
    return f"*{serialise(from_plain(words.sentence))}*\n\n{markdown}".strip()


def _as_markdown(lines: list[str]) -> str:
    return serialise(from_plain("\n".join(line for line in lines if line.strip())))


def _grouped(keys: list[tuple[Value, ...]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for entry, name, _ in keys:
        found[int(entry or 0)].add(str(name))
    return found


def _changed(entry: Entry) -> str:
    return moment_to_text(entry.changed)


def _spelt(entry: Entry) -> str:
    return json.dumps(entry_to_record(entry), ensure_ascii=False)
