"""The Journal's views in the window: one head, the place that is found again, words that are locked."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

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
from coprod_desktop.ui.journal.actions.view import ActionsView
from coprod_desktop.ui.journal.views import Which
from coprod_desktop.ui.shell.locking import Why
from coprod_desktop.ui.shell.topbar import Tab
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.vault.actions import Actions
from coprod_desktop.vault.errors import DiskFull
from tests.support.journals import NOW
from tests.support.words_alive import words_alive
from tests.ui.shell.conftest import Program

ENTRY = "e" * 32
STEP = "Put the samphire by the door"


def put_entry(program: Program) -> None:
    context = Context(EventDate(2026, 11, 18))
    answer = Answer("values-1", "Did I?", "I did.", step=NextStep(STEP, date(2026, 11, 20)))
    content = Reflection(QuestionSet.CHOSEN, context, (answer,))
    program.unlocking.vault.entries.put(Entry(ENTRY, "At the door", context.when, NOW, NOW, content))


@pytest.fixture
def actions(program: Program) -> ActionsView:
    """The window with *Actions* in front, and one step in it."""
    program.make_journal()
    put_entry(program)
    return to_actions(program)


def to_actions(program: Program) -> ActionsView:
    program.window.journey.go(Tab.JOURNAL)
    program.window.pages.journal().head.switch.button("actions").click()
    program.settle()
    return view_of(program)


def view_of(program: Program) -> ActionsView:
    view = program.window.pages.journal().view(Which.ACTIONS)
    assert isinstance(view, ActionsView)
    return view


def press(where: QWidget, words: str) -> None:
    QApplication.processEvents()
    next(b for b in where.findChildren(Button) if b.text() == words and b.isVisible()).click()


def test_the_head_is_over_every_view_and_out_of_the_way_of_writing(
    program: Program, actions: ActionsView
) -> None:
    journal = program.window.pages.journal()
    head = journal.head
    assert head.isVisible() and actions.isVisible() and head.switch.key == "actions"
    assert head.switch.accessibleName() and head.switch.button("actions").isChecked()
    head.new_button.click()
    program.settle()
    assert journal.in_front is Which.ENTRIES and head.switch.key == "entries"
    assert not head.isVisible(), "the page where one writes has all the room"
    journal.editor.back.emit()
    program.settle()
    assert head.isVisible()


def test_the_keys_choose_a_view_and_f6_goes_round_in_it(program: Program, actions: ActionsView) -> None:
    switch = program.window.pages.journal().head.switch
    segment = switch.button("actions")
    segment.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(segment, Qt.Key.Key_Left)
    program.settle()
    assert switch.key == "entries" and not actions.isVisible()
    QTest.keyClick(switch.button("entries"), Qt.Key.Key_Right)
    program.settle()
    assert switch.key == "actions" and actions.isVisible()
    for _ in range(2):
        QTest.keyClick(program.window, Qt.Key.Key_F6)
    here = QApplication.focusWidget()
    assert here is not None and actions.isAncestorOf(here)


def test_from_a_step_to_its_entry_and_from_the_entry_to_reflecting_again(
    program: Program, actions: ActionsView
) -> None:
    press(actions.rows()[0], "From At the door")
    program.settle()
    journal = program.window.pages.journal()
    assert journal.in_front is Which.ENTRIES
    entry = journal.browse.reader.entry
    assert entry is not None and entry.id == ENTRY
    press(journal.browse.reader, "Reflect on this again")
    program.settle()
    assert program.shows(program.window.pages.reflect())
    wizard = program.window.pages.reflect().wizard
    assert wizard is not None and [a.question_id for a in wizard.keeper.draft.answers] == ["values-1"]


def test_escape_leads_from_the_entry_back_to_where_one_was(program: Program, actions: ActionsView) -> None:
    button = next(b for b in actions.findChildren(Button) if b.text() == "From At the door")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    program.settle()
    journal = program.window.pages.journal()
    assert journal.head.switch.key == "entries"
    read = QApplication.focusWidget()
    assert read is not None and journal.browse.reader.isAncestorOf(read)
    QTest.keyClick(read, Qt.Key.Key_Escape)
    program.settle()
    assert journal.in_front is Which.ACTIONS
    here = QApplication.focusWidget()
    assert here is not None and actions.isAncestorOf(here)


def test_escape_leads_from_an_entry_of_the_list_back_to_the_list(
    program: Program, actions: ActionsView
) -> None:
    journal = program.window.pages.journal()
    press(actions.rows()[0], "From At the door")
    program.settle()
    entries = journal.browse.list_pane.list
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Return):
        entries.setFocus()
        QTest.keyClick(entries, key)
        program.settle()
    read = QApplication.focusWidget()
    assert read is not None and journal.browse.reader.isAncestorOf(read)
    QTest.keyClick(read, Qt.Key.Key_Escape)
    program.settle()
    assert journal.in_front is Which.ENTRIES, "it was not the step that led here"
    assert entries.hasFocus()


def test_nothing_to_try_leads_to_the_ways_to_begin(program: Program) -> None:
    program.make_journal()
    press(to_actions(program), "Reflect")
    program.settle()
    assert program.shows(program.window.pages.reflect())


def test_locked_it_holds_no_word_and_unlocked_one_is_back(program: Program, actions: ActionsView) -> None:
    actions.rows()[0].box.click()
    program.settle()
    program.types("kohlrabi")
    program.lock()
    alive = words_alive()
    assert "kohlrabi" not in alive and "samphire" not in alive
    program.unlock()
    assert program.window.pages.journal().in_front is Which.ACTIONS
    noted = program.unlocking.vault.actions.noted(ENTRY)["values-1"]
    assert (noted.state, noted.words) == (ActionState.TRIED, "kohlrabi"), "written before it locked"


def test_words_for_which_there_was_no_room_come_back_to_their_step(
    program: Program, actions: ActionsView, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = Actions.note
    full = [True]

    def attempt(self: Actions, *given: object) -> datetime:
        if full[0]:
            raise DiskFull(path=program.unlocking.folder)
        return note(self, *given)  # type: ignore[arg-type]  # what it was given

    monkeypatch.setattr(Actions, "note", attempt)
    actions.rows()[0].box.click()
    program.settle()
    program.types("kohlrabi")
    with program.bot.waitSignal(program.window.journey._lock.locked):
        program.window.journey.lock_by_itself(Why.SYSTEM)
    program.settle()
    assert program.window.journey._parts.guards.sealing.is_any and "kohlrabi" not in words_alive()
    program.unlock()
    form = view_of(program).rows()[0].form
    assert form is not None and form.field.plain_text() == "kohlrabi"
    full[0] = False
    form.keeper.flush()
    program.settle()
    assert program.unlocking.vault.actions.noted(ENTRY)["values-1"].words == "kohlrabi"
