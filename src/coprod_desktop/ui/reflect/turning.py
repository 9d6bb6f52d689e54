"""Pages whose parts stand beside one another where there is room, and otherwise below."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.layouts import Margins
from coprod_desktop.ui.widgets.page import Page


class TurningPage(Page):
    """A page that is told its effective width whenever that, or the text size, changes."""

    def __init__(
        self, theme: Theme, margins: Margins = 40, gap: float = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, margins, gap, parent)
        self._turn_theme = theme
        self._turned_at = -1.0
        theme.changed.connect(self.turn_again)

    def turned(self, width: float) -> None:
        """Lay the parts out for an effective width."""

    def turn_again(self) -> None:
        """Lay the parts out anew: some of them are new, or the text size changed."""
        self._turned_at = self._turn_theme.eff(self.width())
        self.turned(self._turned_at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new width before the layout places anything."""
        if self._turn_theme.eff(self.width()) != self._turned_at:
            self.turn_again()
        super().resizeEvent(event)


def turn(box: QBoxLayout, *, beside: bool) -> None:
    """Make a box a row, or a column where things shall not stand beside one another."""
    wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
    if box.direction() != wanted:
        box.setDirection(wanted)
