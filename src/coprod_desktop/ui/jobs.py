"""Work off the UI thread, with its result brought back to it.

Three lanes. *The vault's lane* has one thread and keeps order, since a journal has one writer. *Aside* is
for long work that does not touch the vault (making a PDF), so that saving never waits for it. *Aloud* is the
voice's: one thread, one sentence after the other.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

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


class _Lane:
    """So many threads, and what they are at.

    They are Python's own. Qt's pool deletes what it ran on its own thread, while Python may be letting go of
    the same object on another: now and then that was a crash.
    """

    def __init__(self, threads: int, name: str) -> None:
        self._threads = ThreadPoolExecutor(threads, name)
        self._under_way: set[Future[None]] = set()

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way, or waits for its turn."""
        return bool(self._under_way)

    def start(self, work: Callable[[], None]) -> None:
        """Do it as soon as a thread is free, in the order of starting."""
        future = self._threads.submit(work)
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)

    def is_done_within(self, at_most_ms: int | None) -> bool:
        """Block until nothing is under way, and say whether that is so. None waits as long as it takes."""
        return not wait(set(self._under_way), None if at_most_ms is None else at_most_ms / 1000).not_done

    def end(self) -> None:
        """Block until nothing is under way, and let the threads go."""
        self._threads.shutdown()


def _work_off(number: int, task: _Task, post: _Post) -> None:
    """Do what a task asks for, on a thread of a lane. It holds on to the task alone, which is soon empty."""
    try:
        task.value = task.work()  # type: ignore[misc]  # nobody forgets it before it was done
    except Exception as error:  # noqa: BLE001  # every fault goes to the caller, on its own thread
        task.error = error
    post.arrived.emit(number)


def _end_all(lanes: Sequence[_Lane], *_: object) -> None:
    for lane in lanes:
        lane.end()


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
        self._vault_lane, self._aside_lane = _Lane(1, "vault"), _Lane(2, "aside")
        self._voice_lane = _Lane(1, "voice")
        self._lanes = (self._vault_lane, self._aside_lane, self._voice_lane)
        self.destroyed.connect(partial(_end_all, self._lanes))  # before the post goes, which they need
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
        return self._aside_lane.is_busy

    def wait_for_vault(self, at_most_ms: int) -> bool:
        """Block until the vault's lane is empty, before the computer sleeps, and say whether it is."""
        return self._vault_lane.is_done_within(at_most_ms)

    def wait_for_all(self) -> None:
        """Block until all lanes are empty. For closing only, and the voice is to be ended before."""
        for lane in self._lanes:
            lane.is_done_within(None)

    def _start(
        self,
        lane: _Lane,
        work: Callable[[], object],
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        owner: QObject | None,
    ) -> None:
        number, task = next(self._numbers), _Task(work)
        self._under_way[number] = _Delivery(task, done, failed or self._tell_unexpected, owner)
        lane.start(partial(_work_off, number, task, self._post))

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
