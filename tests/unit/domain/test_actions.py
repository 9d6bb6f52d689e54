"""The order in which to look at steps again, and what stands where a date has passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from coprod_desktop.domain.actions import (
    LET_GO,
    TO_TRY,
    TRIED,
    Action,
    ActionState,
    Noted,
    When,
    when,
)
from coprod_desktop.domain.entries import EventDate, NextStep

TODAY = date(2026, 11, 18)
ACTION = Action("e", "values-1", NextStep("wait"), Noted(), "Monday", EventDate(2026, 11), "Why?")


def on(day: date | None, name: str = "") -> Action:
    return replace(ACTION, step=NextStep("wait", day), title=name)


def test_a_date_has_passed_on_the_day_after_it() -> None:
    a_day = timedelta(days=1)
    assert when(on(TODAY - a_day), TODAY) is When.PASSED
    assert when(on(TODAY), TODAY) is When.COMING
    assert when(on(TODAY + a_day), TODAY) is When.COMING
    assert when(on(None), TODAY) is When.NONE


def test_every_state_belongs_to_one_list() -> None:
    assert sorted((*TO_TRY, *TRIED, *LET_GO)) == sorted(ActionState)


def test_nothing_is_noted_until_something_is_said() -> None:
    assert Noted().is_nothing and Noted(words=" \n").is_nothing
    assert not Noted(words="words").is_nothing
    assert all(not Noted(state).is_nothing for state in ActionState if state is not ActionState.OPEN)
