"""What is chosen so far, beside the list: how many, which, and that nothing else leaves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coprod_desktop.domain.entries import EntryRow
from coprod_desktop.ui.export import words
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.layouts import column, row, tall_as_needed
from coprod_desktop.ui.widgets.marks import Picture
from coprod_desktop.ui.widgets.text import Text

_SHOWN = 8


class ChosenPanel(QWidget):
    """The chosen entries by name, and a note on what is about to happen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        lines = column(theme, self, gap=16)
        card = Card(theme, "sunken", (22, 18, 22, 20), 10)
        self.count = Text(theme, "", "h3")
        card.body.addWidget(self.count)
        self._names = column(theme, gap=10)
        card.body.addLayout(self._names)
        lines.addWidget(card)
        lines.addWidget(_promise(theme, self.tr(
            "Your journal stays locked and private. This makes a separate copy, and you'll see every word "
            "before it's saved."
        )))  # fmt: skip
        tall_as_needed(self)

    def show_chosen(self, rows: Sequence[EntryRow]) -> None:
        """Name the chosen entries, newest first."""
        self.count.set_words(words.how_many(len(rows)))
        self._names.clear()
        for entry in rows[:_SHOWN]:
            pair = column(self._theme)
            pair.addWidget(Text(self._theme, words.title(entry), "body"))
            pair.addWidget(Text(self._theme, words.full_date(entry.event), "small", "secondary"))
            self._names.addLayout(pair)
        if len(rows) > _SHOWN:
            more = self.tr("and {count} more").format(count=len(rows) - _SHOWN)
            self._names.addWidget(Text(self._theme, more, "small", "secondary"))


def _promise(theme: Theme, sentence: str) -> Card:
    card = Card(theme, "note", (20, 16, 20, 16), 0)
    line = row(theme, gap=12)
    line.addWidget(Picture(theme, "lock-keyhole", "onHighlightTint", 22), 0, Qt.AlignmentFlag.AlignTop)
    line.grow(Text(theme, sentence, "body", "onHighlightTint"))
    card.body.addLayout(line)
    return card
