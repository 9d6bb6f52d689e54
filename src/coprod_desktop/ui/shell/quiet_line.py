"""A quiet line between the bar at the top and the page, with what one can do about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.layouts import Flow, column, holder, tall_as_needed
from coprod_desktop.ui.widgets.text import Text


class QuietLine(QWidget):
    """Stays in sight until it is hidden. Its parts are made when there is first something to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words: Text | None = None
        self._box = column(theme, self, (20, 6, 20, 6))
        tall_as_needed(self)
        self.hide()

    @property
    def words(self) -> str:
        """What it says; nothing while it is not there."""
        return self._words.words if self._words is not None and not self.isHidden() else ""

    def say(self, words: str) -> None:
        """Show it, and have it read out where it is new; forget it where there is nothing to say."""
        if not words:
            self.hide()
            if self._words is not None:
                self._words.set_words("")
            return
        is_new, shown = self.words != words, self._words or self._made()
        shown.set_words(words)
        self.show()
        if is_new:
            announce(self, words)

    def buttons(self, theme: Theme) -> Sequence[Button]:
        """What one can do."""
        raise NotImplementedError

    def _made(self) -> Text:
        theme = self._theme
        words = self._words = Text(theme, "", "body", "onHighlightTint")
        card = Card(theme, "note", (14, 6, 14, 6))
        line = Flow(theme, 16)
        for part in (words, *self.buttons(theme)):
            line.addWidget(part)
        card.body.addWidget(holder(line))
        self._box.addWidget(card)
        return words
