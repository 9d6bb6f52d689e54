"""Drafts: what is being written and not yet kept. Saved as one types.

One that was let go has a `deleted_at` and lies in the bin (`vault/binned_drafts.py`). Nothing but the bin
shows it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime

from coprod_desktop.domain.entries import DraftRow, EntryKind, NoteDraft, QuestionSet
from coprod_desktop.domain.follow_up import without_those_of
from coprod_desktop.domain.records import (
    Record,
    moment_from_text,
    moment_to_text,
    note_draft_from_record,
    note_draft_to_record,
    reflection_draft_from_record,
    reflection_draft_to_record,
)
from coprod_desktop.domain.reflection import ReflectionDraft, with_day, with_follow_ups, with_look_over
from coprod_desktop.domain.shortening import in_short
from coprod_desktop.vault.connection import Connection, Row, Value
from coprod_desktop.vault.entries import Entries
from coprod_desktop.vault.errors import JournalDamaged

_PUT = """
INSERT INTO draft (id, kind, title, changed, question_set, position, length, entry_id, record, deleted_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    kind = excluded.kind, title = excluded.title, changed = excluded.changed,
    question_set = excluded.question_set, position = excluded.position, length = excluded.length,
    entry_id = excluded.entry_id, record = excluded.record, deleted_at = excluded.deleted_at
"""

ROW = "id, kind, title, changed, question_set, position, length, entry_id"
"""The columns that `draft_row` reads."""


class Drafts:
    """The table ``draft``: each draft is one record, replaced whole at every save."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.gone: set[str] = set()
        """Entries that went for good since the journal was opened: an open draft holds words of theirs."""

    def put_reflection(self, draft: ReflectionDraft, now: datetime) -> None:
        """Store a reflection's draft as it stands, and what was noted in it about earlier steps.

        Steps of entries that went for good meanwhile are left out.

        Raises VaultError when it cannot be stored; everything is as it was then.
        """
        gone = self.entries_gone()
        if gone:
            draft = with_follow_ups(draft, without_those_of(gone, draft.follow_ups))
        with self._connection.write():
            self.add(draft, now)
            Entries(self._connection).note(draft.follow_ups)

    def put_note(self, draft: NoteDraft, now: datetime) -> None:
        """Store a note's draft as it stands. Raises VaultError when it cannot be stored."""
        with self._connection.write():
            self.add(draft, now)

    def add(
        self, draft: ReflectionDraft | NoteDraft, changed: datetime, deleted_at: str | None = None
    ) -> None:
        """Store a draft, or replace it, inside the caller's transaction.

        What is written anew comes out of the bin, unless ``deleted_at`` says since when it lies there.
        """
        if isinstance(draft, NoteDraft):
            self._put(
                (draft.id, EntryKind.NOTE.value, draft.title.strip(), moment_to_text(changed)),
                (None, 0, 0, draft.entry_id),
                note_draft_to_record(draft),
                deleted_at,
            )
            return
        self._put(
            (draft.id, EntryKind.REFLECTION.value, draft.context.name.strip(), moment_to_text(changed)),
            (draft.question_set.value, draft.position, len(draft.answers), draft.entry_id),
            reflection_draft_to_record(draft),
            deleted_at,
        )

    def get_reflection(self, draft_id: str) -> ReflectionDraft:
        """A reflection's draft, exactly as it was left.

        Raises:
            KeyError: there is no such draft.
            JournalDamaged: it does not read.
        """
        draft = self._whole(draft_id, "kind = 'reflection' AND deleted_at IS NULL")
        assert isinstance(draft, ReflectionDraft)
        return draft

    def get_note(self, draft_id: str) -> NoteDraft:
        """A note's draft, exactly as it was left.

        Raises:
            KeyError: there is no such draft.
            JournalDamaged: it does not read.
        """
        draft = self._whole(draft_id, "kind = 'note' AND deleted_at IS NULL")
        assert isinstance(draft, NoteDraft)
        return draft

    def whole(self, draft_id: str) -> ReflectionDraft | NoteDraft:
        """A draft of either kind, from the bin too. Raises as `get_note` does."""
        return self._whole(draft_id, "TRUE")

    def rows(self) -> list[DraftRow]:
        """All drafts, the last one worked on first, but those in the bin and those of entries in the bin."""
        return self._rows(
            "WHERE deleted_at IS NULL AND (entry_id IS NULL"
            " OR entry_id NOT IN (SELECT id FROM entry WHERE deleted_at IS NOT NULL))"
        )

    def every_row(self) -> list[DraftRow]:
        """The same, with those in the bin and of entries in the bin."""
        return self._rows("")

    def row(self, draft_id: str) -> DraftRow:
        """What the list shows of one draft, from the bin too. Raises KeyError when it is gone."""
        row = self._connection.one(f"SELECT {ROW} FROM draft WHERE id = ?", draft_id)
        if row is None:
            raise KeyError(draft_id)
        return self._row(row)

    def remove(self, draft_id: str) -> None:
        """Delete a draft for good. Nothing happens when it is not there."""
        with self._connection.write():
            self._connection.change("DELETE FROM draft WHERE id = ?", draft_id)

    def entries_gone(self) -> frozenset[str]:
        """Entries that went for good since the journal was opened, and did not come again with a copy."""
        entries = Entries(self._connection)
        return frozenset(each for each in self.gone if entries.number(each) is None)

    def forget_follow_ups(self, entry_id: str) -> None:
        """Take what reflections under way hold of an entry's steps out, inside the caller's transaction.

        For when the entry goes for good: they hold copies of its words.
        """
        found = self._connection.read(
            "SELECT id FROM draft WHERE kind = 'reflection' AND instr(record, ?) > 0",
            json.dumps(entry_id, ensure_ascii=False),
        )
        for (draft_id,) in found:
            draft = self.whole(str(draft_id))
            assert isinstance(draft, ReflectionDraft)
            left = without_those_of((entry_id,), draft.follow_ups)
            if left != draft.follow_ups:
                self._rewrite(with_follow_ups(draft, left))

    def follow_day(self, entry_id: str, origin: str, before: date | None, by: date | None) -> None:
        """Have drafts that add to an entry say ``by`` where they still say ``before`` of one of its steps.

        Inside the caller's transaction. Else keeping such a draft would put the date back.
        """
        for draft in self._adding_to(entry_id):
            if any(a.question_id == origin and a.step.by == before for a in draft.answers):
                self._rewrite(with_day(draft, origin, by))

    def mark(self, entry_id: str, on: bool) -> None:
        """Mark an entry as one to talk about, or clear the mark, and that of reflections that add to it.

        Else keeping one of these would put the mark back.

        Raises:
            KeyError: there is no such entry.
            VaultError: it could not be stored; everything is as it was.
        """
        with self._connection.write():
            Entries(self._connection).mark(entry_id, on)
            for draft in self._adding_to(entry_id):
                self._rewrite(with_look_over(draft, draft.taking_away, to_talk_about=on))

    def _adding_to(self, entry_id: str) -> Iterator[ReflectionDraft]:
        found = self._connection.read(
            "SELECT id FROM draft WHERE kind = 'reflection' AND entry_id = ?", entry_id
        )
        for (draft_id,) in found:
            draft = self.whole(str(draft_id))
            assert isinstance(draft, ReflectionDraft)
            yield draft

    def _rewrite(self, draft: ReflectionDraft) -> None:
        """Change what a draft says, and nothing else of it: it was not worked on."""
        self._connection.change(
            "UPDATE draft SET record = ?, position = ? WHERE id = ?",
            json.dumps(reflection_draft_to_record(draft), ensure_ascii=False),
            draft.position,
            draft.id,
        )

    def _rows(self, where: str) -> list[DraftRow]:
        rows = self._connection.read(f"SELECT {ROW} FROM draft {where} ORDER BY changed DESC, id")
        return [self._row(row) for row in rows]

    def _row(self, row: Row) -> DraftRow:
        try:
            return draft_row(row)
        except ValueError:
            raise JournalDamaged(path=self._connection.path, reason="record") from None

    def _put(
        self, first: tuple[Value, ...], then: tuple[Value, ...], record: Record, deleted_at: str | None
    ) -> None:
        self._connection.change(_PUT, *first, *then, json.dumps(record, ensure_ascii=False), deleted_at)

    def _whole(self, draft_id: str, where: str) -> ReflectionDraft | NoteDraft:
        row = self._connection.one(f"SELECT kind, record FROM draft WHERE id = ? AND {where}", draft_id)
        if row is None:
            raise KeyError(draft_id)
        try:
            is_note = EntryKind(str(row[0])) is EntryKind.NOTE
            read = note_draft_from_record if is_note else reflection_draft_from_record
            return read(json.loads(str(row[1])))
        except (ValueError, RecursionError):
            raise JournalDamaged(path=self._connection.path, reason="record") from None


def draft_row(row: Row) -> DraftRow:
    """A row of the list of drafts. Raises ValueError when a value is none of the program's."""
    draft_id, kind, title, changed, question_set, position, length, entry_id = row
    return DraftRow(
        id=str(draft_id),
        kind=EntryKind(str(kind)),
        title=in_short(str(title)),
        changed=moment_from_text(str(changed)),
        question_set=None if question_set is None else QuestionSet(str(question_set)),
        position=int(position or 0),
        length=int(length or 0),
        entry_id=None if entry_id is None else str(entry_id),
    )
