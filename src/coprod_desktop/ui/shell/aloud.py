"""Reading aloud in the window: what begins it, its bar, and what is said when nothing can be heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coprod_desktop.ui.reading_aloud.reader import State
from coprod_desktop.ui.shell.parts import Parts
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.layouts import Box

if TYPE_CHECKING:
    from coprod_desktop.ui.shell.window import MainWindow


class AloudInWindow(QObject):
    """Puts the bar into ``place`` once something is read, and not before: a start makes none."""

    def __init__(self, window: MainWindow, parts: Parts, place: Box) -> None:
        super().__init__(window)
        self._window, self._parts, self._place = window, parts, place
        self._has_bar = False
        parts.aloud.changed.connect(self._make_bar)
        parts.aloud.trouble.connect(self._tell)

    def begin(self) -> None:
        """Read the page in front from its beginning."""
        readable = self._window.pages.to_read_aloud()
        if readable is None or not readable.sentences:
            self._window.status.say(self.tr("There is nothing to read aloud on this page."))
            return
        self._window.told.hide()
        announce(self._window, self.tr("Reading aloud. Escape stops it."))
        self._parts.aloud.start(readable)

    def begin_or_pause(self) -> None:
        """What the key does: begin, pause or go on."""
        if self._parts.aloud.state is State.OFF:
            self.begin()
        else:
            self._parts.aloud.toggle()

    def _make_bar(self) -> None:
        if not self._has_bar and self._parts.aloud.state is not State.OFF:
            from coprod_desktop.ui.reading_aloud.bar import ReadingBar

            self._has_bar = True
            # It shows itself at once: without a parent that would be a window of its own.
            bar = ReadingBar(self._parts.theme, self._parts.aloud, self._place.parentWidget())
            self._place.insertWidget(0, bar)

    def _tell(self, error: Exception) -> None:
        if self._window.pages.are_settings_shown:
            return  # their own section says it
        from coprod_desktop.ui.sentences import sentence

        told = sentence(error)
        self._window.told.say(told.what, told.next, "caution")
