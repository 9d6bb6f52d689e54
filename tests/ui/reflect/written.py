"""What `any_moves` holds the wizard against: the words of one reflection, in plain values."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.actions import ActionState
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    NextStep,
    QuestionSet,
    Reflection,
)
from coprod_desktop.domain.reflection import LAST_TIME
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.fields import LineField
from tests.support.journals import NOW

Key = tuple[str, str]
Steps = dict[Key, tuple[ActionState, str]]
NAME, AWAY, TALK = "name", "away", "talk"


@dataclass(frozen=True, slots=True)
class Stage:
    """What all runs share: the look, the questions, and a folder in which each makes its own."""

    theme: Theme
    recipe: Recipe
    folders: itertools.count[int]
    root: Path

    def new_folder(self) -> Path:
        return self.root / str(next(self.folders))


@dataclass
class Written:
    """What a person wrote in one reflection, and where they stand in it."""

    asked: tuple[str, ...]
    texts: dict[str, str]
    steps: Steps
    ticks: set[str] = field(default_factory=set)
    noted: set[Key] = field(default_factory=set)
    position: int = 0
    returning: bool = False

    @property
    def first(self) -> int:
        return LAST_TIME if self.steps else 0

    @property
    def last(self) -> int:
        return len(self.asked) + 1

    @property
    def is_nothing(self) -> bool:
        return not (any(self.texts.values()) or self.ticks or self.noted)

    def take_over(self, steps: Steps) -> None:
        """What was noted elsewhere since counts, and is nothing that was written here."""
        for key, noted in self.steps.items():
            if steps[key] != noted:
                self.steps[key] = steps[key]
                self.noted.discard(key)

    def move(self, by: int) -> None:
        there = self.last if self.returning else min(max(self.position + by, self.first), self.last)
        self.position, self.returning = there, False

    def box(self) -> str:
        """What the first box of the page in view is for."""
        if 0 < self.position < self.last:
            return self.asked[self.position - 1]
        return NAME if self.position == 0 else AWAY


def said_in(context: Context, answers: tuple[Answer, ...], taking_away: str) -> dict[str, str]:
    return {answer.question_id: answer.noticed for answer in answers} | {
        NAME: context.name,
        AWAY: taking_away,
    }


def type_at_end(box: QWidget, before: str, word: str) -> str:
    """Type a word behind what is there; give what stands there then."""
    typed = f" {word}" if before else word
    if isinstance(box, LineField):
        box.end(False)
    else:
        cursor: QTextCursor = box.textCursor()  # type: ignore[attr-defined]  # a RichTextField
        cursor.movePosition(QTextCursor.MoveOperation.End)
        box.setTextCursor(cursor)  # type: ignore[attr-defined]
    QTest.keyClicks(box, typed)
    return before + typed


def earlier_reflection() -> Entry:
    """A kept reflection that left two things to try."""
    when = EventDate(2026, 11, 2)
    answers = tuple(
        Answer(f"skills-{n}", "How?", "Noticed", step=NextStep(f"Try {n}", None, "Tom")) for n in (1, 2)
    )
    content = Reflection(QuestionSet.CHOSEN, Context(when), answers)
    return Entry("e" * 32, "Before", when, NOW, NOW, content)
