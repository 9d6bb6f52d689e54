"""The backups there are, newest first: when each was made, how large it is, and whether it is whole."""

from __future__ import annotations

import threading
from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from coprod_desktop.services.backup_facts import BackupFacts
from coprod_desktop.services.backups import Backups
from coprod_desktop.ui.copies.words import day_and_time
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Box, Flow, column, holder, tall_as_needed
from coprod_desktop.ui.widgets.marks import Rule
from coprod_desktop.ui.widgets.text import Text

SHOWN = 8


class BackupList(QWidget):
    """``look`` carries the path of one that somebody wants to look into; ``found`` how many there are.

    They are listed by their heads, and then read to their end one after the other, aside, as long as
    the list is in sight.
    """

    look = Signal(object)
    found = Signal(object)

    def __init__(self, theme: Theme, backups: Backups, jobs: Jobs, *, of_others: bool = False) -> None:
        super().__init__()
        self._theme, self._backups, self._jobs = theme, backups, jobs
        self._of_others = of_others
        self._all: list[BackupFacts] = []
        self._rows: list[_Row] = []
        self._stop = threading.Event()
        self._box: Box = column(theme, self, gap=8)
        tall_as_needed(self)

    def refresh(self) -> None:
        """Look which there are."""
        self._end_reading()
        work = partial(self._backups.all, of_others=self._of_others)
        self._jobs.aside(work, partial(self._show, self._stop), None, self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Read no further: nobody is looking."""
        super().hideEvent(event)
        self._end_reading()

    def _end_reading(self) -> None:
        self._stop.set()
        self._stop = threading.Event()

    def _show(self, asked: threading.Event, found: list[BackupFacts]) -> None:
        if asked is not self._stop:
            return
        self._all = found
        self._box.clear()
        self._rows = []
        self._add_rows(SHOWN)
        self.found.emit(len(found))

    def _add_rows(self, up_to: int) -> None:
        begin = len(self._rows)
        for facts in self._all[begin:up_to]:
            if self._rows:
                self._box.addWidget(Rule(self._theme))
            row = _Row(self._theme, facts)
            row.look.connect(self.look)
            self._rows.append(row)
            self._box.addWidget(row)
        left = len(self._all) - len(self._rows)
        if left > 0:
            words = self.tr("Show 1 older one") if left == 1 else self.tr("Show {count} older ones")
            more = Button(self._theme, words.format(count=left), "quiet", "chevron-down", compact=True)
            more.clicked.connect(partial(self._show_more, more))
            self._box.addWidget(more)
        self._read_next(begin, self._stop)

    def _show_more(self, more: Button) -> None:
        first = len(self._rows)
        self._box.removeWidget(more)
        more.deleteLater()
        self._add_rows(len(self._all))
        self._rows[first].setFocus()

    # ------------------------------------------------------------------ reading them to their end
    def _read_next(self, place: int, asked: threading.Event) -> None:
        while place < len(self._rows) and self._rows[place].is_known:
            place += 1
        if place >= len(self._rows) or asked is not self._stop:
            return
        work = partial(self._backups.is_whole, self._rows[place].path, asked.is_set)
        self._jobs.aside(work, partial(self._read, place, asked), partial(self._not_read, asked), self)

    def _read(self, place: int, asked: threading.Event, whole: bool) -> None:
        if asked is self._stop and place < len(self._rows):
            self._rows[place].show_whole(whole)
            self._read_next(place + 1, asked)

    def _not_read(self, asked: threading.Event, error: Exception) -> None:
        if asked is self._stop:
            self._jobs.unexpected.emit(error)


class _Row(QWidget):
    """One backup."""

    look = Signal(object)

    def __init__(self, theme: Theme, facts: BackupFacts) -> None:
        super().__init__()
        self.path = facts.path
        self.is_known = facts.fault is not None
        moment = day_and_time(facts.made)
        line = Flow(theme, 12, parent=self)
        words = column(theme, gap=0)
        words.addWidget(Text(theme, moment, "label"))
        self._size = QLocale().formattedDataSize(facts.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        self._kind = _tr("before a large change") if facts.before_change else ""
        self._state = Text(theme, "", "small", "secondary")
        self._say(_fault(facts.fault) if facts.fault else "")
        words.addWidget(self._state)
        line.addWidget(holder(words))
        self._button = Button(theme, _tr("Look inside"), "secondary", "eye", compact=True)
        self._button.setAccessibleName(_tr("Look inside the backup of {moment}").format(moment=moment))
        self._button.clicked.connect(self._look)
        line.addWidget(self._button)
        self.setFocusProxy(self._button)
        self._button.setVisible(facts.fault is None)
        tall_as_needed(self)

    def show_whole(self, whole: bool) -> None:
        """Say what reading it to its end showed."""
        self.is_known = True
        self._say(_tr("whole") if whole else _fault("copy-damaged"))
        self._button.setVisible(whole)

    def _say(self, state: str) -> None:
        parts = [self._size.replace(" ", "\u00a0"), self._kind, state]
        self._state.set_words(" · ".join(part for part in parts if part))

    def _look(self) -> None:
        self.look.emit(self.path)


def _fault(code: str) -> str:
    if code in ("copy-newer", "journal-newer"):
        return _tr("made by a newer version of the program")
    if code in ("copy-damaged", "not-a-copy"):
        return _tr("damaged, so it can't be used")
    return _tr("can't be read just now")


def _tr(text: str) -> str:
    return QCoreApplication.translate("BackupList", text)
