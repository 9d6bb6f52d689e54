"""The line that says that something went to the bin, with the way to undo it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, column, holder, tall_as_needed
from coprod_desktop.ui.widgets.marks import Picture
from coprod_desktop.ui.widgets.text import Text


class MovedLine(QWidget):
    """Stays in sight until it is closed, something else is moved, or the journal is locked."""

    undo = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._box = column(theme, self, (28, 6, 28, 6))
        line = Flow(theme, 8)
        self._words = Text(theme, self.tr("Moved to the bin."), "body", "secondary", wrap=False)
        self.undo_button = Button(theme, self.tr("Undo"), "secondary", "undo-2", compact=True)
        self.undo_button.setAccessibleName(self.tr("Undo: take it out of the bin"))
        self.undo_button.clicked.connect(self._undo_clicked)
        close = Button(theme, "", "quiet", "x", compact=True, hint=self.tr("Close this message"))
        close.clicked.connect(self.hide)
        line.addWidget(Picture(theme, "trash-2", "textSecondary", 20))
        for widget in (self._words, self.undo_button, close):
            line.addWidget(widget)
            line.setAlignment(widget, Qt.AlignmentFlag.AlignVCenter)
        self._box.addWidget(holder(line))
        tall_as_needed(self)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.words

    def say(self) -> None:
        """Tell that something was moved, aloud as well."""
        keys = QKeySequence(QKeySequence.StandardKey.Undo).toString(QKeySequence.SequenceFormat.NativeText)
        self.show()
        announce(self, self.tr("Moved to the bin. Undo with {keys}.").format(keys=keys))

    def set_side(self, side: int) -> None:
        """Stand as far from the edge as the page's other lines."""
        self._box.set_margins((side, 6, side, 6))

    def _undo_clicked(self, _checked: bool = False) -> None:
        self.undo.emit()
