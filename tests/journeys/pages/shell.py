"""The window around the pages: tabs, lock, quit, the status line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar

from tests.support.finding import visible
from tests.support.person import Person
from tests.support.stretched import plain
from tests.support.waiting import settle


class Shell:
    """What is always there."""

    def __init__(self, person: Person) -> None:
        self._person = person

    def go_to(self, tab: str) -> None:
        """Click one of the three tabs."""
        bar = self._tab_bar()
        names = [plain(bar.tabText(index).replace("&", "")) for index in range(bar.count())]
        where = bar.tabRect(names.index(tab)).center()
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
        settle()

    def is_at(self, tab: str) -> bool:
        """Whether a tab is the one that is shown."""
        bar = self._tab_bar()
        return plain(bar.tabText(bar.currentIndex()).replace("&", "")) == tab

    def locks(self) -> None:
        """Press Lock and wait until it has happened."""
        self._person.clicks("Lock")
        self._person.waits_to_see("Your journal is locked.")

    def quits(self) -> None:
        """Choose Quit, as the last thing in a sitting: the process ends when the program lets it."""
        self._person.chooses_from_menu("File", "Quit")

    def _tab_bar(self) -> QTabBar:
        for widget in visible(self._person.window):
            if isinstance(widget, QTabBar) and widget.count() == 3:
                return widget
        raise AssertionError("the tabs are not shown")
