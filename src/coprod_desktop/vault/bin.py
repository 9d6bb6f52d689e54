"""The bin: entries that were deleted and can still be taken back, and how their words leave the file.

An entry in the bin has a `deleted_at`. Nothing but this module shows it: lists, the search and exports
pass it over.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from coprod_desktop.domain.entries import BinnedEntry, EntryRow
from coprod_desktop.domain.records import moment_from_text, moment_to_text
from coprod_desktop.vault import rows
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.entries import Entries
from coprod_desktop.vault.errors import JournalDamaged
from coprod_desktop.vault.names import BIN_SCRUB_SETTING
from coprod_desktop.vault.putback import forget_put_back, note_put_back
from coprod_desktop.vault.settings import Settings


class Bin:
    """Entries whose `deleted_at` is set. What is removed here is gone for good."""

    def __init__(self, connection: Connection, entries: Entries, settings: Settings) -> None:
        self._connection, self._entries, self._settings = connection, entries, settings

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

    def put_back(self, entry_id: str, now: datetime) -> None:
        """Take an entry out of the bin, as it was, and note when. Raises as `put` does."""
        with self._connection.write():
            self._turn(
                "UPDATE entry SET deleted_at = ? WHERE id = ? AND deleted_at IS NOT NULL RETURNING number",
                entry_id,
                None,
            )
            note_put_back(self._connection, {entry_id: moment_to_text(now)})

    def rows(self, offset: int = 0, limit: int = 100) -> list[EntryRow]:
        """One page of what is in the bin, the last one put there first."""
        found = self._connection.read(
            f"SELECT {rows.ENTRY_ROW} FROM entry WHERE deleted_at IS NOT NULL"
            " ORDER BY deleted_at DESC, number DESC LIMIT ? OFFSET ?",
            limit,
            offset,
        )
        try:
            return [rows.entry_row(row) for row in found]
        except ValueError:
            raise self._unreadable() from None

    def count(self) -> int:
        """How many entries are in the bin."""
        row = self._connection.one("SELECT count(*) FROM entry WHERE deleted_at IS NOT NULL")
        return int(row[0] or 0) if row else 0

    def get(self, entry_id: str) -> BinnedEntry:
        """An entry of the bin, whole. Raises KeyError when it is not in the bin."""
        since = dict(self.moments()).get(entry_id)
        entry = self._entries.former(entry_id)
        if since is None or entry is None:
            raise KeyError(entry_id)
        return BinnedEntry(entry, since)

    def moments(self) -> list[tuple[str, datetime]]:
        """The id of every entry in the bin, and when it was put there, the longest there first."""
        found = self._connection.read(
            "SELECT id, deleted_at FROM entry WHERE deleted_at IS NOT NULL ORDER BY deleted_at, number"
        )
        try:
            return [(str(entry_id), moment_from_text(str(moment))) for entry_id, moment in found]
        except ValueError:
            raise self._unreadable() from None

    # ------------------------------------------------------------------ for good
    def remove(self, entry_ids: Sequence[str]) -> int:
        """Remove entries of the bin for good, with their versions, steps, drafts and places in the search.

        One transaction. Ids that are not in the bin are passed over. Returns how many went. Their words
        can stand in the file's unused corners until `scrub`, which is noted as due in the same step.

        Raises:
            VaultError: it could not be stored; all of them are still there.
        """
        gone = 0
        change = self._connection.change
        with self._connection.write():
            for entry_id in entry_ids:
                number = self._connection.one(
                    "SELECT number FROM entry WHERE id = ? AND deleted_at IS NOT NULL", entry_id
                )
                if number is None:
                    continue
                change("DELETE FROM draft WHERE entry_id = ?", entry_id)
                change("DELETE FROM entry WHERE number = ?", number[0])
                gone += 1
            if gone:
                forget_put_back(self._connection, entry_ids)
                change("INSERT OR REPLACE INTO setting (key, value) VALUES (?, 'due')", BIN_SCRUB_SETTING)
        return gone

    def remove_all(self) -> int:
        """Empty the bin, as `remove` does."""
        return self.remove([entry_id for entry_id, _ in self.moments()])

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

    def _turn(self, sql: str, entry_id: str, moment: str | None) -> None:
        if self._connection.one(sql, moment, entry_id) is None:
            raise KeyError(entry_id)

    def _unreadable(self) -> JournalDamaged:
        return JournalDamaged(path=self._connection.path, reason="record")
