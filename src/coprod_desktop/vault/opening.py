"""Opening a journal: which of the secrets that a way in gave is the one that the database is under."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from coprod_desktop.vault import quickcheck
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import JournalDamaged
from coprod_desktop.vault.files import Disk
from coprod_desktop.vault.kdf import KdfPolicy
from coprod_desktop.vault.keyfilepair import KeyFilePair
from coprod_desktop.vault.keys import JournalSecret, database_key
from coprod_desktop.vault.look import JOURNAL_NAME, NEXT_NAME, read_vault_id
from coprod_desktop.vault.schema import require_own_schema

NOT_THIS_KEY = frozenset({"pages", "rollback"})
"""Why a database does not open that may be under another key."""


_SECONDS_A_QUERY = 30.0
"""In a copy, where somebody may have made up what is slow."""


class Door:
    """What is known of a journal's folder before its secret is. Only while the journal is locked by us."""

    def __init__(self, folder: Path, kdf: KdfPolicy, disk: Disk | None = None) -> None:
        """Look, and take away what interrupted writes left behind.

        Raises:
            VaultError: there is no journal, or it is visibly damaged, or it cannot be read.
        """
        self.journal = folder / JOURNAL_NAME
        self.vault_id = read_vault_id(self.journal)
        self.keys = KeyFilePair(folder, kdf, disk or Disk())
        self.keys.sweep()
        sweep_next(folder)

    def open_under(
        self, candidates: Sequence[JournalSecret], is_copy: bool
    ) -> tuple[Connection, JournalSecret]:
        """The database, checked quickly, under the first of these secrets that opens it.

        There is more than one only after a crash while the lock was changed. ``is_copy``: somebody may have
        made it up; then it must hold a journal's own tables and nothing else.

        Raises:
            JournalDamaged: it opens under none; the fault is the first one's. All are wiped.
            VaultError: another cause. All are wiped.
        """
        fault: JournalDamaged | None = None
        right: JournalSecret | None = None
        try:
            for secret in candidates:
                try:
                    connection = self._connected(secret, is_copy)
                except JournalDamaged as error:
                    if error.values.get("reason") not in NOT_THIS_KEY:
                        raise
                    fault = fault or error
                else:
                    right = secret
                    return connection, secret
            assert fault is not None
            raise fault
        finally:
            for secret in candidates:
                if secret is not right:
                    secret.wipe()

    def _connected(self, secret: JournalSecret, is_copy: bool) -> Connection:
        key = database_key(secret, self.vault_id)
        is_small = is_copy or quickcheck.is_small(self.journal)
        if not is_small:
            quickcheck.require_genuine_stretch(self.journal, key)
        connection = Connection(self.journal, key, self.vault_id, self.keys.disk.vfs)
        try:
            if is_copy:
                connection.limit(_SECONDS_A_QUERY)
                require_own_schema(connection)
            if is_small:  # of a copy all of it: pages that share one another can make it endless
                connection.require_quickly_sound()
        except BaseException:
            connection.close()
            raise
        return connection


def sweep_next(folder: Path) -> None:
    """Take a journal away that was being written under its next key. Raises for nothing: it does no harm."""
    for ending in ("", "-journal"):
        with suppress(OSError):
            (folder / f"{NEXT_NAME}{ending}").unlink(missing_ok=True)
