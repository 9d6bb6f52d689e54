"""Bringing what an open copy holds into the open journal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coprod_desktop.services.clock import Clock
from coprod_desktop.services.copies import Copies
from coprod_desktop.services.unlocking import Unlocking

if TYPE_CHECKING:
    from coprod_desktop.services.copy_facts import CopyFacts
    from coprod_desktop.vault.merged import Merged, MergeOutlook


class Merging:
    """Merges the copy that is open into the journal that is open. It runs where the vault's work runs."""

    def __init__(
        self, unlocking: Unlocking, copies: Copies, clock: Clock, before_merge: Callable[[], object]
    ) -> None:
        """``before_merge`` makes a backup, and raises KnownError if it cannot."""
        self._unlocking, self._copies, self._clock = unlocking, copies, clock
        self._before_merge = before_merge

    def outlook(self, expected: CopyFacts) -> MergeOutlook:
        """What the copy holds beside the journal, before anything is done.

        Raises:
            CopyExchanged: it is not the copy that is open.
            KnownError: it could not be read.
        """
        return self._copies.expected(expected).outlook(self._unlocking.vault)

    def merge(
        self, expected: CopyFacts, stopped: Callable[[], bool], *, without_backup: bool = False
    ) -> Merged:
        """Bring its entries in: all of them, or none when something fails or ``stopped`` says so.

        A backup is made first; ``without_backup`` goes on without one, after the person said so.

        Raises:
            BackupNotMade: there is no backup, and nothing was done.
            CopyExchanged: it is not the copy that is open.
            MergeStopped: one locks, quits or leaves the copy meanwhile.
            KnownError: it could not be done. The journal is as it was.
        """
        opened = self._copies.expected(expected)
        if not without_backup:
            self._before_merge()
        return opened.merge_into(self._unlocking.vault, self._clock(), stopped)
