"""Small painted furniture: tags, trails, steps, tiles. All are labels, so that a reader says their words."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from coprod_desktop.ui.names import plain_tip
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.paint import Look, centre_pixmap, painting, rounded

_MIDDLE_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Mark(QLabel):
    """A painted label. ``words`` is what a reader says; empty for decoration."""

    def __init__(self, theme: Theme, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(words)
        theme.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the new sizes and colours."""
        self.updateGeometry()
        self.update()


class Picture(Mark):
    """A line icon by itself, ``size`` pixels at 100 %."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        colour: str = "text",
        size: int = 20,
        words: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, words, parent)
        self._icon, self._colour, self._size = icon, colour, size
        self.restyle()

    def set_icon(self, icon: str, colour: str) -> None:
        """Show another icon."""
        self._icon, self._colour = icon, colour
        self.restyle()

    def restyle(self) -> None:
        """Draw the icon again."""
        self.setPixmap(self.theme.pix(self._icon, self._colour, self._size))
        self.setFixedSize(self.theme.tx(self._size), self.theme.tx(self._size))


class AppIcon(Mark):
    """The program's own icon, ``size`` pixels at 100 %."""

    def __init__(self, theme: Theme, size: int = 56, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._size = size
        self.restyle()

    def restyle(self) -> None:
        """Draw the icon again."""
        edge = self.theme.tx(self._size)
        self.setPixmap(self.theme.app_pix(edge))
        self.setFixedSize(edge, edge)


class Tile(Mark):
    """A rounded tile with a line icon: the picture that goes with a word."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        fill: str = "surfaceSunken",
        ink: str = "text",
        size: int = 40,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", parent)
        self._icon, self._fill, self._ink, self._size = icon, fill, ink, size
        self.restyle()

    def restyle(self) -> None:
        """Take the new size."""
        self.setFixedSize(self.theme.tx(self._size), self.theme.tx(self._size))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tile and its icon."""
        theme = self.theme
        radius = 4 if theme.high_contrast else theme.tx(self._size * 0.27)
        edge = theme.c("border") if theme.high_contrast else None
        with painting(self) as painter:
            rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            rounded(painter, rect, radius, Look(theme.c(self._fill), edge, theme.c(self._ink), 2))
            pixmap = theme.pix(self._icon, self._ink, round(self._size * 0.55))
            centre_pixmap(painter, pixmap, rect.center())


class Tag(Mark):
    """A read-only tag with an optional icon. Too long for its place, it is shortened; its name is not."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        fill: str = "surfaceSunken",
        ink: str = "text",
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, parent)
        self._text, self._fill, self._ink, self._icon = text, fill, ink, icon
        self.setToolTip(plain_tip(text))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.restyle()

    def restyle(self) -> None:
        """Take the new font."""
        self.setFont(self.theme.font("small"))
        super().restyle()

    def _icon_room(self) -> int:
        return self.theme.tx(16) + self.theme.sp(6) if self._icon else 0

    def sizeHint(self) -> QSize:
        """All its words."""
        words = math.ceil(QFontMetricsF(self.font()).horizontalAdvance(self._text))
        return QSize(words + 2 + self.theme.sp(20) + self._icon_room(), self.theme.tx(28))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(min(self.sizeHint().width(), self.theme.tx(60)), self.theme.tx(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tag."""
        theme = self.theme
        edge = theme.c("border") if theme.high_contrast else None
        with painting(self) as painter:
            rect = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
            radius = 4 if theme.high_contrast else rect.height() / 2
            rounded(painter, rect, radius, Look(theme.c(self._fill), edge, theme.c(self._ink), 1.5))
            x = float(theme.sp(10))
            if self._icon:
                pixmap = theme.pix(self._icon, self._ink, 16)
                centre_pixmap(painter, pixmap, QPointF(x + theme.tx(8), self.height() / 2))
                x += self._icon_room()
            room = QRectF(x, 0, self.width() - x - theme.sp(8), self.height())
            words = QFontMetricsF(self.font()).elidedText(
                self._text, Qt.TextElideMode.ElideRight, room.width() + 1
            )
            painter.setFont(self.font())
            painter.setPen(theme.c(self._ink))
            painter.drawText(room.adjusted(0, 0, 4, 0), _MIDDLE_LEFT, words)


class Trail(Mark):
    """Where one is in a set of questions. It never shows ratings.

    ``done`` are the indexes of questions that have an answer; the rest are open rings.
    """

    def __init__(self, theme: Theme, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, words, parent)
        self._count, self._current = 0, 0
        self._done: frozenset[int] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_state(self, count: int, current: int, done: Collection[int], words: str) -> None:
        """Show ``count`` places with ``current`` (from 0) marked; ``words`` says it ("Question 3 of 18")."""
        self._count, self._current, self._done = count, current, frozenset(done)
        self.setAccessibleName(words)
        self.restyle()

    def sizeHint(self) -> QSize:
        """Room for every place."""
        return QSize(self._count * self.theme.tx(26), self.theme.tx(24))

    def minimumSizeHint(self) -> QSize:
        """The places move closer together before anything is cut."""
        return QSize(self.theme.tx(60), self.theme.tx(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line, then the places."""
        theme, count = self.theme, self._count
        if not count:
            return
        step = min(theme.tx(26), (self.width() - theme.tx(22)) / max(1, count - 1))
        radius = min(theme.tx(14) / 2, max(3.0, step * 0.3 + 2))
        y, x0 = self.height() / 2, float(theme.tx(11))
        with painting(self) as painter:
            for i in range(count - 1):
                painter.setPen(QPen(theme.c("primary" if i < self._current else "border"), 2))
                if step > 2 * radius:
                    start, end = QPointF(x0 + i * step + radius, y), QPointF(x0 + (i + 1) * step - radius, y)
                    painter.drawLine(start, end)
            for i in range(count):
                self._paint_place(painter, i, QPointF(x0 + i * step, y), radius)

    def _paint_place(self, painter: QPainter, index: int, centre: QPointF, radius: float) -> None:
        theme = self.theme
        if index == self._current:
            painter.setPen(QPen(theme.c("primary"), 3))
            painter.setBrush(theme.c("highlight"))
            painter.drawEllipse(centre, radius + 2, radius + 2)
        elif index in self._done:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.c("primary"))
            painter.drawEllipse(centre, radius - 1, radius - 1)
        else:
            painter.setPen(QPen(theme.c("border"), 2))
            painter.setBrush(theme.c("surface"))
            painter.drawEllipse(centre, radius - 2, radius - 2)


class Steps(Mark):
    """Numbered steps of a guided window; "Step 2 of 5: …" in words where they do not fit."""

    def __init__(
        self, theme: Theme, names: Sequence[str], current: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "", parent)
        self._names, self._current = tuple(names), current
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_current(current)

    def set_current(self, current: int) -> None:
        """Stand at a step, counted from 0."""
        self._current = current
        self.setAccessibleName(self._sentence())
        self.restyle()

    def _sentence(self) -> str:
        return self.tr("Step {number} of {count}: {name}").format(
            number=self._current + 1, count=len(self._names), name=self._names[self._current]
        )

    def sizeHint(self) -> QSize:
        """All steps on one line."""
        return QSize(math.ceil(self._wanted()), self.theme.tx(40))

    def minimumSizeHint(self) -> QSize:
        """The sentence, which is always shorter than a page is wide."""
        metrics = QFontMetricsF(self.theme.font("label"))
        wanted = min(self._wanted(), metrics.horizontalAdvance(self._sentence()) + 2)
        return QSize(math.ceil(wanted), self.theme.tx(40))

    def _wanted(self) -> float:
        theme = self.theme
        metrics = QFontMetricsF(theme.font("smallStrong"))
        words = sum(metrics.horizontalAdvance(name) for name in self._names)
        each = theme.tx(28) + theme.sp(8)
        return words + each * len(self._names) + theme.sp(36) * (len(self._names) - 1) + 4

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint every step, or the sentence."""
        with painting(self) as painter:
            if self._wanted() > self.width():
                painter.setFont(self.theme.font("label"))
                painter.setPen(self.theme.c("text"))
                painter.drawText(self.rect(), _MIDDLE_LEFT, self._sentence())
                return
            x = 0.0
            for index, name in enumerate(self._names):
                x = self._paint_step(painter, index, name, x)

    def _paint_step(self, painter: QPainter, index: int, name: str, x: float) -> float:
        theme, here = self.theme, index == self._current
        disc, middle = theme.tx(28), self.height() / 2
        circle = QRectF(x + 1, middle - disc / 2 + 1, disc - 2, disc - 2)
        done = index < self._current
        fill = "primary" if here else "selected" if done and not theme.high_contrast else "surface"
        painter.setPen(QPen(theme.c("primary" if here or done else "border"), 2))
        painter.setBrush(theme.c(fill))
        painter.drawEllipse(circle)
        if done:
            ink = "primary" if theme.high_contrast else "onSelected"
            centre_pixmap(painter, theme.pix("check", ink, 16), circle.center())
        else:
            painter.setFont(theme.font("smallStrong"))
            painter.setPen(theme.c("onPrimary" if here else "textSecondary"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(index + 1))
        x += disc + theme.sp(8)
        width = QFontMetricsF(theme.font("smallStrong")).horizontalAdvance(name)
        painter.setFont(theme.font("smallStrong" if here else "small"))
        painter.setPen(theme.c("text" if here else "textSecondary"))
        painter.drawText(QRectF(x, 0, width + 4, self.height()), _MIDDLE_LEFT, name)
        x += width
        if index < len(self._names) - 1:
            painter.setPen(QPen(theme.c("border"), 2))
            painter.drawLine(QPointF(x + theme.sp(9), middle), QPointF(x + theme.sp(27), middle))
        return x + theme.sp(36)


class Rule(QFrame):
    """A thin dividing line, lying or upright."""

    def __init__(self, theme: Theme, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill it."""
        painter = QPainter(self)
        colour: QColor = self._theme.c("divider")
        painter.fillRect(self.rect(), colour)
        painter.end()
