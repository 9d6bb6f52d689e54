"""Records: read as they were written, and refused when anything about them is off."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given

from coprod_desktop.domain.actions import ActionState, StepDay, StepNote
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    NextStep,
    Note,
    NoteDraft,
    QuestionSet,
    Reflection,
)
from coprod_desktop.domain.follow_up import FollowUp
from coprod_desktop.domain.members import MalformedRecordError
from coprod_desktop.domain.records import (
    entry_from_record,
    entry_to_record,
    moment_from_text,
    moment_to_text,
    note_draft_from_record,
    note_draft_to_record,
    reflection_draft_from_record,
    reflection_draft_to_record,
    storable,
)
from coprod_desktop.domain.reflection import ReflectionDraft
from coprod_desktop.domain.sealed_records import draft_to_record
from tests.support.journals import NOW, entries, moments, note, note_drafts, reflection_drafts


def through_json(record: object) -> object:
    return json.loads(json.dumps(record, ensure_ascii=False))


@given(entries())
def test_an_entry_is_read_as_it_was_written(entry: Entry) -> None:
    assert entry_from_record(through_json(entry_to_record(entry))) == entry


@given(reflection_drafts())
def test_a_reflection_draft_is_read_as_it_was_written(draft: ReflectionDraft) -> None:
    assert reflection_draft_from_record(through_json(reflection_draft_to_record(draft))) == draft


@given(note_drafts())
def test_a_note_draft_is_read_as_it_was_written(draft: NoteDraft) -> None:
    assert note_draft_from_record(through_json(note_draft_to_record(draft))) == draft


def members_of(record: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """The path of every member, at any depth."""
    children = (
        record.items() if isinstance(record, dict) else enumerate(record) if isinstance(record, list) else ()
    )
    for key, value in children:
        yield (*path, key)
        yield from members_of(value, (*path, key))


def inner(record: object, path: tuple[object, ...]) -> object:
    for step in path:
        record = record[step]  # type: ignore[index]
    return record


def kinds() -> list[tuple[str, object, Callable[[object], object]]]:
    """A full record of each kind, with its reader."""
    draft = next_example()
    entry = {
        **entry_to_record(note(1)),
        "kind": "reflection",
        "event": draft["context"]["when"],
        "content": {key: draft[key] for key in ("question_set", "context", "answers", "taking_away")},
        "tags": ["a"],
        "items": ["b"],
    }
    plain = note_draft_to_record(NoteDraft("1", note(1).event, "T", "b", ("a",), ("b",), True, "2"))
    return [
        ("entry", entry, entry_from_record),
        ("note entry", entry_to_record(note(1)), entry_from_record),
        ("reflection draft", draft, reflection_draft_from_record),
        ("note draft", plain, note_draft_from_record),
    ]


def next_example() -> dict[str, Any]:
    """One reflection draft with every member filled in."""
    return {
        "record": 1,
        "id": "1",
        "question_set": "chosen",
        "context": {"when": "2026-11", "name": "n", "kind": "call", "my_part": "p", "access": "a"},
        "answers": [
            {
                "question_id": "q",
                "question_text": "?",
                "noticed": "n",
                "how_known": ["checked", "told"],
                "rating": "well",
                "step": {"text": "t", "by": "2026-12-01", "with_whom": "w"},
                "keep_out": True,
            }
        ],
        "position": 1,
        "taking_away": "t",
        "to_talk_about": True,
        "skipped": ["q"],
        "return_to_look_over": True,
        "tags": ["a"],
        "entry_id": "2",
        "follow_ups": [
            {
                "entry_id": "3",
                "origin": "q",
                "title": "t",
                "step": {"text": "t", "by": "2026-12-01", "with_whom": "w"},
                "state": "not-yet",
                "words": "w",
                "noted": "2026-11-18T09:30:00.000000+00:00",
            }
        ],
    }


@pytest.mark.parametrize(("name", "record", "read"), kinds())
def test_the_full_records_read(name: str, record: object, read: Callable[[object], object]) -> None:
    assert read(record)


@pytest.mark.parametrize(("name", "record", "read"), kinds())
def test_a_member_of_another_type_missing_or_too_many_is_refused(
    name: str, record: object, read: Callable[[object], object]
) -> None:
    for path in list(members_of(record)):
        value = inner(record, path)
        others: tuple[object, ...] = (1.5, {}, [1], "no such thing", 7, None, True)
        for other in others:
            if type(other) is not type(value) and not (other is None and path[-1] in MAY_BE_NOTHING):
                refused(read, record, path, other)
        if isinstance(value, dict):
            refused(read, record, (*path, "more"), 1)
        if isinstance(path[-1], str) and path[-1] not in MAY_BE_LEFT_OUT:
            refused(read, record, path, MISSING)


MAY_BE_NOTHING = {"kind", "rating", "by", "entry_id", "noted"}
MAY_BE_LEFT_OUT = {"follow_ups"}
MISSING = object()


def refused(
    read: Callable[[object], object], record: object, path: tuple[object, ...], value: object
) -> None:
    """See that the record is refused once the member at ``path`` is this value, or is missing."""
    changed = copy.deepcopy(record)
    inner(changed, path[:-1])[path[-1]] = value  # type: ignore[index]
    if value is MISSING:
        del inner(changed, path[:-1])[path[-1]]  # type: ignore[attr-defined]
    with pytest.raises(MalformedRecordError):
        read(changed)


@pytest.mark.parametrize("record", [None, [], "x", 1, {}, {"record": 2}])
def test_what_is_no_record_is_refused(record: object) -> None:
    for read in (entry_from_record, note_draft_from_record, reflection_draft_from_record):
        with pytest.raises(MalformedRecordError):
            read(record)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("context", "when"), "2026-11-31"),
        (("context", "kind"), "party"),
        (("question_set",), "none"),
        (("answers", 0, "rating"), "5"),
        (("answers", 0, "how_known"), ["told", "told"]),
        (("answers", 0, "step", "by"), "20261201"),
        (("position",), 3),
        (("answers",), []),
        (("follow_ups", 0, "state"), "overlooked"),
        (("follow_ups", 0, "noted"), "2026-11-18"),
    ],
)
def test_a_value_that_no_draft_has_is_refused(path: tuple[object, ...], value: object) -> None:
    record = next_example()
    inner(record, path[:-1])[path[-1]] = value  # type: ignore[index]
    with pytest.raises(MalformedRecordError):
        reflection_draft_from_record(record)


def test_an_error_tells_nothing_that_was_written() -> None:
    record = next_example()
    record["answers"][0]["rating"] = "a private word"
    with pytest.raises(MalformedRecordError) as caught:
        reflection_draft_from_record(record)
    assert "private" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@given(moments())
def test_moments_are_read_as_written_and_in_order(moment: datetime) -> None:
    text = moment_to_text(moment)
    assert moment_from_text(text) == moment
    assert text < moment_to_text(moment + timedelta(microseconds=1))
    assert len(text) == len(moment_to_text(NOW))


_NO_MOMENTS = [
    "",
    "2026-11-18",
    "2026-11-18T09:30:00",
    "2026-11-18T09:30:00+00:00",
    "9999-12-31T23:30:00.000000+00:00",
    "0001-01-01T00:30:00.000000+00:00",
]
"""The last two lie outside the calendar in other zones: a made-up copy could bring what cannot be shown."""


@pytest.mark.parametrize("text", _NO_MOMENTS)
def test_another_spelling_of_a_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|UTC"):
        moment_from_text(text)


def test_a_moment_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        moment_to_text(NOW.replace(tzinfo=None))
    assert moment_to_text(NOW.astimezone(timezone(timedelta(hours=1)))) == moment_to_text(NOW.astimezone(UTC))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b", "ab"),
        ("\x02hit\x03", "hit"),
        ("half \ud83d", "half \ufffd"),
        ("\udc00", "\ufffd"),
        ("\ud83d\ude00", "😀"),
        ("tab\tline\nfeed\r\n", "tab\tline\nfeed\r\n"),
        ("e\u0301 é 👩🏽\u200d🦽 \ufeff", "e\u0301 é 👩🏽\u200d🦽 \ufeff"),
    ],
)
def test_text_is_kept_as_it_is_but_for_what_cannot_be(text: str, kept: str) -> None:
    assert storable(text) == kept
    assert storable(kept) == kept


def test_no_record_holds_a_text_that_the_journal_cannot() -> None:
    """Inside a record a NUL is an escape, which the door of the database lets through."""
    odd = "a\x00\x02b \ud83d"
    step = NextStep(odd, None, odd)
    answer = Answer("q", odd, odd, step=step)
    context = Context(EventDate(2026, 11), odd, None, odd, odd)
    follow_up = FollowUp("e", "q", odd, step, ActionState.TRIED, odd)
    reflection = Reflection(QuestionSet.CHOSEN, context, (answer,), odd)
    records = [
        reflection_draft_to_record(
            ReflectionDraft(
                "d", QuestionSet.CHOSEN, context, (answer,), 0, odd, tags=(odd,), follow_ups=(follow_up,)
            )
        ),
        note_draft_to_record(NoteDraft("d", context.when, odd, odd, (odd,))),
        entry_to_record(Entry("e", odd, context.when, NOW, NOW, reflection, (odd,))),
        entry_to_record(Entry("e", odd, context.when, NOW, NOW, Note(odd))),
        draft_to_record(StepNote("e", "q", ActionState.TRIED, odd, step, odd)),
        draft_to_record(StepDay("e", "q", None, step, odd)),
    ]
    found = [text for record in records for text in texts_in(record)]
    assert found.count("ab \ufffd") == 35
    assert all(storable(text) == text for text in found)


def texts_in(record: object) -> list[str]:
    """Every text of a record, however deep."""
    if isinstance(record, str):
        return [record]
    inside = record.values() if isinstance(record, dict) else record if isinstance(record, list) else ()
    return [text for each in inside for text in texts_in(each)]
