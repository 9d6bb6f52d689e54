"""What the growth picture shows, as one plain value from which picture, list, paper and file are made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coprod_desktop.content.model import Item, ItemKind, Recipe
from coprod_desktop.domain.growth import (
    Grid,
    GrowthPicture,
    Looked,
    Tried,
    Zoom,
    actions_of,
    grid_of,
    path_of,
    shelf_of,
)
from coprod_desktop.ui.journal.growth import words
from coprod_desktop.ui.journal.growth.words import tr


class Part(StrEnum):
    """The four parts, in the order of their switch."""

    QUESTIONS = "questions"
    QUESTION = "question"
    SHELF = "shelf"
    ACTIONS = "actions"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One thing in a picture that is no grid: a mark (a key, or none), and its words.

    ``entry_id`` is the entry it leads to, at ``question_id``, ``item_id`` the item of the recipe; each may be
    empty.
    """

    title: str
    note: str = ""
    words: str = ""
    mark: str = ""
    entry_id: str = ""
    question_id: str = ""
    item_id: str = ""

    @property
    def sentence(self) -> str:
        """All of it in one piece."""
        head = ", ".join(part for part in (self.note, self.title) if part)
        return f"{head.rstrip('.')}. {self.words}" if self.words else head


@dataclass(frozen=True, slots=True)
class Leaves:
    """Things under one heading; the heading may be empty."""

    title: str
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the list, and where it leads."""

    cells: tuple[str, ...]
    entry_id: str = ""
    question_id: str = ""
    item_id: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The same as the picture, as a list. ``widths`` are shares of the room."""

    headers: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[TableRow, ...]


NO_TABLE = Table((), (), ())


@dataclass(frozen=True, slots=True)
class Shown:
    """One part, ready to be shown: ``grid`` or ``groups`` are its picture, ``table`` its list, if wanted."""

    part: Part
    title: str
    about: str
    table: Table = NO_TABLE
    grid: Grid | None = None
    groups: tuple[Leaves, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it yet."""
        if self.grid is not None:
            return not self.grid.columns
        return not any(group.leaves for group in self.groups)

    @property
    def holds_words(self) -> bool:
        """Whether what somebody wrote stands in it."""
        return self.part in (Part.QUESTION, Part.ACTIONS)


def shown(
    picture: GrowthPicture,
    recipe: Recipe,
    part: Part,
    zoom: Zoom = Zoom.EACH,
    question_id: str = "",
    *,
    with_list: bool = True,
) -> Shown:
    """One part of the picture. ``zoom`` is for the questions, ``question_id`` for one of them.

    ``with_list``: of all questions over many years the list is long, and only made where it is wanted.
    """
    if part is Part.QUESTIONS:
        grid = grid_of(picture, recipe, zoom)
        table = _list_of(grid, recipe) if with_list else NO_TABLE
        return Shown(part, tr("How things have been"), "", table, grid)
    if part is Part.QUESTION:
        return one_question(picture, recipe, question_id)
    return _shelf(picture, recipe) if part is Part.SHELF else _actions(picture, recipe)


def part_name(part: Part) -> str:
    """What a part is called."""
    return {
        Part.QUESTIONS: tr("Questions"),
        Part.QUESTION: tr("One question"),
        Part.SHELF: tr("Ingredient shelf"),
        Part.ACTIONS: tr("Actions tried"),
    }[part]


def _list_of(grid: Grid, recipe: Recipe) -> Table:
    times = [words.time_of(column) for column in grid.columns]
    rows = tuple(
        TableRow(
            (line.label, times[cell.column], words.cell_words(recipe, cell)),
            cell.latest.entry_id,
            line.question_id,
        )
        for line in grid.lines
        for cell in line.cells
    )
    return Table((tr("Question"), tr("When"), tr("Where I was with it")), (5, 3, 4), rows)


def one_question(picture: GrowthPicture, recipe: Recipe, question_id: str, most: int | None = None) -> Shown:
    """One question's path in a person's own words, the latest first; ``most`` of them, or all."""
    title, about = _names(picture, recipe, question_id)
    leaves, rows = [], []
    for said in path_of(picture, question_id)[:most]:
        noticed = words.plain_words(said.noticed)
        word, when = words.word_of(recipe, said.rating), words.date_of(said.when)
        key = words.key_of(said.rating)
        leaves.append(Leaf(word, when, words.quoted(noticed), key, said.entry_id, question_id))
        rows.append(TableRow((when, word, noticed), said.entry_id, question_id))
    headers = (tr("When"), tr("Where I was with it"), tr("What I noticed"))
    table = Table(headers, (3, 4, 8), tuple(rows))
    return Shown(Part.QUESTION, title, about, table, groups=(Leaves("", tuple(leaves)),))


def _names(picture: GrowthPicture, recipe: Recipe, question_id: str) -> tuple[str, str]:
    for question in recipe.questions:
        if question.id == question_id:
            return question.label, question.text
    return next(((text, "") for former, text in picture.former if former == question_id), ("", ""))


def _shelf(picture: GrowthPicture, recipe: Recipe) -> Shown:
    looked = {one.item_id: one for one in shelf_of(picture, recipe)}
    groups, rows = [], []
    for kind, title in ((ItemKind.VALUE, tr("Ingredients")), (ItemKind.SKILL, tr("Method"))):
        leaves = [_on_shelf(recipe, item, looked[item.id]) for item in recipe.items_of(kind)]
        groups.append(Leaves(title, tuple(leaves)))
        rows += [
            TableRow((leaf.title, title, leaf.note, leaf.words), item_id=leaf.item_id) for leaf in leaves
        ]
    headers = (tr("What"), tr("Part of the recipe"), tr("Looked at"), tr("Through"))
    table = Table(headers, (4, 3, 4, 4), tuple(rows))
    return Shown(Part.SHELF, part_name(Part.SHELF), "", table, groups=tuple(groups))


def _on_shelf(recipe: Recipe, item: Item, looked: Looked) -> Leaf:
    if looked.when is None:
        return Leaf(item.name, tr("Waiting"), item_id=item.id)
    labels = {question.id: question.label for question in recipe.questions}
    through = labels.get(looked.question_id, tr("An entry about it"))
    return Leaf(item.name, words.date_of(looked.when), through, "looked", item_id=item.id)


def _actions(picture: GrowthPicture, recipe: Recipe) -> Shown:
    groups, rows = [], []
    for state, steps in actions_of(picture):
        title = words.came_of(state)
        groups.append(Leaves(title, tuple(_action(recipe, step) for step in steps)))
        for step in steps:
            cells = (
                _what(step),
                title,
                words.day_noted(step.noted),
                words.plain_words(step.words),
            )
            rows.append(TableRow(cells, step.entry_id, step.question_id))
    headers = (tr("What I said I would try"), tr("What came of it"), tr("Noted on"), tr("In my words"))
    table = Table(headers, (6, 3, 3, 6), tuple(rows))
    return Shown(Part.ACTIONS, part_name(Part.ACTIONS), "", table, groups=tuple(groups))


def _what(step: Tried) -> str:
    return words.plain_words(step.text) or tr("Something I said I would try")


def _action(_recipe: Recipe, step: Tried) -> Leaf:
    return Leaf(
        _what(step),
        words.day_noted(step.noted),
        words.quoted(words.plain_words(step.words)),
        entry_id=step.entry_id,
        question_id=step.question_id,
    )
