"""Frames that hold things: cards, notes, bars, and the recipe's index cards."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.layouts import Box, Margins, column, tall_as_needed
from coprod_desktop.ui.widgets.paint import Look, centre_pixmap, painting, rounded

# kind: (fill, the edge that high contrast needs)
_FRAMES = {
    "card": ("surface", "border"),
    "sunken": ("surfaceSunken", "border"),
    "note": ("highlightTint", "highlight"),
    "good": ("positiveTint", "positive"),
    "caution": ("cautionTint", "caution"),
    "ingredient": ("ingredientTint", "border"),
    "method": ("methodTint", "border"),
    "selected": ("selected", "primary"),
}
_BARS = {"topbar": Qt.Edge.BottomEdge, "footbar": Qt.Edge.TopEdge, "pane": None}


class Card(QFrame):
    """A rounded frame with a column in it.

    ``kind``: card, sunken, note, good, caution, ingredient, method, selected.
    """

    def __init__(
        self,
        theme: Theme,
        kind: str = "card",
        margins: Margins = 20,
        gap: float = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._kind = theme, kind
        self.body: Box = column(theme, self, margins, gap)
        tall_as_needed(self)
        theme.changed.connect(self.update)

    def set_kind(self, kind: str) -> None:
        """Look like another kind."""
        self._kind = kind
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame."""
        theme = self._theme
        fill, strong_edge = _FRAMES[self._kind]
        edge = None
        if theme.high_contrast:
            fill, edge = ("surface" if self._kind == "selected" else fill), theme.c(strong_edge)
        elif self._kind == "card":
            edge = theme.c("divider")
        with painting(self) as painter:
            look = Look(theme.c(fill), edge, theme.c("text"), theme.line())
            rounded(painter, QRectF(self.rect()), theme.r("card"), look)


class Bar(QFrame):
    """A plain band: ``topbar`` and ``footbar`` have one dividing line, ``pane`` has none."""

    def __init__(self, theme: Theme, kind: str = "topbar", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._edge = theme, _BARS[kind]
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint band and line."""
        theme = self._theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.c("surface"))
        if self._edge is not None:
            line = theme.line()
            top = 0 if self._edge == Qt.Edge.TopEdge else self.height() - line
            colour = theme.c("border" if theme.high_contrast else "divider")
            painter.fillRect(0, top, self.width(), line, colour)
        painter.end()


class IndexCard(QFrame):
    """The recipe card: paper with a coloured divider tab, like a card in a recipe tin.

    ``colour`` names the pair of tokens: ``ingredient`` or ``method``.
    """

    def __init__(
        self, theme: Theme, title: str, colour: str, icon: str, gap: float = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._title, self._colour, self._icon = theme, title, colour, icon
        self._is_spoken = False
        self.setAccessibleName(title)
        self.body: Box = column(theme, self, 8, gap)
        tall_as_needed(self)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        theme = self._theme
        self.body.setContentsMargins(theme.sp(8), self._tab() + theme.sp(6), theme.sp(8), theme.sp(8))
        self.updateGeometry()
        self.update()

    def _tab(self) -> int:
        return self._theme.tx(40)

    def _outlines(self) -> tuple[QPainterPath, QPainterPath]:
        theme, width, height, tab = self._theme, self.width(), self.height(), self._tab()
        radius = theme.r("card")
        words = QFontMetricsF(theme.font("h3")).horizontalAdvance(self._title)
        tab_width = min(words + theme.tx(24) + theme.sp(48), width - 2)
        flap = QPainterPath()
        flap.addRoundedRect(QRectF(0.75, 0.75, tab_width, tab + radius), radius, radius)
        body = QPainterPath()
        body.addRoundedRect(QRectF(0.75, tab, width - 1.5, height - tab - 0.75), radius, radius)
        corner = QPainterPath()
        corner.addRect(QRectF(0.75, tab, radius * 2, radius * 2))
        return flap, body.united(corner)

    @property
    def said(self) -> str:
        """The words on the tab, to be read aloud."""
        return self._title

    def mark_spoken(self, span: tuple[int, int] | None) -> None:
        """Mark the tab while its words are read aloud."""
        self._is_spoken = span is not None
        self.update()

    def spoken_area(self) -> QRect:
        """The tab."""
        return QRect(0, 0, self.width(), self._tab())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tab, the paper, and the tab's words."""
        theme, tab, strong = self._theme, self._tab(), self._theme.high_contrast
        flap, body = self._outlines()
        ink, tint = f"on{self._colour.capitalize()}Tint", "surface" if strong else f"{self._colour}Tint"
        if self._is_spoken:
            ink, tint = "text" if theme.name == "light" else "canvas", "highlight"
        with painting(self) as painter:
            painter.setPen(QPen(theme.c("border" if strong else self._colour), theme.line()))
            painter.setBrush(theme.c(tint))
            painter.drawPath(flap)
            painter.setPen(QPen(theme.c("border" if strong else "divider"), theme.line()))
            painter.setBrush(theme.c("surface"))
            painter.drawPath(body)
            if not strong:
                painter.setClipPath(body)
                painter.fillRect(QRectF(0, tab, self.width(), 3), theme.c(self._colour))
                painter.setClipping(False)
            centre = QPointF(theme.sp(16) + theme.tx(11), tab / 2 + 1)
            centre_pixmap(painter, theme.pix(self._icon, ink, 22), centre)
            painter.setFont(theme.font("h3"))
            painter.setPen(theme.c(ink))
            left = theme.sp(16) + theme.tx(22) + theme.sp(10)
            room = QRectF(left, 0, self.width() - left, tab)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._title)
