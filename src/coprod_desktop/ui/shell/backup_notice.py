"""A calm line as long as backups do not work. The settings say why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.services.backup_facts import LastResult
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.layouts import Flow, column, holder, tall_as_needed
from coprod_desktop.ui.widgets.text import Text


class BackupNotice(QWidget):
    """Stands between the bar at the top and the page until the next backup works. ``settings`` leads on.

    It is read out when it comes and not again. Its parts are made when they are first needed.
    """

    settings = Signal()

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

    def show_for(self, last: LastResult) -> None:
        """Say that the last backup did not work, or go where it did."""
        if not last.cause:
            self.hide()
            return
        is_new, words = self.isHidden(), self._words or self._made()
        self.show()
        if is_new:
            announce(self, words.words)

    def _made(self) -> Text:
        theme = self._theme
        said = self.tr("Your journal is saved, but the last backup did not work.")
        words = self._words = Text(theme, said, "body", "onHighlightTint")
        why = Button(theme, self.tr("See why"), "secondary", "archive", compact=True)
        why.setAccessibleName(self.tr("See why the last backup did not work"))
        why.clicked.connect(self.settings)
        card = Card(theme, "note", (14, 6, 14, 6))
        line = Flow(theme, 16)
        line.addWidget(words)
        line.addWidget(why)
        card.body.addWidget(holder(line))
        self._box.addWidget(card)
        return words
