"""Dates of what one would try: wishes that are chosen, changed, removed, and never lost."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coprod_desktop.domain.actions import ActionState, StepDay, StepNote
from coprod_desktop.services.acting import Acting
from coprod_desktop.ui.journal.actions.parts import Listed
from coprod_desktop.ui.journal.actions.view import ActionsView
from coprod_desktop.ui.widgets.buttons import Button
from tests.ui.journal.actions.acts import GARDEN, chosen, fails, press, read, said, show
from tests.ui.journal.conftest import Settle


def test_a_passed_date_gets_two_equal_choices(filled: ActionsView, acting: Acting, settle: Settle) -> None:
    row = filled.rows()[0]
    kinds = {each.text(): each.kind for each in row.findChildren(Button) if each.kind != "link"}
    assert kinds == {"Let it go": "secondary", "Choose a new date": "secondary"}
    press(row, "Let it go")
    settle()
    assert acting.noted(GARDEN)["values-1"].state is ActionState.LET_GO
    assert row.form is not None and row.form.states.chosen() == ("let-go",)


def test_dates_are_added_changed_and_removed(filled: ActionsView, acting: Acting, settle: Settle) -> None:
    row = filled.rows()[2]
    press(row, "Add a date")
    assert row.day_form is not None and row.day_form.field.line.hasFocus()
    QTest.keyClicks(row.day_form.field.line, "19/11/2026")
    QTest.keyClick(row.day_form.field.line, Qt.Key.Key_Return)
    settle()
    assert said(filled)[1] == "Wait. To try. Thursday 19 November, tomorrow. From The garden"
    assert QApplication.focusWidget() is filled.rows()[1].box
    row = filled.rows()[1]
    press(row, "Change the date")
    assert row.day_form is not None
    row.day_form.field.line.setText("whenever")
    press(row, "Use this date")
    assert "can't read that date" in row.day_form.field.message.words
    press(row, "Remove the date")
    settle()
    assert "Wait. To try. From The garden" in said(filled)
    assert acting.to_try().actions[0].entry_id == GARDEN


def test_a_date_that_cannot_be_written_stays_to_be_tried_again(
    filled: ActionsView, acting: Acting, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_day = acting.set_day
    monkeypatch.setattr(acting, "set_day", fails)
    row = filled.rows()[3]
    press(row, "Add a date")
    assert row.day_form is not None
    QTest.keyClicks(row.day_form.field.line, "1 Dec 2026")
    press(row, "Use this date")
    settle()
    assert filled.rows()[3] is row and row.day_form is not None
    assert row.day_form.notice.isVisible() and row.day_form.field.line.hasFocus()
    wanted = StepDay(GARDEN, "values-4", date(2026, 12, 1))
    assert filled.has_unsaved() and filled.unwritten() == (wanted,)
    row.box.click()
    settle()
    assert filled.unwritten() == (wanted,), "what happened is asked beside it, and the date stays"
    monkeypatch.setattr(acting, "set_day", set_day)
    press(row, "Use this date")
    settle()
    assert date(2026, 12, 1) in [action.step.by for action in acting.tried().actions]
    assert row.day_form is None and not filled.has_unsaved()


def test_a_date_that_cannot_be_removed_is_still_to_be_removed(
    filled: ActionsView, acting: Acting, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_day = acting.set_day
    monkeypatch.setattr(acting, "set_day", fails)
    row = filled.rows()[1]
    press(row, "Change the date")
    press(row, "Remove the date")
    settle()
    assert filled.unwritten() == (StepDay(GARDEN, "values-2", None),)
    monkeypatch.setattr(acting, "set_day", set_day)
    assert row.day_form is not None and row.day_form.keeper._again.isActive(), "tried again by itself"
    row.day_form.keeper._again.timeout.emit()
    settle()
    assert "Ask for first names. To try. From The garden" in said(filled)


def test_a_date_that_is_typed_is_kept_where_one_turns_to_what_happened(
    filled: ActionsView, acting: Acting, settle: Settle
) -> None:
    row = filled.rows()[3]
    press(row, "Add a date")
    assert row.day_form is not None
    QTest.keyClicks(row.day_form.field.line, "1 Dec 2026")
    row.box.click()
    settle()
    assert row.day_form is None and row.form is not None
    (tried,) = acting.tried().actions
    assert tried.step.by == date(2026, 12, 1)


def test_a_date_left_as_it_is_waits_for_nothing(
    filled: ActionsView, acting: Acting, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acting, "set_day", fails)
    row = filled.rows()[3]
    press(row, "Add a date")
    assert row.day_form is not None
    QTest.keyClicks(row.day_form.field.line, "1 Dec 2026")
    press(row, "Use this date")
    settle()
    press(row, "Leave it as it is")
    settle()
    assert not filled.has_unsaved() and not filled.rows()[3].is_open


def test_a_date_that_was_typed_is_taken_when_one_goes(
    filled: ActionsView, acting: Acting, settle: Settle
) -> None:
    press(filled.rows()[3], "Add a date")
    day_form = filled.rows()[3].day_form
    assert day_form is not None
    QTest.keyClicks(day_form.field.line, "1 Dec 2026")
    filled.flush()
    settle()
    assert date(2026, 12, 1) in [action.step.by for action in acting.to_try().actions]


def test_another_list_comes_once_a_date_that_was_typed_is_written(
    filled: ActionsView, acting: Acting, settle: Settle
) -> None:
    acting.note(StepNote(GARDEN, "values-3", ActionState.TRIED, ""))
    press(filled.rows()[3], "Add a date")
    day_form = filled.rows()[3].day_form
    assert day_form is not None
    QTest.keyClicks(day_form.field.line, "1 Dec 2026")
    show(filled, Listed.TRIED, settle)
    assert date(2026, 12, 1) in [action.step.by for action in acting.to_try().actions]
    assert chosen(filled) == Listed.TRIED
    assert [name.split(".")[0] for name in said(filled)] == ["Wait"]


def test_a_date_that_cannot_be_written_keeps_its_list(
    filled: ActionsView, acting: Acting, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acting, "set_day", fails)
    press(filled.rows()[3], "Add a date")
    day_form = filled.rows()[3].day_form
    assert day_form is not None
    QTest.keyClicks(day_form.field.line, "1 Dec 2026")
    show(filled, Listed.TRIED, settle)
    assert chosen(filled) == Listed.TO_TRY and len(filled.rows()) == 4
    day_form = filled.rows()[3].day_form
    assert day_form is not None and day_form.notice.isVisible()
    press(filled.rows()[3], "Leave it as it is")
    settle()
    assert chosen(filled) == Listed.TO_TRY, "nobody wants another list any more"


def test_a_new_date_is_seen_while_another_form_is_open(filled: ActionsView, settle: Settle) -> None:
    first, second = filled.rows()[2:]
    second.box.click()
    press(first, "Add a date")
    assert first.day_form is not None
    QTest.keyClicks(first.day_form.field.line, "1 Dec 2026")
    press(first, "Use this date")
    settle()
    assert second.is_open
    assert "1 December" in read(first) and "1 December" in first.box.accessibleName()
    assert "Change the date" in [each.text() for each in first.findChildren(Button) if each.isVisible()]
