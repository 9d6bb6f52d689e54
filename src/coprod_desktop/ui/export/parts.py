"""Small parts of the export's pages: a note under a tick, and moving a widget without losing its fonts."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.layouts import Box, column, tall_as_needed
from coprod_desktop.ui.widgets.text import Text

FIRST, LAST = 0, -1
_TICK = 26
_GAP = 12


class NoteBelow(QWidget):
    """A line that explains the tick or radio button above it, in line with that one's words."""

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = column(theme, self)
        self._lines.addWidget(Text(theme, words, "small", "secondary"))
        tall_as_needed(self)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        left = self._theme.tx(_TICK) + self._theme.sp(_GAP)
        self._lines.setContentsMargins(left, 0, 0, self._theme.sp(6))


def move(widget: QWidget, box: Box, index: int) -> None:
    """Put a widget into another layout, as its ``FIRST`` or ``LAST``.

    With a style sheet on the program, Qt gives a widget that gets another parent the fonts back that it
    had when it was first shown: they are set again.
    """
    fonts = [(part, QFont(part.font())) for part in (widget, *widget.findChildren(QWidget))]
    box.insertWidget(index, widget)
    for part, font in fonts:
        if part.font() != font:
            part.setFont(font)
