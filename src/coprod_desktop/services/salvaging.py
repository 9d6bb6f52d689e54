"""Saving what can still be read of a damaged journal."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from coprod_desktop.errors import KnownError
from coprod_desktop.services.clock import Clock
from coprod_desktop.services.unlocking import Unlocking

if TYPE_CHECKING:
    from coprod_desktop.vault.keys import JournalSecret
    from coprod_desktop.vault.salvage_report import SalvageReport

Words = tuple[str, str]
"""A sentence and a tag that mark an entry of which a part is lost."""

_DAMAGE = frozenset({"journal-damaged", "journal-empty", "journal-missing", "nothing-to-salvage"})
_BEYOND_LOOKING = frozenset({"journal-damaged", "nothing-to-salvage"})
_READABLE = frozenset({"short", "mismatch", "pages", "rollback", "application", "record"})


def is_damage(error: KnownError) -> bool:
    """Whether the journal itself is gone or damaged, so that a backup is worth a look."""
    return error.code in _DAMAGE


def stays_damaged(error: KnownError) -> bool:
    """Whether looking again can hardly help: the file is there, and is damaged."""
    return error.code in _BEYOND_LOOKING


def can_be_salvaged(error: KnownError) -> bool:
    """Whether there may be something to read in the file."""
    return error.code == "journal-damaged" and str(error.values.get("reason")) in _READABLE


class Salvaging:
    """Makes a new journal of what is left in the one of this window, and opens it.

    Runs where the vault's work runs, and can take minutes with thousands of entries.
    """

    def __init__(self, unlocking: Unlocking, clock: Clock, marks: Callable[[], Iterable[bytes]]) -> None:
        """``marks`` gives the vault ids that the backups bear, in case the journal lost its own."""
        self._unlocking, self._clock, self._marks = unlocking, clock, marks
        self._stop = threading.Event()
        self.guesses = unlocking.guesses
        self.report: SalvageReport | None = None
        """What came of the last one, until the journal is locked or the program ends."""

    def interrupt(self) -> None:
        """Have the one under way end soon with `SalvageStopped`. Can be called from any thread."""
        self._stop.set()
        self._stop = threading.Event()

    def by_passphrase(self, words: Words, passphrase: str) -> None:
        """Salvage with the journal's passphrase. ``words`` mark an entry of which a part is lost.

        Raises:
            WrongPassphrase: it is another one. Nothing was done, as after every other error.
            SalvageStopped: `interrupt` was called.
            KnownError: why there is no new journal.
        """
        from coprod_desktop.vault.salvage import secrets_by_passphrase

        stopped = self._stop.is_set
        folder, cost = self._unlocking.folder, self._unlocking.cost
        with self.guesses.counted():
            secrets = secrets_by_passphrase(folder, passphrase, kdf=cost)
        self._salvage(secrets, words, stopped, by_recovery_code=False)

    def by_recovery_code(self, words: Words, code: str) -> None:
        """Salvage with the recovery code, as `by_passphrase` does. The key file may be lost."""
        from coprod_desktop.vault.keys import JournalSecret

        with self.guesses.counted():
            secrets = [JournalSecret.from_recovery_code(code)]
            self._salvage(secrets, words, self._stop.is_set, by_recovery_code=True)

    def _salvage(
        self,
        secrets: list[JournalSecret],
        words: Words,
        stopped: Callable[[], bool],
        *,
        by_recovery_code: bool,
    ) -> None:
        from coprod_desktop.vault.salvage import salvage
        from coprod_desktop.vault.salvage_entries import PartWords

        self._unlocking.lock()
        try:
            self.report, secret = salvage(
                self._unlocking.folder,
                secrets,
                PartWords(*words),
                self._clock(),
                marks=self._marks(),
                kdf=self._unlocking.cost,
                stopped=stopped,
            )
            with suppress(KnownError):  # it is in place; what keeps it from opening is told when it is opened
                self._unlocking.unlock_with_secret(secret, by_recovery_code=by_recovery_code)
        finally:
            for secret in secrets:
                secret.wipe()
