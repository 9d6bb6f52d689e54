"""What the window does about the open journal's file: shows that it is gone, and goes on once it is back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coprod_desktop.ui.shell.file_watch import FileWatch
from coprod_desktop.ui.shell.locking import hand_over
from coprod_desktop.ui.shell.pages import Pages
from coprod_desktop.ui.shell.parts import Parts
from coprod_desktop.ui.widgets.announce import announce

if TYPE_CHECKING:
    from coprod_desktop.ui.shell.window import MainWindow


class FileCare(QObject):
    """Connects the watch over the file with what is shown."""

    def __init__(self, window: MainWindow, parts: Parts, pages: Pages) -> None:
        super().__init__(window)
        self._window, self._pages = window, pages
        self._told, self._status, self._notice = window.told, window.status, window.file_notice
        self.watch = FileWatch(parts.unlocking, parts.jobs, self)
        self.watch.gone.connect(self._notice.show_fault)
        self.watch.back.connect(self._back)
        self.watch.replaced.connect(self._replaced)
        self._notice.pressed.connect(self.watch.look)

    def begin(self) -> None:
        """The journal was opened."""
        self._notice.hide()
        self.watch.start()

    def end(self) -> None:
        """The journal is being locked, or was."""
        self.watch.stop()
        self._notice.hide()

    def _back(self) -> None:
        """Save what waited, and show what could not be read."""
        self._notice.hide()
        hand_over(self._pages.private())
        self._pages.read_anew()
        words = self.tr("Your journal's file is there again.")
        self._status.say(words)
        announce(self._window, words)

    def _replaced(self) -> None:
        """The file is the journal from now on: what is being written goes into it, and all is read anew."""
        self._pages.write_anew()
        self._pages.read_anew()
        self._told.say(
            self.tr("Your journal's file was replaced by another program, such as one that copies folders."),
            self.tr(
                "You see what is in it now. What you are writing was saved into it. If something is missing, "
                "look for a second file beside it, or open a backup."
            ),
        )
