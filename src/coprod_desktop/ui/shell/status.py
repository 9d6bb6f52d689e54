"""The quiet line at the bottom: what was saved and when, and what went wrong with saving."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTime

from coprod_desktop.services.clock import Saved
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.cards import Bar
from coprod_desktop.ui.widgets.layouts import row
from coprod_desktop.ui.widgets.text import Elided


class StatusLine(Bar):
    """One line that never asks for attention. It holds nothing from the journal."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "footbar")
        self._words = Elided(theme, "", "small", "secondary")
        self._words.setObjectName("status")
        line = row(theme, self, (20, 4, 20, 4))
        line.addWidget(self._words, 1)
        self._lasting = ""
        self.clear()

    @property
    def words(self) -> str:
        """What the line says now."""
        return self._words.text()

    def clear(self) -> None:
        """Say where things stand when nothing was saved yet."""
        self.say(self.tr("Everything stays on this computer."))

    def say(self, words: str) -> None:
        """Show a sentence of the program's own."""
        self._lasting = words
        self._words.set_words(words)

    def say_in_passing(self, words: str) -> None:
        """Show what is worth knowing just now, until something else is said or `move_on` is called."""
        self._words.set_words(words)

    def move_on(self) -> None:
        """Somebody goes elsewhere: show again what stood here before something was said in passing."""
        self._words.set_words(self._lasting)

    def saved(self, saved: Saved) -> None:
        """Tell that something was saved, and when."""
        moment = saved.at.astimezone()
        time = QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)
        self.say(self.tr("Saved at {time}, on this computer only").format(time=time))
