"""What somebody typed or chose, as one plain record of any kind: for words that wait sealed in memory."""

from __future__ import annotations

from coprod_desktop.domain.actions import ActionState, StepDay, StepNote
from coprod_desktop.domain.entries import NoteDraft
from coprod_desktop.domain.members import MalformedRecordError, Members
from coprod_desktop.domain.records import (
    Record,
    note_draft_from_record,
    note_draft_to_record,
    reflection_draft_from_record,
    reflection_draft_to_record,
    step_from_record,
    step_to_record,
    storable,
)
from coprod_desktop.domain.reflection import ReflectionDraft

Draft = NoteDraft | ReflectionDraft | StepNote | StepDay


def draft_to_record(draft: Draft) -> Record:
    """A draft with its kind. Nothing of it goes to a disk, so it has no number of a format."""
    if isinstance(draft, NoteDraft):
        return {"is": "note", "draft": note_draft_to_record(draft)}
    if isinstance(draft, ReflectionDraft):
        return {"is": "reflection", "draft": reflection_draft_to_record(draft)}
    record: Record = {
        "entry_id": draft.entry_id,
        "origin": draft.origin,
        "step": step_to_record(draft.step),
        "title": storable(draft.title),
    }
    if isinstance(draft, StepNote):
        record |= {"state": draft.state.value, "words": storable(draft.words)}
        return {"is": "step-note", "draft": record}
    return {"is": "step-day", "draft": record | {"by": draft.by.isoformat() if draft.by else None}}


def draft_from_record(record: object) -> Draft:
    """Read what `draft_to_record` wrote.

    Raises:
        MalformedRecordError: it is something else.
    """
    members = Members(record)
    kind, draft = members.text("is"), members.value("draft")
    members.done()
    if kind == "note":
        return note_draft_from_record(draft)
    if kind == "reflection":
        return reflection_draft_from_record(draft)
    if kind == "step-note":
        return _step_note(Members(draft))
    if kind == "step-day":
        return _step_day(Members(draft))
    raise MalformedRecordError("no such kind of draft")


def _step_note(members: Members) -> StepNote:
    note = StepNote(
        members.text("entry_id"),
        members.text("origin"),
        members.member_of("state", ActionState),
        members.text("words"),
        step_from_record(members.value("step")),
        members.text("title"),
    )
    members.done()
    return note


def _step_day(members: Members) -> StepDay:
    day = StepDay(
        members.text("entry_id"),
        members.text("origin"),
        members.day_or_none("by"),
        step_from_record(members.value("step")),
        members.text("title"),
    )
    members.done()
    return day
