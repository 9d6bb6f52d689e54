"""A page that says what is to be opened, and asks for one of the two ways in."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.services.preferences import Preferences
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.looks.looks import Looks
from coprod_desktop.ui.shell.ways_in import Lock, WaysIn
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.welcome.frame import SetupFrame, SetupPage
from coprod_desktop.ui.widgets.notice import Notice


class WaysInPage(QWidget):
    """The frame of the first-run pages, the ways in, and what went wrong. Each such page adds its words."""

    ways: WaysIn

    def __init__(self, theme: Theme, recipe: Recipe, preferences: Preferences) -> None:
        super().__init__()
        frame = SetupFrame(theme, recipe)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._theme = theme
        self._page = SetupPage(Looks(theme, preferences, self))
        frame.stack.addWidget(self._page)
        self.trouble = Notice(theme, kind="caution")
        self.trouble.hide()

    def _ask_for(self, lock: Lock, jobs: Jobs) -> None:
        """Make the ways into ``lock``, and have its faults told."""
        self._told = lock.told
        self.ways = WaysIn(self._theme, jobs, lock)
        self.ways.trouble.connect(self._tell)
        self.ways.turned.connect(self._page.to_top)
        for part in (self.ways.passphrase, self.ways.recovery):
            part.entered.connect(self.trouble.hide)

    def _tell(self, error: Exception) -> None:
        told = self._told(error)
        self.trouble.say(told.what, told.next, "caution")
        self._page.to_top()
