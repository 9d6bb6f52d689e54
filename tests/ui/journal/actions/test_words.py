"""The words of the actions: dates as wishes, and whole sentences for whoever hears them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coprod_desktop.domain.actions import Action, ActionState, Noted
from coprod_desktop.domain.entries import EventDate, NextStep
from coprod_desktop.ui.journal.actions import words
from tests.support.journals import NOW

TODAY = date(2026, 11, 26)
ACTION = Action("e", "values-1", NextStep("wait"), Noted(), "Monday", EventDate(2026, 11), "Why?")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (None, ""),
        (date(2026, 11, 13), "Was for Friday 13 November"),
        (date(2025, 11, 13), "Was for Thursday 13 November 2025"),
        (date(2026, 11, 26), "Thursday 26 November, today"),
        (date(2026, 11, 27), "Friday 27 November, tomorrow"),
        (date(2026, 12, 2), "Wednesday 2 December, in 6 days"),
        (date(2027, 1, 1), "Friday 1 January 2027, in 36 days"),
    ],
)
def test_a_date_is_a_wish(day: date | None, said: str) -> None:
    assert words.wish(replace(ACTION, step=NextStep("wait", day)), TODAY) == said


@pytest.mark.parametrize("state", [ActionState.TRIED, ActionState.LEARNED, ActionState.LET_GO])
def test_of_what_was_done_or_let_go_no_days_are_counted(state: ActionState) -> None:
    noted = Noted(state, "", NOW)
    ahead = replace(ACTION, step=NextStep("wait", date(2026, 12, 2)), noted=noted)
    assert words.wish(ahead, TODAY) == "For Wednesday 2 December"
    behind = replace(ACTION, step=NextStep("wait", date(2026, 11, 13)), noted=noted)
    assert words.wish(behind, TODAY) == "Was for Friday 13 November"


def test_one_sentence_has_it_all_without_marks() -> None:
    step = NextStep("Ring the **venue**.\n\n- about the *loop*", date(2026, 11, 13), " Sam ")
    whole = replace(ACTION, step=step, noted=Noted(ActionState.NOT_YET, "They *rang off*.", NOW))
    assert words.sentence_of(whole, TODAY) == (
        "Ring the venue. about the loop. Not yet. Was for Friday 13 November. With Sam. From Monday."
        " They rang off"
    )


def test_a_step_that_is_only_a_date_or_a_person_has_a_name() -> None:
    assert words.text_of(NextStep("", date(2026, 11, 13), "Sam")) == "Something to try"


def test_the_year_is_said_where_it_is_not_this_one() -> None:
    noted = Noted(ActionState.TRIED, "", NOW)
    assert words.noted_on(noted, TODAY) == "Tried, 18 November"
    assert words.noted_on(noted, date(2027, 1, 1)) == words.noted_on(noted) == "Tried, 18 November 2026"
