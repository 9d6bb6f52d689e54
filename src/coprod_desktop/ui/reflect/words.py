"""The words of the Reflect tab that more than one of its pages says: dates, names of pages, progress."""

from __future__ import annotations

import html
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from coprod_desktop.content.model import Question, Recipe
from coprod_desktop.domain import richtext
from coprod_desktop.domain.actions import ActionState
from coprod_desktop.domain.entries import Answer, EventDate, NextStep, QuestionSet
from coprod_desktop.domain.reflection import LAST_TIME, ReflectionDraft
from coprod_desktop.domain.shortening import in_short


class PageState(StrEnum):
    """How a page of the wizard stands: said in words, never as something missing."""

    ANSWERED = "answered"
    NOT_YET = "not yet"
    SKIPPED = "skipped"


def set_name(recipe: Recipe, question_set: QuestionSet) -> str:
    """What one way to begin is called."""
    return recipe.set_title(question_set.value)


def long_day(day: date) -> str:
    """A day with its weekday: Wednesday 18 November 2026."""
    return QLocale().toString(_qdate(day), _tr("dddd d MMMM yyyy"))


def day_and_month(day: date, today: date) -> str:
    """A day for a list: 18 November, with the year when it is not this one."""
    form = _tr("d MMMM") if day.year == today.year else _tr("d MMM yyyy")
    return QLocale().toString(_qdate(day), form)


def weekday_and_month(day: date) -> str:
    """A recent day in a sentence: Friday 20 November."""
    return QLocale().toString(_qdate(day), _tr("dddd d MMMM"))


def event_date(when: EventDate) -> str:
    """When something happened, in full: a day with its weekday, or a month."""
    if when.is_month:
        return QLocale().toString(_qdate(when.as_day()), _tr("MMMM yyyy"))
    return long_day(when.as_day())


def event_date_short(when: EventDate, today: date) -> str:
    """When something happened, for a list."""
    if when.is_month:
        return QLocale().toString(_qdate(when.as_day()), _tr("MMMM yyyy"))
    return day_and_month(when.as_day(), today)


def how_many_questions(count: int) -> str:
    """A number of questions in words: 8 questions."""
    return _tr("1 question") if count == 1 else _tr("{count} questions").format(count=count)


def heading(draft: ReflectionDraft, recipe: Recipe) -> str:
    """What stands above every page: the set, and the name given to the reflection."""
    left = set_name(recipe, draft.question_set)
    name = in_short(draft.context.name.strip())
    if not name and draft.question_set is QuestionSet.THREE:
        return left  # it says how many already
    return f"{left}  ·  {name or how_many_questions(len(draft.answers))}"


def happened(state: ActionState) -> str:
    """What happened with something one wanted to try."""
    names = {
        ActionState.TRIED: _tr("Tried it"),
        ActionState.LEARNED: _tr("Learned from it"),
        ActionState.NOT_YET: _tr("Not yet"),
        ActionState.LET_GO: _tr("Let it go"),
    }
    return names[state]


def progress(draft: ReflectionDraft, recipe: Recipe, position: int) -> str:
    """Where one is: Question 3 of 18 · Values."""
    question = _question(draft, recipe, position)
    if question not in recipe.questions:
        return _tr("Question {number} of {count}").format(number=position, count=len(draft.answers))
    return _tr("Question {number} of {count} · {group}").format(
        number=position, count=len(draft.answers), group=recipe.group_titles[question.group]
    )


def page_name(draft: ReflectionDraft, recipe: Recipe, position: int) -> str:
    """What a page is called in the map of pages."""
    if position == LAST_TIME:
        return _tr("Last time")
    if position == 0:
        return _tr("Before you start")
    if position == draft.last_position:
        return _tr("Look over")
    return _tr("{number}. {label}").format(number=position, label=_question(draft, recipe, position).label)


def _question(draft: ReflectionDraft, recipe: Recipe, position: int) -> Question:
    answer = draft.answers[position - 1]
    return recipe.question_asked(answer.question_id, answer.question_text)


def page_state(draft: ReflectionDraft, position: int) -> PageState:
    """How a question stands. Positions of other pages count as answered when something is in them."""
    if position == LAST_TIME:
        noted = any(follow_up.noted and follow_up.is_given for follow_up in draft.follow_ups)
        return PageState.ANSWERED if noted else PageState.NOT_YET
    if position == 0:
        context = draft.context
        given = context.name or context.kind or context.my_part or context.access
        return PageState.ANSWERED if given else PageState.NOT_YET
    if position == draft.last_position:
        return PageState.ANSWERED if draft.taking_away.strip() else PageState.NOT_YET
    return answer_state(draft, draft.answers[position - 1])


def answer_state(draft: ReflectionDraft, answer: Answer) -> PageState:
    """How one question stands."""
    if not answer.is_empty:
        return PageState.ANSWERED
    return PageState.SKIPPED if answer.question_id in draft.skipped else PageState.NOT_YET


def state_name(state: PageState) -> str:
    """The word for how a page stands."""
    names = {
        PageState.ANSWERED: _tr("answered"),
        PageState.NOT_YET: _tr("not yet"),
        PageState.SKIPPED: _tr("skipped"),
    }
    return names[state]


def answered_of(draft: ReflectionDraft) -> str:
    """How much was written, without counting what was not: one plain sentence."""
    answered = sum(not answer.is_empty for answer in draft.answers)
    left_out = len(draft.answers) - answered
    if answered == 0:
        return _tr("Nothing written yet. You can go back to any page, or leave it for another day.")
    if left_out == 0:
        return _tr("Here is what you wrote. You can change anything.")
    if left_out == 1:
        return _tr("Here is what you wrote. One question is left out this time. That is fine.")
    return _tr("Here is what you wrote. Some questions are left out this time. That is fine.")


def would_try(step: str) -> str:
    """What one said one would try, as rich text; ``step`` is HTML already."""
    return _tr("<b>I'll try:</b> {step}").format(step=step)


def would_try_aloud(markdown: str) -> str:
    """The same, of stored Markdown, as it is read out."""
    return _tr("I'll try: {step}").format(step=plain(markdown))


def step_in_full(step: NextStep, shown: str) -> str:
    """What one will try, with whom and by when; ``shown`` is the text of the step as HTML."""
    parts = [shown]
    if step.with_whom.strip():
        parts.append(html.escape(_tr("With: {who}").format(who=step.with_whom.strip()), quote=False))
    if step.by:
        parts.append(_tr("By when: {day}").format(day=long_day(step.by)))
    return "<br>".join(part for part in parts if part)


def step_around(step: NextStep) -> str:
    """With whom and by when one wanted to try something, in one line; nothing where neither was said."""
    parts = []
    if step.with_whom.strip():
        parts.append(_tr("With: {who}").format(who=step.with_whom.strip()))
    if step.by:
        parts.append(_tr("By when: {day}").format(day=long_day(step.by)))
    return "  ·  ".join(parts)


def plain(markdown: str) -> str:
    """The words of stored Markdown alone."""
    return richtext.plain(richtext.parse(markdown))


def things_to_try(count: int) -> str:
    """How many things one wants to try."""
    return _tr("One thing to try") if count == 1 else _tr("{count} things to try").format(count=count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reflect", text)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
