"""Reading the journal, searching it, and writing notes in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coprod_desktop.domain.actions import EntryRead
from coprod_desktop.domain.entries import (
    DraftRow,
    Entry,
    EntryKind,
    EntryRow,
    EventDate,
    Note,
    NoteDraft,
    new_id,
)
from coprod_desktop.services.clock import Clock, Saved, local_day
from coprod_desktop.services.listing import HITS, PAGE
from coprod_desktop.services.unlocking import Unlocking


class Journalling:
    """What a person does in the Journal tab."""

    def __init__(self, unlocking: Unlocking, clock: Clock) -> None:
        self._unlocking = unlocking
        self._clock = clock

    def rows(self, kind: EntryKind | None = None, offset: int = 0, limit: int = PAGE) -> list[EntryRow]:
        """One page of the list, newest event first."""
        return self._unlocking.vault.entries.rows(kind, offset, limit)

    def count(self, kind: EntryKind | None = None) -> int:
        """How many entries the list holds."""
        return self._unlocking.vault.entries.count(kind)

    def read(self, entry_id: str) -> Entry:
        """One entry, whole. Raises KeyError when it is gone."""
        return self._unlocking.vault.entries.get(entry_id)

    def read_with_notes(self, entry_id: str) -> EntryRead:
        """The same, with what was noted about its next steps since."""
        return EntryRead(self.read(entry_id), self._unlocking.vault.actions.noted(entry_id))

    def find(
        self, words: str, kind: EntryKind | None = None, offset: int = 0, limit: int = HITS
    ) -> list[EntryRow]:
        r"""Entries that hold all the words, best first; the last word may be a beginning.

        Matches stand between ``\x02`` and ``\x03`` in title and excerpt.
        """
        return self._unlocking.vault.search.find(words, kind, offset, limit)

    def about_item(self, item_id: str, question_ids: Sequence[str] = (), limit: int = 5) -> list[EntryRow]:
        """Entries that go with one item of the recipe, or answer one of its questions, newest first."""
        return self._unlocking.vault.entries.about_item(item_id, limit, question_ids)

    def set_to_talk_about(self, entry_id: str, on: bool) -> None:
        """Mark an entry as one to talk about, or take the mark away.

        A reflection that adds to it takes that over.

        Raises:
            KeyError: it is gone.
            KnownError: it could not be written.
        """
        self._unlocking.vault.drafts.mark(entry_id, on)

    def new_note(self, item_id: str | None = None) -> NoteDraft:
        """An empty note, dated today, that goes with an item of the recipe if one is named.

        Nothing is written yet: a note that was never typed in leaves no draft.
        """
        today = EventDate.of(local_day(self._clock()))
        return NoteDraft(new_id(), today, items=(item_id,) if item_id else ())

    def edit(self, entry_id: str) -> NoteDraft:
        """A draft that changes a kept note: the one already begun, or a new one.

        Raises:
            KeyError: no such entry.
            TypeError: the entry is not a note.
        """
        for row in self.drafts():
            if row.entry_id == entry_id:
                return self.carry_on(row.id)
        entry = self.read(entry_id)
        if not isinstance(entry.content, Note):
            raise TypeError("only a note can be edited as a note")
        return NoteDraft(
            new_id(),
            entry.event,
            title=entry.title,
            body=entry.content.body,
            tags=entry.tags,
            items=entry.items,
            to_talk_about=entry.to_talk_about,
            entry_id=entry.id,
        )

    def save_note(self, draft: NoteDraft) -> Saved:
        """Keep the draft as it stands. Raises KnownError when it cannot be written."""
        now = self._clock()
        self._unlocking.vault.drafts.put_note(draft, now)
        return Saved(now)

    def keep_note(self, draft: NoteDraft, title: str) -> Entry:
        """Keep a note as an entry and remove its draft, in one step.

        ``title`` is used when the person gave none. An entry it replaces is kept as a version, and its
        mark "to talk about" stays as it is by now: that is set where the entry is read. One that is in the
        bin comes out of it, and one that was deleted for good meanwhile becomes a new entry: what somebody
        keeps is never lost.

        Raises:
            KnownError: it could not be written; the draft is still there.
        """
        vault = self._unlocking.vault
        now = self._clock()
        entry = Entry(
            id=draft.entry_id or new_id(),
            title=draft.title.strip() or title,
            event=draft.event,
            written=now,
            changed=now,
            content=Note(draft.body),
            tags=draft.tags,
            items=draft.items,
            to_talk_about=draft.to_talk_about,
        )
        if draft.entry_id:
            former = vault.entries.former(draft.entry_id)
            if former is not None:
                entry = replace(entry, written=former.written, to_talk_about=former.to_talk_about)
        vault.entries.put(entry, remove_draft=draft.id)
        return entry

    def drafts(self) -> list[DraftRow]:
        """Notes that are not finished, newest first."""
        rows = self._unlocking.vault.drafts.rows()
        return [row for row in rows if row.kind is EntryKind.NOTE]

    def carry_on(self, draft_id: str) -> NoteDraft:
        """A note's draft as it was left. Raises KeyError when it is gone."""
        return self._unlocking.vault.drafts.get_note(draft_id)

    def drop(self, draft_id: str) -> None:
        """Remove a draft that holds nothing worth keeping. `Deleting.let_go` is for all others."""
        self._unlocking.vault.drafts.remove(draft_id)
