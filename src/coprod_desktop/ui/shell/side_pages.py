"""The pages that open over the current tab: the settings, the guide and the keyboard shortcuts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from coprod_desktop.ui.shell.menus import Menus
from coprod_desktop.ui.shell.pages import Pages
from coprod_desktop.ui.shell.topbar import TopBar
from coprod_desktop.ui.widgets.announce import announce


class SidePages(QObject):
    """One method for each thing there is to open. ``leave`` hands over what was typed on the page before."""

    def __init__(self, pages: Pages, bar: TopBar, menus: Menus, leave: Callable[[], None]) -> None:
        super().__init__(bar)
        self._pages, self._bar, self._menus, self._leave = pages, bar, menus, leave

    def settings(self) -> None:
        """The settings, at their first section."""
        self._leave()
        settings = self._pages.settings()
        settings.arrive()
        self._bar.show_tab(None)
        self._pages.show(settings)
        announce(self._bar.window(), self.tr("Settings"))

    def backups(self) -> None:
        """The settings, at the backups."""
        self.settings()
        self._pages.settings().show_backups()

    def reminders(self) -> None:
        """The settings, at the reminders."""
        self.settings()
        self._pages.settings().show_reminders()

    def new_passphrase(self) -> None:
        """The settings, where a new passphrase is chosen."""
        self.settings()
        self._pages.settings().choose_passphrase()

    def about(self) -> None:
        """The settings, at what the program is made of."""
        self.settings()
        self._pages.settings().show_about()

    def guide(self) -> None:
        """The guide."""
        self._pages.guide().show_guide()
        self._show_guide_page()
        announce(self._bar.window(), self.tr("Guide"))

    def shortcuts(self) -> None:
        """The keyboard shortcuts."""
        self._pages.guide().show_shortcuts(self._menus.shortcut_list())
        self._show_guide_page()
        announce(self._bar.window(), self.tr("Keyboard shortcuts"))

    def _show_guide_page(self) -> None:
        self._leave()
        self._bar.show_tab(None)
        self._pages.show(self._pages.guide())
