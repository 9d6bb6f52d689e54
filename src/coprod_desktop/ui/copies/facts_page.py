"""What a copy is before it is opened, and the ways in."""

from __future__ import annotations

from PySide6.QtCore import Signal

from coprod_desktop.content.model import Recipe
from coprod_desktop.services.copies import Copies
from coprod_desktop.services.copy_facts import CopyFacts
from coprod_desktop.services.preferences import Preferences
from coprod_desktop.ui.copies import words
from coprod_desktop.ui.copies.faults import told_of_copy
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.shell.ways_in import Lock
from coprod_desktop.ui.shell.ways_in_page import WaysInPage
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import column, holder
from coprod_desktop.ui.widgets.marks import Rule
from coprod_desktop.ui.widgets.text import Text


class FactsPage(WaysInPage):
    """Says what the file is and asks for the passphrase. ``opened`` comes when it is open."""

    opened = Signal()
    closed = Signal()

    def __init__(
        self, theme: Theme, recipe: Recipe, preferences: Preferences, copies: Copies, jobs: Jobs
    ) -> None:
        super().__init__(theme, recipe, preferences)
        self._title = Text(theme, "", "h1")
        self._made = Text(theme, "", "lead", "secondary")
        self._whose = Text(theme, "", "body")
        self._name = Text(theme, "", "small", "secondary")
        lock = Lock(
            copies.unlock,
            copies.unlock_with_recovery_code,
            self.tr("Look inside"),
            self.tr("Opening the copy. This takes a moment, on purpose."),
            told_of_copy,
            copies.guesses,
        )
        self._ask_for(lock, jobs)
        self._fill(theme)
        self.ways.opened.connect(self.opened)

    def show_facts(self, facts: CopyFacts) -> None:
        """Say what was found out about a file, and ask for the passphrase. All of it or nothing is shown."""
        self.wipe()
        made, whose, name = words.made_of(facts), words.whose_of(facts), words.name_of(facts)
        why = self.tr(
            "It is locked with the passphrase that its journal had on that day. "
            "Looking inside changes nothing."
        )
        self._title.set_words(self.tr("A copy of a journal"))
        self._made.set_words(made)
        self._whose.set_words(f"{whose} {why}")
        self._name.set_words(name)

    def arrive(self) -> None:
        """Put the focus where one types, and have it said what this is."""
        self.ways.ask_for_passphrase()
        announce(self, f"{self._title.words} {self._made.words} {self._whose.words}")

    def wipe(self) -> None:
        """Forget what was typed, and what was said about a file."""
        self.ways.wipe()
        self.trouble.hide()
        for text in (self._title, self._made, self._whose, self._name):
            text.set_words("")

    def _fill(self, theme: Theme) -> None:
        body = self._page.body
        body.addStretch(2)
        for text in (self._title, self._made, self._name, self._whose):
            body.addWidget(text)
        body.space(6)
        self._page.add_block(self.trouble)
        self._page.add_block(self.ways)
        below = column(theme, gap=14)
        below.space(6)
        below.addWidget(Rule(theme))
        close = Button(theme, self.tr("Close without looking inside"), "secondary", "x")
        close.clicked.connect(self.closed)
        below.addWidget(close)
        self._page.add_block(holder(below))
        body.addStretch(3)
