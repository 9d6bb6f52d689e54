"""The head of the Journal, the same over all its views: which view, and what to begin."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from coprod_desktop.ui.journal.views import Which
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, row, tall_as_needed
from coprod_desktop.ui.widgets.segments import Segments

_NARROW = 760
_SHORT = 480


class Head(QWidget):
    """``view_chosen`` carries a `Which`; the other signals come from the buttons."""

    view_chosen = Signal(object)
    new_note = Signal()
    prepare_export = Signal()

    def __init__(self, theme: Theme, views: Collection[Which], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._box = row(theme, self, (28, 10, 28, 10), 8)
        labels = {
            Which.ENTRIES: (self.tr("Entries"), "notebook-text"),
            Which.ACTIONS: (self.tr("Actions"), "list-checks"),
            Which.GROWTH: (self.tr("Growth picture"), "sprout"),
        }
        choices = [(which.value, *labels[which]) for which in Which if which in views]
        self._names = {key: label for key, label, _ in choices}
        self.switch = Segments(theme, self.tr("View of the journal"), choices)
        self.switch.chosen.connect(self._chosen)
        self.export_button = Button(theme, self.tr("Prepare for supervision"), "secondary", "file-output")
        self.new_button = Button(theme, self.tr("New entry"), "primary", "plus")
        self._buttons = QWidget()
        self._flow = Flow(theme, 8, parent=self._buttons, right=True)
        self._flow.addWidget(self.export_button)
        self._flow.addWidget(self.new_button)
        tall_as_needed(self._buttons)
        self._box.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignVCenter)
        self._box.addWidget(self._buttons, 1, Qt.AlignmentFlag.AlignVCenter)
        tall_as_needed(self)
        self.export_button.clicked.connect(self._export_clicked)
        self.new_button.clicked.connect(self._new_clicked)
        theme.changed.connect(self._fit_now)

    def show_view(self, which: Which) -> None:
        """Show which view is in front."""
        self.switch.choose(which.value)

    def name_of(self, which: Which) -> str:
        """What a view is called."""
        return self._names[which.value]

    def offer_export(self, on: bool) -> None:
        """Offer to prepare for supervision, unless it would lead nowhere."""
        self.export_button.setVisible(on)
        self._fit_now()

    def fit(self, room: QSize) -> None:
        """Take as little as the words need in a small window."""
        theme = self._theme
        narrow = theme.eff(room.width()) < _NARROW
        short = room.height() < theme.tx(_SHORT)
        side, above = (16 if narrow else 28), (4 if short else 10)
        self._box.set_margins((side, above, side, above))
        self.switch.set_narrow(narrow)
        self.export_button.set_icon(None if narrow else "file-output")
        self.new_button.set_icon(None if narrow else "plus")
        for button in (self.export_button, self.new_button):
            button.set_compact(narrow or short)
        self._fit_now(room.width())

    def _fit_now(self, width: int = 0) -> None:
        """Put the buttons below the switch where the two do not fit beside each other."""
        margins = self._box.contentsMargins()
        wanted = self.switch.sizeHint().width() + self._flow.sizeHint().width() + self._box.spacing()
        beside = wanted + margins.left() + margins.right() <= (width or self.width())
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._box.direction() is not direction:
            self._box.setDirection(direction)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Reflow."""
        super().resizeEvent(event)
        self._fit_now()

    def _chosen(self, key: str) -> None:
        self.view_chosen.emit(Which(key))

    def _export_clicked(self, _checked: bool = False) -> None:
        self.prepare_export.emit()

    def _new_clicked(self, _checked: bool = False) -> None:
        self.new_note.emit()
