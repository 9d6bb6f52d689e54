"""The quiet words above a note: that it was saved, when, and where."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, QTime, QTimer
from PySide6.QtWidgets import QWidget

from coprod_desktop.services.clock import Saved
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.layouts import row
from coprod_desktop.ui.widgets.marks import Picture
from coprod_desktop.ui.widgets.text import Text

JUST_NOW_MS = 60_000


class SavedLine(QWidget):
    """Says "Saved just now", and after a minute at what time."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved: Saved | None = None
        line = row(theme, self, gap=6)
        line.addStretch(1)
        self._tick = Picture(theme, "circle-check", "positive", 20)
        line.addWidget(self._tick, 0, Qt.AlignmentFlag.AlignVCenter)
        self._words = Text(theme, "", "small", "secondary", cap=False)
        line.addWidget(self._words, 0, Qt.AlignmentFlag.AlignVCenter)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(JUST_NOW_MS)
        self._later.timeout.connect(self._say_time)
        self.clear()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.words

    def clear(self) -> None:
        """Say nothing: nothing was saved yet."""
        self._later.stop()
        self._saved = None
        self._tick.hide()
        self._words.set_words("")

    def saved(self, saved: Saved) -> None:
        """Tell that something was saved."""
        self._saved = saved
        self._tick.show()
        self._words.set_words(self.tr("Saved just now, on this computer only"))
        self._later.start()

    def _say_time(self) -> None:
        if self._saved is None:
            return
        moment = self._saved.at.astimezone()
        time = QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)
        self._words.set_words(self.tr("Saved at {time}, on this computer only").format(time=time))
