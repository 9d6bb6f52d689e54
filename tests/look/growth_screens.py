"""The screens of how things have been."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.actions import ActionState
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    NextStep,
    QuestionSet,
    Rating,
    Reflection,
)
from tests.journeys.sittings import Doing
from tests.look import sample
from tests.look.beneath import parts_at_rest
from tests.look.screens import Screen
from tests.support.finding import BUTTONS

_DAYS = (date(2026, 3, 9), date(2026, 4, 17), date(2026, 5, 22), date(2026, 6, 26), date(2026, 9, 11))
_RATINGS = {
    "w": Rating.WELL,
    "t": Rating.GETTING_THERE,
    "d": Rating.NEEDS_THOUGHT,
    "u": Rating.NOT_SURE,
    "n": Rating.NOT_RELEVANT,
    "x": None,
}
_EARLIER = {
    "values-1": "d.ttt",
    "values-2": "ttw.w",
    "values-3": "u.d.d",
    "values-4": "d...t",
    "values-5": "..u.x",
    "values-6": "d.d.t",
    "values-7": "..d.d",
    "values-8": "u.u.d",
    "skills-1": "...tt",
    "skills-2": ".u.tt",
    "skills-3": "...dd",
    "skills-4": "...nn",
    "skills-5": "...wt",
    "skills-6": "...ww",
}
"""A letter for each of the days, a point where a question was not asked."""

_LONG_AGO = [date(year, month, 14) for year in (2024, 2025) for month in (1, 4, 8, 11)]
"""Reflections on one question alone, so that there are years to go to."""

_STEPS = {
    (4, "values-1"): "Ask one person what they think before the slides go out.",
    (2, "values-7"): "Leave my job title out of the introductions for a month.",
    (3, "skills-2"): "Keep a notebook in the car.",
}

_WORDS = (
    "We did a round of titles. It took ten minutes and told us nothing.",
    "I opened with my title and my team. Two people went quiet after that.",
)


def _growth(doing: Doing) -> None:
    doing.shell.go_to("Journal")
    doing.unlock.unlocks(sample.PASSPHRASE)
    parts = parts_at_rest(doing)
    for entry in _earlier(parts.recipe):
        parts.unlocking.vault.entries.put(entry)
    note = parts.unlocking.vault.actions.note
    when = sample.NOW - timedelta(days=9)
    note("earlier-4", "values-1", ActionState.TRIED, "It took two minutes and changed the meeting.", when)
    note("earlier-2", "values-7", ActionState.LEARNED, "Names are enough. *Titles can wait.*", when)
    note("earlier-3", "skills-2", ActionState.LET_GO, "", when)
    doing.person.waits_for("Growth picture", BUTTONS)
    doing.person.clicks("Growth picture")
    doing.person.waits_for("Ingredient shelf", BUTTONS)
    doing.person.waits_to_see("Needs thought")


def _long(doing: Doing) -> None:
    parts = parts_at_rest(doing)
    for entry in _long_ago(parts.recipe):
        parts.unlocking.vault.entries.put(entry)
    doing.person.clicks("Entries")
    doing.person.clicks("Growth picture")
    doing.person.waits_for("Years", BUTTONS)


def _years(doing: Doing) -> None:
    doing.person.clicks("Years")


def _list(doing: Doing) -> None:
    doing.person.clicks("Each reflection")
    doing.person.clicks("List")


def _question(doing: Doing) -> None:
    doing.person.clicks("Picture")
    doing.person.clicks("One question")
    doing.person.waits_for("Reflect on this again", BUTTONS)


def _shelf(doing: Doing) -> None:
    doing.person.clicks("Ingredient shelf")
    doing.person.waits_for(re.compile("^Reciprocity"), BUTTONS)


def _actions(doing: Doing) -> None:
    doing.person.clicks("Actions tried")


def _earlier(recipe: Recipe) -> list[Entry]:
    """Five reflections before those of the sample."""
    return [
        _entry(f"earlier-{number}", f"Advice line, sitting {number + 1}", day, _answers(recipe, number))
        for number, day in enumerate(_DAYS)
    ]


def _long_ago(recipe: Recipe) -> list[Entry]:
    """Some years before that."""
    question = recipe.question("values-7")
    return [
        _entry(f"before-{number}", "On the bus home", day, (answer,))
        for number, day in enumerate(_LONG_AGO)
        for answer in [
            Answer(question.id, question.text, _WORDS[number % 2], rating=list(Rating)[number % 4])
        ]
    ]


def _answers(recipe: Recipe, number: int) -> tuple[Answer, ...]:
    return tuple(
        Answer(
            question,
            recipe.question(question).text,
            _WORDS[number % 2],
            rating=_RATINGS[letters[number]],
            step=NextStep(_STEPS.get((number, question), "")),
        )
        for question, letters in _EARLIER.items()
        if letters[number] != "."
    )


def _entry(entry_id: str, title: str, day: date, answers: tuple[Answer, ...]) -> Entry:
    when = datetime(day.year, day.month, day.day, 18, 0, tzinfo=UTC)
    content = Reflection(QuestionSet.CHOSEN, Context(EventDate.of(day)), answers)
    return Entry(entry_id, title, EventDate.of(day), when, when, content)


WITH_A_PAST = (
    Screen("12-growth", _growth),
    Screen("12a-growth-long", _long),
    Screen("12b-growth-years", _years),
    Screen("12c-growth-list", _list),
    Screen("12d-growth-question", _question),
    Screen("12e-growth-shelf", _shelf),
    Screen("12f-growth-actions", _actions),
)
"""With the sample journal and some months more, locked at first."""
