"""What entries are made of: dates, emptiness, and what does not go together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EntryKind,
    EventDate,
    HowKnown,
    NextStep,
    Note,
    NoteDraft,
    QuestionSet,
    Rating,
    Reflection,
    new_id,
)
from tests.support.journals import NOW, event_dates, note


@given(event_dates())
def test_a_date_is_read_as_it_is_written(event: EventDate) -> None:
    assert EventDate.from_iso(event.to_iso()) == event


@given(event_dates(), event_dates())
def test_the_order_of_the_texts_is_the_order_of_the_dates(one: EventDate, other: EventDate) -> None:
    assert (one < other) == (one.to_iso() < other.to_iso())
    if not (one.is_month or other.is_month):
        assert (one < other) == (one.as_day() < other.as_day())


@given(st.dates())
def test_a_day_stays_that_day(day: date) -> None:
    assert EventDate.of(day).as_day() == day
    assert EventDate.of(day).to_iso() == day.isoformat()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-13",
        "2026-00",
        "0000-01",
        "2026-02-29",
        "2026-11-00",
        "2026-11-31",
        "2026-11-18 ",
        "2026-11-18\n",
        "2026-1-1",
        "26-01-01",
        "2026-11-18T10:00",
        "٢٠٢٦-١١",
        "-2026-11",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"ISO|calendar|day"):
        EventDate.from_iso(text)


def test_a_leap_day_is_a_day() -> None:
    assert EventDate.from_iso("2028-02-29").as_day() == date(2028, 2, 29)


def test_a_month_comes_before_its_days_and_reads_as_its_first() -> None:
    month = EventDate(2026, 11)
    assert month.is_month
    assert month.as_day() == date(2026, 11, 1)
    assert month < EventDate(2026, 11, 1) < EventDate(2026, 12)


@pytest.mark.parametrize(
    ("step", "is_empty"),
    [
        (NextStep(), True),
        (NextStep(" \n", None, "\t"), True),
        (NextStep("ask"), False),
        (NextStep(by=date(2026, 1, 1)), False),
        (NextStep(with_whom="a neighbour"), False),
    ],
)
def test_a_step_is_empty_when_nothing_was_written(step: NextStep, is_empty: bool) -> None:
    assert step.is_empty is is_empty
    assert Answer("q", "?", step=step).is_empty is is_empty


@pytest.mark.parametrize(
    ("answer", "is_empty"),
    [
        (Answer("q", "?"), True),
        (Answer("q", "?", keep_out=True), True),
        (Answer("q", "?", noticed="  \n"), True),
        (Answer("q", "?", noticed="."), False),
        (Answer("q", "?", rating=Rating.NOT_RELEVANT), False),
        (Answer("q", "?", how_known=frozenset({HowKnown.TOLD})), False),
    ],
)
def test_an_answer_is_empty_when_nothing_was_said(answer: Answer, is_empty: bool) -> None:
    assert answer.is_empty is is_empty


@pytest.mark.parametrize(
    ("draft", "is_empty"),
    [
        (NoteDraft("1", EventDate(2026, 1)), True),
        (NoteDraft("1", EventDate(2026, 1), title=" ", body="\n", tags=("a",)), True),
        (NoteDraft("1", EventDate(2026, 1), title="T"), False),
        (NoteDraft("1", EventDate(2026, 1), body="b"), False),
    ],
)
def test_a_note_without_words_is_empty(draft: NoteDraft, is_empty: bool) -> None:
    assert draft.is_empty is is_empty


def test_an_entry_knows_its_kind() -> None:
    reflection = Reflection(QuestionSet.ALL, Context(EventDate(2026, 1)), (Answer("q", "?"),))
    assert note(1).kind is EntryKind.NOTE
    assert Entry("1", "T", EventDate(2026, 1), NOW, NOW, reflection).kind is EntryKind.REFLECTION


def test_a_reflection_has_one_date() -> None:
    reflection = Reflection(QuestionSet.ALL, Context(EventDate(2026, 1)), ())
    with pytest.raises(ValueError, match="date of its context"):
        Entry("1", "T", EventDate(2026, 2), NOW, NOW, reflection)


def test_a_reflection_asks_a_question_once() -> None:
    with pytest.raises(ValueError, match="once"):
        Reflection(QuestionSet.ALL, Context(EventDate(2026, 1)), (Answer("q", "?"), Answer("q", "?")))


def test_identifiers_differ_and_name_files_safely() -> None:
    made = {new_id() for _ in range(100)}
    assert len(made) == 100
    assert all(len(each) == 32 and set(each) <= set("0123456789abcdef") for each in made)


def test_a_note_s_words_are_compared_whole() -> None:
    assert replace(note(1), content=Note("other")) != note(1)
