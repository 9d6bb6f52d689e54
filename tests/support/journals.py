"""Journals for tests: cheap to open, and strategies for everything that can be written in them."""

from __future__ import annotations

import string
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

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
from coprod_desktop.vault.kdf import KdfPolicy

PASSPHRASE = "a cup of tea and a chat"

CHEAP = KdfPolicy(memory_kib=(64,), passes=1, lanes=1, target_seconds=0, least_memory_kib=64, least_passes=1)
"""A thousandth of a second instead of one. Only a test can ask for it."""

NOW = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)

SCRIPTS = (
    "The kettle went on first.",
    "Fe wnes i wrando’n fwy ŵy ŷd",
    "استمعت أكثر مما تحدثت",
    "😀 👩🏽\u200d🦽",
    "- one\n- two\n\n> said",
    "नमस्ते दुनिया",
    "Straße, cafe\u0301",
    'don\'t "quote" e-mail C++ *',
)


def texts(longest: int = 60) -> st.SearchStrategy[str]:
    """Any text that the journal keeps as it is."""
    free = st.text(st.characters(codec="utf-8", exclude_characters="\x00\x02\x03"), max_size=longest)
    return st.one_of(st.sampled_from(SCRIPTS), free)


def ids() -> st.SearchStrategy[str]:
    """Identifiers such as the program makes."""
    return st.text(string.digits + "abcdef", min_size=32, max_size=32)


def days() -> st.SearchStrategy[date]:
    """Any day of the calendar."""
    return st.dates()


@st.composite
def event_dates(draw: st.DrawFn) -> EventDate:
    """A day or a month."""
    day = draw(days())
    return EventDate(day.year, day.month, draw(st.sampled_from((0, day.day))))


def moments() -> st.SearchStrategy[datetime]:
    """Aware moments, in UTC and elsewhere."""
    zones = st.sampled_from((UTC, timezone(timedelta(hours=5, minutes=45)), timezone(-timedelta(hours=9))))
    return st.datetimes(_naive(1970), _naive(9998), timezones=zones)


def _naive(year: int) -> datetime:
    return datetime(year, 1, 2, tzinfo=UTC).replace(tzinfo=None)


def steps() -> st.SearchStrategy[NextStep]:
    """Next steps, often empty."""
    return st.builds(NextStep, texts(20), st.none() | days(), texts(10)) | st.just(NextStep())


def answers(question_id: str) -> st.SearchStrategy[Answer]:
    """Answers to one question."""
    return st.builds(
        Answer,
        st.just(question_id),
        texts(30),
        texts(),
        st.frozensets(st.sampled_from(HowKnown)),
        st.none() | st.sampled_from(Rating),
        steps(),
        st.booleans(),
    )


@st.composite
def answer_lists(draw: st.DrawFn) -> tuple[Answer, ...]:
    """The answers of a reflection: each question once."""
    questions = draw(st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=4, unique=True))
    return tuple(draw(answers(f"question-{question}")) for question in questions)


def contexts() -> st.SearchStrategy[Context]:
    """What a reflection is about."""
    return st.builds(
        Context, event_dates(), texts(20), st.none() | st.sampled_from(MeetingKind), texts(20), texts(20)
    )


def reflections() -> st.SearchStrategy[Reflection]:
    """Kept reflections."""
    return st.builds(Reflection, st.sampled_from(QuestionSet), contexts(), answer_lists(), texts())


def labels() -> st.SearchStrategy[tuple[str, ...]]:
    """Tags or items."""
    return st.lists(texts(12), max_size=3).map(tuple)


@st.composite
def entries(draw: st.DrawFn, entry_id: str | None = None) -> Entry:
    """Any entry."""
    content = draw(st.builds(Note, texts(200)) | reflections())
    return Entry(
        id=entry_id or draw(ids()),
        title=draw(texts(20)),
        event=content.context.when if isinstance(content, Reflection) else draw(event_dates()),
        written=draw(moments()),
        changed=draw(moments()),
        content=content,
        tags=draw(labels()),
        items=draw(labels()),
        to_talk_about=draw(st.booleans()),
    )


@st.composite
def reflection_drafts(draw: st.DrawFn) -> ReflectionDraft:
    """Any reflection that is being written."""
    given = draw(answer_lists())
    follow_ups = draw(follow_up_lists())
    return ReflectionDraft(
        id=draw(ids()),
        question_set=draw(st.sampled_from(QuestionSet)),
        context=draw(contexts()),
        answers=given,
        position=draw(st.integers(-1 if follow_ups else 0, len(given) + 1)),
        taking_away=draw(texts()),
        to_talk_about=draw(st.booleans()),
        skipped=draw(st.frozensets(st.sampled_from([answer.question_id for answer in given]))),
        return_to_look_over=draw(st.booleans()),
        tags=draw(labels()),
        entry_id=draw(st.none() | ids()),
        follow_ups=follow_ups,
    )


def follow_ups_on(entry_id: st.SearchStrategy[str]) -> st.SearchStrategy[FollowUp]:
    """A follow-up of a step, with and without something noted about it."""
    return st.builds(
        FollowUp,
        entry_id,
        st.sampled_from("abcdefg").map("question-{}".format),
        texts(20),
        steps(),
        st.sampled_from(ActionState),
        texts(20),
        st.none() | moments(),
    )


def follow_up_lists() -> st.SearchStrategy[tuple[FollowUp, ...]]:
    """What a reflection follows up: often nothing, and each step once."""
    some = st.lists(follow_ups_on(ids()), max_size=3, unique_by=lambda follow_up: follow_up.key)
    return st.just(()) | some.map(tuple)


def note_drafts() -> st.SearchStrategy[NoteDraft]:
    """Any note that is being written."""
    return st.builds(
        NoteDraft,
        ids(),
        event_dates(),
        texts(20),
        texts(200),
        labels(),
        labels(),
        st.booleans(),
        st.none() | ids(),
    )


def note(number: int, body: str = "words", **others: Any) -> Entry:
    """A plain note, its id and day made of its number."""
    values: dict[str, Any] = {
        "id": f"{number:032x}",
        "title": f"Note {number}",
        "event": EventDate(2026, 1 + number // 28 % 12, 1 + number % 28),
        "written": NOW,
        "changed": NOW,
        "content": Note(body),
    }
    return Entry(**(values | others))
