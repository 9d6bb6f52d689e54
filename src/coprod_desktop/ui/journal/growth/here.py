"""Below the grid, where there is no room beside it: the place one stands on, and where it leads."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.journal.growth.words import tr
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, column, holder, tall_as_needed
from coprod_desktop.ui.widgets.text import Text


class Here(QWidget):
    """The signals come from the buttons."""

    read = Signal()
    path = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = column(theme, self, gap=6)
        self._words = Text(theme, "", "body")
        self.read_button = Button(theme, tr("Read the entry"), "secondary", "book-open", compact=True)
        self.path_button = Button(theme, tr("My own words on this"), "quiet", "history", compact=True)
        flow = Flow(theme, 8)
        flow.addWidget(self.read_button)
        flow.addWidget(self.path_button)
        box.addWidget(self._words)
        box.addWidget(holder(flow))
        tall_as_needed(self)
        self.read_button.clicked.connect(self._read_clicked)
        self.path_button.clicked.connect(self._path_clicked)

    def show_place(self, words: str, *, is_blank: bool) -> None:
        """Say where one stands. On a blank place there is no entry to read."""
        self._words.set_words(words)
        self.read_button.setEnabled(not is_blank)

    def _read_clicked(self, _checked: bool = False) -> None:
        self.read.emit()

    def _path_clicked(self, _checked: bool = False) -> None:
        self.path.emit()
