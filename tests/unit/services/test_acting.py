"""Looking at next steps again, and noting what happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from coprod_desktop.content.loader import load
from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.actions import ActionState, Noted, StepDay, StepNote
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    NextStep,
    QuestionSet,
    Reflection,
)
from coprod_desktop.domain.reflection import with_day
from coprod_desktop.resources import resource
from coprod_desktop.services.acting import Acting
from coprod_desktop.services.clock import Saved
from coprod_desktop.services.journalling import Journalling
from coprod_desktop.services.reflecting import Reflecting
from coprod_desktop.services.unlocking import Unlocking
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note

ENTRY = "1" * 32
DAY = date(2026, 12, 2)


@pytest.fixture
def unlocking(tmp_path: Path) -> Iterator[Unlocking]:
    made = Unlocking(tmp_path / "journal", CHEAP)
    made.create(PASSPHRASE, made.new_secret(), recovery_confirmed=True)
    answers = (
        Answer("values-1", "One?", "words", step=NextStep("ask first", None, "Sam")),
        Answer("values-2", "Two?"),
    )
    context = Context(EventDate(2026, 11, 18))
    content = Reflection(QuestionSet.VALUES, context, answers)
    made.vault.entries.put(Entry(ENTRY, "The garden", context.when, NOW, NOW, content))
    yield made
    made.lock()


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    return load(resource("content", "en-GB"))


@pytest.fixture
def acting(unlocking: Unlocking) -> Acting:
    def clock() -> datetime:
        return NOW

    return Acting(unlocking, clock)


def test_each_step_is_in_one_of_three_lists(acting: Acting) -> None:
    lists = {
        ActionState.OPEN: acting.to_try,
        ActionState.NOT_YET: acting.to_try,
        ActionState.TRIED: acting.tried,
        ActionState.LEARNED: acting.tried,
        ActionState.LET_GO: acting.let_go,
    }
    for number, (state, its) in enumerate(lists.items()):
        saved = acting.note(StepNote(ENTRY, "values-1", state, state.value))
        assert saved == Saved(NOW + timedelta(microseconds=number)), "each is later than the one before"
        for each in {acting.to_try, acting.tried, acting.let_go}:
            assert [action.noted.words for action in each().actions] == ([state.value] if each == its else [])
        assert acting.noted(ENTRY)["values-1"] == Noted(state, state.value, saved.at)
        assert len(acting.these([(ENTRY, "values-1"), ("none", "values-1")])) == 1 and acting.is_any()


def test_another_date_is_a_change_of_the_entry(acting: Acting, unlocking: Unlocking) -> None:
    before = unlocking.vault.entries.get(ENTRY)
    acting.note(StepNote(ENTRY, "values-1", ActionState.NOT_YET, "soon"))
    acting.set_day(StepDay(ENTRY, "values-1", DAY))
    (action,) = acting.to_try().actions
    assert action.step == NextStep("ask first", DAY, "Sam")
    assert action.noted == Noted(ActionState.NOT_YET, "soon", NOW)
    assert unlocking.vault.versions.all(ENTRY) == [before]
    acting.set_day(StepDay(ENTRY, "values-1", None))
    assert acting.to_try().actions[0].step.by is None
    assert len(unlocking.vault.versions.all(ENTRY)) == 2


def test_a_draft_that_adds_to_the_entry_takes_another_date_over(
    acting: Acting, unlocking: Unlocking, recipe: Recipe
) -> None:
    reflecting = Reflecting(unlocking, recipe, lambda: NOW)
    stored, own_day = reflecting.reopen(ENTRY), date(2027, 1, 1)
    unwritten = replace(stored, id="unwritten")
    other = with_day(replace(stored, id="other"), "values-1", own_day)
    reflecting.save(stored)
    reflecting.save(other)
    acting.set_day(StepDay(ENTRY, "values-1", DAY))
    assert reflecting.carry_on(stored.id) == with_day(stored, "values-1", DAY)
    assert reflecting.carry_on("other") == other
    for held, day in ((stored, DAY), (unwritten, DAY), (other, own_day)):
        assert reflecting.steps_now(held).days == {"values-1": day, "values-2": None}
    reflecting.keep(reflecting.carry_on(stored.id))
    assert acting.to_try().actions[0].step.by == DAY


def test_a_draft_that_adds_to_the_entry_takes_its_mark_over(unlocking: Unlocking, recipe: Recipe) -> None:
    """Else keeping it would take the mark away that was set where the entry is read."""
    reflecting, journalling = Reflecting(unlocking, recipe, lambda: NOW), Journalling(unlocking, lambda: NOW)
    begun = reflecting.reopen(ENTRY)
    reflecting.save(replace(begun, id="stored"))
    for on in (True, False, True):
        journalling.set_to_talk_about(ENTRY, on)
        assert reflecting.steps_now(begun).to_talk_about is on, "not in the journal yet: the entry's"
        assert reflecting.carry_on("stored") == replace(begun, id="stored", to_talk_about=on)
    (row,) = reflecting.drafts()
    assert row.changed == NOW
    assert reflecting.keep(reflecting.carry_on("stored")).to_talk_about
    reflecting.save(replace(begun, id="cleared", to_talk_about=False))
    assert not reflecting.keep(reflecting.carry_on("cleared")).to_talk_about, "by who looked it over"
    with pytest.raises(KeyError):
        journalling.set_to_talk_about("none", True)


def test_a_day_for_a_step_that_is_gone(acting: Acting, unlocking: Unlocking) -> None:
    unlocking.vault.entries.put(note(5))
    for entry_id, origin in ((ENTRY, "values-9"), ("none", "values-1"), (note(5).id, "values-1")):
        with pytest.raises(KeyError):
            acting.set_day(StepDay(entry_id, origin, DAY))


def test_today_is_where_the_person_is(acting: Acting) -> None:
    assert acting.today() == NOW.astimezone().date()
