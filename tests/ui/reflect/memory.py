"""A journal in memory and jobs that run at once, so that the pages can be tested without files or threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.actions import TO_TRY
from coprod_desktop.domain.entries import (
    Answer,
    DraftRow,
    Entry,
    EntryKind,
    EntryRow,
    EventDate,
    Reflection,
)
from coprod_desktop.domain.follow_up import FollowUp, StepsNow
from coprod_desktop.domain.reflection import ReflectionDraft
from coprod_desktop.errors import KnownError
from coprod_desktop.services.deleting import Deleting
from coprod_desktop.services.reflecting import Reflecting
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.jobs import Jobs

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class DiskFullHere(KnownError):
    """Stands for a disk that is full."""

    code = "disk-full"


@dataclass
class MemoryEntries:
    """The kept entries."""

    kept: dict[str, Entry] = field(default_factory=dict)
    drafts: MemoryDrafts | None = None
    steps: MemorySteps | None = None
    fails: Exception | None = None

    def put(self, entry: Entry, *, remove_draft: str | None = None, noted: Iterable[FollowUp] = ()) -> None:
        if self.fails:
            raise self.fails
        self.kept[entry.id] = entry
        if self.steps:
            self.steps.note(noted)
        if remove_draft and self.drafts:
            self.drafts.kept.pop(remove_draft, None)

    def get(self, entry_id: str) -> Entry:
        return self.kept[entry_id]

    def former(self, entry_id: str) -> Entry | None:
        return self.kept.get(entry_id)

    def rows(self, kind: EntryKind | None = None, offset: int = 0, limit: int = 100) -> list[EntryRow]:
        newest = sorted(self.kept.values(), key=lambda entry: entry.event, reverse=True)
        rows = [_row(entry) for entry in newest if kind in (None, entry.kind)]
        return rows[offset : offset + limit]

    def newest_written(self, kind: EntryKind, until: datetime) -> datetime | None:
        moments = [entry.written for entry in self.kept.values() if entry.kind is kind]
        return max((moment for moment in moments if moment <= until), default=None)

    def last_looked_at(self) -> dict[str, EventDate]:
        seen: dict[str, EventDate] = {}
        for entry in self.kept.values():
            for answer in _answers(entry):
                if not answer.is_empty:
                    latest = seen.get(answer.question_id, entry.event)
                    seen[answer.question_id] = max(entry.event, latest)
        return seen

    def answers_to(
        self, question_id: str, limit: int, but: str | None = None
    ) -> list[tuple[EventDate, Answer]]:
        found = [
            (entry.event, answer)
            for entry in self.kept.values()
            for answer in _answers(entry)
            if answer.question_id == question_id and not answer.is_empty and entry.id != but
        ]
        return sorted(found, key=lambda pair: pair[0], reverse=True)[:limit]


@dataclass
class MemorySteps:
    """The next steps of kept entries, newest first; ``noted`` is when something was noted about one."""

    there: dict[tuple[str, str], FollowUp] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def add(self, *follow_ups: FollowUp) -> None:
        self.there.update({follow_up.key: follow_up for follow_up in follow_ups})

    def open(self) -> tuple[FollowUp, ...]:
        return tuple(step for step in self.there.values() if step.state in TO_TRY)

    def now(self, held: Iterable[FollowUp]) -> StepsNow:
        there = {step.key: self.there[step.key] for step in held if step.key in self.there}
        return StepsNow(there, self.gone)

    def note(self, follow_ups: Iterable[FollowUp]) -> None:
        for step in follow_ups:
            there = self.there.get(step.key)
            if there and step.noted and (there.noted is None or there.noted < step.noted):
                self.there[step.key] = step


@dataclass
class MemoryDrafts:
    """The drafts, each with how often it was written."""

    kept: dict[str, tuple[ReflectionDraft, datetime]] = field(default_factory=dict)
    writes: int = 0
    fails: Exception | None = None
    steps: MemorySteps | None = None

    def put_reflection(self, draft: ReflectionDraft, now: datetime) -> None:
        if self.fails:
            raise self.fails
        self.writes += 1
        self.kept[draft.id] = (draft, now)
        if self.steps:
            self.steps.note(draft.follow_ups)

    def get_reflection(self, draft_id: str) -> ReflectionDraft:
        return self.kept[draft_id][0]

    whole = get_reflection

    def remove(self, draft_id: str) -> None:
        self.kept.pop(draft_id, None)

    def rows(self) -> list[DraftRow]:
        return [
            DraftRow(
                draft.id,
                EntryKind.REFLECTION,
                draft.context.name,
                changed,
                draft.question_set,
                draft.position,
                len(draft.answers),
                draft.entry_id,
            )
            for draft, changed in reversed(self.kept.values())
        ]


class MemorySettings(dict[str, str]):
    """The settings inside the journal."""

    def put(self, key: str, value: str) -> None:
        self[key] = value


@dataclass
class MemoryBin:
    """The drafts that were let go."""

    drafts: MemoryDrafts
    held: dict[str, tuple[ReflectionDraft, datetime]] = field(default_factory=dict)
    fails: Exception | None = None

    def put_draft(self, draft_id: str, _now: datetime) -> None:
        if self.fails:
            raise self.fails
        self.held[draft_id] = self.drafts.kept.pop(draft_id)

    def put_back(self, draft_id: str, _now: datetime) -> None:
        if self.fails:
            raise self.fails
        self.drafts.kept[draft_id] = self.held.pop(draft_id)


class MemoryVault:
    """What `Reflecting` and `Deleting` ask of an open journal."""

    def __init__(self) -> None:
        self.settings = MemorySettings()
        self.follow_ups = MemorySteps()
        self.drafts = MemoryDrafts(steps=self.follow_ups)
        self.bin = MemoryBin(self.drafts)
        self.entries = MemoryEntries(drafts=self.drafts, steps=self.follow_ups)

    def only_draft(self) -> ReflectionDraft:
        """The one draft there is."""
        ((draft, _),) = self.drafts.kept.values()
        return draft


class MemoryUnlocking:
    """An open journal in memory."""

    is_unlocked = True

    def __init__(self) -> None:
        self.vault = MemoryVault()


class InstantJobs(Jobs):
    """Runs work at once, on the calling thread."""

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        owner: object | None = None,
    ) -> None:
        try:
            value = work()
        except Exception as error:
            if failed is None:
                raise
            failed(error)
        else:
            if done is not None:
                done(value)


class HeldJobs(InstantJobs):
    """Collects work until it is told to run it."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[tuple[Any, ...]] = []

    def run(self, *work: Any, **more: Any) -> None:
        self.held.append((work, more))

    def release(self) -> None:
        """Run everything that was handed over."""
        held, self.held = self.held, []
        for work, more in held:
            super().run(*work, **more)


def deleting_in(unlocking: MemoryUnlocking) -> Deleting:
    """The real bin over the journal in memory, at noon of 23 November 2026."""
    return Deleting(cast(Unlocking, unlocking), lambda: NOON)


def reflecting_in(unlocking: MemoryUnlocking, recipe: Recipe) -> Reflecting:
    """The real service over the journal in memory, at noon of 23 November 2026."""
    return Reflecting(cast(Unlocking, unlocking), recipe, lambda: NOON)


def _row(entry: Entry) -> EntryRow:
    content = entry.content
    question_set = content.question_set if isinstance(content, Reflection) else None
    return EntryRow(entry.id, entry.kind, entry.title, entry.event, "", question_set=question_set)


def _answers(entry: Entry) -> tuple[Answer, ...]:
    return entry.content.answers if isinstance(entry.content, Reflection) else ()
