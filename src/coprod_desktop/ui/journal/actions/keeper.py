"""Holds what is written about one step; how it is kept in the journal is told in `ui/keeping.py`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from coprod_desktop.domain.actions import StepDay, StepNote
from coprod_desktop.errors import BugError
from coprod_desktop.services.acting import Acting
from coprod_desktop.services.clock import Saved
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.keeping import Keeper


class StepKeeper(Keeper[StepNote]):
    """One note about a step under way. It is no draft: every save is in the journal at once."""

    def __init__(self, acting: Acting, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(jobs, parent)
        self._acting = acting

    def _saving(self, draft: StepNote) -> Callable[[], Saved]:
        return partial(self._acting.note, draft)

    def _letting_go(self, draft: StepNote) -> Callable[[], None]:
        raise BugError(f"a note is changed and never taken away, here one of state {draft.state}")

    def _is_nothing(self, draft: StepNote) -> bool:
        return not self._in_journal and draft == self._begun


class DayKeeper(Keeper[StepDay]):
    """The date of one step, from the moment it was chosen until it is written."""

    def __init__(self, acting: Acting, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(jobs, parent)
        self._acting = acting

    def _saving(self, draft: StepDay) -> Callable[[], Saved]:
        return partial(self._acting.set_day, draft)

    def _letting_go(self, draft: StepDay) -> Callable[[], None]:
        raise BugError(f"a date is changed and never taken away, here that of {draft.origin}")

    def _is_nothing(self, draft: StepDay) -> bool:
        return not self._in_journal and draft == self._begun
