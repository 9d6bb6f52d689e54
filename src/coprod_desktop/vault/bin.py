"""The bin: entries and drafts to be rid of, that can still be taken back, and how their words leave the file.

What is in the bin has a `deleted_at`. Nothing but this module and `binned_drafts` shows it: lists, the search
and exports pass it over.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from coprod_desktop.domain.entries import BinnedEntry, EntryRow
from coprod_desktop.domain.records import moment_from_text, moment_to_text
from coprod_desktop.vault import rows
from coprod_desktop.vault.binned_drafts import BinnedDrafts
from coprod_desktop.vault.connection import Connection, Value
from coprod_desktop.vault.drafts import Drafts
from coprod_desktop.vault.entries import Entries
from coprod_desktop.vault.errors import JournalDamaged
from coprod_desktop.vault.names import BIN_SCRUB_SETTING
from coprod_desktop.vault.putback import forget_put_back, note_put_back
from coprod_desktop.vault.settings import Settings

_NEWEST = """
SELECT deleted_at, number, id, 0 FROM entry WHERE deleted_at IS NOT NULL
UNION ALL
SELECT deleted_at, rowid, id, 1 FROM draft WHERE deleted_at IS NOT NULL
ORDER BY 1 DESC, 2 DESC LIMIT ? OFFSET ?
"""
"""Walks two indexes side by side: nothing is sorted."""


class Bin:
    """Entries and drafts whose `deleted_at` is set. What is removed here is gone for good."""

    def __init__(self, connection: Connection, entries: Entries, drafts: Drafts, settings: Settings) -> None:
        self._connection, self._entries, self._settings = connection, entries, settings
        self._drafts, self._gone = BinnedDrafts(connection, drafts), drafts.gone

    def put(self, entry_id: str, now: datetime) -> None:
        """Move an entry to the bin.

        Raises:
            KeyError: there is no such entry outside the bin.
            VaultError: it could not be stored; the entry is where it was.
        """
        with self._connection.write():
            self._turn(
                "UPDATE entry SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL RETURNING number",
                entry_id,
                moment_to_text(now),
            )

    def put_draft(self, draft_id: str, now: datetime) -> None:
        """Move a draft to the bin. The entry that it changes, if any, stays. Raises as `put` does."""
        with self._connection.write():
            self._drafts.put(draft_id, now)

    def put_back(self, kept_id: str, now: datetime) -> None:
        """Take an entry or a draft out of the bin, as it was, and note when. Raises as `put` does."""
        with self._connection.write():
            if self._is_entry(kept_id):
                self._turn(
                    "UPDATE entry SET deleted_at = ? WHERE id = ? AND deleted_at IS NOT NULL"
                    " RETURNING number",
                    kept_id,
                    None,
                )
                note_put_back(self._connection, {kept_id: moment_to_text(now)})
            else:
                self._drafts.put_back(kept_id, now)

    def rows(self, offset: int = 0, limit: int = 100) -> list[EntryRow]:
        """One page of what is in the bin, the last one put there first."""
        found = self._connection.read(_NEWEST, limit, offset)
        try:
            return [
                self._drafts.row(str(kept_id)) if is_draft else self._entry_row(number)
                for _, number, kept_id, is_draft in found
            ]
        except ValueError:
            raise self._unreadable() from None

    def count(self) -> int:
        """How many entries and drafts are in the bin."""
        row = self._connection.one(
            "SELECT (SELECT count(*) FROM entry WHERE deleted_at IS NOT NULL)"
            " + (SELECT count(*) FROM draft WHERE deleted_at IS NOT NULL)"
        )
        return int(row[0] or 0) if row else 0

    def get(self, kept_id: str) -> BinnedEntry:
        """An entry or a draft of the bin, whole. Raises KeyError when it is not in the bin."""
        if not self._is_entry(kept_id):
            return self._drafts.get(kept_id)
        found = self._connection.one(
            "SELECT deleted_at FROM entry WHERE id = ? AND deleted_at IS NOT NULL", kept_id
        )
        entry = self._entries.former(kept_id)
        if found is None or entry is None:
            raise KeyError(kept_id)
        try:
            return BinnedEntry(entry, moment_from_text(str(found[0])))
        except ValueError:
            raise self._unreadable() from None

    def moments(self) -> list[tuple[str, datetime]]:
        """The id of all that is in the bin, and when it was put there, the longest there first."""
        found = self._connection.read(
            "SELECT id, deleted_at FROM entry WHERE deleted_at IS NOT NULL ORDER BY deleted_at, number"
        )
        try:
            entries = [(str(entry_id), moment_from_text(str(moment))) for entry_id, moment in found]
            return sorted([*self._drafts.moments(), *entries], key=lambda each: each[1])
        except ValueError:
            raise self._unreadable() from None

    # ------------------------------------------------------------------ for good
    def remove(self, kept_ids: Sequence[str]) -> int:
        """Remove drafts of the bin for good, and entries with their versions, steps, drafts and search.

        One transaction. Ids that are not in the bin are passed over. Returns how many went. Their words
        can stand in the file's unused corners until `scrub`, which is noted as due in the same step.

        Raises:
            VaultError: it could not be stored; all of them are still there.
        """
        gone, entries = 0, []
        change = self._connection.change
        with self._connection.write():
            for kept_id in kept_ids:
                number = self._connection.one(
                    "SELECT number FROM entry WHERE id = ? AND deleted_at IS NOT NULL", kept_id
                )
                if number is None:
                    gone += self._drafts.remove(kept_id)
                    continue
                change("DELETE FROM draft WHERE entry_id = ?", kept_id)
                self._drafts.forget_follow_ups(kept_id)
                change("DELETE FROM entry WHERE number = ?", number[0])
                entries.append(kept_id)
                gone += 1
            if gone:
                forget_put_back(self._connection, kept_ids)
                change("INSERT OR REPLACE INTO setting (key, value) VALUES (?, 'due')", BIN_SCRUB_SETTING)
        self._gone.update(entries)
        return gone

    def remove_all(self) -> int:
        """Empty the bin, as `remove` does."""
        return self.remove([kept_id for kept_id, _ in self.moments()])

    @property
    def is_scrub_due(self) -> bool:
        """Whether words of something that was removed can still stand in the file."""
        return self._settings.get(BIN_SCRUB_SETTING) is not None

    def scrub(self) -> None:
        """Write the search index and the file anew, so that no page holds a word that was removed.

        Both kinds of ``secure_delete`` are on and do most of it. Yet FTS5's leaves the last term of a page
        now and then, and SQLite does not wipe the gap within a page whose rows it shares out anew; both
        were found by looking at decrypted pages. Takes seconds, and as much memory as the file is long.

        Raises:
            VaultError: it could not be written. The journal is whole, and this stays due.
        """
        with self._connection.write():
            self._connection.change("INSERT INTO entry_words (entry_words) VALUES ('rebuild')")
        self._connection.write_anew()
        with self._connection.write():
            self._connection.change("DELETE FROM setting WHERE key = ?", BIN_SCRUB_SETTING)

    def _is_entry(self, kept_id: str) -> bool:
        return self._entries.number(kept_id) is not None

    def _entry_row(self, number: Value) -> EntryRow:
        row = self._connection.one(f"SELECT {rows.ENTRY_ROW} FROM entry WHERE number = ?", number)
        if row is None:
            raise self._unreadable()
        return rows.entry_row(row)

    def _turn(self, sql: str, entry_id: str, moment: str | None) -> None:
        if self._connection.one(sql, moment, entry_id) is None:
            raise KeyError(entry_id)

    def _unreadable(self) -> JournalDamaged:
        return JournalDamaged(path=self._connection.path, reason="record")
