"""The wizard: each move by table, and any sequence of moves held against a simple model."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from coprod_desktop.domain import reflection as wizard
from coprod_desktop.domain.actions import ActionState
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    EventDate,
    MeetingKind,
    NextStep,
    QuestionSet,
    Rating,
    Reflection,
)
from coprod_desktop.domain.follow_up import FollowUp, StepsNow
from coprod_desktop.domain.reflection import Page, PageKind, ReflectionDraft
from tests.support.journals import NOW, answers, contexts, follow_up_lists, note, reflection_drafts, texts

ASKED = (("one", "What one?"), ("two", "What two?"), ("three", "What three?"))
CONTEXT = Context(EventDate(2026, 11, 18))


@pytest.fixture
def draft() -> ReflectionDraft:
    return wizard.start(QuestionSet.THREE, ASKED, CONTEXT)


def at(draft: ReflectionDraft, position: int, *, returning: bool = False) -> ReflectionDraft:
    return replace(draft, position=position, return_to_look_over=returning)


def test_a_fresh_reflection_is_empty_and_stands_on_its_context(draft: ReflectionDraft) -> None:
    assert draft.is_empty
    assert draft.page == Page(PageKind.CONTEXT)
    assert draft.current_answer is None
    assert [(a.question_id, a.question_text) for a in draft.answers] == list(ASKED)


@pytest.mark.parametrize(
    ("position", "page"),
    [
        (0, Page(PageKind.CONTEXT)),
        (1, Page(PageKind.QUESTION, 1)),
        (3, Page(PageKind.QUESTION, 3)),
        (4, Page(PageKind.LOOK_OVER)),
    ],
)
def test_pages(draft: ReflectionDraft, position: int, page: Page) -> None:
    assert wizard.jump(draft, position).page == page


def test_last_time_comes_first_and_moves_no_other_page() -> None:
    step = FollowUp("entry", "one", "Title", NextStep("Ask first"))
    draft = wizard.start(QuestionSet.THREE, ASKED, CONTEXT, (step,))
    assert draft.page == Page(PageKind.LAST_TIME)
    assert draft.current_answer is None
    assert wizard.back(draft) == draft
    assert wizard.skip(draft).page == Page(PageKind.CONTEXT)
    assert not wizard.skip(draft).skipped
    assert wizard.jump(draft, 2).page == Page(PageKind.QUESTION, 2)
    assert wizard.back(wizard.change(wizard.jump(draft, 4), -1)).page == Page(PageKind.LOOK_OVER)
    assert draft.is_empty
    with pytest.raises(ValueError, match="once"):
        wizard.with_follow_ups(draft, (step, step))


@pytest.mark.parametrize("position", [-1, 5, 100])
def test_there_are_no_other_pages(draft: ReflectionDraft, position: int) -> None:
    for move in (wizard.jump, wizard.change):
        with pytest.raises(ValueError, match="no such page"):
            move(draft, position)


@pytest.mark.parametrize(
    ("before", "returning", "after_next", "after_back"),
    [
        (0, False, 1, 0),
        (1, False, 2, 0),
        (3, False, 4, 2),
        (4, False, 4, 3),
        (0, True, 4, 4),
        (2, True, 4, 4),
    ],
)
def test_next_and_back(
    draft: ReflectionDraft, before: int, returning: bool, after_next: int, after_back: int
) -> None:
    here = at(draft, before, returning=returning)
    for move, after in ((wizard.forward, after_next), (wizard.back, after_back)):
        moved = move(here)
        assert moved.position == after
        assert not moved.return_to_look_over
        assert moved.answers == here.answers


def test_change_leads_back_to_the_look_over_once(draft: ReflectionDraft) -> None:
    there = wizard.change(at(draft, 4), 2)
    assert (there.position, there.return_to_look_over) == (2, True)
    back_again = wizard.forward(there)
    assert (back_again.position, back_again.return_to_look_over) == (4, False)
    assert wizard.back(back_again).position == 3


def test_jumping_elsewhere_forgets_the_way_back(draft: ReflectionDraft) -> None:
    assert not wizard.jump(wizard.change(at(draft, 4), 2), 1).return_to_look_over
    assert not wizard.change(at(draft, 4), 4).return_to_look_over


def test_skip_marks_an_empty_question_and_keeps_written_words(draft: ReflectionDraft) -> None:
    skipped = wizard.skip(at(draft, 1))
    assert (skipped.position, skipped.skipped) == (2, frozenset({"one"}))
    written = wizard.with_answer(at(draft, 1), Answer("one", "", noticed="words"))
    left = wizard.skip(written)
    assert (left.position, left.skipped) == (2, frozenset())
    assert left.answer_to("one").noticed == "words"


def test_skip_on_other_pages_only_goes_on(draft: ReflectionDraft) -> None:
    assert wizard.skip(draft) == at(draft, 1)
    assert wizard.skip(at(draft, 4)) == at(draft, 4)


def test_a_skipped_question_that_gets_words_is_no_longer_skipped(draft: ReflectionDraft) -> None:
    skipped = wizard.skip(at(draft, 1))
    assert wizard.with_answer(skipped, Answer("one", "", noticed=" ")).skipped == {"one"}
    assert wizard.with_answer(skipped, Answer("one", "", rating=Rating.WELL)).skipped == frozenset()


def test_the_words_of_a_question_stay_as_they_were_asked(draft: ReflectionDraft) -> None:
    changed = wizard.with_answer(draft, Answer("two", "Another wording?", noticed="n"))
    assert changed.answer_to("two") == Answer("two", "What two?", noticed="n")


def test_an_answer_to_another_question_is_refused(draft: ReflectionDraft) -> None:
    with pytest.raises(KeyError):
        wizard.with_answer(draft, Answer("four", "?"))
    with pytest.raises(KeyError):
        draft.answer_to("four")


@pytest.mark.parametrize("asked", [(), (("one", "?"), ("one", "?"))])
def test_a_reflection_asks_each_question_once_and_at_least_one(asked: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(ValueError, match="at least one"):
        wizard.start(QuestionSet.CHOSEN, asked, CONTEXT)


@pytest.mark.parametrize(
    ("change", "is_empty"),
    [
        ({}, True),
        ({"taking_away": " "}, True),
        ({"taking_away": "x"}, False),
        ({"to_talk_about": True}, True),
        ({"position": 2, "skipped": frozenset({"one"})}, True),
        ({"context": replace(CONTEXT, when=EventDate(2026, 1))}, True),
        ({"context": replace(CONTEXT, name="x")}, False),
        ({"context": replace(CONTEXT, my_part="x")}, False),
        ({"context": replace(CONTEXT, access="x")}, False),
        ({"context": replace(CONTEXT, kind=MeetingKind.CALL)}, False),
        ({"answers": (Answer("one", "?", rating=Rating.NOT_SURE),)}, False),
    ],
)
def test_emptiness(draft: ReflectionDraft, change: dict[str, Any], is_empty: bool) -> None:
    assert replace(draft, **change).is_empty is is_empty


@given(reflection_drafts(), texts())
def test_what_is_kept_is_what_was_written(draft: ReflectionDraft, title: str) -> None:
    entry = wizard.finish(draft, title, NOW)
    assert entry.content == Reflection(draft.question_set, draft.context, draft.answers, draft.taking_away)
    assert entry.title == (draft.context.name.strip() or title)
    assert (entry.event, entry.written, entry.changed) == (draft.context.when, NOW, NOW)
    assert (entry.tags, entry.to_talk_about) == (draft.tags, draft.to_talk_about)
    assert entry.id != draft.id


@given(reflection_drafts())
def test_reopened_and_kept_again_is_the_same_entry(draft: ReflectionDraft) -> None:
    kept = replace(wizard.finish(draft, "T", NOW), items=("equality",))
    again = wizard.reopen(kept)
    assert again.page == Page(PageKind.LOOK_OVER)
    assert (again.entry_id, again.id == kept.id) == (kept.id, False)
    later = NOW + timedelta(days=3)
    assert wizard.finish(again, "T", later, kept) == replace(kept, changed=later)


def test_a_note_is_not_reopened_in_the_wizard() -> None:
    with pytest.raises(TypeError):
        wizard.reopen(note(1))


class WizardModel(RuleBasedStateMachine):
    """Any sequence of moves, beside a model of plain numbers and dictionaries."""

    @initialize(questions=st.integers(1, 5), context=contexts(), followed=follow_up_lists())
    def begin(self, questions: int, context: Context, followed: tuple[FollowUp, ...]) -> None:
        self.asked = [(f"q{n}", f"Question {n}?") for n in range(questions)]
        self.followed = followed
        self.draft = wizard.start(QuestionSet.CHOSEN, self.asked, context, followed)
        self.first = -1 if followed else 0
        self.position, self.returning = self.first, False
        self.said: dict[str, Answer] = {key: Answer(key, words) for key, words in self.asked}
        self.skipped: set[str] = set()
        self.last = questions + 1

    def moved(self, by: int) -> None:
        self.position = self.last if self.returning else min(max(self.position + by, self.first), self.last)
        self.returning = False

    @rule()
    def go_on(self) -> None:
        self.draft = wizard.forward(self.draft)
        self.moved(1)

    @rule()
    def go_back(self) -> None:
        self.draft = wizard.back(self.draft)
        self.moved(-1)

    @rule()
    def skip(self) -> None:
        if 0 < self.position < self.last:
            key = self.asked[self.position - 1][0]
            if self.said[key].is_empty:
                self.skipped.add(key)
        self.draft = wizard.skip(self.draft)
        self.moved(1)

    @rule(data=st.data())
    def jump(self, data: st.DataObject) -> None:
        self.position = data.draw(st.integers(self.first, self.last))
        self.returning = False
        self.draft = wizard.jump(self.draft, self.position)

    @precondition(lambda self: self.position == self.last)
    @rule(data=st.data())
    def change_a_page(self, data: st.DataObject) -> None:
        self.position = data.draw(st.integers(self.first, self.last))
        self.returning = self.position != self.last
        self.draft = wizard.change(self.draft, self.position)

    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        key, words = data.draw(st.sampled_from(self.asked))
        given_answer = data.draw(answers(key))
        self.draft = wizard.with_answer(self.draft, given_answer)
        self.said[key] = replace(given_answer, question_text=words)
        if not given_answer.is_empty:
            self.skipped.discard(key)

    @rule(data=st.data(), state=st.sampled_from(ActionState), words=texts())
    def follow_up(self, data: st.DataObject, state: ActionState, words: str) -> None:
        if self.followed:
            which = data.draw(st.integers(0, len(self.followed) - 1))
            noted = self.followed[which].noting(state, words, NOW)
            self.followed = (*self.followed[:which], noted, *self.followed[which + 1 :])
            self.draft = wizard.with_follow_ups(self.draft, self.followed)

    @rule()
    def every_step_is_gone(self) -> None:
        self.followed, self.first, self.position = (), 0, max(0, self.position)
        self.draft = wizard.with_follow_ups(self.draft, ())

    @rule(words=texts(), mark=st.booleans())
    def look_over(self, words: str, mark: bool) -> None:
        self.draft = wizard.with_look_over(self.draft, words, to_talk_about=mark)
        assert (self.draft.taking_away, self.draft.to_talk_about) == (words, mark)

    @rule(context=contexts())
    def describe(self, context: Context) -> None:
        self.draft = wizard.with_context(self.draft, context)
        assert self.draft.context == context

    @invariant()
    def agrees(self) -> None:
        if not hasattr(self, "draft"):
            return
        assert (self.draft.position, self.draft.return_to_look_over) == (self.position, self.returning)
        assert {a.question_id: a for a in self.draft.answers} == self.said
        assert [a.question_id for a in self.draft.answers] == [key for key, _ in self.asked]
        assert self.draft.skipped == self.skipped
        assert self.draft.follow_ups == self.followed
        current = self.draft.current_answer
        assert (current is None) == (self.position in (-1, 0, self.last))


TestWizardModel = WizardModel.TestCase


def test_what_changed_elsewhere_is_taken_over_and_what_changed_here_since_stays(
    draft: ReflectionDraft,
) -> None:
    elsewhere, here = date(2026, 12, 1), date(2027, 1, 1)
    now = StepsNow({}, days={"one": elsewhere, "two": elsewhere, "gone": elsewhere}, to_talk_about=True)
    caught_up = wizard.caught_up(draft, now, draft)
    assert [answer.step.by for answer in caught_up.answers] == [elsewhere, elsewhere, None]
    assert caught_up.to_talk_about
    changed = replace(wizard.with_day(draft, "two", here), to_talk_about=True)
    unmarked = StepsNow({}, days=now.days, to_talk_about=False)
    caught_up = wizard.caught_up(changed, unmarked, draft)
    assert [answer.step.by for answer in caught_up.answers] == [elsewhere, here, None]
    assert caught_up.to_talk_about
    assert wizard.caught_up(draft, StepsNow({}), draft) == draft
