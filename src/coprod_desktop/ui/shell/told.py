"""Something the window has to say that belongs to no page: above the page, until it is read and closed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import column, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice


class Told(QWidget):
    """One message at a time, below the bar at the top. It holds nothing from the journal.

    Its parts are made for the first message: a start has nothing to say.
    """

    def __init__(self, theme: Theme, ask: Ask) -> None:
        super().__init__()
        self._theme, self._ask = theme, ask
        self._path: Path | None = None
        self._notice: Notice | None = None
        self._box = column(theme, self, (20, 10, 20, 10))
        tall_as_needed(self)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._notice.words if self._notice is not None else ""

    def say(self, what: str, next_step: str = "", kind: str = "note", path: Path | None = None) -> None:
        """Say it, aloud as well; ``path`` is something that can be shown in its folder."""
        notice = self._notice or self._made()
        self._path = path
        self._show.setVisible(path is not None)
        self.show()
        notice.say(what, next_step, kind)

    def _made(self) -> Notice:
        theme = self._theme
        self._notice = Notice(theme)
        self._show = Button(theme, self.tr("Show in folder"), "secondary", "folder-open", compact=True)
        self._show.clicked.connect(self._show_folder)
        close = Button(theme, self.tr("Close this message"), "quiet", "x", compact=True)
        close.clicked.connect(self.hide)
        self._notice.add_button(self._show)
        self._notice.add_button(close)
        self._box.addWidget(self._notice)
        return self._notice

    def _show_folder(self) -> None:
        if self._path is not None:
            self._ask.show_in_folder(self._path)
