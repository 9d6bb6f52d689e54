"""Drafts of a damaged journal: those that are whole, and the words of those that are not, as notes."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from coprod_desktop.domain.entries import EntryKind, EventDate, NoteDraft
from coprod_desktop.domain.records import (
    moment_from_text,
    moment_to_text,
    note_draft_from_record,
    reflection_draft_from_record,
)
from coprod_desktop.domain.reflection import ReflectionDraft
from coprod_desktop.vault.connection import Connection, Value
from coprod_desktop.vault.drafts import Drafts
from coprod_desktop.vault.salvage_entries import PartWords, said_first
from coprod_desktop.vault.salvage_pages import Record
from coprod_desktop.vault.salvage_tables import SalvagedTables

_WORDS = re.compile(
    r'"(?:body|name|my_part|access|noticed|text|with_whom|taking_away|words)": "([^"\\]*(?:\\.[^"\\]*)*)',
    re.DOTALL,
)
"""The members of a draft's record that hold what somebody wrote, also where the record ends in one."""

_HALF_AN_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{0,3})?$")


@dataclass(frozen=True, slots=True)
class SalvagedDraft:
    """A draft that came out, when it was last saved, and since when it lies in the bin, if it does."""

    draft: NoteDraft | ReflectionDraft
    changed: datetime
    is_whole: bool
    deleted_at: str | None = None


def salvaged_drafts(tables: SalvagedTables, words: PartWords, today: date) -> list[SalvagedDraft]:
    """All drafts of which words are left."""
    found: dict[str, SalvagedDraft] = {}
    for row in tables.records("draft"):
        if row.whole > 0 and (draft := _draft(row, words, today)) is not None:
            found.setdefault(draft.draft.id, draft)
    return list(found.values())


def write_drafts(connection: Connection, drafts: list[SalvagedDraft]) -> None:
    """Store them, inside the caller's transaction."""
    store = Drafts(connection)
    for each in drafts:
        store.add(each.draft, each.changed, each.deleted_at)


def _draft(row: Record, words: PartWords, today: date) -> SalvagedDraft | None:
    draft_id, kind, title, changed, _, _, _, _, record, *added = row.values
    saved = _moment(changed, today)
    deleted_at = moment_to_text(_moment(added[0], today)) if added and added[0] is not None else None
    if row.is_whole:
        with suppress(ValueError, RecursionError):
            read = note_draft_from_record if kind == EntryKind.NOTE else reflection_draft_from_record
            draft = read(json.loads(str(record)))
            if draft.id == draft_id:
                return SalvagedDraft(draft, saved, is_whole=True, deleted_at=deleted_at)
    body = "\n\n".join(_words_in(str(record or "")))
    if not body and not title:
        return None
    note = NoteDraft(
        str(draft_id),
        EventDate.of(today),
        title=str(title or ""),
        body=said_first(words, body),
        tags=(words.tag,),
    )
    return SalvagedDraft(note, saved, is_whole=False, deleted_at=deleted_at)


def _moment(value: Value, today: date) -> datetime:
    """A moment as it stands in a row; the beginning of today where it cannot be read."""
    with suppress(ValueError):
        return moment_from_text(str(value))
    return datetime.combine(today, time(), UTC)


def _words_in(record: str) -> list[str]:
    found = []
    for text in _WORDS.findall(record):
        with suppress(ValueError):
            read = json.loads(f'"{_HALF_AN_ESCAPE.sub("", text)}"', strict=False)
            if read.strip():
                found.append(read)
    return found
