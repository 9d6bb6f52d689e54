"""Work off the UI thread, with its result brought back to it.

Three lanes. *The vault's lane* has one thread and keeps order, since a journal has one writer. *Aside* is
for long work that does not touch the vault (making a PDF), so that saving never waits for it. *Aloud* is the
voice's: one thread, one sentence after the other.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from coprod_desktop.errors import KnownError

T = TypeVar("T")

_DAMAGED = "journal-damaged"

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Task:
    """What is to be done, and what it came to: a value or the exception it ended with.

    ``work`` may be bound to a widget, and an exception knows every frame it went through. The window's
    thread alone lets go of them, with `forget`: the last to do so takes the widget apart.
    """

    work: Callable[[], Any] | None
    value: Any = None
    error: Exception | None = None

    def forget(self) -> None:
        """Let go of everything; on the window's thread."""
        self.work = self.value = self.error = None


class _Post(QObject):
    """Lives on the UI thread as long as there are jobs, and carries every outcome there.

    One for all: a messenger for each job was let go of by two threads at once, and now and then the one
    that took it apart met the other still at it.
    """

    arrived = Signal(object)
    """Carries the number of the job, and nothing that a widget could hang on."""


class _Job(QRunnable):
    """Holds no more than its `_Task`, which is empty by the time the job is let go of, or soon after."""

    def __init__(self, number: int, task: _Task, post: _Post) -> None:
        super().__init__()
        self._number, self._task, self._post = number, task, post

    def run(self) -> None:
        task = self._task  # and no name for what is in it: a name would hold on to it here
        try:
            task.value = task.work()  # type: ignore[misc]  # nobody forgets it before it was done
        except Exception as error:  # noqa: BLE001  # every fault goes to the caller, on its own thread
            task.error = error
        self._post.arrived.emit(self._number)


@dataclass(frozen=True, slots=True)
class _Delivery:
    """Hands what a task came to to its callbacks, unless the widget they belong to is gone."""

    task: _Task
    done: Callable[[Any], None] | None
    failed: Callable[[Exception], None]
    owner: QObject | None

    def deliver(self) -> None:
        """Call back with the value or the error, on the UI thread."""
        if self.owner is not None and not shiboken6.isValid(self.owner):
            return
        if self.task.error is not None:
            self.failed(self.task.error)
        elif self.done is not None:
            self.done(self.task.value)


class Jobs(QObject):
    """Runs work in the background. ``unexpected`` carries the faults that no caller has words for."""

    unexpected = Signal(object)
    damaged = Signal(object)
    """A job met damage in the journal. Whoever waits for it is told as well."""
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault_lane = QThreadPool(self)
        self._vault_lane.setMaxThreadCount(1)
        self._vault_lane.setExpiryTimeout(-1)
        self._aside_lane = QThreadPool(self)
        self._aside_lane.setMaxThreadCount(2)
        self._voice_lane = QThreadPool(self)
        self._voice_lane.setMaxThreadCount(1)
        self._post = _Post(self)
        self._post.arrived.connect(self._arrived, Qt.ConnectionType.QueuedConnection)
        self._under_way: dict[int, _Delivery] = {}
        self._numbers = count()

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

    def aloud(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run ``work`` with the voice, after what it is at. Arguments as for `run`."""
        self._start(self._voice_lane, work, done, failed, owner)

    @property
    def is_busy_aside(self) -> bool:
        """Whether long work for the person is under way that has nothing to do with the vault."""
        return self._aside_lane.activeThreadCount() > 0

    def wait_for_vault(self, at_most_ms: int) -> bool:
        """Block until the vault's lane is empty, before the computer sleeps, and say whether it is."""
        return self._vault_lane.waitForDone(at_most_ms)

    def wait_for_all(self) -> None:
        """Block until all lanes are empty. For closing only, and the voice is to be ended before."""
        for lane in (self._vault_lane, self._aside_lane, self._voice_lane):
            lane.waitForDone(-1)

    def _start(
        self,
        lane: QThreadPool,
        work: Callable[[], object],
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        owner: QObject | None,
    ) -> None:
        number, task = next(self._numbers), _Task(work)
        self._under_way[number] = _Delivery(task, done, failed or self._tell_unexpected, owner)
        lane.start(_Job(number, task, self._post))

    def _arrived(self, number: int) -> None:
        delivery = self._under_way[number]
        error = delivery.task.error
        if isinstance(error, KnownError) and error.code == _DAMAGED:
            self.damaged.emit(error)
        try:
            delivery.deliver()
        finally:
            delivery.task.forget()
            del self._under_way[number]
            if not self._under_way:
                self.idle.emit()

    def _tell_unexpected(self, error: Exception) -> None:
        # The type only: a message could hold what somebody wrote.
        log.error("unexpected fault in background work: %s", type(error).__name__)
        self.unexpected.emit(error)
