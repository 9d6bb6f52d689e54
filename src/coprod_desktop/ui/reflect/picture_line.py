"""A few words beside a small picture: what the sides of the pages are made of."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.layouts import column, row, tall_as_needed
from coprod_desktop.ui.widgets.marks import Picture
from coprod_desktop.ui.widgets.text import Text


class PictureLine(QWidget):
    """A small picture and a few words beside it, the picture level with the first line."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        words: str,
        *,
        tone: str = "text",
        ink: str = "textSecondary",
        role: str = "body",
        rich: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        line = row(theme, self, gap=12)
        side = column(theme)
        side.addWidget(Picture(theme, icon, ink, 22))
        side.addStretch(1)
        line.addLayout(side)
        self.text = Text(theme, words, role, tone, rich=rich)
        line.grow(self.text)
        tall_as_needed(self)
