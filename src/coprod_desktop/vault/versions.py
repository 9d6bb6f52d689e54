"""Earlier versions of entries: what an entry held before each change, whole."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from coprod_desktop.domain.entries import Entry
from coprod_desktop.domain.records import entry_from_record, entry_to_record, moment_from_text
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import JournalDamaged


class Versions:
    """The table ``version``. Rows are only ever added; they go when their entry goes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, number: int, former: Entry, following: Entry) -> None:
        """Keep ``former``, unless ``following`` says the very same. Inside the caller's transaction."""
        if replace(former, changed=following.changed) == following:
            return
        moment_and_record = entry_to_record(former)
        self._connection.change(
            "INSERT INTO version (entry, changed, record) VALUES (?, ?, ?)",
            number,
            str(moment_and_record["changed"]),
            json.dumps(moment_and_record, ensure_ascii=False),
        )

    def moments(self, entry_id: str) -> list[datetime]:
        """When each earlier version of an entry had been written, newest first."""
        rows = self._connection.read(
            "SELECT version.changed FROM version JOIN entry ON entry.number = version.entry"
            " WHERE entry.id = ? ORDER BY version.changed DESC, version.id DESC",
            entry_id,
        )
        try:
            return [moment_from_text(str(changed)) for (changed,) in rows]
        except ValueError:
            raise self._unreadable() from None

    def all(self, entry_id: str) -> list[Entry]:
        """Every earlier version of an entry, newest first.

        Raises:
            JournalDamaged: a version does not read.
        """
        rows = self._connection.read(
            "SELECT version.record FROM version JOIN entry ON entry.number = version.entry"
            " WHERE entry.id = ? ORDER BY version.changed DESC, version.id DESC",
            entry_id,
        )
        try:
            return [entry_from_record(json.loads(str(record))) for (record,) in rows]
        except (ValueError, RecursionError):
            raise self._unreadable() from None

    def _unreadable(self) -> JournalDamaged:
        return JournalDamaged(path=self._connection.path, reason="record")
