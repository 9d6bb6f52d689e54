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
    from coprod_desktop.ui.copies.restore_page import RestorePage


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

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._stack = QStackedWidget()
        self._welcome: WelcomeFlow | None = None
        self._unlock: UnlockPanel | None = None
        self._restore: RestorePage | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def show_now(self) -> None:
        """Look whether there is a journal, and show what belongs to that."""
        try:
            absent = self._parts.unlocking.state() is LockState.ABSENT
        except KnownError as error:
            self._unlock_panel().show_trouble(error)
            self._stack.setCurrentWidget(self._unlock_panel())
            return
        if absent:
            self._stack.setCurrentWidget(self._welcome_flow())
        else:
            self._unlock_panel().ready()
            self._stack.setCurrentWidget(self._unlock_panel())

    def clear(self) -> None:
        """Forget everything typed here, a passphrase or a recovery code among it."""
        for page in (self._welcome, self._unlock):
            if page is not None:
                self._stack.removeWidget(page)
                page.wipe()
                page.deleteLater()
        if self._restore is not None:
            self._stack.removeWidget(self._restore)
            self._restore.deleteLater()
        self._welcome = self._unlock = self._restore = None

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
            self._stack.addWidget(self._unlock)
        return self._unlock
