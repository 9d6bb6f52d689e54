"""A quiet button whose words are in line with the text above and below it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import CardButton
from coprod_desktop.ui.widgets.layouts import column, row
from coprod_desktop.ui.widgets.marks import Picture
from coprod_desktop.ui.widgets.text import Text


class FlushButton(CardButton):
    """An icon and words that wrap, starting exactly where the text around it starts."""

    def __init__(
        self, theme: Theme, icon: str, words: str, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name or words, fill=None, line=None, radius="control", parent=parent)
        line = row(theme, self, (0, 4, 8, 4), 8)
        side = column(theme)
        side.addStretch(1)
        side.addWidget(Picture(theme, icon, "link", 20))
        side.addStretch(1)
        line.addLayout(side)
        middle = column(theme)
        middle.addStretch(1)
        self._words = Text(theme, words, "label", "link")
        middle.addWidget(self._words)
        middle.addStretch(1)
        line.grow(middle)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.words

    def set_words(self, words: str) -> None:
        """Say something else."""
        self._words.set_words(words)
        self.set_name(words)
