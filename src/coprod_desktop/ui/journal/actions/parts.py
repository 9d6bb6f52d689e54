"""The parts of the view *Actions* beside its rows: which list, and what stands where a list is empty."""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGroupBox, QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, column, tall_as_needed
from coprod_desktop.ui.widgets.marks import Picture
from coprod_desktop.ui.widgets.one_of import add_one_of
from coprod_desktop.ui.widgets.text import Text


class Listed(StrEnum):
    """The three lists."""

    TO_TRY = "to try"
    TRIED = "tried"
    LET_GO = "let go"


class ListChips(QGroupBox):
    """To try, Tried, Let go: exactly one is chosen. ``changed`` comes when a person chose another."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFlat(True)
        self.setAccessibleName(self.tr("Which of them"))
        self._listed = Listed.TO_TRY
        self._chips: dict[Listed, Button] = {}
        self._group = QButtonGroup(self)
        flow = Flow(theme, 8, parent=self)
        for listed, label in (
            (Listed.TO_TRY, self.tr("To try")),
            (Listed.TRIED, self.tr("Tried")),
            (Listed.LET_GO, self.tr("Let go")),
        ):
            chip = Button(theme, label, "chip")
            chip.clicked.connect(partial(self._clicked, listed))
            add_one_of(self._group, chip)
            flow.addWidget(chip)
            self._chips[listed] = chip
        self._group.setExclusive(True)
        self._chips[self._listed].setChecked(True)
        tall_as_needed(self)

    @property
    def listed(self) -> Listed:
        """The list that is chosen."""
        return self._listed

    def chip(self, listed: Listed) -> Button:
        """The chip of one list."""
        return self._chips[listed]

    def name_of(self, listed: Listed) -> str:
        """What a list is called."""
        return self._chips[listed].text()

    def choose(self, listed: Listed) -> None:
        """Show a choice, without ``changed``."""
        self._listed = listed
        self._chips[listed].setChecked(True)

    def _clicked(self, listed: Listed, _checked: bool = False) -> None:
        if listed is not self._listed:
            self._listed = listed
            self.changed.emit()


class Nothing(QWidget):
    """One picture, one sentence, and the one thing to do where there is one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = column(theme, self, (0, 12, 0, 12), 12)
        box.addWidget(Picture(theme, "footprints", "textSecondary", 32))
        self._text = Text(theme, "", "body", "secondary")
        box.addWidget(self._text)
        self.button = Button(theme, self.tr("Reflect"), "secondary", "message-circle-question-mark")
        box.addWidget(self.button)
        tall_as_needed(self)

    @property
    def words(self) -> str:
        """What it says."""
        return self._text.words

    def show_for(self, listed: Listed, *, is_first: bool) -> None:
        """Say what the empty list is for. ``is_first``: there was never anything in any of the lists."""
        to_try = self.tr("Nothing to try yet. Ideas you note while reflecting land here.")
        if not is_first:
            to_try = self.tr("Nothing to try at the moment. Ideas you note while reflecting land here.")
        sentences = {
            Listed.TO_TRY: to_try,
            Listed.TRIED: self.tr("Nothing here yet. What you mark as tried or learned from lands here."),
            Listed.LET_GO: self.tr("Nothing here yet. What you let go stays here, and can come back."),
        }
        self._text.set_words(sentences[listed])
        self.button.setVisible(listed is Listed.TO_TRY)
        self.show()
