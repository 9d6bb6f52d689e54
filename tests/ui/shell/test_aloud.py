"""Reading aloud in the whole window: what begins it, what ends it, and what is said when nothing is heard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coprod_desktop.content.model import text_of
from coprod_desktop.services.speech.errors import SpeechAbsent
from coprod_desktop.ui.reading_aloud.bar import ReadingBar
from coprod_desktop.ui.reading_aloud.reader import State
from coprod_desktop.ui.recipe.easier import EasierButton
from coprod_desktop.ui.recipe.finding import Place, PlaceKind
from coprod_desktop.ui.settings.reading_aloud import ReadingAloudSection
from coprod_desktop.ui.shell.locking import Why
from coprod_desktop.ui.shell.topbar import Tab
from tests.ui.shell.conftest import Program


def state(program: Program) -> State:
    return program.window._parts.aloud.state


def reads(program: Program) -> None:
    """Press the key, and wait for the voice."""
    program.window.activateWindow()
    program.window.menus.read_aloud.emit()
    program.bot.waitUntil(lambda: bool(program.speech.speaking))


def whole_page(program: Program) -> str:
    """Have the page read to its end."""
    program.speech.at_once = True
    program.window.menus.read_aloud.emit()
    program.bot.waitUntil(lambda: state(program) is State.OFF, timeout=60_000)
    return " ".join(words for words, _, _ in program.speech.said)


def test_the_overview_is_read_to_its_end(program: Program) -> None:
    recipe = program.window._parts.recipe
    read = whole_page(program)
    for line in (recipe.quotation, recipe.idea[1], recipe.footnote, *(item.runs for item in recipe.items)):
        assert text_of(line) in read
    assert recipe.heading in read and "Ingredients (values)" in read


def test_an_item_is_read_with_its_questions_and_the_easier_words_that_are_shown(program: Program) -> None:
    recipe = program.window._parts.recipe
    program.window.pages.recipe.show_item("respect")
    question = recipe.questions_for("respect")[0]
    read = whole_page(program)
    assert question.text in read and question.easier not in read
    easier = next(one for one in program.window.findChildren(EasierButton) if one.isVisible())
    easier.click()
    program.speech.said.clear()
    assert question.easier in whole_page(program)


def test_the_whole_sheet_is_read_in_its_order(program: Program) -> None:
    recipe = program.window._parts.recipe
    program.window.pages.recipe.show_sheet()
    read = whole_page(program)
    wanted = [recipe.title.shown, *(p.text for section in recipe.sections for p in section.paragraphs)]
    places = [read.find(words) for words in wanted]
    assert -1 not in places and places == sorted(places)
    assert all(question.text in read for question in recipe.questions)


def test_the_key_begins_pauses_and_goes_on(program: Program) -> None:
    reads(program)
    program.window.menus.read_aloud.emit()
    assert state(program) is State.PAUSED
    program.window.menus.read_aloud.emit()
    assert state(program) is State.READING
    bar = program.window.findChild(ReadingBar)
    assert isinstance(bar, ReadingBar) and bar.isVisible()


def test_escape_stops_and_leaves_the_page_where_it_is(program: Program) -> None:
    recipe = program.window.pages.recipe
    recipe.show_item("respect")
    reads(program)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert state(program) is State.OFF
    assert recipe.place == Place(PlaceKind.ITEM, "respect")
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert recipe.place == Place(PlaceKind.OVERVIEW)


def test_another_page_or_tab_ends_it(program: Program) -> None:
    recipe = program.window.pages.recipe
    reads(program)
    recipe.show_item("respect")
    assert state(program) is State.OFF
    reads(program)
    recipe.show_item("courage")
    assert state(program) is State.OFF
    reads(program)
    program.window.journey.go(Tab.JOURNAL)
    assert state(program) is State.OFF


def test_finding_makes_way_for_reading(program: Program) -> None:
    recipe = program.window.pages.recipe
    recipe.open_find()
    reads(program)
    assert recipe._find_bar is not None and recipe._find_bar.isHidden()
    recipe.open_find()
    assert state(program) is State.OFF


@pytest.mark.parametrize("by_itself", [True, False])
def test_it_falls_silent_as_soon_as_a_lock_begins(program: Program, by_itself: bool) -> None:
    program.make_journal()
    program.window.journey.go(Tab.RECIPE)
    reads(program)
    with program.bot.waitSignal(program.window.journey._lock.locked):
        if by_itself:
            program.window.journey.lock_by_itself(Why.IDLE)
        else:
            program.window.menus.lock.emit()
        assert state(program) is State.OFF, "before anything is written or wiped"
    program.settle()


def test_a_question_is_read_and_never_what_somebody_wrote(program: Program) -> None:
    program.make_journal()
    program.window.pages.recipe.reflect_on.emit("values-2")
    program.settle()
    wizard = program.window.pages.reflect().wizard
    assert wizard is not None
    question = program.window._parts.recipe.question("values-2")
    wizard.question_page.noticed.setFocus()
    program.types("Something private.")
    assert whole_page(program) == question.text
    wizard.question_page.prefer_easier_words(on=True)
    program.speech.said.clear()
    assert whole_page(program) == f"{question.text} {question.easier}"


def test_turning_the_page_ends_it(program: Program) -> None:
    program.make_journal()
    program.window.pages.recipe.reflect_on.emit("values-2")
    program.settle()
    wizard = program.window.pages.reflect().wizard
    assert wizard is not None
    reads(program)
    wizard.onward()
    assert state(program) is State.OFF


def test_escape_on_a_question_stops_the_voice_and_not_the_reflection(program: Program) -> None:
    program.make_journal()
    program.window.pages.recipe.reflect_on.emit("values-2")
    program.settle()
    wizard = program.window.pages.reflect().wizard
    assert wizard is not None
    wizard.question_page.noticed.setFocus()
    reads(program)
    QTest.keyClick(wizard.question_page.noticed, Qt.Key.Key_Escape)
    assert state(program) is State.OFF
    program.settle()
    assert program.window.pages.reflect().wizard is wizard


def test_a_page_without_anything_to_read_says_so(program: Program) -> None:
    program.window.journey.show_settings()
    program.window.menus.read_aloud.emit()
    assert "nothing to read aloud" in program.window.status.words
    assert state(program) is State.OFF


def test_a_computer_without_a_voice_says_so_and_what_to_do(program: Program) -> None:
    program.speech.fault = SpeechAbsent
    program.window.menus.read_aloud.emit()
    program.bot.waitUntil(lambda: "no voice" in program.window.told.words)
    assert "try again" in program.window.told.words


def test_in_the_settings_a_voice_that_is_absent_is_told_of_once(program: Program) -> None:
    program.speech.fault = SpeechAbsent
    program.window.journey.show_settings()
    section = program.window.findChild(ReadingAloudSection)
    assert isinstance(section, ReadingAloudSection)
    program.window.pages.settings()._go_to(section)
    program.bot.waitUntil(section._trouble.isVisible)
    assert program.window.told.isHidden()


def test_what_is_tried_in_the_settings_can_be_stopped_by_the_bar(program: Program) -> None:
    program.window.journey.show_settings()
    settings = program.window.pages.settings()
    section = settings.findChild(ReadingAloudSection)
    assert isinstance(section, ReadingAloudSection)
    settings._go_to(section)
    section.attempt.click()
    program.bot.waitUntil(lambda: bool(program.speech.speaking))
    bar = program.window.findChild(ReadingBar)
    assert isinstance(bar, ReadingBar) and bar.isVisible()
    bar.stop.click()
    assert state(program) is State.OFF and bar.isHidden()


def test_closing_the_window_ends_the_voice(program: Program) -> None:
    reads(program)
    program.quit()
    program.settle()
    assert program.speech.speaking == ""
