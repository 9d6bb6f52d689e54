"""Going through the litmus test: begin, save as one goes, carry on, keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from coprod_desktop.content.model import Question, Recipe
from coprod_desktop.domain import reflection as wizard
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    DraftRow,
    Entry,
    EntryKind,
    EntryRow,
    EventDate,
    QuestionSet,
    Reflection,
)
from coprod_desktop.domain.follow_up import FollowUp, StepsNow, as_they_are_now
from coprod_desktop.domain.reflection import ReflectionDraft
from coprod_desktop.domain.reminders import Standing
from coprod_desktop.services.clock import Clock, Saved, local_day
from coprod_desktop.services.reminding import Reminding
from coprod_desktop.services.unlocking import Unlocking

HOW_MANY_IN_THREE = 3


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """What was said to a question before, and when."""

    when: EventDate
    answer: Answer


@dataclass(frozen=True, slots=True)
class ReflectHome:
    """What the home of Reflect shows: drafts saved for later, the latest reflections and the reminder."""

    drafts: tuple[DraftRow, ...]
    latest: tuple[EntryRow, ...]
    reminder: Standing | None = None


class Reflecting:
    """What a person does in the Reflect tab. Everything is kept in the open journal."""

    def __init__(self, unlocking: Unlocking, recipe: Recipe, clock: Clock) -> None:
        self._reminding = Reminding(unlocking, clock)
        self._unlocking = unlocking
        self._recipe = recipe
        self._clock = clock

    def begin(self, question_set: QuestionSet, question_ids: Sequence[str] = ()) -> ReflectionDraft:
        """A new reflection, dated today. ``question_ids`` are used when the set is CHOSEN.

        Nothing is written yet: a reflection that was never typed in leaves no draft.

        Raises:
            KeyError: no such question.
            ValueError: CHOSEN without any question.
        """
        questions = self._questions(question_set, question_ids)
        context = Context(EventDate.of(self.today()))
        asked = [(question.id, question.text) for question in questions]
        return wizard.start(question_set, asked, context, _fresh(self._unlocking.vault.follow_ups.open()))

    def save(self, draft: ReflectionDraft) -> Saved:
        """Keep the draft as it stands. Raises KnownError when it cannot be written."""
        now = self._clock()
        self._unlocking.vault.drafts.put_reflection(draft, now)
        return Saved(now)

    def drafts(self) -> list[DraftRow]:
        """Reflections saved for later, newest first."""
        rows = self._unlocking.vault.drafts.rows()
        return [row for row in rows if row.kind is EntryKind.REFLECTION]

    def carry_on(self, draft_id: str) -> ReflectionDraft:
        """The draft exactly where one stopped, its follow-ups as they are now.

        Raises:
            KeyError: it is gone.
        """
        draft = self._unlocking.vault.drafts.get_reflection(draft_id)
        return wizard.with_follow_ups(draft, as_they_are_now(draft.follow_ups, self.steps_now(draft)))

    def steps_now(self, draft: ReflectionDraft) -> StepsNow:
        """How the steps that a draft follows up stand in the journal, for `as_they_are_now`.

        For a draft that adds to an entry also the dates of its own steps, and its mark: as the journal has
        the draft, or the entry while it has none.
        """
        vault = self._unlocking.vault
        now = vault.follow_ups.now(draft.follow_ups)
        if draft.entry_id is None:
            return now
        try:
            there = vault.drafts.get_reflection(draft.id)
        except KeyError:
            kept = vault.entries.former(draft.entry_id)
            if kept is None or not isinstance(kept.content, Reflection):
                return now
            there = wizard.reopen(kept)
        days = {answer.question_id: answer.step.by for answer in there.answers}
        return replace(now, days=days, to_talk_about=there.to_talk_about)

    def drop(self, draft_id: str) -> None:
        """Remove a draft that holds nothing worth keeping. `Deleting.let_go` is for all others."""
        self._unlocking.vault.drafts.remove(draft_id)

    def keep(self, draft: ReflectionDraft) -> Entry:
        """Keep a finished reflection as an entry, note its follow-ups and remove its draft, in one step.

        An entry that it adds to comes out of the bin, should it be there.

        Raises:
            KnownError: it could not be written; the draft is still there.
        """
        vault = self._unlocking.vault
        kept = vault.entries.former(draft.entry_id) if draft.entry_id else None
        entry = wizard.finish(draft, self._title(draft), self._clock(), kept)
        vault.entries.put(entry, remove_draft=draft.id, noted=draft.follow_ups)
        return entry

    def reopen(self, entry_id: str) -> ReflectionDraft:
        """A draft that adds to a kept reflection: the one already begun, or a new one.

        Raises:
            KeyError: no such entry.
        """
        for row in self.drafts():
            if row.entry_id == entry_id:
                return self.carry_on(row.id)
        return wizard.reopen(self._unlocking.vault.entries.get(entry_id))

    def last_looked_at(self) -> dict[str, EventDate]:
        """When each question was last answered; questions never answered are not in it."""
        return self._unlocking.vault.entries.last_looked_at()

    def earlier_answers(
        self, question_id: str, limit: int = 5, but: str | None = None
    ) -> list[EarlierAnswer]:
        """What was said to a question before, newest first; not in the entry ``but``."""
        found = self._unlocking.vault.entries.answers_to(question_id, limit, but)
        return [EarlierAnswer(when, answer) for when, answer in found]

    def home(self, limit: int = 3) -> ReflectHome:
        """What the home of Reflect shows."""
        latest = self._unlocking.vault.entries.rows(EntryKind.REFLECTION, 0, limit)
        return ReflectHome(tuple(self.drafts()), tuple(latest), self._reminding.standing())

    def now(self) -> datetime:
        """The moment, for what is noted now."""
        return self._clock()

    def today(self) -> date:
        """The calendar day where the person is."""
        return local_day(self._clock())

    def _questions(self, question_set: QuestionSet, question_ids: Sequence[str]) -> list[Question]:
        recipe = self._recipe
        if question_set is QuestionSet.ALL:
            return list(recipe.questions)
        if question_set is QuestionSet.VALUES:
            return list(recipe.values_questions)
        if question_set is QuestionSet.SKILLS:
            return list(recipe.skills_questions)
        if question_set is QuestionSet.THREE:
            return self._least_recently_looked_at()
        chosen = set(question_ids)
        for question_id in question_ids:
            recipe.question(question_id)
        return [question for question in recipe.questions if question.id in chosen]

    def _least_recently_looked_at(self) -> list[Question]:
        """The three questions not looked at for longest, in the order of the sheet."""
        seen = self.last_looked_at()
        order = {question.id: n for n, question in enumerate(self._recipe.questions)}

        def waiting(question: Question) -> tuple[str, int]:
            when = seen.get(question.id)
            return (when.to_iso() if when else "", order[question.id])

        waiting_longest = sorted(self._recipe.questions, key=waiting)[:HOW_MANY_IN_THREE]
        return sorted(waiting_longest, key=lambda question: order[question.id])

    def _title(self, draft: ReflectionDraft) -> str:
        """What a reflection without a name of its own is called: its one question, or its set.

        Among other entries "All of them" would say nothing: a whole one is called as the test is.
        """
        if len(draft.answers) == 1:
            (asked,) = draft.answers
            return self._recipe.question_asked(asked.question_id, asked.question_text).label
        if draft.question_set is QuestionSet.ALL:
            return self._recipe.litmus_title
        return self._recipe.label(self._recipe.question_sets, draft.question_set.value)


def _fresh(found: tuple[FollowUp, ...]) -> tuple[FollowUp, ...]:
    """Steps as a new reflection begins with them: nothing was noted in it yet."""
    return tuple(follow_up.untouched() for follow_up in found)
