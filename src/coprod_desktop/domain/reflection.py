"""The litmus wizard as a plain state machine: last time, context, one page a question, look over.

A draft is a frozen value; every step gives a new one. Nothing here knows a widget, a file or a clock,
so that the wizard can be held against a simple model under any sequence of moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from coprod_desktop.domain.entries import Answer, Context, Entry, QuestionSet, Reflection, new_id
from coprod_desktop.domain.follow_up import FollowUp, StepsNow

LAST_TIME = -1
"""The position of the follow-up page. The others begin at 0, so that theirs mean the same without it."""


class PageKind(StrEnum):
    """The kinds of page."""

    LAST_TIME = "last-time"
    CONTEXT = "context"
    QUESTION = "question"
    LOOK_OVER = "look-over"


@dataclass(frozen=True, slots=True)
class Page:
    """Where the wizard stands. ``number`` counts questions from 1 and is 0 on other pages."""

    kind: PageKind
    number: int = 0


@dataclass(frozen=True, slots=True)
class ReflectionDraft:
    """A reflection that is being written.

    ``position`` is 0 for the context page, 1 to ``len(answers)`` for the questions and
    ``len(answers) + 1`` for the look over; `LAST_TIME` is there only with ``follow_ups``.
    ``skipped`` holds the ids of questions left by *Skip*. ``entry_id`` names the kept entry this will
    replace, if it was reopened.
    """

    id: str
    question_set: QuestionSet
    context: Context
    answers: tuple[Answer, ...]
    position: int = 0
    taking_away: str = ""
    to_talk_about: bool = False
    skipped: frozenset[str] = frozenset()
    return_to_look_over: bool = False
    tags: tuple[str, ...] = ()
    entry_id: str | None = None
    follow_ups: tuple[FollowUp, ...] = ()

    def __post_init__(self) -> None:
        ids = [answer.question_id for answer in self.answers]
        if len(set(ids)) != len(ids) or not ids:
            raise ValueError("a reflection asks each of its questions once, and at least one")
        if not self.first_position <= self.position <= self.last_position:
            raise ValueError("no such page")
        if len({follow_up.key for follow_up in self.follow_ups}) != len(self.follow_ups):
            raise ValueError("a reflection follows each step up once")

    @property
    def first_position(self) -> int:
        """The position of the page one begins on: last time, if anything was open, or the context."""
        return LAST_TIME if self.follow_ups else 0

    @property
    def last_position(self) -> int:
        """The position of the look over."""
        return len(self.answers) + 1

    @property
    def page(self) -> Page:
        """The page the wizard stands on."""
        if self.position == LAST_TIME:
            return Page(PageKind.LAST_TIME)
        if self.position == 0:
            return Page(PageKind.CONTEXT)
        if self.position == self.last_position:
            return Page(PageKind.LOOK_OVER)
        return Page(PageKind.QUESTION, self.position)

    @property
    def current_answer(self) -> Answer | None:
        """The answer on the current page; None on pages that are no question."""
        return self.answers[self.position - 1] if self.page.kind is PageKind.QUESTION else None

    @property
    def is_empty(self) -> bool:
        """True when nothing was written that would become an entry; follow-ups are kept with their steps."""
        context = self.context
        written = (context.name, context.my_part, context.access, self.taking_away)
        return not (
            any(text.strip() for text in written)
            or context.kind
            or any(not answer.is_empty for answer in self.answers)
        )

    def answer_to(self, question_id: str) -> Answer:
        """The answer to one question.

        Raises:
            KeyError: the question is not part of this reflection.
        """
        for answer in self.answers:
            if answer.question_id == question_id:
                return answer
        raise KeyError(question_id)


def start(
    question_set: QuestionSet,
    questions: Sequence[tuple[str, str]],
    context: Context,
    follow_ups: tuple[FollowUp, ...] = (),
) -> ReflectionDraft:
    """Begin a reflection on ``questions``, pairs of id and the words as they stand today."""
    answers = tuple(Answer(question_id, text) for question_id, text in questions)
    begun = ReflectionDraft(new_id(), question_set, context, answers, follow_ups=follow_ups)
    return replace(begun, position=begun.first_position)


def with_follow_ups(draft: ReflectionDraft, follow_ups: tuple[FollowUp, ...]) -> ReflectionDraft:
    """The draft with other follow-ups; without any, whoever stood on their page stands on the context."""
    position = draft.position if follow_ups else max(draft.position, 0)
    return replace(draft, follow_ups=follow_ups, position=position)


def with_context(draft: ReflectionDraft, context: Context) -> ReflectionDraft:
    """The draft with another context."""
    return replace(draft, context=context)


def with_answer(draft: ReflectionDraft, answer: Answer) -> ReflectionDraft:
    """The draft with one answer replaced, wherever the wizard stands.

    The question's own words are kept as they were asked. A question that now has words is no longer
    counted as skipped.

    Raises:
        KeyError: the question is not part of this reflection.
    """
    asked = draft.answer_to(answer.question_id)
    kept = replace(answer, question_text=asked.question_text)
    answers = tuple(kept if a.question_id == kept.question_id else a for a in draft.answers)
    skipped = draft.skipped if kept.is_empty else draft.skipped - {kept.question_id}
    return replace(draft, answers=answers, skipped=skipped)


def with_day(draft: ReflectionDraft, question_id: str, by: date | None) -> ReflectionDraft:
    """The draft with another date for a next step. Raises KeyError as `with_answer` does."""
    answer = draft.answer_to(question_id)
    return with_answer(draft, replace(answer, step=replace(answer.step, by=by)))


def caught_up(draft: ReflectionDraft, now: StepsNow, asked: ReflectionDraft) -> ReflectionDraft:
    """The draft with the dates of its next steps, and the mark of its entry, as they are elsewhere by now.

    ``asked`` is how it stood when that was asked: what was changed here since stays.
    """
    for question_id in now.days.keys() & {answer.question_id for answer in draft.answers}:
        if draft.answer_to(question_id).step.by == asked.answer_to(question_id).step.by:
            draft = with_day(draft, question_id, now.days[question_id])
    if now.to_talk_about is not None and draft.to_talk_about == asked.to_talk_about:
        draft = replace(draft, to_talk_about=now.to_talk_about)
    return draft


def with_look_over(draft: ReflectionDraft, taking_away: str, *, to_talk_about: bool) -> ReflectionDraft:
    """The draft with what the look-over page asks."""
    return replace(draft, taking_away=taking_away, to_talk_about=to_talk_about)


def forward(draft: ReflectionDraft) -> ReflectionDraft:
    """*Next*: one page on; straight back to the look over when one came from there to change a page."""
    if draft.return_to_look_over:
        return replace(draft, position=draft.last_position, return_to_look_over=False)
    return replace(draft, position=min(draft.position + 1, draft.last_position))


def back(draft: ReflectionDraft) -> ReflectionDraft:
    """*Back*: one page back; straight back to the look over when one came from there."""
    if draft.return_to_look_over:
        return replace(draft, position=draft.last_position, return_to_look_over=False)
    return replace(draft, position=max(draft.position - 1, draft.first_position))


def skip(draft: ReflectionDraft) -> ReflectionDraft:
    """*Skip*: leave this question and go on. What was written on it stays."""
    answer = draft.current_answer
    if answer is not None and answer.is_empty:
        draft = replace(draft, skipped=draft.skipped | {answer.question_id})
    return forward(draft)


def jump(draft: ReflectionDraft, position: int) -> ReflectionDraft:
    """Go to any page by the map.

    Raises:
        ValueError: no such page.
    """
    return replace(draft, position=position, return_to_look_over=False)


def change(draft: ReflectionDraft, position: int) -> ReflectionDraft:
    """Go from the look over to one page, with *Next* and *Back* leading straight back."""
    return replace(draft, position=position, return_to_look_over=position != draft.last_position)


def finish(draft: ReflectionDraft, title: str, now: datetime, kept: Entry | None = None) -> Entry:
    """The entry a finished draft becomes. ``kept`` is the entry it replaces, if it was reopened.

    ``title`` is used when the person gave the reflection no name of their own.
    """
    reflection = Reflection(draft.question_set, draft.context, draft.answers, draft.taking_away)
    return Entry(
        id=kept.id if kept else new_id(),
        title=draft.context.name.strip() or title,
        event=draft.context.when,
        written=kept.written if kept else now,
        changed=now,
        content=reflection,
        tags=draft.tags,
        items=kept.items if kept else (),
        to_talk_about=draft.to_talk_about,
    )


def reopen(entry: Entry) -> ReflectionDraft:
    """A draft that adds to a kept reflection, standing on its look over.

    Raises:
        TypeError: the entry is not a reflection.
    """
    kept = entry.content
    if not isinstance(kept, Reflection):
        raise TypeError("only a reflection can be reopened in the wizard")
    return ReflectionDraft(
        new_id(),
        kept.question_set,
        kept.context,
        kept.answers,
        position=len(kept.answers) + 1,
        taking_away=kept.taking_away,
        to_talk_about=entry.to_talk_about,
        tags=entry.tags,
        entry_id=entry.id,
    )
