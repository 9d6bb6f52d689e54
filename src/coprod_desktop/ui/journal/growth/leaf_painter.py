"""Draws one thing of a picture that is no grid: its mark, its title, when, and somebody's own words.

The same steps measure, draw on the screen and draw on paper.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from coprod_desktop.ui.journal.growth.marks import draw_mark
from coprod_desktop.ui.journal.growth.shown import Leaf
from coprod_desktop.ui.journal.growth.words import WORDS_ALONE
from coprod_desktop.ui.widgets.paint import WRAP
from coprod_desktop.ui.widgets.rating import Ink

_TALL = 1e6
_NO_MARKS = ("", "looked")


@dataclass(frozen=True, slots=True)
class LeafSizes:
    """What a leaf is measured with, in pixels."""

    mark: float
    gap: float
    edge: float


def has_mark(leaf: Leaf) -> bool:
    """Whether a mark stands before it."""
    return leaf.mark not in _NO_MARKS


def leaf_height(ink: Ink, sizes: LeafSizes, leaf: Leaf, width: float) -> float:
    """How tall a leaf is at a width."""
    return _go_through(None, ink, sizes, leaf, QRectF(0, 0, width, _TALL), "text")


def draw_leaf(
    painter: QPainter, ink: Ink, sizes: LeafSizes, leaf: Leaf, rect: QRectF, strong: str = "text"
) -> None:
    """Draw a leaf at the top of a rectangle. ``strong`` is the colour of its words."""
    _go_through(painter, ink, sizes, leaf, rect, strong)


def _go_through(
    painter: QPainter | None, ink: Ink, sizes: LeafSizes, leaf: Leaf, rect: QRectF, strong: str
) -> float:
    left, top = rect.left() + sizes.edge, rect.top() + sizes.edge
    if has_mark(leaf):
        if painter is not None:
            high = QFontMetricsF(ink.font("label")).height()
            box = QRectF(left, top + (high - sizes.mark) / 2, sizes.mark, sizes.mark)
            draw_mark(painter, ink, leaf.mark, box)
        left += sizes.mark + 2 * sizes.gap
    room = max(40.0, rect.right() - sizes.edge - left)
    quiet = strong if strong != "text" else "textSecondary"
    weight = 400 if leaf.mark == WORDS_ALONE else None
    for role, text, tone in (
        ("label", leaf.title, strong),
        ("small", leaf.note, quiet),
        ("body", leaf.words, strong),
    ):
        if not text:
            continue
        font = ink.font(role, weight if role == "label" else None)
        box = QFontMetricsF(font).boundingRect(QRectF(left, top, room, _TALL), WRAP, text)
        if painter is not None:
            painter.setFont(font)
            painter.setPen(ink.c(tone))
            painter.drawText(QRectF(left, top, room, box.height() + 2), WRAP, text)
        top += box.height() + sizes.gap / 2
    return top + sizes.edge - rect.top()
