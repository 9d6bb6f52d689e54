"""A sheet of paper for a group, as one neutral value: public words of the recipe and the litmus test alone.

PDF, Word, the pictures for a printer and the words on the screen are readings of the same `Sheet`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from coprod_desktop.content.model import Group, ItemKind
from coprod_desktop.domain.richtext import Span

Spans: TypeAlias = tuple[Span, ...]


class SheetKind(StrEnum):
    """The sheets there are."""

    RECIPE = "recipe"
    """The recipe on one page."""
    LITMUS = "litmus"
    """The litmus test with space to write under each question."""
    CARDS = "cards"
    """A card a question, to cut out."""
    ITEM = "item"
    """One item of the recipe with the questions that go with it."""
    WHOLE = "whole"
    """The whole grab sheet."""


class Paper(StrEnum):
    """The value is the typesetter's name of it."""

    A4 = "a4"
    A3 = "a3"


@dataclass(frozen=True, slots=True)
class Wish:
    """Which sheet somebody wants, and how. ``group`` None means all 18 questions.

    ``paper`` counts for the recipe alone, ``easier`` where there are questions; ``item_id`` names the item.
    """

    kind: SheetKind = SheetKind.RECIPE
    paper: Paper = Paper.A4
    large: bool = False
    easier: bool = False
    group: Group | None = None
    item_id: str = ""

    @property
    def has_questions(self) -> bool:
        """Whether questions stand on it, so that easier words can."""
        return self.kind is not SheetKind.RECIPE


class Look(StrEnum):
    """How a paragraph is set."""

    LEAD = "lead"
    TEXT = "text"
    QUOTE = "quote"
    BY = "by"
    OURS = "ours"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    spans: Spans
    look: Look = Look.TEXT


@dataclass(frozen=True, slots=True)
class Head:
    """A heading below the title: 1 for a part, 2 for what stands in it."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Items:
    """One half of the recipe. ``title`` and ``heading`` stand above it on the one page alone."""

    half: ItemKind
    lines: tuple[Spans, ...]
    title: str = ""
    heading: Spans = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A question. ``ours`` are words that are not the original's; ``room`` is how many lines to write on."""

    group: Group
    text: str
    ours: tuple[str, ...] = ()
    room: int = 0


@dataclass(frozen=True, slots=True)
class Room:
    """Lines to write on, under words that say what for."""

    label: str
    lines: int

    @property
    def is_large(self) -> bool:
        """Whether it is a part of its own, with a heading."""
        return self.lines > 1


Block: TypeAlias = Words | Head | Items | Ask | Room


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that is ready to be set. ``hint`` is a line at the head of the paper, for the cards."""

    wish: Wish
    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    credit: Spans
    ours: str
    """What marks words that are not the original's."""
    language: str
    page: str
    made: datetime
    group_titles: tuple[tuple[Group, str], ...] = ()
    hint: str = ""

    def group_title(self, group: Group) -> str:
        """What a half of the litmus test is called."""
        return dict(self.group_titles)[group]


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The words of a sheet that the content does not have. ``page`` holds ``{n}`` and ``{m}``."""

    language: str = "en-GB"
    page: str = "Page {n} of {m}"
    cards: str = "Question cards"
    cut: str = "Cut along the lines"
    date: str = "Date"
    taking_away: str = "What am I taking away?"
    kinds: dict[ItemKind, str] = field(
        default_factory=lambda: {ItemKind.VALUE: "Ingredient (value)", ItemKind.SKILL: "Method (skill)"}
    )
    questions: str = "Challenge yourself"
    write: str = "Write about this"
    headings: str = "The small headings and the remarks are our words, not the original's."
