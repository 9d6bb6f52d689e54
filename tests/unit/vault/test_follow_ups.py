"""Steps that a new reflection follows up: which are open, and what is noted about them with the draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coprod_desktop.domain import reflection as wizard
from coprod_desktop.domain.actions import ActionState
from coprod_desktop.domain.entries import Answer, Context, Entry, EventDate, NextStep, QuestionSet, Reflection
from coprod_desktop.domain.follow_up import FollowUp
from coprod_desktop.domain.reflection import ReflectionDraft
from coprod_desktop.vault.vault import Vault
from tests.support.journals import NOW

LATER = NOW + timedelta(minutes=5)


def kept(number: int, *steps: NextStep) -> Entry:
    when = EventDate(2026, 11, number)
    answers = tuple(Answer(f"values-{n}", "How?", "Noticed", step=step) for n, step in enumerate(steps, 1))
    content = Reflection(QuestionSet.CHOSEN, Context(when), answers)
    return Entry(f"{number:032x}", f"Reflection {number}", when, NOW, NOW, content)


def draft_after(vault: Vault) -> ReflectionDraft:
    asked = [("values-1", "How?")]
    return wizard.start(QuestionSet.CHOSEN, asked, Context(EventDate(2026, 11, 20)), vault.follow_ups.open())


def noted(draft: ReflectionDraft, state: ActionState, words: str) -> ReflectionDraft:
    first, *rest = draft.follow_ups
    return wizard.with_follow_ups(draft, (first.noting(state, words, LATER), *rest))


@pytest.fixture
def filled(vault: Vault) -> Vault:
    """A journal with two steps in one entry and one in a later one."""
    vault.entries.put(kept(1, NextStep("Ask first", date(2026, 12, 1), "Tom"), NextStep("Sit down")))
    vault.entries.put(kept(2, NextStep("Bring *tea*"), NextStep("", None, "somebody")))
    return vault


def test_open_steps_come_newest_first_and_whole(filled: Vault) -> None:
    assert filled.follow_ups.open() == (
        FollowUp(f"{2:032x}", "values-1", "Reflection 2", NextStep("Bring *tea*")),
        FollowUp(f"{1:032x}", "values-1", "Reflection 1", NextStep("Ask first", date(2026, 12, 1), "Tom")),
        FollowUp(f"{1:032x}", "values-2", "Reflection 1", NextStep("Sit down")),
    )


def test_what_is_settled_or_in_the_bin_is_not_open(filled: Vault) -> None:
    filled.actions.note(f"{1:032x}", "values-1", ActionState.TRIED, "", NOW)
    filled.actions.note(f"{1:032x}", "values-2", ActionState.NOT_YET, "too wet", NOW)
    filled.bin.put(f"{2:032x}", NOW)
    (left,) = filled.follow_ups.open()
    assert (left.step.text, left.state, left.words) == ("Sit down", ActionState.NOT_YET, "too wet")


def test_saving_a_draft_notes_its_follow_ups_in_the_steps_and_in_the_search(filled: Vault) -> None:
    draft = noted(draft_after(filled), ActionState.LEARNED, "Nobody drinks hollyhock tea")
    filled.drafts.put_reflection(draft, LATER)
    now = filled.follow_ups.now(draft.follow_ups).there[draft.follow_ups[0].key]
    assert (now.state, now.words, now.noted) == (
        ActionState.LEARNED,
        "Nobody drinks hollyhock tea",
        LATER,
    )
    assert [row.id for row in filled.search.find("hollyhock")] == [f"{2:032x}"]
    assert filled.drafts.get_reflection(draft.id) == draft


def test_a_later_note_is_not_written_over(filled: Vault) -> None:
    draft = noted(draft_after(filled), ActionState.TRIED, "first")
    filled.actions.note(f"{2:032x}", "values-1", ActionState.LET_GO, "after", LATER + timedelta(seconds=1))
    filled.drafts.put_reflection(draft, LATER)
    now = filled.follow_ups.now(draft.follow_ups).there[draft.follow_ups[0].key]
    assert (now.state, now.words) == (ActionState.LET_GO, "after")


def test_keeping_notes_in_the_same_step_as_the_entry(filled: Vault) -> None:
    draft = noted(draft_after(filled), ActionState.TRIED, "warm")
    draft = wizard.with_answer(draft, Answer("values-1", "", "Noticed again"))
    entry = wizard.finish(draft, "Today", LATER)
    filled.entries.put(entry, remove_draft=draft.id, noted=draft.follow_ups)
    assert filled.entries.get(entry.id) == entry
    assert filled.follow_ups.now(draft.follow_ups).there[draft.follow_ups[0].key].words == "warm"
    assert entry.id not in {step.entry_id for step in filled.follow_ups.open()}


def test_nothing_is_noted_when_the_entry_cannot_be_stored(
    filled: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = noted(draft_after(filled), ActionState.TRIED, "warm")

    def fails(*_: object) -> None:
        raise OSError("the disk went away")

    monkeypatch.setattr(filled.entries._writer, "note", fails)
    entry = wizard.finish(wizard.with_look_over(draft, "x", to_talk_about=False), "Today", LATER)
    with pytest.raises(OSError, match="went away"):
        filled.entries.put(entry, remove_draft=draft.id, noted=draft.follow_ups)
    assert not filled.entries.exists(entry.id)


def test_steps_that_are_gone_are_passed_over(filled: Vault) -> None:
    draft = noted(draft_after(filled), ActionState.TRIED, "warm")
    filled.bin.put(f"{2:032x}", NOW)
    filled.entries.put(replace(kept(1), changed=LATER))
    filled.drafts.put_reflection(draft, LATER)
    assert filled.follow_ups.now(draft.follow_ups).there == {}
    assert filled.drafts.get_reflection(draft.id).follow_ups[0].words == "warm"


def test_words_about_a_step_that_was_taken_out_meanwhile_are_kept(filled: Vault) -> None:
    entry = filled.entries.get(f"{2:032x}")
    draft = noted(draft_after(filled), ActionState.TRIED, "warm")
    assert isinstance(entry.content, Reflection)
    without = replace(entry.content, answers=(Answer("values-1", "How?", "Noticed"),))
    filled.entries.put(replace(entry, changed=LATER, content=without))
    assert draft.follow_ups[0].key not in filled.follow_ups.now(draft.follow_ups).there
    filled.entries.put(wizard.finish(draft, "Today", LATER), remove_draft=draft.id, noted=draft.follow_ups)
    assert filled.actions.noted(entry.id)["values-1"].words == "warm"
    assert [row.id for row in filled.search.find("warm")] == [entry.id]


def test_a_step_whose_question_is_gone_is_passed_over(filled: Vault) -> None:
    draft = noted(draft_after(filled), ActionState.TRIED, "warm")
    filled.entries.put(replace(kept(2), changed=LATER))
    filled.drafts.put_reflection(draft, LATER)
    assert filled.actions.noted(f"{2:032x}") == {}
    assert filled.drafts.get_reflection(draft.id).follow_ups[0].words == "warm"


def test_a_draft_that_is_open_brings_no_word_back_of_what_went_for_good(filled: Vault) -> None:
    draft = noted(draft_after(filled), ActionState.TRIED, "warm")
    filled.drafts.put_reflection(draft, LATER)
    filled.bin.put(f"{2:032x}", NOW)
    filled.bin.remove_all()
    filled.drafts.put_reflection(draft, LATER)
    left = filled.drafts.get_reflection(draft.id)
    assert [each.entry_id for each in left.follow_ups] == [f"{1:032x}", f"{1:032x}"]
    assert filled.follow_ups.now(draft.follow_ups).gone == {f"{2:032x}"}
    assert (
        filled._connection.read("SELECT id FROM draft WHERE instr(record, 'warm') OR instr(record, 'tea')")
        == []
    )


def test_an_entry_that_comes_again_is_followed_up_again(filled: Vault) -> None:
    filled.bin.put(f"{2:032x}", NOW)
    filled.bin.remove_all()
    filled.entries.put(kept(2, NextStep("Bring *tea*")))
    draft = noted(draft_after(filled), ActionState.TRIED, "warm")
    filled.drafts.put_reflection(draft, LATER)
    assert filled.drafts.get_reflection(draft.id) == draft


def test_what_could_not_be_removed_is_remembered(filled: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = noted(draft_after(filled), ActionState.TRIED, "warm")
    filled.bin.put(f"{2:032x}", NOW)

    def fails(*_: object) -> None:
        raise OSError("the disk went away")

    monkeypatch.setattr("coprod_desktop.vault.bin.forget_put_back", fails)
    with pytest.raises(OSError, match="went away"):
        filled.bin.remove_all()
    filled.drafts.put_reflection(draft, LATER)
    assert filled.drafts.get_reflection(draft.id) == draft
