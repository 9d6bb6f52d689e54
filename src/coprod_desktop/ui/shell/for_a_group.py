"""What is there for a group: sheets on paper, and questions on a screen that everybody sees.

Neither needs the journal. Before anything is shown to a group it is locked, by the same flow as ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.recipe.finding import PlaceKind
from coprod_desktop.ui.shell.locking import LockFlow
from coprod_desktop.ui.shell.parts import Parts
from coprod_desktop.ui.shell.topbar import Tab
from coprod_desktop.ui.widgets.announce import announce

if TYPE_CHECKING:
    from coprod_desktop.ui.group.page import GroupPage
    from coprod_desktop.ui.paper.page import PaperPage
    from coprod_desktop.ui.shell.journey import Journey
    from coprod_desktop.ui.shell.window import MainWindow


class ForAGroup(QObject):
    """Opens the two pages, and closes them again."""

    def __init__(self, window: MainWindow, parts: Parts, journey: Journey, lock: LockFlow) -> None:
        super().__init__(journey)
        self._window, self._parts, self._journey, self._lock = window, parts, journey, lock
        self._pages = window.pages
        self._is_waiting = False
        self._came_from: QWidget | None = None
        lock.locked.connect(self._locked)
        lock.stayed_open.connect(self._stayed_open)
        self._pages.paper_made.connect(self._paper_made)
        self._pages.group_made.connect(self._group_made)

    # ------------------------------------------------------------------ on paper
    def print_what_is_read(self) -> None:
        """The page for paper, with the sheet for what is read in the recipe; else with the recipe."""
        from coprod_desktop.export.sheet import SheetKind, Wish  # not at the start: it knows formatted text

        place = self._pages.recipe.place
        easier = self._parts.theme.appearance.easier_words
        wish = Wish(easier=easier)
        if self._pages.current is self._pages.recipe and place.kind is PlaceKind.ITEM:
            wish = Wish(SheetKind.ITEM, easier=easier, item_id=place.id)
        elif self._pages.current is self._pages.recipe and place.kind is PlaceKind.SHEET:
            wish = Wish(SheetKind.WHOLE, easier=easier)
        self._journey.leave()
        page = self._pages.paper()
        self._window.bar.show_tab(None)
        self._pages.show(page)
        page.arrive(wish)
        announce(self._window, self.tr("On paper"))

    # ------------------------------------------------------------------ on the screen
    def show(self) -> None:
        """Lock what is open, and then fill the screen."""
        self._came_from = self._window.focusWidget()
        if self._lock.is_anything_open or self._lock.under_way:
            self._is_waiting = True
            self._journey.lock()
        else:
            self._begin()

    def _locked(self) -> None:
        """After the journey has shown the recipe. Words that are only sealed are told of first."""
        is_wanted, self._is_waiting = self._is_waiting, False
        if is_wanted and self._window.isVisible() and not self._parts.guards.sealing.is_any:
            self._begin()

    def _stayed_open(self) -> None:
        self._is_waiting = False

    def _begin(self) -> None:
        self._journey.leave()
        page = self._pages.group()
        self._window.show_page_alone(True)
        self._pages.show(page)
        page.begin()

    def _end(self) -> None:
        self._journey.go(Tab.RECIPE)
        came_from, self._came_from = self._came_from, None
        is_there = came_from is not None and shiboken6.isValid(came_from) and came_from.isVisible()
        (came_from if came_from is not None and is_there else self._window.bar.tabs).setFocus()

    def _changed(self) -> None:
        """Another page may come to the front by itself: a copy that is opened from the desktop."""
        if self._pages.current is not self._pages.group():
            self._window.show_page_alone(False)

    # ------------------------------------------------------------------ pages, as they are made
    def _paper_made(self, page: PaperPage) -> None:
        page.closed.connect(self._journey.back_to_tab)

    def _group_made(self, page: GroupPage) -> None:
        page.closed.connect(self._end)
        self._pages.stack.currentChanged.connect(self._changed)
