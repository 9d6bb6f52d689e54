"""What stands where there is nothing to show yet: a picture, a sentence, and something to begin with."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import column, tall_as_needed
from coprod_desktop.ui.widgets.marks import Picture
from coprod_desktop.ui.widgets.text import Text


class Empty(QWidget):
    """``pressed`` comes from the button."""

    pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = column(theme, self, (0, 12, 0, 12), 12)
        self._picture = Picture(theme, "sprout", "textSecondary", 32)
        self._words = Text(theme, "", "lead", "secondary")
        self.button = Button(theme, "", "primary")
        box.addWidget(self._picture)
        box.addWidget(self._words)
        box.addWidget(self.button)
        box.addStretch(1)
        self.button.clicked.connect(self._clicked)
        tall_as_needed(self)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.words

    def say(self, icon: str, words: str, button: str = "") -> None:
        """Show a picture and a sentence, with a button if it has words."""
        self._picture.set_icon(icon, "textSecondary")
        self._words.set_words(words)
        self.button.setText(button)
        self.button.setVisible(bool(button))

    def _clicked(self, _checked: bool = False) -> None:
        self.pressed.emit()
