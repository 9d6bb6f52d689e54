"""Entries of the journal: what a note and a kept reflection hold."""

from __future__ import annotations

import calendar
import re
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class EntryKind(StrEnum):
    """The type of an entry. A reflection comes out of the wizard, a note is written freely."""

    REFLECTION = "reflection"
    NOTE = "note"


class Rating(StrEnum):
    """Where I am with a question today: a word about my own practice, never a number."""

    WELL = "well"
    GETTING_THERE = "there"
    NEEDS_THOUGHT = "thought"
    NOT_SURE = "unsure"
    NOT_RELEVANT = "na"


class HowKnown(StrEnum):
    """How somebody knows what they noticed."""

    TOLD = "told"
    NOTICED = "noticed"
    CHECKED_TOGETHER = "checked"
    NOT_CHECKED = "unchecked"


class QuestionSet(StrEnum):
    """Which questions a reflection goes through."""

    ALL = "all"
    VALUES = "values"
    SKILLS = "skills"
    THREE = "three"
    CHOSEN = "chosen"


class MeetingKind(StrEnum):
    """What a reflection is about."""

    MEETING = "meeting"
    WORKSHOP = "workshop"
    ONE_TO_ONE = "one-to-one"
    PROJECT = "project"
    CALL = "call"
    OTHER = "other"


_EVENT_DATE = re.compile(r"([0-9]{4})-([0-9]{2})(?:-(0[1-9]|[123][0-9]))?")


@dataclass(frozen=True, slots=True, order=True)
class EventDate:
    """When something happened: a day, or only a month (``day`` 0).

    Stored and compared as ISO 8601 (``2026-11-18`` or ``2026-11``), years 1 to 9999.
    """

    year: int
    month: int
    day: int = 0

    def __post_init__(self) -> None:
        if not (1 <= self.year <= 9999 and 1 <= self.month <= 12):
            raise ValueError("not a month of the calendar")
        if not 0 <= self.day <= calendar.monthrange(self.year, self.month)[1]:
            raise ValueError("not a day of that month")

    @classmethod
    def of(cls, day: date) -> EventDate:
        """The event date of one calendar day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_iso(cls, text: str) -> EventDate:
        """Read ``YYYY-MM-DD`` or ``YYYY-MM``.

        Raises:
            ValueError: the text is neither, or no such day exists.
        """
        match = _EVENT_DATE.fullmatch(text)
        if match is None:
            raise ValueError("not an ISO date or month")
        return cls(int(match[1]), int(match[2]), int(match[3] or 0))

    def to_iso(self) -> str:
        """``YYYY-MM-DD``, or ``YYYY-MM`` when only the month is known."""
        month = f"{self.year:04}-{self.month:02}"
        return f"{month}-{self.day:02}" if self.day else month

    @property
    def is_month(self) -> bool:
        """True when only the month is known."""
        return self.day == 0

    def as_day(self) -> date:
        """The day, or the first of the month, for sorting and for a calendar widget."""
        return date(self.year, self.month, self.day or 1)


@dataclass(frozen=True, slots=True)
class NextStep:
    """What somebody said they would try next. The date is a wish, never a deadline."""

    text: str = ""
    by: date | None = None
    with_whom: str = ""

    @property
    def is_empty(self) -> bool:
        """True when nothing was written."""
        return not (self.text.strip() or self.with_whom.strip() or self.by)


@dataclass(frozen=True, slots=True)
class Answer:
    """One question's answer. ``noticed`` and ``step.text`` are Markdown as `domain.richtext` writes it.

    ``question_text`` is the question as it stood on that day, so that an old reflection reads right
    after the content changes.
    """

    question_id: str
    question_text: str
    noticed: str = ""
    how_known: frozenset[HowKnown] = frozenset()
    rating: Rating | None = None
    step: NextStep = NextStep()
    keep_out: bool = False

    @property
    def is_empty(self) -> bool:
        """True when nothing was said: it reads as left out, never as missing."""
        return not (self.noticed.strip() or self.how_known or self.rating or not self.step.is_empty)


@dataclass(frozen=True, slots=True)
class Context:
    """What a reflection is about. Every field is optional but the date."""

    when: EventDate
    name: str = ""
    kind: MeetingKind | None = None
    my_part: str = ""
    access: str = ""


@dataclass(frozen=True, slots=True)
class Reflection:
    """A kept reflection: the questions in the order they were asked, and what was said.

    ``taking_away`` is Markdown as `domain.richtext` writes it.
    """

    question_set: QuestionSet
    context: Context
    answers: tuple[Answer, ...]
    taking_away: str = ""

    def __post_init__(self) -> None:
        if len({answer.question_id for answer in self.answers}) != len(self.answers):
            raise ValueError("a reflection asks each of its questions once")


@dataclass(frozen=True, slots=True)
class Note:
    """Free text. ``body`` is Markdown as `domain.richtext` writes it."""

    body: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the journal.

    ``event`` is when it happened, ``written`` and ``changed`` (UTC, aware) when it was first kept and
    last changed. ``items`` are ids of the recipe's values and skills.
    """

    id: str
    title: str
    event: EventDate
    written: datetime
    changed: datetime
    content: Reflection | Note
    tags: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    to_talk_about: bool = False

    def __post_init__(self) -> None:
        if isinstance(self.content, Reflection) and self.content.context.when != self.event:
            raise ValueError("a reflection's entry has the date of its context")

    @property
    def kind(self) -> EntryKind:
        """The type of the entry."""
        return EntryKind.REFLECTION if isinstance(self.content, Reflection) else EntryKind.NOTE

    def asks(self, question_id: str) -> bool:
        """Whether it is a reflection that asks this question."""
        return isinstance(self.content, Reflection) and any(
            answer.question_id == question_id for answer in self.content.answers
        )


@dataclass(frozen=True, slots=True)
class BinnedEntry:
    """An entry in the bin, and the moment it was put there (aware, UTC).

    ``draft`` is there for one that is not finished: then ``entry`` is what it says so far, under the id of
    the draft.
    """

    entry: Entry
    since: datetime
    draft: DraftRow | None = None


@dataclass(frozen=True, slots=True)
class EntryRow:
    r"""What the list shows of an entry, without its whole text.

    ``excerpt`` is plain text. In a hit of the search the matching words stand between ``\x02`` and
    ``\x03``. ``is_draft``: it is not finished, and lies in the bin.
    """

    id: str
    kind: EntryKind
    title: str
    event: EventDate
    excerpt: str
    tags: tuple[str, ...] = ()
    to_talk_about: bool = False
    question_set: QuestionSet | None = None
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """A note that is being written. ``entry_id`` names the kept entry it will replace, if any."""

    id: str
    event: EventDate
    title: str = ""
    body: str = ""
    tags: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    to_talk_about: bool = False
    entry_id: str | None = None

    @property
    def is_empty(self) -> bool:
        """True when there is nothing worth keeping."""
        return not (self.title.strip() or self.body.strip())


@dataclass(frozen=True, slots=True)
class DraftRow:
    """What a list shows of a draft: enough to choose it, nothing more."""

    id: str
    kind: EntryKind
    title: str
    changed: datetime
    question_set: QuestionSet | None = None
    position: int = 0
    length: int = 0
    entry_id: str | None = field(default=None)


def new_id() -> str:
    """A fresh random identifier for an entry or a draft (128 bits, lower-case hex)."""
    return uuid.uuid4().hex
