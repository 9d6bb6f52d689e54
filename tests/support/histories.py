"""Made-up histories of reflections and notes, for what is read across many entries."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    NextStep,
    Note,
    QuestionSet,
    Rating,
    Reflection,
)
from tests.support.journals import NOW

QUESTIONS = ("values-1", "values-5", "values-7", "skills-2", "skills-10", "of-former-days")
ITEMS = ("beliefs", "reciprocity", "time", "honest")


def _dates() -> st.SearchStrategy[EventDate]:
    """Few enough that several fall on one day, some of them only a month."""
    return st.builds(
        EventDate,
        st.sampled_from((2024, 2025, 2026)),
        st.sampled_from((1, 6, 12)),
        st.sampled_from((0, 1, 9)),
    )


@st.composite
def _answers(draw: st.DrawFn) -> tuple[Answer, ...]:
    asked = draw(st.lists(st.sampled_from(QUESTIONS), min_size=1, max_size=4, unique=True))
    return tuple(
        Answer(
            question_id,
            f"The words of {question_id}?",
            draw(st.sampled_from(("", "I **listened**.", "Somebody else spoke first."))),
            rating=draw(st.none() | st.sampled_from(Rating)),
            step=NextStep(draw(st.sampled_from(("", "Ask one person first.")))),
            keep_out=draw(st.booleans()),
        )
        for question_id in asked
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """Entries in the order in which they were written, which is not the order of their events."""
    found = []
    for number in range(draw(st.integers(0, 7))):
        when = draw(_dates())
        content: Note | Reflection = Note("words")
        if draw(st.integers(0, 4)):
            content = Reflection(QuestionSet.CHOSEN, Context(when), draw(_answers()))
        written = NOW + timedelta(minutes=number)
        items = tuple(draw(st.lists(st.sampled_from(ITEMS), max_size=2, unique=True)))
        found.append(Entry(f"{number:032x}", f"Entry {number}", when, written, written, content, items=items))
    return found


def in_time(entries: list[Entry]) -> list[Entry]:
    """The order of the picture: by event, then as they were written."""
    return sorted(entries, key=lambda entry: (entry.event.to_iso(), entry.written))
