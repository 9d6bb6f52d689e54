"""Backups: what came of the last one, where they go, how many are kept, and which there are."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.services.backup_facts import LastResult
from coprod_desktop.services.backups import Backups
from coprod_desktop.services.preferences import Preferences
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.backing_up import BackingUp
from coprod_desktop.ui.copies.backup_list import BackupList
from coprod_desktop.ui.copies.words import day_and_time
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.settings.backup_place import BackupPlace, HowMany
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Box, Capped, Flow, column, holder, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.text import Text

_WIDEST = 600


class LastBackup(QWidget):
    """What came of the last backup, and the button that makes one now."""

    def __init__(self, theme: Theme, unlocking: Unlocking, backing_up: BackingUp) -> None:
        super().__init__()
        self._unlocking, self._backing_up = unlocking, backing_up
        box = column(theme, self, gap=10)
        box.addWidget(Text(theme, self.tr("The last backup"), "h3"))
        self._words = Text(theme, "", "body")
        self._fault = Notice(theme, kind="caution")
        self._fault.hide()
        self._now = Button(theme, self.tr("Back up now"), "secondary", "archive")
        self._now.clicked.connect(self._make)
        buttons = Flow(theme, 12)
        buttons.addWidget(self._now)
        for part in (self._words, self._fault, holder(buttons)):
            box.addWidget(part)
        self._asked = False
        backing_up.told.connect(self._show)
        backing_up.begun.connect(self._show_begun)
        tall_as_needed(self)

    def refresh(self) -> None:
        """Say how things stand now."""
        unlocked = self._unlocking.is_unlocked
        self._now.setVisible(unlocked)
        if unlocked:
            self._backing_up.tell()
            return
        self._fault.hide()
        self._words.set_words(
            self.tr("Unlock your journal to see what came of the last one, or to make one.")
        )

    def _make(self) -> None:
        if self._backing_up.is_making:
            return  # the button is not disabled for it: the focus would be lost from it
        self._asked = True
        self._show_begun()
        self._backing_up.make_now()

    def _show_begun(self) -> None:
        self._fault.hide()
        self._words.set_words(self.tr("Making a backup and checking it…"))

    def _show(self, last: LastResult) -> None:
        if self._backing_up.is_making:
            return
        from coprod_desktop.ui.backup_sentences import why_no_backup

        asked, self._asked = self._asked, False
        self._words.set_words(_words_of(last))
        if last.cause:
            told = why_no_backup(last.cause, last.place)
            self._fault.say(told.what, told.next, "caution", aloud=asked)
        else:
            self._fault.hide()
            if asked:
                announce(self, self._words.words)


class BackupsSection(QWidget):
    """``look`` carries the path of a backup that somebody wants to look into."""

    look = Signal(object)

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        unlocking: Unlocking,
        backups: Backups,
        backing_up: BackingUp,
        jobs: Jobs,
        ask: Ask,
    ) -> None:
        super().__init__()
        self._theme, self._backing_up = theme, backing_up
        box = column(theme, self, gap=12)
        box.addWidget(Text(theme, self.tr("Backups"), "h1"))
        lead = self.tr(
            "A backup is a locked copy of your whole journal. One is made by itself on each day that you "
            "write, and is opened and checked to its last page before it counts."
        )
        box.addWidget(Text(theme, lead, "lead", "secondary"))
        self.last = LastBackup(theme, unlocking, backing_up)
        self.place = BackupPlace(theme, backups, ask)
        self.how_many = HowMany(theme, preferences, backups)
        for part in (self.last, self.place, self.how_many):
            box.space(4)
            self._add(box, part)
        box.space(4)
        box.addWidget(Text(theme, self.tr("Your backups"), "h3"))
        self._opens = Text(theme, "", "body", "secondary")
        box.addWidget(self._opens)
        self.list = BackupList(theme, backups, jobs)
        self._add(box, self.list)
        box.addStretch(1)
        self.list.look.connect(self.look)
        self.list.found.connect(self._found)
        self.place.chosen.connect(self._moved)
        backing_up.told.connect(self._told)
        tall_as_needed(self)

    def refresh(self) -> None:
        """Say how things stand now."""
        for part in (self.last, self.place, self.how_many, self.list):
            part.refresh()

    def _found(self, count: int) -> None:
        none = self.tr("There are none yet.")
        opens = self.tr(
            "Each opens with the passphrase or the recovery code of the day it was made, also after you "
            "change yours. Look inside to see what one holds. There you can put it in place of your journal."
        )
        self._opens.set_words(opens if count else none)

    def _moved(self) -> None:
        self.list.refresh()
        self._backing_up.make_now()

    def _told(self, _last: LastResult) -> None:
        if self.isVisible() and not self._backing_up.is_making:
            self.place.refresh()
            self.list.refresh()

    def _add(self, box: Box, widget: QWidget) -> None:
        box.addWidget(Capped(self._theme, widget, _WIDEST))


def _words_of(last: LastResult) -> str:
    if last.made is None:
        return _tr("None was made yet.")
    size = QLocale().formattedDataSize(last.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
    return _tr("{moment} ({size}). It was opened again and checked.").format(
        moment=day_and_time(last.made), size=size.replace(" ", "\u00a0")
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("BackupsSection", text)
