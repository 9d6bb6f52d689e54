"""Next steps as a list: what the reflections say, and what was noted about it since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from coprod_desktop.domain.actions import TO_TRY, TRIED, Action, ActionState, Noted, Order, Steps
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    NextStep,
    QuestionSet,
    Reflection,
)
from coprod_desktop.vault.errors import JournalDamaged
from coprod_desktop.vault.vault import Vault
from tests.support.journals import NOW

LATER = NOW + timedelta(days=2)


def reflection(number: int, event: EventDate, *answers: Answer) -> Entry:
    content = Reflection(QuestionSet.CHOSEN, Context(event), answers)
    return Entry(f"{number:032x}", f"Reflection {number}", event, NOW, NOW, content)


def asked(origin: str, text: str = "", by: date | None = None, whom: str = "") -> Answer:
    return Answer(origin, f"{origin}?", step=NextStep(text, by, whom))


def listed(vault: Vault, states: tuple[ActionState, ...] = TO_TRY) -> list[tuple[str, str]]:
    return [(action.title, action.step.text) for action in vault.actions.all(states)]


def found(vault: Vault, words: str) -> list[str]:
    return [row.id for row in vault.search.find(words)]


@pytest.fixture
def two(vault: Vault) -> Vault:
    """Two reflections, the later event written first."""
    vault.entries.put(
        reflection(1, EventDate(2026, 11), asked("a", "ring the venue"), asked("b"), asked("c", "wait"))
    )
    vault.entries.put(reflection(2, EventDate(2026, 3, 1), asked("a", "", date(2026, 12, 2), "Sam")))
    return vault


def test_open_ones_newest_first_with_all_that_is_known(two: Vault) -> None:
    assert listed(two) == [("Reflection 1", "ring the venue"), ("Reflection 1", "wait"), ("Reflection 2", "")]
    last = two.actions.all(TO_TRY)[-1]
    assert (last.entry_id, last.origin, last.question_text) == (f"{2:032x}", "a", "a?")
    assert last.step == NextStep("", date(2026, 12, 2), "Sam")
    assert (last.noted, last.event) == (Noted(), EventDate(2026, 3, 1))


def test_steps_of_one_reflection_stand_as_their_questions_do(vault: Vault) -> None:
    """Also one that was written later than the others, whose row comes after theirs."""
    z, m, a = (asked(origin, origin) for origin in "zma")
    for second in (asked("m"), m):
        vault.entries.put(reflection(1, EventDate(2026, 11), z, second, a))
    assert [text for _, text in listed(vault)] == ["z", "m", "a"]
    assert [each.origin for each in vault.follow_ups.open()] == ["z", "m", "a"]


def test_a_note_moves_a_step_and_can_be_taken_back(two: Vault) -> None:
    entry_id = f"{1:032x}"
    two.actions.note(entry_id, "c", ActionState.LEARNED, "they *liked* it", NOW)
    assert listed(two, TRIED) == [("Reflection 1", "wait")]
    assert two.actions.all(TRIED)[0].noted == Noted(ActionState.LEARNED, "they *liked* it", NOW)
    two.actions.note(entry_id, "c", ActionState.NOT_YET, "", LATER)
    assert listed(two, TRIED) == []
    assert ("Reflection 1", "wait") in listed(two)
    assert two.actions.noted(entry_id) == {"c": Noted(ActionState.NOT_YET, "", LATER)}
    assert two.entries.versions(entry_id) == [], "no word of the reflection changed"


def test_what_happened_is_found_also_after_the_entry_is_changed(two: Vault) -> None:
    entry = two.entries.get(f"{1:032x}")
    two.actions.note(entry.id, "a", ActionState.TRIED, "the loop *whistled*", NOW)
    assert found(two, "whistled") == [entry.id] == found(two, "venue")
    two.entries.put(replace(entry, title="Another name"))
    assert found(two, "whistled") == [entry.id] == found(two, "another")
    assert two.actions.noted(entry.id)["a"].words == "the loop *whistled*"
    two.actions.note(entry.id, "a", ActionState.TRIED, "quiet", LATER)
    assert found(two, "whistled") == []


def test_words_about_a_step_stay_when_the_step_is_taken_out_and_put_back(two: Vault) -> None:
    entry = two.entries.get(f"{1:032x}")
    two.actions.note(entry.id, "a", ActionState.TRIED, "nobody answered", NOW)
    content = entry.content
    assert isinstance(content, Reflection)
    without = tuple(replace(answer, step=NextStep()) for answer in content.answers)
    two.entries.put(replace(entry, content=replace(content, answers=without)))
    assert listed(two, TRIED) == [] and listed(two) == [("Reflection 2", "")]
    assert two.entries.get(entry.id).content == replace(content, answers=without)
    assert found(two, "nobody") == [entry.id]
    two.entries.put(entry)
    assert listed(two, TRIED) == [("Reflection 1", "ring the venue")]


def test_blank_steps_are_none(vault: Vault) -> None:
    vault.entries.put(reflection(1, EventDate(2026, 1), asked("a", "\u2003 \n", None, " ")))
    assert listed(vault) == [] and vault.follow_ups.open() == ()


def test_those_in_the_bin_are_not_seen_and_come_back_as_they_were(two: Vault) -> None:
    entry_id = f"{1:032x}"
    two.actions.note(entry_id, "a", ActionState.TRIED, "words", NOW)
    two.bin.put(entry_id, NOW)
    assert listed(two, TRIED) == [] and listed(two) == [("Reflection 2", "")]
    two.actions.note(entry_id, "a", ActionState.TRIED, "words that were still on their way", NOW)
    two.bin.put_back(entry_id, LATER)
    assert two.actions.all(TRIED)[0].noted.words == "words that were still on their way"


def test_words_about_a_step_that_was_taken_out_meanwhile_are_kept(two: Vault) -> None:
    entry = two.entries.get(f"{1:032x}")
    two.actions.note(entry.id, "b", ActionState.TRIED, "words on their way", NOW)
    assert two.entries.get(entry.id) == entry and listed(two, TRIED) == []
    assert found(two, "words on their way") == [entry.id]
    assert two.actions.noted(entry.id) == {"b": Noted(ActionState.TRIED, "words on their way", NOW)}


def test_a_note_is_the_later_one_even_if_the_clock_was_put_back(two: Vault) -> None:
    two.actions.note(f"{1:032x}", "a", ActionState.NOT_YET, "", LATER)
    two.actions.note(f"{1:032x}", "a", ActionState.TRIED, "at last", NOW)
    noted = two.actions.noted(f"{1:032x}")["a"]
    assert (noted.words, noted.at) == ("at last", LATER + timedelta(microseconds=1))


def test_of_two_notes_at_one_moment_the_second_counts_everywhere(two: Vault) -> None:
    """Clocks stand still for a while: a draft that holds the first must not take it for the newer one."""
    first, second = (
        two.actions.note(f"{1:032x}", "a", state, "", NOW)
        for state in (ActionState.NOT_YET, ActionState.TRIED)
    )
    assert NOW == first < second == two.actions.noted(f"{1:032x}")["a"].at


@pytest.mark.parametrize(("entry_id", "origin"), [("none", "a"), (f"{1:032x}", "z")])
def test_a_step_that_is_not_there(two: Vault, entry_id: str, origin: str) -> None:
    with pytest.raises(KeyError):
        two.actions.note(entry_id, origin, ActionState.TRIED, "words", NOW)
    assert found(two, "words") == []
    assert two.actions.noted(entry_id) == {}


@pytest.mark.parametrize(("column", "value"), [("state_changed", "yesterday"), ("by_day", "soon")])
def test_what_does_not_read_is_told(two: Vault, column: str, value: str) -> None:
    below = two._connection
    with below.write():
        below.change(f"UPDATE step SET {column} = ?", value)
    with pytest.raises(JournalDamaged):
        two.actions.all(TO_TRY)


def test_the_first_of_each_order(vault: Vault) -> None:
    """Held against the same orders told in Python."""
    days = [date(2026, 12, 1), None, date(2026, 10, 1), date(2026, 12, 1), None, date(1999, 1, 1)]
    for number, day in enumerate(days, 1):
        event = EventDate(2026, 11, number)
        vault.entries.put(reflection(number, event, asked("b", "one", day), asked("a", "two"), asked("c")))
    for number, state in ((4, ActionState.TRIED), (2, ActionState.LEARNED), (5, ActionState.TRIED)):
        at = NOW + timedelta(hours=number % 3)
        vault.actions.note(f"{number:032x}", "b", state, "", at)
    never = NOW - timedelta(days=99)
    rules: dict[Order, Callable[[Action], Any]] = {
        Order.NEWEST: lambda _: 0,
        Order.DATE: lambda action: action.step.by or date.max,
        Order.NOTED: lambda action: NOW - (action.noted.at or never),
    }
    for order, rule in rules.items():
        for states in (TO_TRY, TRIED, tuple(ActionState)):
            every = sorted(vault.actions.all(states), key=rule)
            assert vault.actions.some(states, order, None) == Steps(tuple(every))
            for most in range(len(every) + 2):
                expected = Steps(tuple(every[:most]), is_more=most < len(every))
                assert vault.actions.some(states, order, most) == expected


def test_some_are_fetched_by_what_they_are_told_by(two: Vault) -> None:
    one, other = (f"{1:032x}", "c"), (f"{2:032x}", "a")
    found = two.actions.these([one, ("none", "a"), (one[0], "b"), other])
    assert [(each.entry_id, each.origin) for each in found] == [one, other]


def test_whether_there_is_anything_at_all(vault: Vault) -> None:
    vault.entries.put(reflection(1, EventDate(2026, 1), asked("a")))
    assert not vault.actions.is_any()
    vault.entries.put(reflection(2, EventDate(2026, 1), asked("a", "", None, "Sam")))
    assert vault.actions.is_any()
    vault.bin.put(f"{2:032x}", NOW)
    assert not vault.actions.is_any()
