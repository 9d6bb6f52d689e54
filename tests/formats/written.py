"""What the kept journals of past formats hold, said in the words of today's program."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from coprod_desktop.domain.actions import ActionState
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    HowKnown,
    MeetingKind,
    NextStep,
    Note,
    NoteDraft,
    QuestionSet,
    Rating,
    Reflection,
)
from coprod_desktop.domain.follow_up import FollowUp
from coprod_desktop.domain.reflection import ReflectionDraft

PASSPHRASE = "Paned o de a sgwrs, ŵy wedi’i ferwi"
SECRET = bytes(range(100, 120))
SECOND_PASSPHRASE = "another one, of a later day"
"""Of the journal; its copy in one file was made before, and opens with the first."""

SIGN_IN = bytes(range(32))
"""Of this computer's sign-in, in those that have such a way in."""

MADE = datetime(2026, 11, 26, 14, 5, 9, tzinfo=UTC)
"""When the copy says it was made."""

BINNED_AT = "2026-11-20T08:00:00.000000+00:00"
STEP_STATE = ("learned", "We tried it: the *quiet* room helps.", "2026-11-25T17:45:30.000250+00:00")

_FIRST = datetime(2025, 2, 3, 9, 30, 15, 123456, tzinfo=UTC)

_NOTE = """# Yn y caffi

- Dim **agenda** eto
- استمعت أكثر مما *تحدثت*

> नमस्ते दुनिया, Straße, cafe\u0301, 😀 👩🏽\u200d🦽

1. "quoted", don't, C++
"""


def _id(number: int) -> str:
    return f"{number:032x}"


def _answers() -> tuple[Answer, ...]:
    said = [
        Answer(
            f"question-{number}",
            f"How did it go, number {number}?",
            f"Noticed *{rating.value}* because the hollyhocks were late.",
            frozenset(tuple(HowKnown)[: number % 5]),
            rating,
            NextStep(f"Ask again, **{number}**", date(2026, 12, number + 1), "Siân")
            if number % 2
            else NextStep(),
            keep_out=number == 3,
        )
        for number, rating in enumerate(Rating)
    ]
    return (*said, Answer("question-empty", "And what else?"))


def _reflection(number: int, questions: QuestionSet, kind: MeetingKind | None) -> Entry:
    when = EventDate(2026, 1 + number, number if number % 2 else 0)
    context = Context(when, f"Workshop {number}", kind, "I held the pen", "Ramp, loop, breaks")
    return Entry(
        _id(100 + number),
        f"Reflection {questions.value}",
        when,
        _FIRST + timedelta(days=number),
        _FIRST + timedelta(days=number, seconds=1),
        Reflection(questions, context, _answers()[: 2 + number], "Share the *pen*.\n\nEarlier."),
        tags=("power", "Hygyrchedd"),
        items=("item-one",),
        to_talk_about=number == 2,
    )


def former_entries() -> tuple[Entry, ...]:
    """Earlier versions, oldest first: what stands in `entries` under the same id was kept over them."""
    tidy = entries()[0]
    return (
        replace(tidy, title="A first title", content=Note("rough"), changed=_FIRST, tags=()),
        replace(tidy, content=Note("rough, and *longer*"), changed=_FIRST + timedelta(hours=2)),
    )


def entries() -> tuple[Entry, ...]:
    """Every entry that the list shows."""
    kinds: list[MeetingKind | None] = [*MeetingKind, None]
    return (
        Entry(
            _id(1),
            "Yn y caffi",
            EventDate(2025, 2, 3),
            _FIRST,
            datetime(2025, 2, 4, 1, 2, 3, tzinfo=UTC),
            Note(_NOTE),
            tags=("ŵy", "الثقة", "with, comma"),
            items=("item-one", "item-two"),
            to_talk_about=True,
        ),
        Entry(_id(2), "", EventDate(2024, 2), _FIRST, _FIRST, Note("")),
        Entry(_id(3), "Long", EventDate(2026, 7, 31), _FIRST, _FIRST, Note("A long walk round. " * 900)),
        *(_reflection(n, questions, kinds[n]) for n, questions in enumerate(QuestionSet)),
        _reflection(5, QuestionSet.ALL, MeetingKind.OTHER),
        _reflection(6, QuestionSet.CHOSEN, None),
    )


def in_the_bin() -> Entry:
    """An entry that was put in the bin."""
    return Entry(_id(50), "Thrown away", EventDate(2026, 3, 4), _FIRST, _FIRST, Note("persimmons"), ("bin",))


def note_drafts() -> tuple[NoteDraft, ...]:
    """A new note that is being written, and a change of one."""
    return (
        NoteDraft(
            "draft-one", EventDate(2026, 11), "Half", "Half a *thought*", ("tag",), ("item-two",), True
        ),
        NoteDraft("draft-two", EventDate(2025, 2, 3), "Again", "changed", entry_id=_id(1)),
    )


def reflection_draft() -> ReflectionDraft:
    """A reflection that is being written."""
    return ReflectionDraft(
        id="draft-three",
        question_set=QuestionSet.THREE,
        context=Context(EventDate(2026, 10, 9), "Call", MeetingKind.CALL, "listened", ""),
        answers=_answers()[:3],
        position=2,
        taking_away="not yet",
        to_talk_about=True,
        skipped=frozenset({"question-1"}),
        return_to_look_over=True,
        tags=("power",),
        entry_id=None,
    )


def let_go() -> tuple[NoteDraft, ReflectionDraft]:
    """Since version 2: drafts that were put in the bin. The note changes an entry."""
    return (
        NoteDraft("draft-five", EventDate(2025, 2, 3), "Let go", "nid *nawr*", entry_id=_id(1)),
        replace(reflection_draft(), id="draft-six", position=4, taking_away="medlars"),
    )


def followed_up() -> ReflectionDraft:
    """Since version 2: a reflection that follows up a step, and has noted what `STEP_STATE` says about it."""
    of, step = entries()[3], _answers()[1].step
    state, words, noted = STEP_STATE
    return replace(
        reflection_draft(),
        id="draft-seven",
        position=-1,
        follow_ups=(
            FollowUp(
                of.id, "question-1", of.title, step, ActionState(state), words, datetime.fromisoformat(noted)
            ),
        ),
    )


def settings() -> dict[str, str]:
    """What the program had noted in the journal."""
    return {"recovery-code-confirmed": "yes", "of another time": "ŵy"}
