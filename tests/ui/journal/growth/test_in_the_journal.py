"""The growth picture as a view of the Journal: read anew when it comes to the front, left by Enter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import Answer, Context, Entry, EventDate, QuestionSet, Rating, Reflection
from coprod_desktop.services.deleting import Deleting
from coprod_desktop.services.growing import Growing
from coprod_desktop.services.journalling import Journalling
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.journal.growth.view import GrowthView
from coprod_desktop.ui.journal.tab import JournalTab
from coprod_desktop.ui.journal.views import AnswerPlace, Which
from coprod_desktop.ui.theme.theme import Theme
from tests.support.journals import NOW
from tests.support.scripted_ask import ScriptedAsk
from tests.ui.journal.conftest import Settle

WHEN = EventDate(2026, 11, 18)


@pytest.fixture
def whole_tab(
    theme: Theme,
    recipe: Recipe,
    unlocking: Unlocking,
    journalling: Journalling,
    deleting: Deleting,
    jobs: Jobs,
    ask: ScriptedAsk,
    qtbot: QtBot,
) -> Iterator[JournalTab]:
    """The tab with the growth picture beside the entries."""

    def growth() -> GrowthView:
        return GrowthView(theme, recipe, Growing(unlocking, recipe), jobs, ask)

    made = JournalTab(theme, recipe, journalling, deleting, jobs, ask, {Which.GROWTH: growth})
    made.resize(1280, 760)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.flush()
    jobs.wait_for_all()
    made.close()
    made.deleteLater()


def _growth(tab: JournalTab) -> GrowthView:
    view = tab.view(Which.GROWTH)
    assert isinstance(view, GrowthView)
    return view


def _keep(unlocking: Unlocking, recipe: Recipe, entry_id: str, rating: Rating) -> None:
    answers = tuple(
        Answer(question.id, question.text, "I listened, and then I listened again. " * 6, rating=rating)
        for question in recipe.questions
    )
    content = Reflection(QuestionSet.ALL, Context(WHEN), answers)
    unlocking.vault.entries.put(Entry(entry_id, "Garden", WHEN, NOW, NOW, content))


def test_enter_on_a_place_reads_the_entry_from_that_answer_on(
    whole_tab: JournalTab, unlocking: Unlocking, recipe: Recipe, settle: Settle, qtbot: QtBot
) -> None:
    _keep(unlocking, recipe, "a", Rating.WELL)
    whole_tab.show_view(Which.GROWTH)
    settle()
    grid = _growth(whole_tab).grid
    grid.stand_on_question("skills-8")
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    settle()
    assert whole_tab.in_front is Which.ENTRIES
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLabel)
    assert recipe.question("skills-8").text in focused.text()
    reader = whole_tab.browse.reader

    def top() -> int:
        return focused.mapTo(reader.page.viewport(), focused.rect().topLeft()).y()

    qtbot.waitUntil(lambda: 0 <= top() < reader.page.viewport().height() // 2)
    whole_tab.open_entry("a")
    settle()
    assert reader.title is not None
    assert reader.title.hasFocus(), "an entry that is opened otherwise is read from its beginning"


def test_the_answer_is_found_where_another_entry_with_the_same_questions_was_read(
    whole_tab: JournalTab, unlocking: Unlocking, recipe: Recipe, settle: Settle
) -> None:
    for entry_id in ("a", "b"):
        _keep(unlocking, recipe, entry_id, Rating.WELL)
    whole_tab.open_entry("a")
    settle()
    whole_tab.open_answer(AnswerPlace("b", "skills-8"))
    settle()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLabel) and focused.isVisible()
    assert recipe.question("skills-8").text in focused.text()


def test_what_was_kept_meanwhile_is_there_when_it_comes_to_the_front(
    whole_tab: JournalTab, unlocking: Unlocking, recipe: Recipe, settle: Settle
) -> None:
    whole_tab.show_view(Which.GROWTH)
    settle()
    view = _growth(whole_tab)
    assert view.empty.isVisible()
    _keep(unlocking, recipe, "a", Rating.WELL)
    whole_tab.show_view(Which.ENTRIES)
    whole_tab.show_view(Which.GROWTH)
    settle()
    assert view.grid.isVisible()
    assert view.grid.grid_model.columnCount() == 1
    unlocking.vault.bin.put("a", NOW)
    whole_tab.refresh()
    settle()
    assert view.empty.isVisible()


def test_f6_goes_from_the_picture_to_what_stands_beside_it(
    whole_tab: JournalTab, unlocking: Unlocking, recipe: Recipe, settle: Settle
) -> None:
    _keep(unlocking, recipe, "a", Rating.WELL)
    whole_tab.show_view(Which.GROWTH)
    settle()
    view = _growth(whole_tab)
    view.grid.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view.grid, Qt.Key.Key_F6)
    assert view.side.again_button.hasFocus()
    QTest.keyClick(view.side.again_button, Qt.Key.Key_F6)
    assert view.tools.parts.button("questions").hasFocus()
