"""Your journal: where it is kept, its passphrase, and its recovery code."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.errors import KnownError
from coprod_desktop.services.unlocking import LockState, Unlocking
from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.names import shown_name
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.settings.copies import CopiesPart
from coprod_desktop.ui.settings.passphrase import PassphrasePart
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.welcome.code_card import CodeCard
from coprod_desktop.ui.welcome.group_check import GroupCheck
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Box, Capped, column, holder, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.text import Text

_SYNCED = re.compile(
    r"onedrive|dropbox|google ?drive|icloud|com~apple~clouddocs|nextcloud|owncloud|syncthing", re.IGNORECASE
)
_WIDEST = 600


class JournalSection(QWidget):
    """Where the journal lies, the passphrase, and the code.

    The code is dropped as soon as the section is out of sight.
    """

    def __init__(self, theme: Theme, recipe: Recipe, unlocking: Unlocking, jobs: Jobs, ask: Ask) -> None:
        super().__init__()
        self._theme, self._unlocking, self._jobs, self._ask = theme, unlocking, jobs, ask
        box = column(theme, self, gap=12)
        box.addWidget(Text(theme, self.tr("Your journal"), "h1"))
        box.addWidget(Text(theme, self.tr("Where it is kept"), "h3"))
        box.addWidget(Text(theme, shown_name(unlocking.folder), "body", selectable=True))
        provider = synced_by(unlocking.folder)
        if provider:
            self._add(box, self._about_syncing(provider))
        show = Button(theme, self.tr("Show the folder"), "secondary", "folder-open", compact=True)
        show.clicked.connect(self._show_folder)
        box.addWidget(show)
        self._show = show
        box.addWidget(Text(theme, recipe.care.privacy, "body", "secondary"))
        box.space(10)
        self.passphrase = PassphrasePart(theme, unlocking, jobs)
        self._add(box, self.passphrase)
        box.space(10)
        self.copies = CopiesPart(theme)
        self._add(box, self.copies)
        box.space(10)
        box.addWidget(Text(theme, self.tr("Recovery code"), "h3"))
        self._code_box: Box = column(theme, gap=12)
        box.addWidget(holder(self._code_box))
        box.addStretch(1)
        tall_as_needed(self)

    def refresh(self) -> None:
        """Say how things stand now."""
        self._drop_code()
        self._show.setVisible(self._unlocking.folder.exists())
        try:
            state = self._unlocking.state()
        except KnownError as error:
            self.passphrase.show_for(None)
            self.copies.show_for(None)
            said = sentence(error)
            self._add(self._code_box, Notice(self._theme, said.what, said.next, "caution"))
            return
        self.passphrase.show_for(state)
        self.copies.show_for(state)
        if state is LockState.UNLOCKED:
            work = self._unlocking.recovery_code_confirmed
            self._jobs.run(work, self._offer, self._not_read, self)
        elif state is LockState.LOCKED:
            words = self.tr("Unlock your journal to see its recovery code.")
            self._code_box.addWidget(Text(self._theme, words, "body", "secondary"))
        else:
            words = self.tr("There is no journal yet. Setting one up starts in Reflect or Journal.")
            self._code_box.addWidget(Text(self._theme, words, "body", "secondary"))

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of a code that was shown."""
        super().hideEvent(event)
        self._drop_code()

    def wipe(self) -> None:
        """Forget a code that was shown and a passphrase that was typed."""
        self._drop_code()
        self.passphrase.wipe()

    # ------------------------------------------------------------------ the recovery code
    def _offer(self, confirmed: bool) -> None:
        self._drop_code()
        theme = self._theme
        if confirmed:
            words = self.tr("You checked that you have a copy. You can see the code again here.")
            self._code_box.addWidget(Text(theme, words, "body", "secondary"))
        else:
            what = self.tr("You left your recovery code for later.")
            why = self.tr("Without it, a forgotten passphrase can't be put right by anyone.")
            self._add(self._code_box, Notice(theme, what, why, "note"))
        show = Button(theme, self.tr("Show my recovery code"), "secondary", "key-round")
        show.clicked.connect(self._fetch)
        self._code_box.addWidget(show)

    def _fetch(self) -> None:
        self._jobs.run(self._unlocking.recovery_code, self._show_code, self._not_read, self)

    def _show_code(self, code: str) -> None:
        self._drop_code()
        if not self.isVisible():
            return
        theme = self._theme
        self._add(self._code_box, CodeCard(theme, code, self._jobs, self._ask))
        check = GroupCheck(theme, code)
        check.matched.connect(self._confirm)
        self._add(self._code_box, check)

    def _confirm(self) -> None:
        self._jobs.run(self._unlocking.confirm_recovery_code, None, self._not_read, self)

    def _not_read(self, error: Exception) -> None:
        self._drop_code()
        said = sentence(error)
        self._add(self._code_box, Notice(self._theme, said.what, said.next, "caution"))

    def _drop_code(self) -> None:
        for check in self.findChildren(GroupCheck):
            check.wipe()
        self._code_box.clear()

    # ------------------------------------------------------------------ the folder
    def _show_folder(self) -> None:
        self._ask.show_in_folder(self._unlocking.folder / "journal")

    def _about_syncing(self, provider: str) -> Notice:
        what = self.tr("This folder seems to be copied elsewhere by {provider}.").format(provider=provider)
        next_step = self.tr("The copy is locked too. Keep the program closed on one computer at a time.")
        return Notice(self._theme, what, next_step, "note")

    def _add(self, box: Box, widget: QWidget) -> None:
        box.addWidget(Capped(self._theme, widget, _WIDEST))


def synced_by(folder: Path) -> str:
    """The name of the part of a path that says a program copies it elsewhere; empty for none."""
    return next((part for part in folder.parts if _SYNCED.search(part)), "")
