"""What Reflect and Journal show while the journal is locked: the first-run pages, or the unlock panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from coprod_desktop.errors import KnownError
from coprod_desktop.services.unlocking import LockState
from coprod_desktop.ui.shell.parts import Parts
from coprod_desktop.ui.shell.unlock_panel import UnlockPanel
from coprod_desktop.ui.welcome.flow import WelcomeFlow

if TYPE_CHECKING:
    from coprod_desktop.services.backup_facts import BackupFacts
    from coprod_desktop.ui.copies.restore_page import RestorePage
    from coprod_desktop.ui.shell.salvage_page import SalvagePage


class Gate(QWidget):
    """Leads into the journal.

    ``opened`` comes when it is unlocked, ``to_recipe`` when somebody would rather read the recipe.
    """

    opened = Signal()
    to_recipe = Signal()
    open_backup = Signal(object)
    """The path of a backup that somebody wants to look into."""
    open_copy = Signal()
    """Somebody wants to choose a copy's file."""
    salvaged = Signal()
    """What could be read of a damaged journal is in a new one, which is open."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._stack = QStackedWidget()
        self._welcome: WelcomeFlow | None = None
        self._unlock: UnlockPanel | None = None
        self._restore: RestorePage | None = None
        self._salvage: SalvagePage | None = None
        self._newest: BackupFacts | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def show_now(self) -> None:
        """Look whether there is a journal, and show what belongs to that."""
        if self._salvage is not None:
            self._salvage.wipe()
        try:
            absent = self._parts.unlocking.state() is LockState.ABSENT
        except KnownError as error:
            self.show_trouble(error)
            return
        if absent:
            self._stack.setCurrentWidget(self._welcome_flow())
        else:
            self._unlock_panel().ready()
            self._unlock_panel().show_sealed(sealed=self._parts.guards.sealing.is_any)
            self._stack.setCurrentWidget(self._unlock_panel())

    def show_trouble(self, error: KnownError) -> None:
        """Say what is amiss with the journal, and what can be done."""
        self._unlock_panel().show_trouble(error)
        self._stack.setCurrentWidget(self._unlock_panel())

    def clear(self) -> None:
        """Forget everything typed here, a passphrase or a recovery code among it."""
        for page in (self._welcome, self._unlock, self._salvage):
            if page is not None:
                self._stack.removeWidget(page)
                page.wipe()
                page.deleteLater()
        if self._restore is not None:
            self._stack.removeWidget(self._restore)
            self._restore.deleteLater()
        self._welcome = self._unlock = self._restore = self._salvage = None

    def show_backups(self) -> None:
        """Show which backups there are to go back to."""
        if self._restore is None:
            from coprod_desktop.ui.copies.restore_page import RestorePage

            parts = self._parts
            self._restore = RestorePage(
                parts.theme, parts.recipe, parts.preferences, parts.backups, parts.jobs
            )
            self._restore.look.connect(self.open_backup)
            self._restore.choose_file.connect(self.open_copy)
            self._restore.closed.connect(self.show_now)
            self._stack.addWidget(self._restore)
        for page in (self._welcome, self._unlock):
            if page is not None:
                page.wipe()
        self._stack.setCurrentWidget(self._restore)
        self._restore.arrive()

    def show_salvage(self) -> None:
        """Show what saving the rest of a damaged journal means, and ask for a key."""
        if self._salvage is None:
            from coprod_desktop.ui.shell.salvage_page import SalvagePage

            parts = self._parts
            self._salvage = SalvagePage(
                parts.theme, parts.recipe, parts.preferences, parts.salvaging, parts.jobs
            )
            self._salvage.salvaged.connect(self.salvaged)
            self._salvage.closed.connect(self.show_now)
            self._stack.addWidget(self._salvage)
        self._unlock_panel().wipe()
        self._stack.setCurrentWidget(self._salvage)
        self._salvage.arrive()

    def _look_for_backup(self) -> None:
        """Find the newest whole backup; reading it to its end can take a while."""
        self._parts.jobs.aside(self._parts.backups.newest_good, self._offer_backup, _nothing, self)

    def _offer_backup(self, newest: BackupFacts | None) -> None:
        self._newest = newest
        if newest is not None and self._unlock is not None:
            from coprod_desktop.ui.copies.words import day_and_time

            words = self.tr("The newest whole backup is of {moment}.")
            self._unlock.offer_backup(words.format(moment=day_and_time(newest.made)))

    def _open_newest(self) -> None:
        if self._newest is not None:
            self.open_backup.emit(self._newest.path)

    def _welcome_flow(self) -> WelcomeFlow:
        if self._welcome is None:
            parts = self._parts
            self._welcome = WelcomeFlow(
                parts.theme, parts.recipe, parts.unlocking, parts.preferences, parts.jobs, parts.ask
            )
            self._welcome.finished.connect(self.opened)
            self._welcome.skipped.connect(self.to_recipe)
            self._welcome.restore.connect(self.show_backups)
            self._stack.addWidget(self._welcome)
        return self._welcome

    def _unlock_panel(self) -> UnlockPanel:
        if self._unlock is None:
            parts = self._parts
            self._unlock = UnlockPanel(
                parts.theme,
                parts.recipe,
                parts.unlocking,
                parts.preferences,
                parts.jobs,
                parts.sign_in,
            )
            self._unlock.unlocked.connect(self.opened)
            self._unlock.read_recipe.connect(self.to_recipe)
            self._unlock.restore.connect(self.show_backups)
            self._unlock.salvage.connect(self.show_salvage)
            self._unlock.damage_shown.connect(self._look_for_backup)
            self._unlock.look_inside.connect(self._open_newest)
            self._stack.addWidget(self._unlock)
        return self._unlock


def _nothing(_error: Exception) -> None:
    """A backup that can't be found is not offered."""
