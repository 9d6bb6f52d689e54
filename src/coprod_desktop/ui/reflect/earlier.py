"""What was answered before: known from the start as a yes or no, and loaded only when somebody asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from coprod_desktop.domain.reflection import ReflectionDraft
from coprod_desktop.services.reflecting import EarlierAnswer, Reflecting
from coprod_desktop.ui.jobs import Jobs

_HOW_MANY = 5


class Earlier(QObject):
    """Earlier answers to the questions of one reflection. ``known`` comes once `has` can tell."""

    known = Signal()

    def __init__(self, reflecting: Reflecting, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._reflecting, self._jobs = reflecting, jobs
        self._seen: frozenset[str] = frozenset()
        self._draft: ReflectionDraft | None = None

    def begin(self, draft: ReflectionDraft) -> None:
        """Find out which questions were answered before this reflection."""
        self._draft = draft
        self._jobs.run(self._answered_before, done=self._looked, owner=self)

    def has(self, question_id: str) -> bool:
        """Whether the question was answered before."""
        return question_id in self._seen

    def has_any(self, draft: ReflectionDraft) -> bool:
        """Whether any of a reflection's questions was answered before."""
        return any(self.has(answer.question_id) for answer in draft.answers)

    def load(self, question_id: str, done: Callable[[list[EarlierAnswer]], None]) -> None:
        """Load the earlier answers to one question, newest first."""
        self._jobs.run(partial(self._others, question_id), done=done, owner=self)

    def load_all(self, draft: ReflectionDraft, done: Callable[[dict[str, EarlierAnswer]], None]) -> None:
        """Load the latest earlier answer to each question of a reflection that has one."""
        ids = [answer.question_id for answer in draft.answers if self.has(answer.question_id)]
        self._jobs.run(partial(self._latest, ids), done=done, owner=self)

    def _answered_before(self) -> frozenset[str]:
        """The questions with an answer; those answered elsewhere, when a kept reflection was reopened."""
        seen = frozenset(self._reflecting.last_looked_at())
        draft = self._draft
        if draft is None or draft.entry_id is None:
            return seen
        asked = seen & {answer.question_id for answer in draft.answers}
        return frozenset(question_id for question_id in asked if self._others(question_id, 1))

    def _looked(self, seen: frozenset[str]) -> None:
        self._seen = seen
        self.known.emit()

    def _latest(self, ids: list[str]) -> dict[str, EarlierAnswer]:
        found = {question_id: self._others(question_id, 1) for question_id in ids}
        return {question_id: answers[0] for question_id, answers in found.items() if answers}

    def _others(self, question_id: str, limit: int = _HOW_MANY) -> list[EarlierAnswer]:
        """Earlier answers but for the one that is being added to, when a kept reflection was reopened."""
        own = self._draft.entry_id if self._draft is not None else None
        return self._reflecting.earlier_answers(question_id, limit, own)
