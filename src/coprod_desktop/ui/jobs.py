"""Work off the UI thread, with its result brought back to it.

Two lanes. *The vault's lane* has one thread and keeps order, since a journal has one writer. *Aside* is
for long work that does not touch the vault (making a PDF), so that saving never waits for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

T = TypeVar("T")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a job came to: a value or the exception it ended with."""

    value: Any
    error: Exception | None


class _Report(QObject):
    """Lives on the UI thread and carries one outcome there."""

    arrived = Signal(object)


class _Job(QRunnable):
    def __init__(self, work: Callable[[], object], report: _Report) -> None:
        super().__init__()
        self._work = work
        self._report = report

    def run(self) -> None:
        try:
            outcome = _Outcome(self._work(), None)
        except Exception as error:  # noqa: BLE001  # every fault goes to the caller, on its own thread
            outcome = _Outcome(None, error)
        self._report.arrived.emit(outcome)


class _Delivery(QObject):
    """Hands one outcome to its callbacks, unless the widget they belong to is gone."""

    finished = Signal(object)

    def __init__(
        self,
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None],
        owner: QObject | None,
    ) -> None:
        super().__init__()
        self._done = done
        self._failed = failed
        self._owner = owner

    def deliver(self, outcome: _Outcome) -> None:
        """Call back with the value or the error, on the UI thread."""
        try:
            if self._owner is not None and not shiboken6.isValid(self._owner):
                return
            if outcome.error is not None:
                self._failed(outcome.error)
            elif self._done is not None:
                self._done(outcome.value)
        finally:
            self.finished.emit(self)


class Jobs(QObject):
    """Runs work in the background. ``unexpected`` carries the faults that no caller has words for."""

    unexpected = Signal(object)
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault_lane = QThreadPool(self)
        self._vault_lane.setMaxThreadCount(1)
        self._vault_lane.setExpiryTimeout(-1)
        self._aside_lane = QThreadPool(self)
        self._aside_lane.setMaxThreadCount(2)
        self._under_way: dict[_Delivery, _Report] = {}

    @property
    def is_idle(self) -> bool:
        """True when nothing is under way and every outcome was delivered."""
        return not self._under_way

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run ``work`` on the vault's lane, after everything handed over before it.

        ``work`` takes nothing: bind its values with `functools.partial`. ``done`` and ``failed`` are
        called on the UI thread, and dropped once ``owner`` is deleted. Without ``failed`` an error is
        told as an unexpected one.
        """
        self._start(self._vault_lane, work, done, failed, owner)

    def aside(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run long ``work`` that does not touch the vault. Arguments as for `run`."""
        self._start(self._aside_lane, work, done, failed, owner)

    def wait_for_all(self) -> None:
        """Block until both lanes are empty. For closing only."""
        self._vault_lane.waitForDone(-1)
        self._aside_lane.waitForDone(-1)

    def _start(
        self,
        lane: QThreadPool,
        work: Callable[[], object],
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        owner: QObject | None,
    ) -> None:
        report = _Report()
        delivery = _Delivery(done, failed or self._tell_unexpected, owner)
        self._under_way[delivery] = report
        delivery.finished.connect(self._forget)
        report.arrived.connect(delivery.deliver, Qt.ConnectionType.QueuedConnection)
        lane.start(_Job(work, report))

    def _forget(self, delivery: _Delivery) -> None:
        del self._under_way[delivery]
        if not self._under_way:
            self.idle.emit()

    def _tell_unexpected(self, error: Exception) -> None:
        # The type only: a message could hold what somebody wrote.
        log.error("unexpected fault in background work: %s", type(error).__name__)
        self.unexpected.emit(error)
