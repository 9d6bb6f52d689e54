"""Where one was when the journal locked, to come back to once it is open again. It holds no words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coprod_desktop.ui.shell.pages import Pages
from coprod_desktop.ui.shell.topbar import Tab

if TYPE_CHECKING:
    from coprod_desktop.ui.journal.place import Place as JournalPlace
    from coprod_desktop.ui.reflect.tab import Place as ReflectPlace


class WayBack:
    """The tab, and the places in Reflect and in Journal."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self.forget()

    def forget(self) -> None:
        """One is back, or what was there is gone."""
        self.tab = Tab.RECIPE
        self._reflect: ReflectPlace | None = None
        self._journal: JournalPlace | None = None

    def remember(self, tab: Tab) -> None:
        """Everything is written by now, so that a draft is found again by its id."""
        self.tab = tab
        self._reflect, self._journal = self._pages.places()

    @property
    def begins_reflect(self) -> bool:
        """Whether no reflection was under way, so that Reflect shows the ways to begin one."""
        return self._reflect is None or self._reflect.is_home

    def restore(self) -> None:
        """Go back to where one was in each of the two tabs."""
        if self._reflect is not None:
            self._pages.reflect().restore(self._reflect)
        if self._journal is not None:
            self._pages.journal().restore(self._journal)
