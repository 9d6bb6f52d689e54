"""From rows of the database to the values of the domain."""

from __future__ import annotations

import json
from datetime import date

from coprod_desktop.domain.entries import (
    Answer,
    EntryKind,
    EntryRow,
    EventDate,
    HowKnown,
    NextStep,
    QuestionSet,
    Rating,
)
from coprod_desktop.domain.shortening import in_short, tags_in_short
from coprod_desktop.vault.connection import Row, Value

TAGS = (
    "(SELECT json_group_array(name) FROM"
    " (SELECT name FROM entry_tag WHERE entry_tag.entry = entry.number ORDER BY position))"
)

ENTRY_ROW = (
    f"entry.id, entry.kind, entry.title, entry.event, entry.excerpt, {TAGS},"
    " entry.to_talk_about, entry.question_set"
)
"""The columns that `entry_row` reads, of the table ``entry``."""

ANSWER = (
    "answer.question_id, answer.question_text, answer.noticed, answer.how_known, answer.rating,"
    " answer.keep_out, step.text, step.by_day, step.with_whom"
)
"""The columns that `answer` reads, of ``answer`` with its ``step`` beside it."""

WITH_STEP = "LEFT JOIN step ON step.entry = answer.entry AND step.origin = answer.question_id"


def entry_row(row: Row) -> EntryRow:
    """A row of the list. Raises ValueError when a value is none of the program's."""
    entry_id, kind, title, event, excerpt, tags, to_talk_about, question_set = row
    return EntryRow(
        id=str(entry_id),
        kind=EntryKind(str(kind)),
        title=in_short(str(title)),
        event=EventDate.from_iso(str(event)),
        excerpt=in_short(str(excerpt)),
        tags=tags_in_short(json.loads(str(tags))),
        to_talk_about=bool(to_talk_about),
        question_set=None if question_set is None else QuestionSet(str(question_set)),
    )


def answer(row: Row) -> Answer:
    """An answer with its next step. Raises ValueError when a value is none of the program's."""
    question_id, question_text, noticed, how_known, rating, keep_out, text, by_day, with_whom = row
    step = NextStep() if text is None else step_of(text, by_day, with_whom)
    return Answer(
        question_id=str(question_id),
        question_text=str(question_text),
        noticed=str(noticed),
        how_known=frozenset(HowKnown(way) for way in str(how_known).split()),
        rating=None if rating is None else Rating(str(rating)),
        step=step,
        keep_out=bool(keep_out),
    )


def step_of(text: Value, by_day: Value, with_whom: Value) -> NextStep:
    """A next step, from its columns. Raises ValueError when the day is none."""
    by = None if by_day is None else date.fromisoformat(str(by_day))
    return NextStep(str(text), by, str(with_whom))
