"""What could not be written before, back in the view *Actions*."""

from __future__ import annotations

from datetime import date

import pytest

from coprod_desktop.domain.actions import ActionState, Noted, StepDay, StepNote
from coprod_desktop.domain.entries import (
    EventDate,
    NextStep,
)
from coprod_desktop.services.acting import Acting
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.journal.actions.view import ActionsView
from tests.support.journals import NOW
from tests.ui.journal.actions.acts import GARDEN, fails, reflection, said
from tests.ui.journal.conftest import Settle


def test_words_that_came_back_are_shown_where_they_were_typed(
    view: ActionsView, unlocking: Unlocking, acting: Acting, settle: Settle
) -> None:
    many = [reflection(*[NextStep(f"{n} {k}") for k in range(8)], entry_id=f"{n:032x}") for n in range(9)]
    for entry in many:
        unlocking.vault.entries.put(entry)
    returned = StepNote(many[0].id, "values-8", ActionState.LEARNED, "They came back.")
    view.take_back(returned)
    assert view.has_unsaved() and view.unwritten() == (returned,)
    settle()
    row = next(each for each in view.rows() if each.is_open)
    assert row.form is not None and row.form.field.plain_text() == "They came back."
    assert acting.noted(many[0].id) == {"values-8": Noted(ActionState.LEARNED, "They came back.", NOW)}
    assert not view.has_unsaved()


def test_a_date_that_came_back_is_shown_and_written(
    filled: ActionsView, acting: Acting, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_day = acting.set_day
    monkeypatch.setattr(acting, "set_day", fails)
    days = (StepDay(GARDEN, "values-4", date(2026, 12, 1)), StepDay(GARDEN, "values-2", None))
    for day in days:
        filled.take_back(day)
    settle()
    assert set(filled.unwritten()) == set(days)
    form = filled.rows()[3].day_form
    assert form is not None and form.field.value() == EventDate(2026, 12, 1) and form.notice.isVisible()
    monkeypatch.setattr(acting, "set_day", set_day)
    filled.flush()
    settle()
    assert {action.step.text: action.step.by for action in acting.to_try().actions}["Listen"] == days[0].by
    assert not filled.has_unsaved() and len(said(filled)) == 4


def test_what_came_back_to_another_list_is_written_all_the_same(
    filled: ActionsView, acting: Acting, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    acting.note(StepNote(GARDEN, "values-3", ActionState.LET_GO))
    note = acting.note
    monkeypatch.setattr(acting, "note", fails)
    for origin in ("values-1", "values-3"):
        filled.take_back(StepNote(GARDEN, origin, ActionState.LET_GO, f"words of {origin}"))
    settle()
    assert len(filled.unwritten()) == 2
    monkeypatch.setattr(acting, "note", note)
    filled.flush()
    settle()
    noted = acting.noted(GARDEN)
    assert {noted[origin].words for origin in noted} == {"words of values-1", "words of values-3"}
    assert not filled.has_unsaved()
