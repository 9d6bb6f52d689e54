"""A copy in the window: first what the file is, then what it holds."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.actions import EntryRead
from coprod_desktop.services.copies import Copies
from coprod_desktop.services.copy_facts import CopyFacts, Holdings
from coprod_desktop.services.preferences import Preferences
from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.copies import words
from coprod_desktop.ui.copies.facts_page import FactsPage
from coprod_desktop.ui.copies.faults import told_of_copy
from coprod_desktop.ui.copies.inside import CopyInside
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.journal.rows import EntryRows, Wanted
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce


class CopyPage(QWidget):
    """``opened`` comes when it can be read, ``closed`` to leave it.

    ``put`` comes when it is to become the journal, ``merge`` when its entries are to come into the journal.

    It holds words from a journal, as the pages of the journal do, and is wiped as they are.
    """

    opened = Signal()
    put = Signal()
    merge = Signal()
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        recipe: Recipe,
        preferences: Preferences,
        copies: Copies,
        jobs: Jobs,
        ask: Ask,
    ) -> None:
        super().__init__()
        self._copies, self._jobs, self._ask = copies, jobs, ask
        self.facts: CopyFacts | None = None
        self._asked = 0
        self._stack = QStackedWidget()
        self.facts_page = FactsPage(theme, recipe, preferences, copies, jobs)
        self._rows = EntryRows(copies, jobs, self)
        self.inside = CopyInside(theme, recipe, self._rows)
        for face in (self.facts_page, self.inside):
            self._stack.addWidget(face)
            face.closed.connect(self.closed)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.facts_page.opened.connect(self._unlocked)
        self.inside.put.connect(self.put)
        self.inside.merge.connect(self.merge)
        self.inside.wanted_entry.connect(self._read)
        self.inside.link_chosen.connect(self._follow)
        self._rows.trouble.connect(self.tell)

    def show_facts(self, facts: CopyFacts) -> None:
        """Show what a look at a file found."""
        self.facts = facts
        self.facts_page.show_facts(facts)
        self._stack.setCurrentWidget(self.facts_page)
        self.facts_page.arrive()

    def show_inside(self, facts: CopyFacts) -> None:
        """Show what the copy holds, which is open already."""
        self.facts = facts
        asked = self._asked = self._asked + 1
        self._jobs.run(self._copies.holdings, partial(self._show, asked), self.tell, self)

    def tell(self, error: Exception) -> None:
        """Say what went wrong, on the face that is shown."""
        if self.facts is None:
            return  # it was closed meanwhile
        told = told_of_copy(error)
        on_facts = self._stack.currentWidget() is self.facts_page
        notice = self.facts_page.trouble if on_facts else self.inside.notice
        notice.say(told.what, told.next, "caution")

    # ------------------------------------------------------------------ a private page
    def flush(self) -> None:
        """Nothing is typed here that is to be kept."""

    def has_unsaved(self) -> bool:
        """Never: a copy is only read."""
        return False

    def unwritten(self) -> tuple[()]:
        """Nothing: a copy is only read."""
        return ()

    def wipe(self) -> None:
        """Forget everything that was shown and typed."""
        self._asked += 1
        self.facts = None
        self.facts_page.wipe()
        self._rows.wipe()
        self.inside.wipe()
        self._stack.setCurrentWidget(self.facts_page)

    # ------------------------------------------------------------------ inside
    def _unlocked(self) -> None:
        if self.facts is not None:
            self.show_inside(self.facts)
        self.opened.emit()

    def _show(self, asked: int, holdings: Holdings) -> None:
        if asked != self._asked or self.facts is None:
            return
        self.facts = replace(self.facts, whose=holdings.whose)  # known for certain now
        self.inside.show_copy(self.facts, holdings)
        self._stack.setCurrentWidget(self.inside)
        self._rows.show(Wanted())
        announce(self, f"{self.inside.heading.words}. {words.held(holdings)}")

    def _read(self, entry_id: str) -> None:
        work = partial(self._copies.read_with_notes, entry_id)
        self._jobs.run(work, partial(self._show_entry, self._asked), self.tell, self)

    def _show_entry(self, asked: int, read: EntryRead) -> None:
        if asked == self._asked:
            self.inside.show_entry(read)

    def _follow(self, address: str) -> None:
        self._ask.open_link(self, address)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the copy."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
