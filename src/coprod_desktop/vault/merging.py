"""Bringing what an opened copy holds into the open journal: all of it in one transaction, or nothing.

``docs/decisions/merging.md`` has the rules. Doing it a second time changes nothing. Which of two versions
comes on top does not depend on the side from which it is done.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from coprod_desktop.domain.entries import Entry, NoteDraft
from coprod_desktop.domain.records import (
    entry_from_record,
    entry_to_record,
    moment_from_text,
    moment_to_text,
    storable,
)
from coprod_desktop.domain.reflection import ReflectionDraft
from coprod_desktop.vault.binned_drafts import BinnedDrafts
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.drafts import Drafts
from coprod_desktop.vault.entries import Entries
from coprod_desktop.vault.entrywriter import EntryWriter
from coprod_desktop.vault.errors import JournalDamaged, MergeStopped
from coprod_desktop.vault.likeness import everything_of
from coprod_desktop.vault.merged import Merged
from coprod_desktop.vault.putback import note_put_back, own_put_back_moments, put_back_moments
from coprod_desktop.vault.steps import StepState, states_of

Told = Callable[[], AbstractContextManager[None]]
"""Says of the copy, where its owner knows it, what goes wrong with it."""

_AT_ONCE = 200
"""Rows of the copy that are read in one piece."""


@dataclass(frozen=True, slots=True)
class Held:
    """One entry with its past, as a journal holds it. ``versions`` are spelt as `spelling` does.

    ``wanted_at`` is when it was last changed or taken out of the bin.
    """

    entry: Entry
    deleted_at: str | None
    wanted_at: str
    versions: frozenset[str]
    steps: tuple[StepState, ...]


def spelling(entry: Entry) -> str:
    """A version in its one spelling. The mark "to talk about" is no part of it: setting it is no change."""
    return json.dumps(entry_to_record(replace(entry, to_talk_about=False)), ensure_ascii=False)


def theirs_on_top(here: Held, there: Held) -> bool:
    """Whether the copy's words of an entry become the present ones.

    Where one side has kept the other's present words as a version, it knows that it is the later one,
    whatever a clock said. Else the later moment counts; of two at the same moment the spelling decides,
    so that both sides choose alike.
    """
    ours, theirs = spelling(here.entry), spelling(there.entry)
    if ours == theirs:
        return False
    we_know, they_know = theirs in here.versions, ours in there.versions
    if we_know != they_know:
        return they_know
    return (there.entry.changed, theirs) > (here.entry.changed, ours)


class Merge:
    """One merge of ``there`` into ``here``."""

    def __init__(self, here: Connection, there: Connection, told: Told, now: datetime) -> None:
        """``now`` is from when the bin counts its days for what it is given."""
        self._here, self._there, self._told = here, there, told
        self._now = moment_to_text(now)
        self._entries, self._writer = Entries(here), EntryWriter(here)
        self._back_here: dict[str, str] = {}
        self._back_there: dict[str, str] = {}
        self._done: Counter[str] = Counter()

    def run(self, stopped: Callable[[], bool]) -> Merged:
        """Do it, unless ``stopped`` says so on the way.

        Raises:
            MergeStopped: it was called off. The journal is as it was, as after every other error.
            VaultError: the copy could not be read, or the journal not written.
        """
        theirs = Entries(self._there)
        with self._here.write():
            self._back_here = own_put_back_moments(self._here)
            with self._reading_theirs():
                self._back_there = put_back_moments(self._there)
            for number, entry_id in self._told_entries():
                if stopped():
                    raise MergeStopped
                here = self._entries.number(entry_id)
                ours = None if here is None else everything_of(self._here, here)
                with self._reading_theirs():
                    alike = ours is not None and ours == everything_of(self._there, number)
                    there = None if alike else held(self._there, theirs, number, entry_id, self._back_there)
                if there is not None:
                    self._take(there)
            self._join_put_back()
            self._take_drafts(stopped)
        return Merged(**self._done)

    def _told_entries(self) -> Iterator[tuple[int, str]]:
        rows = _entries_of(self._there)
        while True:
            with self._told():
                row = next(rows, None)
            if row is None:
                return
            yield row

    # ------------------------------------------------------------------ entries
    def _take(self, there: Held) -> None:
        number = self._entries.number(there.entry.id)
        if number is None:
            self._add(there)
            return
        here = held(self._here, self._entries, number, there.entry.id, self._back_here)
        newer_there = theirs_on_top(here, there)
        top = there.entry if newer_there else here.entry
        versions = set(there.versions)
        if _says_other(here.entry, there.entry):
            versions.add(spelling(here.entry if newer_there else there.entry))
        if newer_there:
            self._writer.replace(number, there.entry)
            self._done["updated"] += 1
        elif spelling(there.entry) in versions - here.versions:
            self._done["kept_as_version"] += 1
        self._keep(number, versions - here.versions - {spelling(top)})
        self._put_in_bin_or_out(number, here, there)
        self._writer.note(number, top, there.steps)

    def _add(self, there: Held) -> None:
        self._writer.add(there.entry)
        number = self._entries.number(there.entry.id)
        assert number is not None
        self._keep(number, there.versions)
        self._set_deleted(number, self._now if there.deleted_at else None)
        self._done["new_in_bin" if there.deleted_at else "new"] += 1
        self._writer.note(number, there.entry, there.steps)

    def _keep(self, number: int, versions: AbstractSet[str]) -> None:
        """Add versions, the oldest first: where two have one moment, the later row counts as the newer."""
        records = sorted((str(json.loads(version)["changed"]), version) for version in versions)
        self._here.change_many(
            "INSERT INTO version (entry, changed, record) VALUES (?, ?, ?)",
            [(number, changed, record) for changed, record in records],
        )
        self._done["versions"] += len(records)

    def _put_in_bin_or_out(self, number: int, here: Held, there: Held) -> None:
        """The later act counts: deleting here or there, changing or putting back there or here."""
        wanted = here.deleted_at
        if here.deleted_at and not there.deleted_at:
            if there.wanted_at >= here.deleted_at:
                wanted = None
                self._done["out_of_bin"] += 1
        elif there.deleted_at and not here.deleted_at and there.deleted_at > here.wanted_at:
            wanted = self._now
            self._done["binned"] += 1
        self._set_deleted(number, wanted)

    def _join_put_back(self) -> None:
        """Of entries that are in the journal by now, keep the later moment at which one was put back."""
        later = {
            entry_id: moment
            for entry_id, moment in self._back_there.items()
            if moment > self._back_here.get(entry_id, "") and self._entries.exists(entry_id)
        }
        note_put_back(self._here, later)

    def _set_deleted(self, number: int, deleted_at: str | None) -> None:
        self._here.change("UPDATE entry SET deleted_at = ? WHERE number = ?", deleted_at, number)

    # ------------------------------------------------------------------ drafts
    def _take_drafts(self, stopped: Callable[[], bool]) -> None:
        here, there = Drafts(self._here), Drafts(self._there)
        with self._reading_theirs():
            rows = sorted(there.every_row(), key=lambda row: row.changed)
            binned = {draft_id for draft_id, _ in BinnedDrafts(self._there).moments()}
        ours = {row.id: row for row in here.every_row()}
        for row in rows:
            if stopped():
                raise MergeStopped
            with self._reading_theirs():
                draft = there.whole(row.id)
                if draft.id != row.id:
                    raise ValueError("the record of another draft, which would take its place here")
            mine = ours.get(row.id)
            if mine is not None:
                if row.changed <= mine.changed or here.whole(mine.id) == draft:
                    continue
                # The one here may be open in the window, and what it says must not go: both are shown.
                draft = replace(draft, id=_other_name(draft))
                if draft.id in ours:
                    continue
            here.add(draft, row.changed, self._now if row.id in binned else None)
            self._done["drafts_in_bin" if row.id in binned else "drafts"] += 1

    @contextmanager
    def _reading_theirs(self) -> Iterator[None]:
        with self._told():
            try:
                yield
            except (ValueError, KeyError, RecursionError):
                raise JournalDamaged(path=self._there.path, reason="record") from None


def _other_name(draft: NoteDraft | ReflectionDraft) -> str:
    """An id that this draft, saying just this, has every time."""
    return hashlib.sha256(f"{draft.id}\n{draft!r}".encode("utf-8", "replace")).hexdigest()[:32]


def held(
    connection: Connection, entries: Entries, number: int, entry_id: str, put_back: Mapping[str, str]
) -> Held:
    """An entry with its past, from the bin too. ``put_back`` are the journal's `put_back_moments`.

    Raises:
        JournalDamaged: it does not read.
    """
    row = connection.one("SELECT deleted_at FROM entry WHERE number = ?", number)
    records = connection.read("SELECT record FROM version WHERE entry = ?", number)
    try:
        deleted_at = None if row is None or row[0] is None else str(row[0])
        if deleted_at is not None:
            moment_from_text(deleted_at)
        versions = frozenset(_version(str(record), entry_id) for (record,) in records)
        entry = entries.whole(entry_id)
        wanted_at = max(moment_to_text(entry.changed), put_back.get(entry_id, ""))
        return Held(entry, deleted_at, wanted_at, versions, states_of(connection, number))
    except (ValueError, RecursionError):
        raise JournalDamaged(path=connection.path, reason="record") from None


def _version(record: str, entry_id: str) -> str:
    entry = entry_from_record(json.loads(record))
    if entry.id != entry_id:
        raise ValueError("a version of another entry")
    return spelling(entry)


def _says_other(one: Entry, other: Entry) -> bool:
    """Whether two differ in more than when they were changed and in the mark."""
    return replace(one, changed=other.changed, to_talk_about=other.to_talk_about) != other


def _entries_of(connection: Connection) -> Iterator[tuple[int, str]]:
    """Numbers and ids of all entries in the order in which they were added, a few at a time."""
    last = -(2**63)
    while rows := connection.read(
        "SELECT number, id FROM entry WHERE number > ? ORDER BY number LIMIT ?", last, _AT_ONCE
    ):
        for number, entry_id in rows:
            if not isinstance(number, int) or not isinstance(entry_id, str) or storable(entry_id) != entry_id:
                raise JournalDamaged(path=connection.path, reason="record")
            yield number, entry_id
            last = number
