"""Entries: kept reflections and notes, whole and as rows of the list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EntryKind,
    EntryRow,
    EventDate,
    MeetingKind,
    Note,
    QuestionSet,
    Reflection,
)
from coprod_desktop.domain.follow_up import FollowUp
from coprod_desktop.domain.records import moment_from_text, moment_to_text
from coprod_desktop.vault import rows
from coprod_desktop.vault.connection import Connection, Row, Value
from coprod_desktop.vault.entrywriter import EntryWriter
from coprod_desktop.vault.errors import JournalDamaged
from coprod_desktop.vault.steps import StepState, is_newer
from coprod_desktop.vault.versions import Versions

_NEWEST_FIRST = "ORDER BY event DESC, written DESC, number DESC LIMIT ? OFFSET ?"

_LAST_LOOKED_AT = """
WITH RECURSIVE asked (question_id) AS (
    SELECT min(question_id) FROM answer WHERE said = 1
    UNION ALL
    SELECT (SELECT min(question_id) FROM answer WHERE said = 1 AND question_id > asked.question_id)
    FROM asked WHERE asked.question_id IS NOT NULL
)
SELECT question_id, (
    SELECT answer.event FROM answer JOIN entry ON entry.number = answer.entry
    WHERE answer.said = 1 AND answer.question_id = asked.question_id AND entry.deleted_at IS NULL
    ORDER BY answer.event DESC LIMIT 1
) FROM asked WHERE question_id IS NOT NULL
"""
"""Walks the index from question to question instead of through every answer ever given."""


class Entries:
    """The table ``entry`` and what belongs to it. Entries in the bin are not seen here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._versions = Versions(connection)
        self._writer = EntryWriter(connection)

    def put(self, entry: Entry, *, remove_draft: str | None = None, noted: Iterable[FollowUp] = ()) -> None:
        """Insert an entry, or replace the one with its id and keep that one as a version.

        The entry, its place in the search, the version, the removal of the draft it came from and what was
        ``noted`` there about earlier steps are stored together or not at all.

        Raises:
            VaultError: it could not be stored; everything is as it was.
        """
        with self._connection.write():
            self.write(entry)
            if remove_draft is not None:
                self._connection.change("DELETE FROM draft WHERE id = ?", remove_draft)
            self.note(noted)

    def write(self, entry: Entry) -> None:
        """Insert or replace an entry, as `put` does, inside the caller's transaction."""
        number = self._number(entry.id)
        if number is None:
            self._writer.add(entry)
        else:
            self._versions.keep(number, self._whole(entry.id, binned=True), entry)
            self._writer.replace(number, entry)

    def note(self, follow_ups: Iterable[FollowUp]) -> None:
        """Write what a reflection notes about earlier steps, unless something later was noted about them.

        Inside the caller's transaction. What was noted about a step that was taken out meanwhile stays beside
        an empty one; entries that are gone for good are passed over.
        """
        for follow_up in follow_ups:
            number = None if follow_up.noted is None else self._number(follow_up.entry_id)
            if follow_up.noted is None or number is None:
                continue
            changed = moment_to_text(follow_up.noted)
            state = StepState(follow_up.origin, follow_up.state.value, follow_up.words, changed)
            if not is_newer(self._connection, number, state):
                continue
            entry = self._whole(follow_up.entry_id, binned=True)
            if entry.asks(follow_up.origin):
                self._writer.note(number, entry, (state,))

    def get(self, entry_id: str) -> Entry:
        """An entry, whole.

        Raises:
            KeyError: there is no such entry.
            JournalDamaged: it does not read.
        """
        return self._whole(entry_id, binned=False)

    def former(self, entry_id: str) -> Entry | None:
        """What an entry held last, also where it is in the bin by now; None when it is gone for good."""
        try:
            return self._whole(entry_id, binned=True)
        except KeyError:
            return None

    def exists(self, entry_id: str) -> bool:
        """Whether there is such an entry."""
        found = self._connection.one("SELECT 1 FROM entry WHERE id = ? AND deleted_at IS NULL", entry_id)
        return found is not None

    def rows(self, kind: EntryKind | None = None, offset: int = 0, limit: int = 100) -> list[EntryRow]:
        """One page of the list, the newest event first."""
        where, values = _of_kind(kind)
        return self._rows(f"FROM entry WHERE {where} {_NEWEST_FIRST}", *values, limit, offset)

    def count(self, kind: EntryKind | None = None) -> int:
        """How many entries the list holds."""
        where, values = _of_kind(kind)
        row = self._connection.one(f"SELECT count(*) FROM entry WHERE {where}", *values)
        return int(row[0] or 0) if row else 0

    def newest_change(self) -> datetime | None:
        """When an entry was last changed; None in an empty journal."""
        row = self._connection.one("SELECT max(changed) FROM entry WHERE deleted_at IS NULL")
        if row is None or row[0] is None:
            return None
        try:
            return moment_from_text(str(row[0]))
        except ValueError:
            raise self._unreadable() from None

    def newest_written(self, kind: EntryKind, until: datetime) -> datetime | None:
        """When an entry of a kind was last begun, up to a moment; None where there is none."""
        row = self._connection.one(
            "SELECT max(written) FROM entry WHERE kind = ? AND deleted_at IS NULL AND written <= ?",
            kind.value,
            moment_to_text(until),
        )
        if row is None or row[0] is None:
            return None
        try:
            return moment_from_text(str(row[0]))
        except ValueError:
            raise self._unreadable() from None

    def about_item(self, item_id: str, limit: int, question_ids: Sequence[str] = ()) -> list[EntryRow]:
        """Entries that go with one item of the recipe, the newest event first.

        These are the entries that name the item, and the reflections in which one of the questions
        that go with it was given an answer that says something.
        """
        named = "EXISTS (SELECT 1 FROM entry_item WHERE entry = entry.number AND item_id = ?)"
        places = ", ".join("?" for _ in question_ids)
        answered = (
            "EXISTS (SELECT 1 FROM answer WHERE answer.entry = entry.number AND answer.said = 1"
            f" AND answer.question_id IN ({places}))"
        )
        return self._rows(
            f"FROM entry WHERE deleted_at IS NULL AND ({named} OR {answered}) {_NEWEST_FIRST}",
            item_id,
            *question_ids,
            limit,
            0,
        )

    def last_looked_at(self) -> dict[str, EventDate]:
        """When each question was last given an answer that says something."""
        found = self._connection.read(_LAST_LOOKED_AT)
        try:
            return {str(question): EventDate.from_iso(str(event)) for question, event in found if event}
        except ValueError:
            raise self._unreadable() from None

    def answers_to(
        self, question_id: str, limit: int, but: str | None = None
    ) -> list[tuple[EventDate, Answer]]:
        """What was said to one question and when it was, the newest event first; not in the entry ``but``."""
        found = self._connection.read(
            f"SELECT answer.event, {rows.ANSWER} FROM answer JOIN entry ON entry.number = answer.entry"
            f" {rows.WITH_STEP}"
            " WHERE answer.said = 1 AND answer.question_id = ? AND entry.deleted_at IS NULL"
            " AND entry.id IS NOT ? ORDER BY answer.event DESC, answer.entry DESC LIMIT ?",
            question_id,
            but,
            limit,
        )
        try:
            return [(EventDate.from_iso(str(row[0])), rows.answer(row[1:])) for row in found]
        except ValueError:
            raise self._unreadable() from None

    def mark(self, entry_id: str, on: bool) -> None:
        """Set or clear the mark "to talk about", inside the caller's transaction (`Drafts.mark`).

        It is no change of the words, so no version is kept.

        Raises:
            KeyError: there is no such entry.
        """
        if not self.exists(entry_id):
            raise KeyError(entry_id)
        self._connection.change("UPDATE entry SET to_talk_about = ? WHERE id = ?", int(on), entry_id)

    def whole(self, entry_id: str) -> Entry:
        """An entry, from the bin too. Raises as `get` does."""
        return self._whole(entry_id, binned=True)

    def number(self, entry_id: str) -> int | None:
        """The number of an entry's row, in the bin too; None when there is no such entry."""
        return self._number(entry_id)

    def versions(self, entry_id: str) -> list[datetime]:
        """When each earlier version of an entry had been written, newest first."""
        return self._versions.moments(entry_id)

    def _number(self, entry_id: str) -> int | None:
        row = self._connection.one("SELECT number FROM entry WHERE id = ?", entry_id)
        return None if row is None else int(row[0] or 0)

    def _rows(self, rest: str, *values: Value) -> list[EntryRow]:
        found = self._connection.read(f"SELECT {rows.ENTRY_ROW} {rest}", *values)
        try:
            return [rows.entry_row(row) for row in found]
        except ValueError:
            raise self._unreadable() from None

    def _whole(self, entry_id: str, *, binned: bool) -> Entry:
        head = self._connection.one(
            "SELECT number, kind, title, event, written, changed, to_talk_about, question_set, deleted_at"
            " FROM entry WHERE id = ?",
            entry_id,
        )
        if head is None or (head[-1] is not None and not binned):
            raise KeyError(entry_id)
        try:
            return self._assembled(entry_id, head)
        except ValueError:
            raise self._unreadable() from None

    def _assembled(self, entry_id: str, head: Row) -> Entry:
        number, kind, title, event, written, changed, to_talk_about, question_set, _ = head
        when = EventDate.from_iso(str(event))
        content: Reflection | Note
        if EntryKind(str(kind)) is EntryKind.NOTE:
            content = Note(str(self._part("SELECT body FROM note WHERE entry = ?", number)[0]))
        else:
            content = self._reflection(number, QuestionSet(str(question_set)), when)
        return Entry(
            id=entry_id,
            title=str(title),
            event=when,
            written=moment_from_text(str(written)),
            changed=moment_from_text(str(changed)),
            content=content,
            tags=self._list("SELECT name FROM entry_tag WHERE entry = ? ORDER BY position", number),
            items=self._list("SELECT item_id FROM entry_item WHERE entry = ? ORDER BY position", number),
            to_talk_about=bool(to_talk_about),
        )

    def _reflection(self, number: Value, question_set: QuestionSet, when: EventDate) -> Reflection:
        name, kind, my_part, access, taking_away = self._part(
            "SELECT name, meeting_kind, my_part, access, taking_away FROM reflection WHERE entry = ?",
            number,
        )
        meeting = None if kind is None else MeetingKind(str(kind))
        context = Context(when, str(name), meeting, str(my_part), str(access))
        found = self._connection.read(
            f"SELECT {rows.ANSWER} FROM answer {rows.WITH_STEP}"
            " WHERE answer.entry = ? ORDER BY answer.position",
            number,
        )
        return Reflection(question_set, context, tuple(rows.answer(row) for row in found), str(taking_away))

    def _part(self, sql: str, number: Value) -> Row:
        row = self._connection.one(sql, number)
        if row is None:
            raise self._unreadable()
        return row

    def _list(self, sql: str, number: Value) -> tuple[str, ...]:
        return tuple(str(value) for (value,) in self._connection.read(sql, number))

    def _unreadable(self) -> JournalDamaged:
        return JournalDamaged(path=self._connection.path, reason="record")


def _of_kind(kind: EntryKind | None) -> tuple[str, tuple[Value, ...]]:
    """The condition that an index of its own answers, and its values."""
    if kind is None:
        return "deleted_at IS NULL", ()
    return "kind = ? AND deleted_at IS NULL", (kind.value,)
