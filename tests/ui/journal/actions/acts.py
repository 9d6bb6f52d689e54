"""What one does in the view *Actions*, and what it says."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    NextStep,
    QuestionSet,
    Reflection,
)
from coprod_desktop.ui.journal.actions.parts import Listed
from coprod_desktop.ui.journal.actions.row import ActionRow
from coprod_desktop.ui.journal.actions.view import ActionsView
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.text import Text
from coprod_desktop.vault.errors import DiskFull
from tests.support.journals import NOW
from tests.ui.journal.conftest import Settle

GARDEN = "1" * 32


def reflection(*steps: NextStep, entry_id: str = GARDEN, title: str = "The garden") -> Entry:
    context = Context(EventDate(2026, 11, 10))
    answers = tuple(Answer(f"values-{n}", f"Question {n}?", step=step) for n, step in enumerate(steps, 1))
    return Entry(entry_id, title, context.when, NOW, NOW, Reflection(QuestionSet.VALUES, context, answers))


def said(view: ActionsView) -> list[str]:
    """What each row says, as it is read out."""
    return [each.box.accessibleName() for each in view.rows()]


def read(view: QWidget) -> str:
    return "\n".join(text.words for text in view.findChildren(Text) if text.isVisible())


def press(where: QWidget, words: str) -> None:
    QApplication.processEvents()  # what was opened just now is laid out
    found = [each for each in where.findChildren(Button) if each.text() == words and each.isVisible()]
    assert found, words
    found[0].click()


def show(view: ActionsView, listed: Listed, settle: Settle) -> None:
    view.chips.chip(listed).click()
    settle()


def write(row: ActionRow, words: str) -> None:
    assert row.form is not None
    QTest.keyClicks(row.form.field, words)


def chosen(view: ActionsView) -> Listed:
    return view.chips.listed


def fails(_note: object) -> Callable[[], None]:
    raise DiskFull(path=None)
