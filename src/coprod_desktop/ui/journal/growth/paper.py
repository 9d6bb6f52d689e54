"""The picture and the list as they go on paper and into a file: blocks below one another, dark on white.

A block is never cut by the end of a page; long words are a block a line. Everything that is needed of
the looks is taken when a `Paper` is made, so that drawing may be done on another thread.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from coprod_desktop.content.model import Recipe, text_of
from coprod_desktop.domain.growth import Cell, Grid, Line
from coprod_desktop.ui.journal.growth import words
from coprod_desktop.ui.journal.growth.grid_painter import (
    TONES,
    Sizes,
    begins_year,
    draw_cells,
    draw_head,
    draw_words,
    head_height,
)
from coprod_desktop.ui.journal.growth.leaf_painter import has_mark
from coprod_desktop.ui.journal.growth.marks import draw_mark
from coprod_desktop.ui.journal.growth.shown import Leaf, Shown, Table
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.theme.tokens import RatingLook
from coprod_desktop.ui.widgets.paint import wrapped_height

_ROLES = ("h1", "h3", "label", "body", "small", "smallStrong")
_LEFT = int(Qt.AlignmentFlag.AlignLeft.value) | int(Qt.AlignmentFlag.AlignTop.value)
_MIDDLE = int(Qt.AlignmentFlag.AlignLeft.value) | int(Qt.AlignmentFlag.AlignVCenter.value)
_LABELS, _COLUMN, _FEWEST = 230, 52, 10
_GAP = 10.0

Draw = Callable[[QPainter, QRectF], None]


@dataclass(frozen=True, slots=True)
class Block:
    """Something that stays in one piece. ``keep``: it stays with the next one, as a heading does."""

    height: float
    draw: Draw
    keep: bool = False


class Paper:
    """What is drawn with: the theme's letters and marks in the text size in use, always in light colours."""

    def __init__(self, theme: Theme) -> None:
        self._colours = {key: QColor(colour) for key, colour in theme.colours_of("light").items()}
        self._fonts = {(role, weight): theme.font(role, weight) for role in _ROLES for weight in (None, 400)}
        self._fonts["label", 800] = theme.font("label", 800)
        self._ratings = {key: theme.rating(key) for key in theme.rating_keys()}
        self.scale = theme.scale

    def c(self, key: str) -> QColor:
        """A colour token as a colour."""
        return self._colours[key]

    def font(self, role: str = "body", weight: int | None = None) -> QFont:
        """The font of a role."""
        return QFont(self._fonts[role, weight])

    def rating(self, key: str) -> RatingLook:
        """How the mark of a rating is drawn."""
        return self._ratings[key]


def blocks(paper: Paper, recipe: Recipe, shown: Shown, width: float, *, as_list: bool) -> Iterator[Block]:
    """All of what is shown, laid out for a width."""
    yield from (*_text(paper, shown.title, "h1", width, keep=True), _space(6))
    if shown.about:
        yield from (*_text(paper, shown.about, "body", width, tone="textSecondary"), _space(10))
    if as_list:
        yield from _table(paper, shown.table, width)
    elif shown.grid is not None:
        yield from _grid(paper, recipe, shown.grid, width)
    else:
        for group in shown.groups:
            if group.title:
                yield from (_space(8), *_text(paper, group.title, "h3", width, keep=True), _space(4))
            for leaf in group.leaves:
                yield from _leaf(paper, leaf, width)
    yield from (_space(14), *_text(paper, credit(recipe), "small", width, tone="textSecondary", keep=True))


def credit(recipe: Recipe) -> str:
    """The credit that the licence of the sheet's words asks for."""
    return "\n".join([text_of(recipe.credit), *(run.link for run in recipe.credit if run.link)])


def wide_enough(paper: Paper, shown: Shown, *, as_list: bool) -> float:
    """How wide a picture in a file should be, so that it is not much taller than wide."""
    least = 900 * paper.scale
    if as_list or shown.grid is None:
        return least
    count = len(shown.grid.columns)
    a_column, labels = _COLUMN * paper.scale, _LABELS * paper.scale
    tall = len(shown.grid.lines) * 36 * paper.scale
    beside = _FEWEST
    while beside < count and math.ceil(count / beside) * tall > labels + beside * a_column:
        beside += 1
    return max(least, labels + beside * a_column)


# ---------------------------------------------------------------------- words
def _text(
    paper: Paper,
    text: str,
    role: str,
    width: float,
    *,
    tone: str = "text",
    left: float = 0,
    keep: bool = False,
) -> list[Block]:
    font = paper.font(role)
    high = QFontMetricsF(font).lineSpacing() * 1.1
    return [
        Block(high, partial(_draw_line, font, paper.c(tone), line, left), keep=keep)
        for line in lines_of(text, font, width - left)
    ]


def _draw_line(font: QFont, colour: QColor, line: str, left: float, painter: QPainter, rect: QRectF) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect.adjusted(left, 0, 200, 20), _LEFT, line)


def _space(high: float) -> Block:
    return Block(high, _draw_nothing, keep=True)


def _draw_nothing(_painter: QPainter, _rect: QRectF) -> None:
    return


def lines_of(text: str, font: QFont, width: float) -> list[str]:
    """The lines of a text at a width."""
    found = []
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    for part in text.split("\n"):
        raw = part.encode("utf-16-le")  # Qt counts in these
        layout = QTextLayout(part, font)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(40.0, width))
            start, end = line.textStart() * 2, (line.textStart() + line.textLength()) * 2
            found.append(raw[start:end].decode("utf-16-le", "replace").rstrip())
        layout.endLayout()
    return found


# ---------------------------------------------------------------------- the grid
def columns_beside(paper: Paper, width: float) -> int:
    """How many columns stand side by side in a width; the others go on below."""
    return max(1, int((width - _LABELS * paper.scale) // (_COLUMN * paper.scale)))


def _grid(paper: Paper, recipe: Recipe, grid: Grid, width: float) -> Iterator[Block]:
    yield _legend(paper, recipe, grid, width)
    yield _space(10)
    labels = _LABELS * paper.scale
    beside = columns_beside(paper, width)
    heights = [_row_height(paper, line, labels) for line in grid.lines]
    cells = [{cell.column: cell for cell in line.cells} for line in grid.lines]
    for first in range(0, len(grid.columns), beside):
        numbers = range(first, min(first + beside, len(grid.columns)))
        is_last = numbers.stop == len(grid.columns)  # the credit stays with it
        headings = sum(_begins_group(grid, number) for number in range(len(grid.lines)))
        high = head_height(paper, grid.zoom) + sum(heights) + headings * _heading_height(paper)
        yield Block(high, partial(_draw_grid, paper, _Rows(grid, heights, cells), numbers), is_last)
        yield _space(22)


def _legend(paper: Paper, recipe: Recipe, grid: Grid, width: float) -> Block:
    cells = [cell for line in grid.lines for cell in line.cells]
    used = {words.key_of(cell.latest.rating) for cell in cells}
    marks = [(key, label) for key, label in words.keys(recipe) if key != words.WORDS_ALONE or key in used]
    font, size = paper.font("small"), 18 * paper.scale
    high = max(QFontMetricsF(font).height(), size) + 6
    placed: list[tuple[float, float, str, str]] = []
    x = y = 0.0
    for key, label in marks:
        wide = size + 8 + QFontMetricsF(font).horizontalAdvance(label) + 20 * paper.scale
        if x and x + wide > width:
            x, y = 0.0, y + high
        placed.append((x, y, key, label))
        x += wide
    notes = [words.several_note()] if any(cell.is_several for cell in cells) else []
    note = lines_of(" ".join((*notes, words.blank_note())), font, width)

    def draw(painter: QPainter, rect: QRectF) -> None:
        painter.setFont(font)
        for left, top, key, label in placed:
            box = QRectF(rect.left() + left, rect.top() + top + (high - size) / 2, size, size)
            draw_mark(painter, paper, key, box)
            room = QRectF(box.right() + 8, rect.top() + top, 600, high)
            painter.setPen(paper.c("text"))
            painter.drawText(room, _MIDDLE, label)
        painter.setPen(paper.c("textSecondary"))
        for number, line in enumerate(note):
            top = rect.top() + y + high + 4 + number * high
            painter.drawText(QRectF(rect.left(), top, width + 200, high), _LEFT, line)

    return Block(y + high + 4 + len(note) * high, draw, keep=True)


def _begins_group(grid: Grid, number: int) -> bool:
    return number == 0 or grid.lines[number].group is not grid.lines[number - 1].group


def _row_height(paper: Paper, line: Line, labels: float) -> float:
    return max(32 * paper.scale, wrapped_height(paper.font("body"), line.label, labels - 8) + 8)


def _heading_height(paper: Paper) -> float:
    return 36 * paper.scale


@dataclass(frozen=True, slots=True)
class _Rows:
    """A grid, how tall each of its rows is, and what stands in it."""

    grid: Grid
    heights: Sequence[float]
    cells: Sequence[dict[int, Cell]]


def _draw_grid(paper: Paper, rows: _Rows, numbers: range, painter: QPainter, rect: QRectF) -> None:
    grid = rows.grid
    labels, wide = _LABELS * paper.scale, _COLUMN * paper.scale
    sizes = Sizes(20 * paper.scale, 5, 1.6)
    left, right = rect.left() + labels, rect.left() + labels + len(numbers) * wide
    for place, number in enumerate(numbers):
        box = QRectF(left + place * wide, rect.top(), wide, 0)
        with_year = place == 0 or begins_year(grid.columns, number)
        draw_head(painter, paper, box, grid.columns[number], with_year=with_year)
    y = rect.top() + head_height(paper, grid.zoom)
    for row, (line, high, cells) in enumerate(zip(grid.lines, rows.heights, rows.cells, strict=True)):
        if _begins_group(grid, row):
            tone = TONES[line.group] if line.group is not None else "textSecondary"
            box = QRectF(rect.left(), y + 8, labels, _heading_height(paper) - 8)
            draw_words(painter, paper, box, words.group_of(line.group), paper.font("smallStrong"), tone)
            y += _heading_height(paper)
        draw_words(
            painter, paper, QRectF(rect.left(), y, labels - 8, high), line.label, paper.font("body"), "text"
        )
        draw_cells(painter, paper, sizes, QRectF(left, y, wide, high), cells, numbers)
        painter.setPen(paper.c("divider"))
        painter.drawLine(round(rect.left()), round(y + high), round(right), round(y + high))
        y += high


# ---------------------------------------------------------------------- leaves
def _leaf(paper: Paper, leaf: Leaf, width: float) -> Iterator[Block]:
    left = 32 * paper.scale if has_mark(leaf) else 0.0
    title = _text(paper, leaf.title, "label", width, left=left, keep=True)
    if has_mark(leaf) and title:
        first = title[0]
        yield Block(first.height, partial(_draw_with_mark, paper, leaf.mark, first.draw), keep=True)
        title = title[1:]
    yield from title
    keep = bool(leaf.words)  # a date by itself at the end of a page says nothing
    yield from _text(paper, leaf.note, "small", width, tone="textSecondary", left=left, keep=keep)
    if leaf.words:
        yield from _text(paper, leaf.words, "body", width, left=left)
    yield _space(_GAP)


def _draw_with_mark(paper: Paper, key: str, draw: Draw, painter: QPainter, rect: QRectF) -> None:
    size = 20 * paper.scale
    draw_mark(painter, paper, key, QRectF(rect.left(), rect.top() + (rect.height() - size) / 2, size, size))
    draw(painter, rect)


# ---------------------------------------------------------------------- the list
def _table(paper: Paper, table: Table, width: float) -> Iterator[Block]:
    shares = sum(table.widths)
    widths = [width * share / shares for share in table.widths]
    yield from _row(paper, table.headers, widths, "smallStrong", "textSecondary", keep=True)
    yield Block(6, partial(_draw_rule, paper.c("border")), keep=True)
    for row in table.rows:
        yield from _row(paper, row.cells, widths, "body", "text")
        yield Block(8, partial(_draw_rule, paper.c("divider")))


def _row(
    paper: Paper, cells: Sequence[str], widths: Sequence[float], role: str, tone: str, *, keep: bool = False
) -> Iterator[Block]:
    font = paper.font(role)
    high = QFontMetricsF(font).lineSpacing() * 1.1
    columns = [lines_of(cell, font, wide - 12) for cell, wide in zip(cells, widths, strict=True)]
    for number in range(max(map(len, columns))):
        line = [column[number] if number < len(column) else "" for column in columns]
        yield Block(high, partial(_draw_row, font, paper.c(tone), line, widths), keep=keep)


def _draw_row(
    font: QFont,
    colour: QColor,
    line: Sequence[str],
    widths: Sequence[float],
    painter: QPainter,
    rect: QRectF,
) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    left = rect.left()
    for text, wide in zip(line, widths, strict=True):
        painter.drawText(QRectF(left, rect.top(), wide + 200, rect.height() + 20), _LEFT, text)
        left += wide


def _draw_rule(colour: QColor, painter: QPainter, rect: QRectF) -> None:
    painter.setPen(colour)
    y = round(rect.top() + 3)
    painter.drawLine(round(rect.left()), y, round(rect.right()), y)
