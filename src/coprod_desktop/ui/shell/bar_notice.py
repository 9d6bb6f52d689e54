"""A calm notice between the bar at the top and the page, with one button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import column, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice


class BarNotice(QWidget):
    """Stays in sight until it is hidden. ``pressed``: its button was.

    Its parts are made when there is first something to say.
    """

    pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._notice: Notice | None = None
        self._box = column(theme, self, (20, 10, 20, 10))
        tall_as_needed(self)
        self.hide()

    @property
    def words(self) -> str:
        """What it says; nothing while it is not there."""
        return self._notice.words if self._notice is not None and not self.isHidden() else ""

    def say(self, what: str, next_step: str) -> None:
        """Show it with these words, and have them read out."""
        notice = self._notice or self._made()
        self.show()
        notice.say(what, next_step, "caution")

    def button(self, theme: Theme) -> Button:
        """Its button."""
        raise NotImplementedError

    def _made(self) -> Notice:
        notice = self._notice = Notice(self._theme)
        button = self.button(self._theme)
        button.clicked.connect(self.pressed)
        notice.add_button(button)
        self._box.addWidget(notice)
        return notice
