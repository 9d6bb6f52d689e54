"""Finding words in the recipe: where they stand, whatever their case and accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from coprod_desktop.content.model import FollowedBy, Group, Item, Line, Recipe, Run, SectionId, text_of


class PlaceKind(StrEnum):
    """The kinds of page in the Recipe tab."""

    OVERVIEW = "overview"
    ITEM = "item"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Place:
    """A page, and on it an item or a section of the sheet (``id`` empty: its beginning)."""

    kind: PlaceKind
    id: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of the recipe that holds the words.

    ``item`` is set where the line belongs to an item, ``group`` where it is a question, ``ours`` where
    the words are not the original's.
    """

    place: Place
    runs: Line
    item: Item | None = None
    section: SectionId | None = None
    group: Group | None = None
    ours: bool = False


def spans(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Where ``words`` stand in ``text``, as start and end; white space at the ends does not count."""
    wanted = "".join(_fold(letter) for letter in words.strip())
    if not wanted:
        return ()
    folded: list[str] = []
    origin: list[int] = []
    for index, letter in enumerate(text):
        for part in _fold(letter):
            folded.append(part)
            origin.append(index)
    joined = "".join(folded)
    found = []
    start = joined.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        found.append((origin[start], origin[end - 1] + 1))
        start = joined.find(wanted, end)
    return tuple(found)


def split_marked(runs: Line, words: str) -> Iterator[tuple[Run, bool]]:
    """The runs cut so that each piece is either wholly inside a match or wholly outside."""
    for run, (inside,) in split_at(runs, spans(text_of(runs), words)):
        yield run, inside


def split_at(runs: Line, *marks: Iterable[tuple[int, int]]) -> Iterator[tuple[Run, tuple[bool, ...]]]:
    """The runs cut at the edges of several kinds of marks, and whether a piece is inside one of each kind."""
    kinds = [tuple(kind) for kind in marks]
    position = 0
    for run in runs:
        end = position + len(run.text)
        cuts = {position, end}
        cuts.update(edge for kind in kinds for mark in kind for edge in mark if position < edge < end)
        for left, right in pairwise(sorted(cuts)):
            inside = (any(start <= left and right <= stop for start, stop in kind) for kind in kinds)
            yield Run(run.text[left - position : right - position], run.bold, run.link), tuple(inside)
        position = end


def find(recipe: Recipe, words: str) -> tuple[Hit, ...]:
    """Every line with ``words``, in the order of the sheet; an item's prompt right after its words."""
    return tuple(hit for hit in _lines(recipe) if spans(text_of(hit.runs), words))


def _lines(recipe: Recipe) -> Iterator[Hit]:
    for section in recipe.sections:
        place = Place(PlaceKind.SHEET, section.id)
        for paragraph in section.paragraphs:
            yield Hit(place, paragraph.runs, section=section.id)
        if section.followed_by is FollowedBy.VALUES:
            yield from _item_lines(recipe.values)
        elif section.followed_by is FollowedBy.SKILLS:
            yield from _item_lines(recipe.skills)
        elif section.followed_by is FollowedBy.QUESTIONS:
            for question in recipe.questions:
                yield Hit(place, (Run(question.text),), section=section.id, group=question.group)


def _item_lines(items: tuple[Item, ...]) -> Iterator[Hit]:
    for item in items:
        place = Place(PlaceKind.ITEM, item.id)
        yield Hit(place, item.runs, item=item)
        yield Hit(place, (Run(item.prompt),), item=item, ours=True)


def _fold(letter: str) -> str:
    """A letter without case and accents; curly quotes as straight ones, any space as a space."""
    if letter.isspace():
        return " "
    letter = {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-"}.get(letter, letter)
    parts = unicodedata.normalize("NFKD", letter.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
