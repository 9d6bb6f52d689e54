"""What is shown while the system's store of passwords is asked, which can take as long as a person does."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import column, tall_as_needed
from coprod_desktop.ui.widgets.text import Text


class StoreWait(QWidget):
    """Says that the computer is waited for. ``stopped`` comes from its button, which has the focus."""

    stopped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        box = column(theme, self, gap=8)
        self._words = self.tr("Waiting for this computer. It may ask you something in a window of its own.")
        box.addWidget(Text(theme, self._words, "body", "secondary"))
        stop = Button(theme, self.tr("Stop waiting"), "secondary", "x")
        stop.clicked.connect(self.stopped)
        box.addWidget(stop)
        self.setFocusProxy(stop)
        tall_as_needed(self)
        self.hide()

    def begin(self) -> None:
        """Show it, say it, and take the focus."""
        self.show()
        self.setFocus()
        announce(self, self._words)
