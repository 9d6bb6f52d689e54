"""Holds the reflection that is being written; how it is kept in the journal is told in `ui/keeping.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from coprod_desktop.domain.reflection import ReflectionDraft
from coprod_desktop.services.clock import Saved
from coprod_desktop.services.reflecting import Reflecting
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.keeping import Keeper


class DraftKeeper(Keeper[ReflectionDraft]):
    """The reflection under way. Where one stands in its pages alone is nothing to keep."""

    def __init__(self, reflecting: Reflecting, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(jobs, parent)
        self._reflecting = reflecting

    def _saving(self, draft: ReflectionDraft) -> Callable[[], Saved]:
        return partial(self._reflecting.save, draft)

    def _letting_go(self, draft: ReflectionDraft) -> Callable[[], None]:
        return partial(self._reflecting.drop, draft.id)

    def _is_nothing(self, draft: ReflectionDraft) -> bool:
        if self._carried_on or self._begun is None:
            return False
        return _without_place(draft) == _without_place(self._begun)


def _without_place(draft: ReflectionDraft) -> ReflectionDraft:
    """The draft without where one stands, and without follow-ups that nothing was noted about in it."""
    noted = tuple(follow_up for follow_up in draft.follow_ups if follow_up.noted is not None)
    return replace(draft, position=0, skipped=frozenset(), return_to_look_over=False, follow_ups=noted)
