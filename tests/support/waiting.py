"""Waiting for what a person would wait for: something to be so, never for time to pass."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QTimer

T = TypeVar("T")

LOOK_EVERY_MS = 5
PATIENCE_SECONDS = 30.0


class NeverHappened(AssertionError):
    """Something that should have come did not come in time."""


class _Watch:
    """Looks again and again until there is something to see."""

    def __init__(self, look: Callable[[], T | None], loop: QEventLoop, until: float) -> None:
        self._look = look
        self._loop = loop
        self._until = until
        self.seen: object = None
        self.error: Exception | None = None

    def look(self) -> None:
        """Look once; end the loop when something is there, when time is up or when looking fails."""
        if self.seen or self.error:
            return
        try:
            self.seen = self._look()
        except Exception as error:
            self.error = error
        if self.seen or self.error or time.monotonic() > self._until:
            self._loop.quit()


def until(look: Callable[[], T | None], what: str, seconds: float = PATIENCE_SECONDS) -> T:
    """Run the event loop until ``look`` gives something true, and return that.

    Raises:
        NeverHappened: it did not within ``seconds``; ``what`` is named in the message.
    """
    seen = look()
    if seen:
        return seen
    loop = QEventLoop()
    watch = _Watch(look, loop, time.monotonic() + seconds)
    timer = QTimer()
    timer.setInterval(LOOK_EVERY_MS)
    timer.timeout.connect(watch.look)
    timer.start()
    loop.exec()
    timer.stop()
    if watch.error is not None:
        raise watch.error
    if not watch.seen:
        raise NeverHappened(f"waited {seconds:.0f} s for {what}")
    return watch.seen  # type: ignore[return-value]  # what `look` gave, carried through an object


def settle() -> None:
    """Let everything that is due now happen: layouts, paints, deletions, results of finished jobs."""
    loop = QEventLoop()
    for _ in range(3):
        QTimer.singleShot(0, loop.quit)
        loop.exec()
