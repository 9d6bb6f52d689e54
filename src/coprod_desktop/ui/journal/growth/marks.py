"""The marks of the picture: those of the ratings, and one for an answer without a word chosen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coprod_desktop.ui.journal.growth.words import WORDS_ALONE
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.marks import Mark
from coprod_desktop.ui.widgets.paint import WRAP, painting, wrapped_size
from coprod_desktop.ui.widgets.rating import Ink, draw_rating

_DOTS = 3


def draw_mark(painter: QPainter, ink: Ink, key: str, rect: QRectF, *, several: bool = False) -> None:
    """Draw the mark of an answer into a square, with dots below it where there are several."""
    if key != WORDS_ALONE:
        draw_rating(painter, ink, key, rect)
    else:
        _draw_outline(painter, ink, rect)
    if several:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.c("textSecondary"))
        radius = max(1.2, rect.width() * 0.07)
        for number in range(_DOTS):
            x = rect.center().x() + (number - 1) * radius * 3.2
            painter.drawEllipse(QPointF(x, rect.bottom() + radius * 2), radius, radius)
        painter.restore()


def _draw_outline(painter: QPainter, ink: Ink, rect: QRectF) -> None:
    """A square that is not filled: something was said, and no word chosen for it."""
    size = min(rect.width(), rect.height())
    width = max(2.0, size * 0.1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink.c("textSecondary"), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = size * 0.18
    box = QRectF(0, 0, size - 2 * inset, size - 2 * inset)
    box.moveCenter(rect.center())
    painter.drawRoundedRect(box, size * 0.1, size * 0.1)
    painter.restore()


class LegendMark(Mark):
    """A mark and its words."""

    def __init__(self, theme: Theme, key: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, words, parent)
        self._key, self._words = key, words
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.restyle()

    def restyle(self) -> None:
        """Take the new font."""
        self.setFont(self.theme.font("small"))
        super().restyle()

    def _left(self) -> int:
        return self.theme.tx(20) + self.theme.sp(8)

    def sizeHint(self) -> QSize:
        """All its words on one line."""
        metrics = QFontMetricsF(self.font())
        wide = self._left() + metrics.horizontalAdvance(self._words) + 3
        return QSize(round(wide) + self.theme.sp(4), max(self.theme.tx(24), round(metrics.height()) + 2))

    def minimumSizeHint(self) -> QSize:
        """The same: they are few words."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark and the words."""
        theme, size = self.theme, self.theme.tx(18)
        with painting(self) as painter:
            mark = QRectF(1, (self.height() - size) / 2, size, size)
            draw_mark(painter, theme, self._key, mark)
            painter.setFont(self.font())
            painter.setPen(theme.c("text"))
            room = QRectF(self._left(), 0, self.width() - self._left(), self.height())
            high = wrapped_size(self.font(), self._words, room.width())[1]
            room.setTop((self.height() - high) / 2)
            painter.drawText(room, WRAP, self._words)


class MarkOf(Mark):
    """A mark by itself, beside words that say the same."""

    def __init__(self, theme: Theme, key: str, size: int = 22, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._key, self._size = key, size
        self.restyle()

    def restyle(self) -> None:
        """Take the new size."""
        self.setFixedSize(self.theme.tx(self._size), self.theme.tx(self._size))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark."""
        with painting(self) as painter:
            draw_mark(painter, self.theme, self._key, QRectF(self.rect()).adjusted(1, 1, -1, -1))
