"""Entries and drafts as plain records: dictionaries of JSON values and back.

Used for drafts and for the versions of an entry. Reading is strict: a member too many, too few or of
another type is refused, never guessed, so that damage shows instead of turning into wrong content.
Every record says its own ``record`` format, for a later program to know an older one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import TypeVar

from coprod_desktop.domain.actions import ActionState
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EntryKind,
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
from coprod_desktop.domain.members import MalformedRecordError, Members
from coprod_desktop.domain.reflection import ReflectionDraft

Record = dict[str, object]

FORMAT = 1

_T = TypeVar("_T")

_NOT_KEPT = re.compile("[\x00\x02\x03]")
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


def storable(text: str) -> str:
    r"""Text as the journal can hold it.

    NUL would cut a text short; ``\x02`` and ``\x03`` mark the hits of a search; half a character
    (a lone surrogate) has no place in UTF-8 and becomes the replacement character; two halves that
    belong together become their character.
    """
    if _HALF_A_CHARACTER.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _NOT_KEPT.sub("", text)


def moment_to_text(moment: datetime) -> str:
    """A moment in UTC with microseconds, so that the order of texts is the order of time.

    Raises:
        ValueError: the moment does not say its time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment_from_text(text: str) -> datetime:
    """Read what `moment_to_text` wrote.

    Nothing is read as a moment in the first and the last year of the calendar: in other zones it would lie
    outside, and could not be shown.

    Raises:
        ValueError: it is something else.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or moment_to_text(moment) != text or moment.year in (MINYEAR, MAXYEAR):
        raise ValueError("not a moment in UTC")
    return moment


def entry_to_record(entry: Entry) -> Record:
    """An entry, whole."""
    content = entry.content
    return {
        "record": FORMAT,
        "id": entry.id,
        "title": storable(entry.title),
        "event": entry.event.to_iso(),
        "written": moment_to_text(entry.written),
        "changed": moment_to_text(entry.changed),
        "tags": [storable(tag) for tag in entry.tags],
        "items": list(entry.items),
        "to_talk_about": entry.to_talk_about,
        "kind": entry.kind.value,
        "content": _reflection(content) if isinstance(content, Reflection) else _note(content),
    }


def entry_from_record(record: object) -> Entry:
    """Read an entry.

    Raises:
        MalformedRecordError: the record is not one of this format.
    """
    members = Members(record)
    members.require_number("record", FORMAT)
    kind = members.member_of("kind", EntryKind)
    content = members.value("content")
    values = {
        "id": members.text("id"),
        "title": members.text("title"),
        "event": members.read("event", EventDate.from_iso),
        "written": members.read("written", moment_from_text),
        "changed": members.read("changed", moment_from_text),
        "content": _read_reflection(content) if kind is EntryKind.REFLECTION else _read_note(content),
        "tags": members.texts("tags"),
        "items": members.texts("items"),
        "to_talk_about": members.flag("to_talk_about"),
    }
    members.done()
    return _made(Entry, values)


def reflection_draft_to_record(draft: ReflectionDraft) -> Record:
    """A reflection that is being written, with the place where one stopped."""
    record: Record = {
        "record": FORMAT,
        "id": draft.id,
        "question_set": draft.question_set.value,
        "context": _context(draft.context),
        "answers": [_answer(answer) for answer in draft.answers],
        "position": draft.position,
        "taking_away": storable(draft.taking_away),
        "to_talk_about": draft.to_talk_about,
        "skipped": sorted(draft.skipped),
        "return_to_look_over": draft.return_to_look_over,
        "tags": [storable(tag) for tag in draft.tags],
        "entry_id": draft.entry_id,
    }
    if draft.follow_ups:
        record["follow_ups"] = [_follow_up(follow_up) for follow_up in draft.follow_ups]
    return record


def reflection_draft_from_record(record: object) -> ReflectionDraft:
    """Read a reflection's draft.

    Raises:
        MalformedRecordError: the record is not one of this format.
    """
    members = Members(record)
    members.require_number("record", FORMAT)
    values = {
        "id": members.text("id"),
        "question_set": members.member_of("question_set", QuestionSet),
        "context": _read_context(members.value("context")),
        "answers": tuple(_read_answer(answer) for answer in members.items("answers")),
        "position": members.number("position"),
        "taking_away": members.text("taking_away"),
        "to_talk_about": members.flag("to_talk_about"),
        "skipped": frozenset(members.texts("skipped")),
        "return_to_look_over": members.flag("return_to_look_over"),
        "tags": members.texts("tags"),
        "entry_id": members.text_or_none("entry_id"),
        "follow_ups": tuple(_read_follow_up(each) for each in members.items_if_any("follow_ups")),
    }
    members.done()
    return _made(ReflectionDraft, values)


def note_draft_to_record(draft: NoteDraft) -> Record:
    """A note that is being written."""
    return {
        "record": FORMAT,
        "id": draft.id,
        "event": draft.event.to_iso(),
        "title": storable(draft.title),
        "body": storable(draft.body),
        "tags": [storable(tag) for tag in draft.tags],
        "items": list(draft.items),
        "to_talk_about": draft.to_talk_about,
        "entry_id": draft.entry_id,
    }


def note_draft_from_record(record: object) -> NoteDraft:
    """Read a note's draft.

    Raises:
        MalformedRecordError: the record is not one of this format.
    """
    members = Members(record)
    members.require_number("record", FORMAT)
    draft = NoteDraft(
        id=members.text("id"),
        event=members.read("event", EventDate.from_iso),
        title=members.text("title"),
        body=members.text("body"),
        tags=members.texts("tags"),
        items=members.texts("items"),
        to_talk_about=members.flag("to_talk_about"),
        entry_id=members.text_or_none("entry_id"),
    )
    members.done()
    return draft


def _note(note: Note) -> Record:
    return {"body": storable(note.body)}


def _read_note(record: object) -> Note:
    members = Members(record)
    note = Note(members.text("body"))
    members.done()
    return note


def _reflection(reflection: Reflection) -> Record:
    return {
        "question_set": reflection.question_set.value,
        "context": _context(reflection.context),
        "answers": [_answer(answer) for answer in reflection.answers],
        "taking_away": storable(reflection.taking_away),
    }


def _read_reflection(record: object) -> Reflection:
    members = Members(record)
    values = {
        "question_set": members.member_of("question_set", QuestionSet),
        "context": _read_context(members.value("context")),
        "answers": tuple(_read_answer(answer) for answer in members.items("answers")),
        "taking_away": members.text("taking_away"),
    }
    members.done()
    return _made(Reflection, values)


def _context(context: Context) -> Record:
    return {
        "when": context.when.to_iso(),
        "name": storable(context.name),
        "kind": context.kind.value if context.kind else None,
        "my_part": storable(context.my_part),
        "access": storable(context.access),
    }


def _read_context(record: object) -> Context:
    members = Members(record)
    context = Context(
        members.read("when", EventDate.from_iso),
        members.text("name"),
        members.member_or_none("kind", MeetingKind),
        members.text("my_part"),
        members.text("access"),
    )
    members.done()
    return context


def _follow_up(follow_up: FollowUp) -> Record:
    return {
        "entry_id": follow_up.entry_id,
        "origin": follow_up.origin,
        "title": storable(follow_up.title),
        "step": step_to_record(follow_up.step),
        "state": follow_up.state.value,
        "words": storable(follow_up.words),
        "noted": moment_to_text(follow_up.noted) if follow_up.noted else None,
    }


def _read_follow_up(record: object) -> FollowUp:
    members = Members(record)
    follow_up = FollowUp(
        members.text("entry_id"),
        members.text("origin"),
        members.text("title"),
        step_from_record(members.value("step")),
        members.member_of("state", ActionState),
        members.text("words"),
        members.read_or_none("noted", moment_from_text),
    )
    members.done()
    return follow_up


def step_to_record(step: NextStep) -> Record:
    """What somebody would try next."""
    return {
        "text": storable(step.text),
        "by": step.by.isoformat() if step.by else None,
        "with_whom": storable(step.with_whom),
    }


def step_from_record(record: object) -> NextStep:
    """Read what somebody would try next. Raises MalformedRecordError as the others do."""
    members = Members(record)
    step = NextStep(members.text("text"), members.day_or_none("by"), members.text("with_whom"))
    members.done()
    return step


def _answer(answer: Answer) -> Record:
    return {
        "question_id": answer.question_id,
        "question_text": storable(answer.question_text),
        "noticed": storable(answer.noticed),
        "how_known": sorted(way.value for way in answer.how_known),
        "rating": answer.rating.value if answer.rating else None,
        "step": step_to_record(answer.step),
        "keep_out": answer.keep_out,
    }


def _read_answer(record: object) -> Answer:
    members = Members(record)
    answer = Answer(
        members.text("question_id"),
        members.text("question_text"),
        members.text("noticed"),
        members.members_of("how_known", HowKnown),
        members.member_or_none("rating", Rating),
        step_from_record(members.value("step")),
        members.flag("keep_out"),
    )
    members.done()
    return answer


def _made(kind: Callable[..., _T], values: Record) -> _T:
    """The value of members that were each read by their type; they may still not go together."""
    try:
        return kind(**values)
    except ValueError:
        raise MalformedRecordError("members that do not go together") from None
