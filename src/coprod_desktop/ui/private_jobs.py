"""Background work for a page that holds private words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject

from coprod_desktop.ui.jobs import Jobs

T = TypeVar("T")


class PrivateJobs:
    """Runs work for one page. What comes back after the page was wiped is dropped."""

    def __init__(self, jobs: Jobs, owner: QObject, trouble: Callable[[Exception], None]) -> None:
        """``trouble`` is told what goes wrong where nobody else wants to know."""
        self._jobs, self._owner, self._trouble = jobs, owner, trouble
        self._session = 0

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Work on the vault's lane; call back with the value or the error, on the window's thread."""
        self._jobs.run(work, *self._callbacks(done, failed or self._trouble), self._owner)

    def aside(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do long work that does not touch the vault; call back as `run` does."""
        self._jobs.aside(work, *self._callbacks(done, failed or self._trouble), self._owner)

    def wipe(self) -> None:
        """Drop what is still on its way."""
        self._session += 1

    def _callbacks(
        self, done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> tuple[Callable[[T], None], Callable[[Exception], None]]:
        return (
            partial(self._unless_wiped, self._session, done),
            partial(self._unless_wiped, self._session, failed),
        )

    def _unless_wiped(self, session: int, then: Callable[[T], None], value: T) -> None:
        if session == self._session:
            then(value)
