"""The part of the settings about copies of the journal."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.services.unlocking import LockState
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, column, holder, tall_as_needed
from coprod_desktop.ui.widgets.text import Text


class CopiesPart(QWidget):
    """Says what a copy is. ``save`` and ``open`` come from the buttons; one saves only an open journal."""

    save = Signal()
    open = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        box = column(theme, self, gap=12)
        box.addWidget(Text(theme, self.tr("Copies"), "h3"))
        words = self.tr(
            "A copy is one file with all of your journal in it. It is locked with the passphrase of the day "
            "you save it, also after you change yours. Keep it on another disk or stick."
        )
        box.addWidget(Text(theme, words, "body", "secondary"))
        self._save = Button(theme, self.tr("Save a copy of my journal…"), "secondary", "file-down")
        self._save.clicked.connect(self.save)
        opened = Button(theme, self.tr("Open a copy…"), "secondary", "file-text")
        opened.clicked.connect(self.open)
        buttons = Flow(theme, 12)
        buttons.addWidget(self._save)
        buttons.addWidget(opened)
        box.addWidget(holder(buttons))
        tall_as_needed(self)

    def show_for(self, state: LockState | None) -> None:
        """Offer what can be done now; None where the journal is not as it should be."""
        self._save.setVisible(state is LockState.UNLOCKED)
