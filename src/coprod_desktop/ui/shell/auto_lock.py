"""When the journal locks by itself: after a while without use, and with the system."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from coprod_desktop.services.clock import Stopwatch, seconds_asleep_or_awake
from coprod_desktop.services.locking import Locking, LockRules
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.shell.locking import Why
from coprod_desktop.ui.system.idle import IdleWatch
from coprod_desktop.ui.system.watch import SystemWatch, Tells, system_watch

SAVED_WITHIN_MS = 1500
"""How long a sleep may be held up by waiting here; Windows gives a program about two seconds."""


class AutoLock(QObject):
    """``due`` carries a `Why`. Listens only while something is open; nothing of it is made before that.

    The rules stand in the journal. Until they are read, and while only a copy is open, the usual ones hold.
    """

    due = Signal(object)
    changed = Signal()
    """The rules are others now, or known now."""

    def __init__(
        self,
        unlocking: Unlocking,
        jobs: Jobs,
        make_watch: Callable[[], SystemWatch] = system_watch,
        stopwatch: Stopwatch = seconds_asleep_or_awake,
    ) -> None:
        super().__init__()
        self._unlocking, self._jobs = unlocking, jobs
        self._locking = Locking(unlocking)
        self._make_watch, self._stopwatch = make_watch, stopwatch
        self._watch: SystemWatch | None = None
        self._idle: IdleWatch | None = None
        self._rules = LockRules()
        self._open = self._journal_open = self._is_chosen = False

    @property
    def rules(self) -> LockRules:
        """The rules that hold."""
        return self._rules

    def tells(self) -> Tells:
        """What the system is able to tell."""
        return self._system().tells()

    def set_open(self, *, journal: bool, copy: bool) -> None:
        """Say what is open now. Begins to listen with the first, and ends with the last."""
        if journal != self._journal_open:
            self._journal_open = journal
            self._rules = LockRules()
            self._is_chosen = False
            if journal:
                self._jobs.run(self._locking.rules, self._read, None, self)
        if (journal or copy) != self._open:
            self._open = journal or copy
            self._follow()

    def change(self, rules: LockRules, failed: Callable[[Exception], None]) -> None:
        """Go by other rules at once, and keep them. ``failed`` hears when they could not be written."""
        self._is_chosen = True
        self._hold(rules)
        self._jobs.run(partial(self._locking.keep, rules), None, failed, self)

    def _read(self, rules: LockRules) -> None:
        if not self._is_chosen:  # somebody may have chosen others while these were read
            self._hold(rules)

    def _hold(self, rules: LockRules) -> None:
        if self._journal_open:
            self._rules = rules
            self._follow()
            self.changed.emit()

    def _follow(self) -> None:
        """Listen to what the rules ask for."""
        if self._open or self._idle is not None:
            self._counting().start(self._rules.after_minutes * 60 if self._open else 0)
        if self._open and self._rules.with_system:
            self._system().start()
        elif self._watch is not None:
            self._watch.stop()

    def _counting(self) -> IdleWatch:
        if self._idle is None:
            self._idle = IdleWatch(self._is_busy, self._stopwatch, self)
            self._idle.due.connect(partial(self.due.emit, Why.IDLE))
        return self._idle

    def _is_busy(self) -> bool:
        return self._jobs.is_busy_aside

    def _system(self) -> SystemWatch:
        if self._watch is None:
            self._watch = self._make_watch()
            self._watch.signals.sleeping.connect(self._sleeping)
            self._watch.signals.screen_locked.connect(self._screen_locked)
        return self._watch

    def _sleeping(self) -> None:
        self.due.emit(Why.SYSTEM)
        # Saving goes on without the window's thread; what comes after it is done at the latest on waking,
        # before anything is painted.
        self._jobs.wait_for_vault(SAVED_WITHIN_MS)

    def _screen_locked(self) -> None:
        self.due.emit(Why.SYSTEM)
