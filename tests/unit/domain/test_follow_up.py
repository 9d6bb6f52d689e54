"""Follow-ups: noting what happened, and what counts when something was noted elsewhere too."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from coprod_desktop.domain.actions import ActionState
from coprod_desktop.domain.entries import NextStep
from coprod_desktop.domain.follow_up import FollowUp, StepsNow, as_they_are_now
from tests.support.journals import NOW, follow_ups_on

STEP = FollowUp("entry", "values-1", "Garden", NextStep("Ask first"))
LATER = NOW + timedelta(minutes=1)


def test_noting_says_when_and_noting_the_same_again_does_not() -> None:
    noted = STEP.noting(ActionState.TRIED, "It was quiet.", NOW)
    assert (noted.state, noted.words, noted.noted) == (ActionState.TRIED, "It was quiet.", NOW)
    assert noted.noting(ActionState.TRIED, "It was quiet.", LATER) is noted
    assert STEP.noting(ActionState.OPEN, "", NOW) is STEP
    assert not STEP.is_given
    assert noted.is_given
    taken_back = noted.noting(ActionState.OPEN, "", LATER)
    assert taken_back.noted == LATER
    assert taken_back.noting(ActionState.TRIED, "", NOW).noted == LATER + timedelta(microseconds=1)
    assert not taken_back.is_given


def test_a_step_reads_as_it_is_now() -> None:
    now = replace(STEP, step=NextStep("Ask last"), state=ActionState.LET_GO, words="no", noted=NOW)
    assert as_they_are_now((STEP,), StepsNow({STEP.key: now})) == (replace(now, noted=None),)


def test_the_later_note_counts() -> None:
    here = STEP.noting(ActionState.TRIED, "here", NOW)
    for minutes, counts in ((-1, "here"), (0, "here"), (1, "there")):
        there = replace(STEP, words="there", noted=NOW + timedelta(minutes=minutes))
        (found,) = as_they_are_now((here,), StepsNow({STEP.key: there}))
        assert found.words == counts
        assert found.noted == (NOW if counts == "here" else None)


def test_a_step_that_is_gone_goes_unless_words_were_written_here() -> None:
    assert as_they_are_now((STEP,), StepsNow({})) == ()
    noted_before = replace(STEP, state=ActionState.NOT_YET, words="too wet")
    assert as_they_are_now((noted_before,), StepsNow({})) == (), "these words stand with the step itself"
    here = STEP.noting(ActionState.OPEN, "words", NOW)
    assert as_they_are_now((here,), StepsNow({})) == (here,)
    assert as_they_are_now((here,), StepsNow({}, {"another"})) == (here,)


def test_of_an_entry_that_went_for_good_nothing_stays() -> None:
    here = STEP.noting(ActionState.OPEN, "words", NOW)
    assert as_they_are_now((here,), StepsNow({}, {STEP.entry_id})) == ()


def test_what_is_noted_counts_even_if_the_clock_was_put_back_since() -> None:
    ahead = NOW + timedelta(days=365)
    there = replace(STEP, state=ActionState.NOT_YET, words="too wet", noted=ahead)
    now = StepsNow({STEP.key: there})
    here = there.untouched().noting(ActionState.TRIED, "now it was dry", NOW)
    assert here.noted is not None
    assert here.noted > ahead
    assert as_they_are_now((here,), now) == (here,)
    (carried_on,) = as_they_are_now((STEP,), now)
    assert carried_on.noting(ActionState.TRIED, "", NOW).noted == here.noted


@given(st.lists(follow_ups_on(st.sampled_from("12")), max_size=4, unique_by=lambda each: each.key))
def test_what_is_noted_here_and_nowhere_later_is_never_lost(held: list[FollowUp]) -> None:
    untouched = {each.key: replace(each, state=ActionState.OPEN, words="", noted=None) for each in held}
    found = as_they_are_now(held, StepsNow(untouched))
    assert [each for each in found if each.noted] == [each for each in held if each.noted]
