"""Drafts that were let go: they lie in the bin beside the entries, and can be taken up again as they were."""

from __future__ import annotations

from datetime import datetime

from coprod_desktop.domain.entries import BinnedEntry, EntryKind, EntryRow, Reflection
from coprod_desktop.domain.records import moment_from_text, moment_to_text
from coprod_desktop.domain.shortening import in_short, tags_in_short
from coprod_desktop.domain.unfinished import as_entry
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.drafts import Drafts
from coprod_desktop.vault.entrytext import excerpt, text_of
from coprod_desktop.vault.errors import JournalDamaged
from coprod_desktop.vault.putback import note_put_back


class BinnedDrafts:
    """Drafts whose `deleted_at` is set. What writes runs inside the caller's transaction."""

    def __init__(self, connection: Connection, drafts: Drafts | None = None) -> None:
        self._connection, self._drafts = connection, drafts or Drafts(connection)
        self.forget_follow_ups = self._drafts.forget_follow_ups

    def put(self, draft_id: str, now: datetime) -> None:
        """Move a draft to the bin. Raises KeyError when there is none outside it."""
        moved = self._connection.one(
            "UPDATE draft SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL RETURNING id",
            moment_to_text(now),
            draft_id,
        )
        if moved is None:
            raise KeyError(draft_id)

    def put_back(self, draft_id: str, now: datetime) -> None:
        """Make it a draft again, exactly as it was left. Raises KeyError when it is not in the bin.

        The entry that it changes comes out of the bin too, should it lie there: a draft is shown only
        beside its entry.
        """
        back = self._connection.one(
            "UPDATE draft SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL RETURNING entry_id",
            draft_id,
        )
        if back is None:
            raise KeyError(draft_id)
        entry = self._connection.one(
            "UPDATE entry SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL RETURNING id", back[0]
        )
        if entry is not None:
            note_put_back(self._connection, {str(entry[0]): moment_to_text(now)})

    def remove(self, draft_id: str) -> bool:
        """Remove one of the bin for good. Gives whether it was there."""
        gone = self._connection.one(
            "DELETE FROM draft WHERE id = ? AND deleted_at IS NOT NULL RETURNING id", draft_id
        )
        return gone is not None

    def moments(self) -> list[tuple[str, datetime]]:
        """The id of every draft in the bin, and when it was put there."""
        found = self._connection.read(
            "SELECT id, deleted_at FROM draft WHERE deleted_at IS NOT NULL ORDER BY deleted_at, rowid"
        )
        return [(str(draft_id), moment_from_text(str(moment))) for draft_id, moment in found]

    def get(self, draft_id: str) -> BinnedEntry:
        """A draft of the bin, as the entry that it might have become. Raises KeyError when it is not there.

        Raises:
            JournalDamaged: it does not read.
        """
        moved = self._connection.one(
            "SELECT deleted_at FROM draft WHERE id = ? AND deleted_at IS NOT NULL", draft_id
        )
        if moved is None:
            raise KeyError(draft_id)
        try:
            row = self._drafts.row(draft_id)
            entry = as_entry(self._drafts.whole(draft_id), row.changed)
            return BinnedEntry(entry, moment_from_text(str(moved[0])), row)
        except ValueError:
            raise JournalDamaged(path=self._connection.path, reason="record") from None

    def row(self, draft_id: str) -> EntryRow:
        """What the list of the bin shows of one. Raises as `get` does."""
        entry = self.get(draft_id).entry
        content = entry.content
        return EntryRow(
            id=draft_id,
            kind=EntryKind.REFLECTION if isinstance(content, Reflection) else EntryKind.NOTE,
            title=in_short(entry.title),
            event=entry.event,
            excerpt=excerpt(text_of(entry).body),
            tags=tags_in_short(entry.tags),
            to_talk_about=entry.to_talk_about,
            question_set=content.question_set if isinstance(content, Reflection) else None,
            is_draft=True,
        )
