"""Backups by themselves: at a quiet moment, one at a time, and what came of them told to whoever shows it.

The journal's pages are taken on the vault's lane, which holds saving up for a moment; all that is slow comes
after that, aside. Locking ends what is under way.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from coprod_desktop.errors import KnownError
from coprod_desktop.services.backup_facts import BackupMade, LastResult, Why
from coprod_desktop.services.backups import Backups
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from coprod_desktop.services.backups import BackupBegun

QUIET_MS = 5000
"""So long nothing is saved, and nothing else under way, before a backup begins."""
LOOK_AGAIN_MS = 30 * 60 * 1000
"""A window can stay open over midnight, and a stick that was not there can come back."""


class BackingUp(QObject):
    """``told`` carries a `LastResult` whenever that is known anew, ``begun`` comes when one is being made."""

    told = Signal(object)
    begun = Signal()

    def __init__(
        self, backups: Backups, unlocking: Unlocking, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._backups, self._unlocking, self._jobs = backups, unlocking, jobs
        self._under_way = self._is_made = self._again = False
        self._quiet = _single_shot(self, QUIET_MS, self._begin_if_due)
        self._later = _single_shot(self, LOOK_AGAIN_MS, self.touched)

    @property
    def is_making(self) -> bool:
        """Whether one is being made, or was asked for and comes next."""
        return self._is_made or self._again

    def unlocked(self) -> None:
        """The journal is open: tell what came of the last one, and see whether one is due."""
        self.tell()
        self.touched()

    def touched(self) -> None:
        """Something was saved: begin to count the quiet time anew."""
        if self._unlocking.is_unlocked:
            self._quiet.start()

    def locked(self) -> None:
        """The journal is locked, and what was under way has ended."""
        self._quiet.stop()
        self._later.stop()

    def tell(self) -> None:
        """Have it told what came of the last one."""
        self._jobs.run(self._last_result, self._tell, None, self)

    def make_now(self) -> None:
        """Make one because somebody asked for it, after what is under way."""
        if not self._unlocking.is_unlocked:
            return
        if self._under_way:
            self._again = True
        else:
            self._begin(Why.BY_HAND)

    # ------------------------------------------------------------------ one after the other
    def _begin_if_due(self) -> None:
        if self._under_way:
            return
        if self._jobs.is_idle:
            self._begin(Why.DAILY)
        else:
            self.touched()

    def _begin(self, why: Why) -> None:
        self._under_way = True
        self._is_made = why is Why.BY_HAND
        self._jobs.run(partial(self._is_wanted, why), partial(self._ask_folder, why), self._not_noted, self)

    def _ask_folder(self, why: Why, wanted: bool) -> None:
        if not wanted:
            self._end()
            return
        # Aside: saving must not wait for a network disk that is gone.
        self._jobs.aside(self._backups.require_folder, partial(self._take, why), self._not_made, self)

    def _take(self, why: Why, _nothing: None) -> None:
        self._jobs.run(partial(self._pages, why), self._begun, self._not_made, self)

    def _begun(self, begun: BackupBegun | None) -> None:
        if begun is None:
            self._end()
            return
        self._is_made = True
        self.begun.emit()
        self._jobs.aside(partial(self._backups.finish, begun), self._made, self._not_made, self)

    def _made(self, made: BackupMade) -> None:
        self._jobs.run(partial(self._note, made), self._noted, self._not_noted, self)

    def _not_made(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._jobs.run(partial(self._note_failed, error), self._noted, self._not_noted, self)
        else:
            self._not_noted(error)

    def _noted(self, last: LastResult | None) -> None:
        self._end()
        self._tell(last)

    def _not_noted(self, error: Exception) -> None:
        self._end()
        self._jobs.unexpected.emit(error)

    def _tell(self, last: LastResult | None) -> None:
        if last is not None:
            self.told.emit(last)

    def _end(self) -> None:
        self._under_way = self._is_made = False
        again, self._again = self._again, False
        if again:
            self.make_now()
        elif self._unlocking.is_unlocked:
            self._later.start()

    # ------------------------------------------------------------------ on the vault's lane
    # The journal can have been locked since: then nothing is asked of it.
    def _is_wanted(self, why: Why) -> bool:
        return self._unlocking.is_unlocked and (why is Why.BY_HAND or self._backups.due())

    def _pages(self, why: Why) -> BackupBegun | None:
        return self._backups.begin(why) if self._unlocking.is_unlocked else None

    def _note(self, made: BackupMade) -> LastResult | None:
        if self._unlocking.is_unlocked:
            self._backups.note(made)
        return self._last_result()

    def _note_failed(self, error: KnownError) -> LastResult | None:
        self._backups.note_failed(error)
        return self._last_result()

    def _last_result(self) -> LastResult | None:
        return self._backups.last_result() if self._unlocking.is_unlocked else None


def _single_shot(parent: QObject, interval: int, then: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    timer.timeout.connect(then)
    return timer
