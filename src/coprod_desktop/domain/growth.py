"""The growth picture as plain values: what was said to each question and when, and what came of the steps.

Everything that is shown of it, as a picture, as a list, on paper or in a file, is made from these values,
so that none of them can say something else than another. Nothing is added up or compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from coprod_desktop.content.model import Group, Question, Recipe
from coprod_desktop.domain.entries import EventDate, Rating


class Zoom(StrEnum):
    """How much time one column of the picture holds."""

    EACH = "each"
    MONTHS = "months"
    YEARS = "years"


class CameOf(StrEnum):
    """What came of a step; steps that are still open, or left for later, are no part of the picture."""

    TRIED = "tried"
    LEARNED = "learned"
    LET_GO = "let-go"


@dataclass(frozen=True, slots=True)
class Said:
    """One answer that says something. ``noticed`` is Markdown as `domain.richtext` writes it."""

    entry_id: str
    question_id: str
    when: EventDate
    rating: Rating | None
    noticed: str
    keep_out: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """One reflection: what was said in it, and which of its questions were left out."""

    entry_id: str
    title: str
    when: EventDate
    said: tuple[Said, ...]
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Named:
    """The latest entry that names an item of the recipe itself."""

    item_id: str
    entry_id: str
    when: EventDate


@dataclass(frozen=True, slots=True)
class Tried:
    """A step and what came of it. ``text`` is Markdown; ``noted`` is when that was noted (aware, UTC)."""

    entry_id: str
    question_id: str
    when: EventDate
    text: str
    came_of: CameOf
    words: str
    noted: datetime
    keep_out: bool = False


@dataclass(frozen=True, slots=True)
class GrowthPicture:
    """All of it, in the order of time.

    ``former`` are questions that the recipe does not hold any more, each with its words of then.
    """

    moments: tuple[Moment, ...] = ()
    named: tuple[Named, ...] = ()
    tried: tuple[Tried, ...] = ()
    former: tuple[tuple[str, str], ...] = ()

    @property
    def said(self) -> Iterable[Said]:
        """Every answer that says something."""
        return (said for moment in self.moments for said in moment.said)

    def to_share(self) -> GrowthPicture:
        """The picture without the answers that are kept out of exports, and without a trace of them.

        What was left out of a reflection is not told either: beside it, what is kept out could be seen.
        """
        moments = tuple(
            replace(moment, said=said, left_out=frozenset())
            for moment in self.moments
            if (said := tuple(said for said in moment.said if not said.keep_out))
        )
        shown = {said.question_id for moment in moments for said in moment.said}
        return GrowthPicture(
            moments,
            self.named,
            tuple(step for step in self.tried if not step.keep_out),
            tuple(former for former in self.former if former[0] in shown),
        )


# ---------------------------------------------------------------------- questions × reflections
@dataclass(frozen=True, slots=True)
class Column:
    """One reflection, or all of a month or a year. ``when`` is a day or month; for a year its January."""

    when: EventDate
    zoom: Zoom


@dataclass(frozen=True, slots=True)
class Cell:
    """What was said to one question in one column, in the order of time; never empty."""

    column: int
    said: tuple[Said, ...]

    @property
    def latest(self) -> Said:
        """What is shown of it."""
        return self.said[-1]

    @property
    def is_several(self) -> bool:
        """Whether there is more than what is shown."""
        return len(self.said) > 1


@dataclass(frozen=True, slots=True)
class Line:
    """One question and what was said to it. ``group`` is None for a question of former days."""

    question_id: str
    label: str
    text: str
    group: Group | None
    cells: tuple[Cell, ...]
    left_out: frozenset[int] = frozenset()
    """Columns in which the question was asked, and nothing was said."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The picture of all questions."""

    zoom: Zoom
    columns: tuple[Column, ...] = ()
    lines: tuple[Line, ...] = ()

    def line(self, question_id: str) -> Line | None:
        """The line of a question."""
        return next((line for line in self.lines if line.question_id == question_id), None)


def grid_of(picture: GrowthPicture, recipe: Recipe, zoom: Zoom = Zoom.EACH) -> Grid:
    """The recipe's questions, and those of former days, by the reflections in which something was said."""
    asked = _columns([moment for moment in picture.moments if moment.said], zoom)
    cells: dict[str, list[Cell]] = {}
    left_out: dict[str, set[int]] = {}
    for number, (_, moments) in enumerate(asked):
        of_question: dict[str, list[Said]] = {}
        for moment in moments:
            for said in moment.said:
                of_question.setdefault(said.question_id, []).append(said)
            for question_id in moment.left_out:
                left_out.setdefault(question_id, set()).add(number)
        for question_id, answers in of_question.items():
            cells.setdefault(question_id, []).append(Cell(number, tuple(answers)))
            left_out.get(question_id, set()).discard(number)
    lines = [
        Line(
            question_id,
            label,
            text,
            group,
            tuple(cells.get(question_id, ())),
            frozenset(left_out.get(question_id, ())),
        )
        for question_id, label, text, group in _questions(picture, recipe)
    ]
    return Grid(zoom, tuple(column for column, _ in asked), tuple(lines))


def _questions(picture: GrowthPicture, recipe: Recipe) -> list[tuple[str, str, str, Group | None]]:
    known: list[tuple[str, str, str, Group | None]] = [_known(q) for q in recipe.questions]
    return known + [(question_id, text, text, None) for question_id, text in picture.former]


def _known(question: Question) -> tuple[str, str, str, Group | None]:
    return question.id, question.label, question.text, question.group


def _columns(moments: Sequence[Moment], zoom: Zoom) -> list[tuple[Column, list[Moment]]]:
    if zoom is Zoom.EACH:
        return [(Column(moment.when, zoom), [moment]) for moment in moments]

    def start(moment: Moment) -> EventDate:
        when = moment.when
        return EventDate(when.year, when.month if zoom is Zoom.MONTHS else 1)

    return [(Column(when, zoom), list(inside)) for when, inside in groupby(moments, start)]


def path_of(picture: GrowthPicture, question_id: str) -> tuple[Said, ...]:
    """What was said to one question, the latest first."""
    return tuple(said for said in picture.said if said.question_id == question_id)[::-1]


# ---------------------------------------------------------------------- the ingredient shelf
@dataclass(frozen=True, slots=True)
class Looked:
    """One item of the recipe and when it was last looked at: by an answer, or by an entry that names it.

    Without ``when`` it is waiting, whenever somebody is ready. There is no target.
    """

    item_id: str
    when: EventDate | None = None
    entry_id: str = ""
    question_id: str = ""


def shelf_of(picture: GrowthPicture, recipe: Recipe) -> tuple[Looked, ...]:
    """Every item of the recipe, in the sheet's order."""
    latest: dict[str, Looked] = {}
    items_of = {question.id: question.item_ids for question in recipe.questions}
    for said in picture.said:
        for item_id in items_of.get(said.question_id, ()):
            latest[item_id] = Looked(item_id, said.when, said.entry_id, said.question_id)
    for named in picture.named:
        before = latest.get(named.item_id)
        if before is None or before.when is None or named.when > before.when:
            latest[named.item_id] = Looked(named.item_id, named.when, named.entry_id)
    return tuple(latest.get(item.id, Looked(item.id)) for item in recipe.items)


# ---------------------------------------------------------------------- actions
def actions_of(picture: GrowthPicture) -> tuple[tuple[CameOf, tuple[Tried, ...]], ...]:
    """What was tried, learned from and let go, each the latest first; what there is none of is not named."""
    found = []
    for came_of in CameOf:
        steps = sorted(
            (step for step in picture.tried if step.came_of is came_of), key=_when_noted, reverse=True
        )
        if steps:
            found.append((came_of, tuple(steps)))
    return tuple(found)


def _when_noted(step: Tried) -> datetime:
    return step.noted
