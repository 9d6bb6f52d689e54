"""Paints the grid: marks joined by thin lines, the questions at the left, the days above.

The same steps draw on the screen and on paper; they are given what to draw with.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from coprod_desktop.content.model import Group
from coprod_desktop.domain.growth import Cell, Column, Zoom
from coprod_desktop.ui.journal.growth import words
from coprod_desktop.ui.journal.growth.marks import draw_mark
from coprod_desktop.ui.widgets.paint import WRAP
from coprod_desktop.ui.widgets.rating import Ink

_TOP = int(Qt.AlignmentFlag.AlignHCenter.value) | int(Qt.AlignmentFlag.AlignTop.value)
_MIDDLE = WRAP | int(Qt.AlignmentFlag.AlignVCenter.value)
ICONS = {Group.VALUES: "carrot", Group.SKILLS: "cooking-pot"}
_ROLES = {Zoom.EACH: ("small", "label", "small"), Zoom.MONTHS: ("small", "label"), Zoom.YEARS: ("label",)}
TONES = {Group.VALUES: "ingredient", Group.SKILLS: "method"}


@dataclass(frozen=True, slots=True)
class Sizes:
    """What the grid is measured with, in pixels."""

    mark: float
    gap: float
    line: float


def draw_cells(
    painter: QPainter, ink: Ink, sizes: Sizes, rect: QRectF, cells: dict[int, Cell], columns: range
) -> None:
    """Draw places of a row that stand side by side: the line that joins what was said, and the marks.

    ``rect`` is the first of the places.
    """
    if not cells:
        return
    first, last = next(iter(cells)), next(reversed(cells))  # they are in the order of time
    y, wide, room = rect.center().y(), rect.width(), sizes.mark / 2 + sizes.gap
    lines, marks = [], []
    for place, column in enumerate(columns):
        cell = cells.get(column)
        left = rect.left() + place * wide
        middle = left + wide / 2
        apart = room if cell is not None else 0
        if first < column <= last:
            lines.append(QLineF(left, y, middle - apart, y))
        if first <= column < last:
            lines.append(QLineF(middle + apart, y, left + wide, y))
        if cell is not None:
            marks.append((QRectF(middle - sizes.mark / 2, y - sizes.mark / 2, sizes.mark, sizes.mark), cell))
    flat = Qt.PenCapStyle.FlatCap  # or each piece would reach into the next
    painter.setPen(QPen(ink.c("border"), sizes.line, Qt.PenStyle.SolidLine, flat))
    painter.drawLines(lines)
    for box, cell in marks:
        draw_mark(painter, ink, words.key_of(cell.latest.rating), box, several=cell.is_several)


def head_height(ink: Ink, zoom: Zoom) -> float:
    """How tall the days above the grid are: the year, the day, the month, as far as there are any."""
    return sum(QFontMetricsF(ink.font(role)).height() + 2 for role in _ROLES[zoom]) + 4


def draw_head(painter: QPainter, ink: Ink, rect: QRectF, column: Column, *, with_year: bool) -> None:
    """Draw the day and the month above a column, and the year where it begins."""
    large, small = words.heads_of(column)
    year = str(column.when.year) if with_year and column.zoom is not Zoom.YEARS else ""
    lines = [(year, "text"), (large, "text"), (small, "textSecondary")]
    if column.zoom is Zoom.YEARS:
        lines = lines[1:2]
    top = rect.top()
    for role, (text, tone) in zip(_ROLES[column.zoom], lines, strict=False):
        font = ink.font(role)
        high = QFontMetricsF(font).height()
        if text:
            painter.setFont(font)
            painter.setPen(ink.c(tone))
            painter.drawText(QRectF(rect.left() - 20, top, rect.width() + 40, high), _TOP, text)
        top += high + 2


def draw_words(painter: QPainter, ink: Ink, rect: QRectF, text: str, font: QFont, tone: str) -> None:
    """Draw words that wrap, in the middle of the height."""
    painter.setFont(font)
    painter.setPen(ink.c(tone))
    painter.drawText(rect, _MIDDLE, text)


def begins_year(columns: tuple[Column, ...], number: int) -> bool:
    """Whether another year begins with a column."""
    return number == 0 or columns[number].when.year != columns[number - 1].when.year
