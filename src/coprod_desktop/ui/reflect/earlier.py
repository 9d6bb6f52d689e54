"""What was answered before: known from the start as a yes or no, and loaded only when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from coprod_desktop.domain.entries import EventDate
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
        self._seen: Mapping[str, EventDate] = {}
        self._draft: ReflectionDraft | None = None

    def begin(self, draft: ReflectionDraft) -> None:
        """Find out which questions were answered before this reflection."""
        self._draft = draft
        self._jobs.run(self._reflecting.last_looked_at, done=self._looked, owner=self)

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

    def _looked(self, seen: dict[str, EventDate]) -> None:
        self._seen = seen
        self.known.emit()

    def _latest(self, ids: list[str]) -> dict[str, EarlierAnswer]:
        found = {question_id: self._others(question_id) for question_id in ids}
        return {question_id: answers[0] for question_id, answers in found.items() if answers}

    def _others(self, question_id: str) -> list[EarlierAnswer]:
        """Earlier answers but for the one that is being added to, when a kept reflection was reopened."""
        answers = self._reflecting.earlier_answers(question_id, _HOW_MANY)
        draft = self._draft
        if draft is None or draft.entry_id is None:
            return answers
        own = EarlierAnswer(draft.context.when, draft.answer_to(question_id))
        return [earlier for earlier in answers if earlier != own]
