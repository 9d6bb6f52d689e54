"""The picture beside the first pages: a bowl that is also a speech mark, and the sheet's quotation."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.layouts import column
from coprod_desktop.ui.widgets.paint import painting
from coprod_desktop.ui.widgets.text import Text

_WIDTH, _HEIGHT, _TABLE_FROM = 560, 620, 470


class Scene(QWidget):
    """Decoration that never moves; only the quotation is for reading."""

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        box = column(theme, self, (40, 40, 32, 0), 4)
        self._words = Text(theme, "", "h1")
        self._words.set_runs(recipe.quotation)
        self._by = Text(theme, "", "body")
        self._by.set_runs(recipe.quotation_by)
        box.addWidget(self._words)
        box.addWidget(self._by)
        box.addStretch(1)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        svg, self._ground, self._table = self._theme.scene()
        self._picture = QSvgRenderer(QByteArray(svg.encode()))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint anew: the picture stands at the bottom."""
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint wall, table and bowl; the bowl as large as the quotation leaves room."""
        width, height = self.width(), self.height()
        free = height - self._by.geometry().bottom() - self._theme.sp(8)
        scale = max(0.25, min(width / (_WIDTH - 20), free / _HEIGHT))
        wide, high = _WIDTH * scale, _HEIGHT * scale
        top = height - high
        with painting(self) as painter:
            painter.fillRect(self.rect(), self._ground)
            table = QRectF(0, top + high * _TABLE_FROM / _HEIGHT, width, height)
            painter.fillRect(table, self._table)
            if free > _HEIGHT / 4:
                self._picture.render(painter, QRectF((width - wide) / 2, top, wide, high))
