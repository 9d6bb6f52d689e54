"""Settings that are about the person or the journal, and so are kept inside it."""

from __future__ import annotations

from coprod_desktop.vault.connection import Connection


class Settings:
    """The table ``setting``: short texts by key."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> str | None:
        """The value, or None when it was never set."""
        row = self._connection.one("SELECT value FROM setting WHERE key = ?", key)
        return None if row is None else str(row[0])

    def put(self, key: str, value: str) -> None:
        """Set a value. Raises VaultError when it cannot be stored."""
        with self._connection.write():
            self._connection.change(
                "INSERT INTO setting (key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                key,
                value,
            )
