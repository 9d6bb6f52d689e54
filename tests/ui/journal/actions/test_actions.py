"""The view *Actions*: three lists, what happened in a form in place, dates that are wishes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coprod_desktop.domain.actions import ActionState, Noted, StepNote
from coprod_desktop.domain.entries import (
    NextStep,
)
from coprod_desktop.services.acting import Acting
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.journal.actions.parts import Listed
from coprod_desktop.ui.journal.actions.view import AT_ONCE, ActionsView
from coprod_desktop.ui.widgets.buttons import Button
from tests.support.journals import NOW
from tests.ui.journal.actions.acts import GARDEN, chosen, fails, press, read, reflection, said, show, write
from tests.ui.journal.conftest import Settle


def test_passed_dates_first_then_those_to_come_then_none(filled: ActionsView) -> None:
    assert said(filled) == [
        "Ring the venue. To try. Was for Friday 13 November. With Sam. From The garden",
        "Ask for first names. To try. Tuesday 24 November, in 6 days. From The garden",
        "Wait. To try. From The garden",
        "Listen. To try. From The garden",
    ]
    words = read(filled)
    assert words.index("Look at again") < words.index("Coming up") < words.index("No date")
    for never in ("overdue", "missed", "late", "(4)"):
        assert never not in words.lower()


def stands(acting: Acting, origin: str) -> tuple[ActionState, str]:
    """How things stand with a step of the garden."""
    noted = acting.noted(GARDEN)[origin]
    return noted.state, noted.words


def test_ticking_notes_it_at_once_and_words_are_kept(
    filled: ActionsView, acting: Acting, settle: Settle
) -> None:
    row = filled.rows()[0]
    row.box.click()
    settle()
    assert acting.noted(GARDEN) == {"values-1": Noted(ActionState.TRIED, "", NOW)}
    assert row.form is not None and row.form.field.hasFocus()
    write(row, "They have one.")
    assert row.form.keeper.soon.isActive(), "written within two seconds"
    press(row, "Done")
    settle()
    assert stands(acting, "values-1") == (ActionState.TRIED, "They have one.")
    assert len(filled.rows()) == 3
    here = QApplication.focusWidget()
    assert here is filled.rows()[0].box, "the keys go to the row that took its place"
    show(filled, Listed.TRIED, settle)
    assert said(filled) == [
        "Ring the venue. Tried. Was for Friday 13 November. With Sam. From The garden. They have one"
    ]
    assert filled.rows()[0].box.isChecked()
    assert "Tried, 18 November" in read(filled)


def test_it_can_be_changed_back(filled: ActionsView, acting: Acting, settle: Settle) -> None:
    acting.note(StepNote(GARDEN, "values-3", ActionState.LEARNED, "I can wait."))
    show(filled, Listed.TRIED, settle)
    (row,) = filled.rows()
    row.box.click()
    settle()
    assert stands(acting, "values-3") == (ActionState.OPEN, "I can wait.")
    assert row.form is not None and row.form.states.chosen() == ()
    row.form.states.chips()[2].click()
    QTest.keyClick(row.form.field, Qt.Key.Key_Escape)
    settle()
    assert filled.rows() == ()
    assert "What you mark as tried" in filled.nothing.words
    assert stands(acting, "values-3") == (ActionState.NOT_YET, "I can wait.")
    show(filled, Listed.TO_TRY, settle)
    assert "Wait. Not yet. From The garden. I can wait" in said(filled)


def test_opening_and_closing_the_form_notes_nothing(
    filled: ActionsView, acting: Acting, settle: Settle
) -> None:
    acting.note(StepNote(GARDEN, "values-3", ActionState.LET_GO, "Enough waited."))
    show(filled, Listed.LET_GO, settle)
    before = acting.noted(GARDEN)
    (row,) = filled.rows()
    press(row, "Change")
    assert row.form is not None and row.form.field.textCursor().atEnd(), "one goes on where the words end"
    assert row.form is not None and row.form.field.plain_text() == "Enough waited."
    press(row, "Done")
    settle()
    assert acting.noted(GARDEN) == before and not filled.rows()[0].is_open


def test_the_window_stays_in_front_while_forms_open(
    filled: ActionsView, acting: Acting, settle: Settle, qapp: QApplication
) -> None:
    """Something made without a parent and shown is a window of its own for a moment, and takes the keys."""
    away: list[bool] = []
    qapp.focusChanged.connect(lambda _old, new: away.append(new is None))
    acting.note(StepNote(GARDEN, "values-3", ActionState.NOT_YET, "Soon."))
    filled.refresh()
    settle()
    press(filled.rows()[1], "Change the date")
    settle()
    assert QApplication.focusWidget() is filled.rows()[1].day_form.field.line  # type: ignore[union-attr]
    filled.rows()[0].box.click()
    settle()
    assert away and not any(away)


def test_nothing_to_try_offers_to_reflect(view: ActionsView, settle: Settle) -> None:
    view.refresh()
    settle()
    assert view.nothing.words == "Nothing to try yet. Ideas you note while reflecting land here."
    asked: list[None] = []
    view.begin_reflection.connect(lambda: asked.append(None))
    press(view, "Reflect")
    assert asked == [None]


def test_the_entry_is_a_link(filled: ActionsView) -> None:
    opened: list[object] = []
    filled.open_entry.connect(opened.append)
    press(filled.rows()[1], "From The garden")
    assert opened == [GARDEN]


def test_hundreds_of_steps_are_shown_some_at_a_time(
    view: ActionsView, unlocking: Unlocking, settle: Settle
) -> None:
    for number in range(60):
        steps = [NextStep(f"{number} {n}") for n in range(10)]
        unlocking.vault.entries.put(reflection(*steps, entry_id=f"{number:032x}"))
    view.refresh()
    settle()
    assert len(view.rows()) == AT_ONCE
    first = view.rows()[0]
    view.more_button.click()
    assert len(view.rows()) == 2 * AT_ONCE and view.rows()[0] is first
    assert view.rows()[AT_ONCE].box.hasFocus()
    settle()
    view.more_button.click()
    assert len(view.rows()) == 3 * AT_ONCE and len({each.key for each in view.rows()}) == 3 * AT_ONCE
    assert len(view._actions) < 600, "the others are not even fetched"
    settle()
    wanted, before = view.rows()[45], view.rows()
    press(wanted, "Add a date")
    assert wanted.day_form is not None
    QTest.keyClicks(wanted.day_form.field.line, "1 Dec 2026")
    press(wanted, "Use this date")
    settle()
    assert view.rows()[0] is wanted and set(view.rows()) == set(before), "none is made anew"
    assert all(each.isVisible() for each in view.rows()) and wanted.box.hasFocus()


def test_all_steps_can_be_reached(view: ActionsView, unlocking: Unlocking, settle: Settle) -> None:
    for number in range(10):
        steps = [NextStep(f"{number} {n}") for n in range(10)]
        unlocking.vault.entries.put(reflection(*steps, entry_id=f"{number:032x}"))
    view.refresh()
    settle()
    while view.more_button.isVisible():
        view.more_button.click()
        settle()
    assert len({each.key for each in view.rows()}) == 100


def test_another_list_waits_until_all_is_written(
    filled: ActionsView, acting: Acting, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = acting.note
    monkeypatch.setattr(acting, "note", fails)
    row = filled.rows()[0]
    row.box.click()
    write(row, "words")
    show(filled, Listed.TRIED, settle)
    assert chosen(filled) == Listed.TO_TRY, "they could not be written: one stays with them"
    assert row.form is not None and row.form.notice.isVisible()
    assert filled.has_unsaved()
    assert filled.unwritten() == (StepNote(GARDEN, "values-1", ActionState.TRIED, "words"),)
    monkeypatch.setattr(acting, "note", note)
    show(filled, Listed.TRIED, settle)
    assert chosen(filled) == Listed.TRIED and not filled.has_unsaved()
    assert len(filled.rows()) == 1


def test_wiping_leaves_no_word(filled: ActionsView, settle: Settle) -> None:
    filled.rows()[0].box.click()
    write(filled.rows()[0], "secret")
    filled.flush()
    filled.refresh()
    filled.wipe()
    settle()
    assert filled.rows() == () and not filled.has_unsaved()
    left = read(filled) + " ".join(each.text() for each in filled.findChildren(Button))
    for words in ("venue", "garden", "secret"):
        assert words not in left


def test_while_a_form_is_open_the_list_stays(
    filled: ActionsView, unlocking: Unlocking, settle: Settle
) -> None:
    row = filled.rows()[0]
    row.box.click()
    settle()
    entry = unlocking.vault.entries.get(GARDEN)
    unlocking.vault.entries.put(replace(entry, title="Another name"))
    filled.refresh()
    settle()
    assert filled.rows()[0] is row and row.is_open
    press(row, "Done")
    settle()
    assert "From Another name" in said(filled)[0]


@pytest.mark.parametrize("width", [1200, 640])
def test_every_control_has_a_name_and_is_reached_by_the_keys(filled: ActionsView, width: int) -> None:
    filled.resize(width, 700)
    QApplication.processEvents()
    for row in filled.rows():
        row.box.click() if row is filled.rows()[1] else None
        for widget in row.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                text = widget.text() if isinstance(widget, Button) else ""
                assert widget.accessibleName() or text, widget


def test_words_that_are_typed_stay_whatever_was_noted_elsewhere(
    filled: ActionsView, acting: Acting, settle: Settle
) -> None:
    row = filled.rows()[2]
    row.box.click()
    settle()
    write(row, "Mine")
    acting.note(StepNote(GARDEN, "values-3", ActionState.LEARNED, "Elsewhere"))
    filled.refresh()
    settle()
    assert row.form is not None and row.form.field.plain_text() == "Mine"
    press(row, "Done")
    settle()
    assert stands(acting, "values-3") == (ActionState.TRIED, "Mine"), "it was written last"


def test_no_form_writes_over_what_was_noted_meanwhile(
    filled: ActionsView, acting: Acting, settle: Settle
) -> None:
    first, second = filled.rows()[2:]
    second.box.click()
    first.box.click()
    write(first, "They waited.")
    press(first, "Done")
    settle()
    assert first.form is None and "They waited." in read(first)
    for origin in ("values-3", "values-4"):
        acting.note(StepNote(GARDEN, origin, ActionState.LEARNED, "Elsewhere"))
    filled.refresh()
    settle()
    for each in (first, second):
        each._open_note()
        write(each, "More.")
    filled.flush()
    settle()
    found = {(noted.state, noted.words) for noted in acting.noted(GARDEN).values()}
    assert found == {(ActionState.LEARNED, "ElsewhereMore.")}


def test_nothing_left_to_try_is_told_from_nothing_yet(
    filled: ActionsView, acting: Acting, settle: Settle
) -> None:
    for n in range(1, 5):
        acting.note(StepNote(GARDEN, f"values-{n}", ActionState.TRIED if n % 2 else ActionState.LET_GO))
    filled.refresh()
    settle()
    now = "Nothing to try at the moment. Ideas you note while reflecting land here."
    assert filled.nothing.words == now and filled.nothing.button.isVisible()
