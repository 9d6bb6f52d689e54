"""Ratings: shape and words first, colour last. Never a number, and nothing is chosen beforehand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGroupBox, QRadioButton, QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.theme.tokens import RatingLook
from coprod_desktop.ui.widgets.layouts import AutoGrid, row, tall_as_needed
from coprod_desktop.ui.widgets.marks import Mark
from coprod_desktop.ui.widgets.one_of import is_taking_back
from coprod_desktop.ui.widgets.paint import WRAP, Look, centre_pixmap, painting, rounded, wrapped_height
from coprod_desktop.ui.widgets.text import Text

_FEWEST_PIXELS_FOR_A_QUESTION_MARK = 17
_TICK_ROOM = 18


class Ink(Protocol):
    """What a mark is drawn with: the theme on the screen, and something like it on paper."""

    def c(self, key: str) -> QColor:
        """A colour token as a colour."""

    def font(self, role: str = "body", weight: int | None = None) -> QFont:
        """The font of a role."""

    def rating(self, key: str) -> RatingLook:
        """How the mark of a rating is drawn."""


def draw_rating(painter: QPainter, theme: Ink, key: str, rect: QRectF) -> None:
    """Draw the mark of a rating into a square; ``key`` is the value of `domain.entries.Rating`."""
    look = theme.rating(key)
    size = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if look.shape == "ring":
        _draw_ring(painter, theme, look.colour, rect.center(), size)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.c(look.colour))
        painter.drawPath(_shape(look.shape, size).translated(rect.center()))
    painter.restore()


def _draw_ring(painter: QPainter, theme: Ink, colour: str, centre: QPointF, size: float) -> None:
    width = max(2.0, size * 0.11)
    radius = size * 0.44 - width / 2
    painter.setPen(QPen(theme.c(colour), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, radius, radius)
    if size >= _FEWEST_PIXELS_FOR_A_QUESTION_MARK:
        font = QFont(theme.font("label", 800))
        font.setPixelSize(max(9, round(size * 0.56)))
        painter.setFont(font)
        box = QFontMetricsF(font).tightBoundingRect("?")
        painter.drawText(centre - box.center(), "?")


@lru_cache(maxsize=64)
def _shape(shape: str, size: float) -> QPainterPath:
    """The outline of a mark around the origin. A picture of some years has thousands of the same."""
    x = y = 0.0
    if shape == "triangle":
        side = size * 0.86
        corners = [(0.0, -0.56), (0.56, 0.42), (-0.56, 0.42)]
        return _soft_corners([QPointF(x + side * a, y + side * b) for a, b in corners], size * 0.10)
    if shape == "diamond":
        reach = size * 0.52
        corners = [(0, -1), (1, 0), (0, 1), (-1, 0)]
        return _soft_corners([QPointF(x + reach * a, y + reach * b) for a, b in corners], size * 0.07)
    path = QPainterPath()
    if shape == "dash":
        bar = QRectF(x - size * 0.34, y - size * 0.09, size * 0.68, size * 0.18)
        path.addRoundedRect(bar, size * 0.09, size * 0.09)
    else:
        path.addEllipse(QPointF(x, y), size * 0.44, size * 0.44)
    return path


def _soft_corners(corners: Sequence[QPointF], radius: float) -> QPainterPath:
    path = QPainterPath()
    for index, corner in enumerate(corners):
        before, after = corners[index - 1], corners[(index + 1) % len(corners)]
        start, end = _towards(corner, before, radius), _towards(corner, after, radius)
        if index:
            path.lineTo(start)
        else:
            path.moveTo(start)
        path.quadTo(corner, end)
    path.closeSubpath()
    return path


def _towards(start: QPointF, end: QPointF, distance: float) -> QPointF:
    way = end - start
    return start + way * (distance / math.hypot(way.x(), way.y()))


class RatingMark(Mark):
    """The mark of a rating by itself; its name is the rating's words."""

    def __init__(
        self, theme: Theme, key: str, label: str, size: int = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, label, parent)
        self._key, self._size = key, size
        self.restyle()

    def restyle(self) -> None:
        """Take the new size."""
        self.setFixedSize(self.theme.tx(self._size), self.theme.tx(self._size))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark."""
        with painting(self) as painter:
            draw_rating(painter, self.theme, self._key, QRectF(self.rect()).adjusted(1, 1, -1, -1))


class RatingWords(QWidget):
    """A rating as mark and words in a line."""

    def __init__(
        self,
        theme: Theme,
        key: str,
        label: str,
        *,
        size: int = 20,
        role: str = "label",
        tone: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        line = row(theme, self, gap=8)
        mark = RatingMark(theme, key, "", size)
        line.addWidget(mark)
        line.addWidget(Text(theme, label, role, tone), 1000)
        line.addStretch(1)
        tall_as_needed(self)


class RatingCard(QRadioButton):
    """A radio button drawn as a card. Chosen: a thick edge, a tint and a tick, never colour alone."""

    def __init__(self, theme: Theme, key: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self._theme, self.key = theme, key
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        tall_as_needed(self)
        self._restyle()
        theme.changed.connect(self._restyle)

    def focus_radius(self) -> int:
        """The corner radius of the focus ring's inside."""
        return self._theme.r("control") + 2

    def _restyle(self) -> None:
        self.setFont(self._theme.font("label"))
        self.updateGeometry()
        self.update()

    def _text_left(self) -> int:
        return self._theme.sp(14) + self._theme.tx(26) + self._theme.sp(10)

    def hasHeightForWidth(self) -> bool:
        """Yes: the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for the wrapped words."""
        room = width - self._text_left() - self._theme.tx(_TICK_ROOM)
        high = wrapped_height(self.font(), self.text(), room)
        return max(self._theme.tx(60), high + self._theme.sp(20))

    def sizeHint(self) -> QSize:
        """A card wide enough for two words."""
        width = self._theme.tx(170)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        metrics = QFontMetricsF(self.font())
        longest = max(metrics.horizontalAdvance(word) for word in self.text().split() or [""])
        width = self._text_left() + math.ceil(longest) + self._theme.tx(_TICK_ROOM) + 2
        return QSize(width, self._theme.tx(60))

    def hitButton(self, pos: QPoint) -> bool:
        """The whole card can be clicked."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint card, mark, words and tick."""
        theme, on = self._theme, self.isChecked()
        hover = self.testAttribute(Qt.WidgetAttribute.WA_UnderMouse) and self.isEnabled()
        fill = "selected" if on and not theme.high_contrast else "surfaceHover" if hover else "surface"
        ink = "textDisabled" if not self.isEnabled() else "text"
        if on and not theme.high_contrast:
            ink = "onSelected"
        edge = theme.c("primary" if on else "border")
        look = Look(theme.c(fill), edge, theme.c(ink), 3 if on else theme.line())
        with painting(self) as painter:
            rounded(painter, QRectF(self.rect()), theme.r("control") + 2, look)
            size = theme.tx(26)
            draw_rating(
                painter, theme, self.key, QRectF(theme.sp(14), (self.height() - size) / 2, size, size)
            )
            painter.setFont(self.font())
            painter.setPen(look.ink)
            left = self._text_left()
            room = QRectF(left, 0, self.width() - left - theme.tx(_TICK_ROOM), self.height())
            painter.drawText(room, WRAP | int(Qt.AlignmentFlag.AlignVCenter.value), self.text())
            if on:
                self._paint_tick(painter)

    def _paint_tick(self, painter: QPainter) -> None:
        badge = self._theme.tx(20)
        rect = QRectF(self.width() - badge - 1, 1, badge, badge)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.c("primary"))
        painter.drawRoundedRect(rect, 6, 6)
        centre_pixmap(painter, self._theme.pix("check", "onPrimary", 14), rect.center())


class RatingGroup(QGroupBox):
    """The ratings as one named group. Nothing is chosen beforehand, and a choice can be taken back.

    Arrow keys move; Space chooses and takes back, a second click and Delete take back.
    """

    changed = Signal()
    """A person chose, or took a choice back."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        choices: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        """Make the group.

        Args:
            theme: the looks.
            name: what the group asks, for a reader.
            choices: keys (values of `domain.entries.Rating`) and their words, in order.
            parent: Qt's parent.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFlat(True)
        self._value: str | None = None
        grid = AutoGrid(theme, 156, 12, 5, allowed=(1, 2, 3, 5), parent=self)
        self._cards: dict[str, RatingCard] = {}
        for key, label in choices:
            card = RatingCard(theme, key, label)
            card.clicked.connect(partial(self._clicked, key))
            card.installEventFilter(self)
            grid.addWidget(card)
            self._cards[key] = card
        tall_as_needed(self)

    def value(self) -> str | None:
        """The key that is chosen, or None."""
        return self._value

    def set_value(self, key: str | None) -> None:
        """Show a choice, or none, without ``changed``."""
        self._value = key
        for card in self._cards.values():
            card.setAutoExclusive(False)
        for name, card in self._cards.items():
            card.setChecked(name == key)
        for card in self._cards.values():
            card.setAutoExclusive(True)

    def cards(self) -> tuple[RatingCard, ...]:
        """The cards in their order."""
        return tuple(self._cards.values())

    def _clicked(self, key: str) -> None:
        self.set_value(None if key == self._value else key)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the choice back on Delete or Backspace."""
        if self._value is not None and is_taking_back(event):
            self.set_value(None)
            self.changed.emit()
            return True
        return super().eventFilter(watched, event)
