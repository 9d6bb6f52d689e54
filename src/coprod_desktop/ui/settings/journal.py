"""Your journal: where it is kept, and copies of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.errors import KnownError
from coprod_desktop.services.places import is_open_to_others
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.names import shown_name
from coprod_desktop.ui.settings.copies import CopiesPart
from coprod_desktop.ui.synced import about_syncing, synced_by
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Box, Capped, column, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.text import Text

_WIDEST = 600


class JournalSection(QWidget):
    """Where the journal lies, and copies of it in one file."""

    def __init__(self, theme: Theme, recipe: Recipe, unlocking: Unlocking, ask: Ask) -> None:
        super().__init__()
        self._theme, self._unlocking, self._ask = theme, unlocking, ask
        box = column(theme, self, gap=12)
        box.addWidget(Text(theme, self.tr("Your journal"), "h1"))
        box.addWidget(Text(theme, self.tr("Where it is kept"), "h3"))
        box.addWidget(Text(theme, shown_name(unlocking.folder), "body", selectable=True))
        provider = synced_by(unlocking.folder)
        if provider:
            self._add(box, about_syncing(theme, provider))
        self._open = Capped(theme, self._about_others(), _WIDEST)
        self._open.hide()
        box.addWidget(self._open)
        show = Button(theme, self.tr("Show the folder"), "secondary", "folder-open", compact=True)
        show.clicked.connect(self._show_folder)
        box.addWidget(show)
        self._show = show
        box.addWidget(Text(theme, recipe.care.privacy, "body", "secondary"))
        box.space(10)
        self.copies = CopiesPart(theme)
        self._add(box, self.copies)
        box.addStretch(1)
        tall_as_needed(self)

    def refresh(self) -> None:
        """Say how things stand now."""
        self._show.setVisible(self._unlocking.folder.exists())
        self._open.setVisible(is_open_to_others(self._unlocking.folder))
        try:
            self.copies.show_for(self._unlocking.state())
        except KnownError:
            self.copies.show_for(None)  # Security says what is amiss

    # ------------------------------------------------------------------ the folder
    def _show_folder(self) -> None:
        self._ask.show_in_folder(self._unlocking.folder / "journal")

    def _about_others(self) -> Notice:
        what = self.tr("Other people of this computer may be able to read the files in this folder.")
        next_step = self.tr(
            "The files are locked: without your passphrase or recovery code they show no word. "
            "A folder that only you can open keeps them to yourself."
        )
        return Notice(self._theme, what, next_step, "note")

    def _add(self, box: Box, widget: QWidget) -> None:
        box.addWidget(Capped(self._theme, widget, _WIDEST))
