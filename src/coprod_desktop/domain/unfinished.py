"""What is being written, read as an entry: so a draft in the bin looks as it would have in the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from coprod_desktop.domain.entries import Entry, Note, NoteDraft
from coprod_desktop.domain.reflection import ReflectionDraft, finish


def as_entry(draft: NoteDraft | ReflectionDraft, changed: datetime) -> Entry:
    """What a draft says so far, under its own id; ``changed`` is when it was last saved.

    Of a reflection only the questions that were answered: of the others nobody knows yet whether they would
    have been left out.
    """
    if isinstance(draft, NoteDraft):
        return Entry(
            id=draft.id,
            title=draft.title.strip(),
            event=draft.event,
            written=changed,
            changed=changed,
            content=Note(draft.body),
            tags=draft.tags,
            items=draft.items,
            to_talk_about=draft.to_talk_about,
        )
    entry = replace(finish(draft, "", changed), id=draft.id)
    assert not isinstance(entry.content, Note)
    said = tuple(answer for answer in entry.content.answers if not answer.is_empty)
    return replace(entry, content=replace(entry.content, answers=said))
