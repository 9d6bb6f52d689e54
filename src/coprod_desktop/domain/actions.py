"""What became of a next step: what somebody said they would try, and what happened, in their own words.

A step belongs to an answer of a reflection and is told by the entry and its ``origin``, the id of the
question. Its words and date are the reflection's own. What is noted about it later stands beside the
reflection: noting changes no word of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from coprod_desktop.domain.entries import Entry, EventDate, NextStep


class ActionState(StrEnum):
    """How things stand with a step. The values are stored."""

    OPEN = "open"
    TRIED = "tried"
    LEARNED = "learned"
    NOT_YET = "not-yet"
    LET_GO = "let-go"


TO_TRY = (ActionState.OPEN, ActionState.NOT_YET)
TRIED = (ActionState.TRIED, ActionState.LEARNED)
LET_GO = (ActionState.LET_GO,)


@dataclass(frozen=True, slots=True)
class Noted:
    """What was noted about a step, and when (UTC, aware).

    ``words`` is Markdown as `domain.richtext` writes it.
    """

    state: ActionState = ActionState.OPEN
    words: str = ""
    at: datetime | None = None

    @property
    def is_nothing(self) -> bool:
        """True as long as nothing was said about it."""
        return self.state is ActionState.OPEN and not self.words.strip()


@dataclass(frozen=True, slots=True)
class Action:
    """A next step of a kept reflection, what was noted about it, and where it comes from.

    ``title`` and ``event`` are the entry's, ``question_text`` is the question as it stood on that day.
    """

    entry_id: str
    origin: str
    step: NextStep
    noted: Noted
    title: str
    event: EventDate
    question_text: str


@dataclass(frozen=True, slots=True)
class EntryRead:
    """An entry to be read, with what was noted about its steps since, by their origins."""

    entry: Entry
    noted: Mapping[str, Noted]


@dataclass(frozen=True, slots=True)
class StepNote:
    """What somebody is writing about a step: which one it is, how it stands, and the words so far.

    ``step`` and ``title``, the entry's, are how both stood then: should the entry be gone when the words
    can be written at last, they say what the words are about.
    """

    entry_id: str
    origin: str
    state: ActionState
    words: str = ""
    step: NextStep = field(default=NextStep(), compare=False)
    title: str = field(default="", compare=False)

    @property
    def id(self) -> str:
        """What the step is told by among all others."""
        return f"{self.entry_id}/{self.origin}"


@dataclass(frozen=True, slots=True)
class StepDay:
    """The date somebody chose for a step, None to have none. ``step`` and ``title`` as in `StepNote`."""

    entry_id: str
    origin: str
    by: date | None
    step: NextStep = field(default=NextStep(), compare=False)
    title: str = field(default="", compare=False)

    @property
    def id(self) -> str:
        """What the step is told by among all others."""
        return f"{self.entry_id}/{self.origin}"


class Order(StrEnum):
    """In which order steps are looked at. Alike ones stand as in the first of them.

    ``NEWEST``: those of the newest event first. ``DATE``: by their dates, which puts those that have passed
    before those to come, then those without. ``NOTED``: what was noted last first.
    """

    NEWEST = "newest"
    DATE = "date"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Steps:
    """The first steps of a list, and whether there are more."""

    actions: tuple[Action, ...] = ()
    is_more: bool = False


class When(StrEnum):
    """Where a wished-for date stands."""

    PASSED = "passed"
    COMING = "coming"
    NONE = "none"


def when(action: Action, today: date) -> When:
    """Where a step's date stands. A date is a wish: one that has passed is asked about, and no more."""
    by = action.step.by
    if by is None:
        return When.NONE
    return When.PASSED if by < today else When.COMING
