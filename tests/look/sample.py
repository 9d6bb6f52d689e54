"""A made-up person's journal for the pictures. Everyone and everywhere in it is invented."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain import reflection as wizard
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    HowKnown,
    MeetingKind,
    NextStep,
    Note,
    QuestionSet,
    Rating,
    Reflection,
)
from coprod_desktop.domain.reflection import ReflectionDraft
from coprod_desktop.domain.reminders import Reminder, WeekdayOfMonth, Which, to_text
from coprod_desktop.services.copies import Copies
from coprod_desktop.services.unlocking import Unlocking

PASSPHRASE = "lantern orchard saddle fourteen"
COPY = "Journal copy 2026-11-20.coprod"
BENCH = "The bench that faces the wrong way"
BEGUN = "Advice line, feedback evening"
"""The reflection that is not finished."""

NOW = datetime(2026, 11, 20, 16, 10, tzinfo=UTC)

_WELL, _THERE, _THOUGHT, _UNSURE = Rating.WELL, Rating.GETTING_THERE, Rating.NEEDS_THOUGHT, Rating.NOT_SURE


@dataclass(frozen=True, slots=True)
class _Said:
    question: str
    rating: Rating | None
    noticed: str
    step: str = ""
    by: date | None = None


_GARDEN = (
    _Said("values-1", _THERE, "I asked the officers first and the allotment holders last."),
    _Said("values-2", _WELL, "I said straight out that the lease may not be renewed."),
    _Said(
        "values-3",
        _THOUGHT,
        "I wrote “engagement exercise” on the flipchart. Somebody asked who was being exercised.",
        "Let the group choose the words for the flipchart.",
    ),
    _Said("values-4", _WELL, "Wellingtons, like everyone."),
    _Said("values-5", _UNSURE, "I kept quiet about growing up next to that field. I am still wondering why."),
    _Said("values-6", _THERE, "When the questions got hard I reached for the policy folder."),
    _Said(
        "values-7",
        _THERE,
        "“I'm Bea, I look after paths” went down well. Then my name badge said Principal Officer, and I saw "
        "two people read it and sit back.",
        "Blank stickers and a pen by the door, for all of us.",
        date(2026, 12, 4),
    ),
)

_LEAFLET = (
    _Said(
        "skills-1",
        _WELL,
        "Everyone spoke early, even the person who came to fix the heating.",
    ),
    _Said("skills-5", _THERE, "My summary was longer than what people had said."),
    _Said("skills-9", _THOUGHT, "We asked people to fold the leaflet. Half folded it inside out."),
)

_THREE = (
    _Said("values-8", _UNSURE, "I expected the youngest of us to take the notes. Nobody had asked her."),
    _Said("skills-3", _THERE, "I went red, and then I said that I had gone red. It helped."),
    _Said("skills-10", _WELL, "I showed the letter I had got wrong. Two people then brought theirs."),
)

_BENCH = """We agreed on the bench in spring, and it has arrived facing the road.

My first wish was to defend the drawing. I said so, and somebody laughed, kindly: **“whose bench is it?”**

- turn it round, together, on Saturday
- ask about the height of the arms *before* the next order

What I want to keep: nobody minded the mistake. They minded finding out last."""

_NOTES = (
    (
        BENCH,
        date(2026, 11, 13),
        _BENCH,
        ("garden",),
        ("honest", "patience"),
        True,
    ),
    (
        "Travel money, again",
        date(2026, 11, 6),
        "Three people are still waiting for their fares. What people put in, they need to get back.",
        ("money",),
        ("reciprocity",),
        False,
    ),
    (
        "Quiet room",
        date(2026, 10, 21),
        "The quiet room was full of coats. We found out when somebody needed it.",
        ("access",),
        ("accessibility-needs",),
        False,
    ),
    (
        "What I heard on the bus home",
        date(2026, 9, 24),
        "“They wrote down what I said, in my words.” I would like to hear that more often.",
        (),
        ("valuing",),
        False,
    ),
)


def fill(unlocking: Unlocking, copies: Copies, data: Path, recipe: Recipe) -> None:
    """Create the sample journal and leave it locked, with a copy of it in the data folder."""
    unlocking.create(PASSPHRASE, unlocking.new_secret(), recovery_confirmed=True)
    for entry in entries(recipe):
        unlocking.vault.entries.put(entry)
    unlocking.vault.drafts.put_reflection(draft(recipe), NOW - timedelta(days=1))
    monthly = Reminder(WeekdayOfMonth(Which.LAST, 4), date(2026, 10, 1))
    unlocking.vault.settings.put("reminder", to_text(monthly))
    copies.save(data / COPY)
    unlocking.lock()


def entries(recipe: Recipe) -> list[Entry]:
    """The kept entries."""
    found = [
        _reflection(
            recipe,
            "Community garden, third morning",
            date(2026, 11, 18),
            QuestionSet.VALUES,
            _GARDEN,
            "Start with the people who have waited longest to be asked.",
        ),
        _reflection(recipe, "Leaflet workshop", date(2026, 10, 30), QuestionSet.SKILLS, _LEAFLET, ""),
        _reflection(recipe, "After the phone call", date(2026, 10, 9), QuestionSet.THREE, _THREE, ""),
    ]
    for number, (title, day, body, tags, items, talk) in enumerate(_NOTES):
        when = datetime(day.year, day.month, day.day, 18, 0, tzinfo=UTC)
        event = EventDate.of(day)
        found.append(Entry(f"{number:032x}", title, event, when, when, Note(body), tags, items, talk))
    return found


def draft(recipe: Recipe) -> ReflectionDraft:
    """A reflection that was left at its fourth question."""
    questions = [(q.id, q.text) for q in recipe.skills_questions]
    context = Context(EventDate(2026, 11, 19), name=BEGUN, kind=MeetingKind.MEETING)
    begun = wizard.start(QuestionSet.SKILLS, questions, context)
    first = begun.answers[0]
    begun = wizard.with_answer(begun, replace(first, noticed="We passed a teaspoon round.", rating=_WELL))
    return wizard.jump(begun, 4)


def _reflection(
    recipe: Recipe, title: str, day: date, question_set: QuestionSet, said: tuple[_Said, ...], away: str
) -> Entry:
    when = datetime(day.year, day.month, day.day, 18, 0, tzinfo=UTC)
    context = Context(
        EventDate.of(day),
        name=title,
        kind=MeetingKind.WORKSHOP,
        my_part="I was facilitating, with Tom.",
        access="Ramp, large print, a chair with arms",
    )
    asked = {
        QuestionSet.VALUES: [q.id for q in recipe.values_questions],
        QuestionSet.SKILLS: [q.id for q in recipe.skills_questions],
    }.get(question_set, [s.question for s in said])
    answers = tuple(_answer(recipe, question_id, said) for question_id in asked)
    content = Reflection(question_set, context, answers, away)
    return Entry(title.casefold().replace(" ", "-"), title, context.when, when, when, content)


def _answer(recipe: Recipe, question_id: str, said: tuple[_Said, ...]) -> Answer:
    text = recipe.question(question_id).text
    for one in said:
        if one.question == question_id:
            step = NextStep(one.step, one.by)
            return Answer(question_id, text, one.noticed, frozenset({HowKnown.NOTICED}), one.rating, step)
    return Answer(question_id, text)
