"""The order in which to look at steps again, and what stands where a date has passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coprod_desktop.domain.actions import (
    LET_GO,
    TO_TRY,
    TRIED,
    Action,
    ActionState,
    Noted,
    When,
    by_date,
    by_moment,
    when,
)
from coprod_desktop.domain.entries import EventDate, NextStep
from tests.support.journals import NOW

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


@given(st.lists(st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 6)), max_size=12))
def test_passed_then_coming_then_none_and_alike_ones_as_they_came(days: list[date | None]) -> None:
    actions = [on(day, str(number)) for number, day in enumerate(days)]
    order = by_date(actions, TODAY)
    assert sorted(order, key=lambda action: int(action.title)) == actions
    groups = [list(When).index(when(action, TODAY)) for action in order]
    assert groups == sorted(groups)
    for one, next_one in pairwise(order):
        if one.step.by is not None and next_one.step.by is not None:
            assert one.step.by <= next_one.step.by
        if one.step.by == next_one.step.by:
            assert int(one.title) < int(next_one.title)


def test_what_was_noted_last_comes_first() -> None:
    moments = [None, NOW, NOW + timedelta(hours=1), datetime(2020, 1, 1, tzinfo=UTC)]
    actions = [replace(ACTION, noted=Noted(ActionState.TRIED, "", at)) for at in moments]
    assert [action.noted.at for action in by_moment(actions)] == [moments[2], NOW, moments[3], None]


def test_every_state_belongs_to_one_list() -> None:
    assert sorted((*TO_TRY, *TRIED, *LET_GO)) == sorted(ActionState)


def test_nothing_is_noted_until_something_is_said() -> None:
    assert Noted().is_nothing and Noted(words=" \n").is_nothing
    assert not Noted(words="words").is_nothing
    assert all(not Noted(state).is_nothing for state in ActionState if state is not ActionState.OPEN)
