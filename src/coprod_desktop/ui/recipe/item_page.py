"""The page of one item: its words, the questions that go with it, and something to write about."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from coprod_desktop.content.model import Item, ItemKind, Line, Recipe
from coprod_desktop.ui.reading_aloud.button import aloud_button
from coprod_desktop.ui.reading_aloud.marking import ReadableText
from coprod_desktop.ui.reading_aloud.readable import Readable, readable
from coprod_desktop.ui.recipe.credit import CreditLine
from coprod_desktop.ui.recipe.easier import EasierButton
from coprod_desktop.ui.recipe.item_cards import JournalCard, QuestionsCard, WriteCard
from coprod_desktop.ui.recipe.notes import JournalNotes
from coprod_desktop.ui.recipe.words import Words
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Box, Flow, column, holder, row
from coprod_desktop.ui.widgets.marks import Tile
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.text import Text

_SIDE_BY_SIDE = 760
"""The effective width of the page itself (without the list) from which the cards stand side by side."""
_NARROW = 480


class ItemPage(Page):
    """One item. Make one for each item that is shown.

    ``item_wanted`` carries the id of the item before or after; ``reflect_on`` a question's id,
    ``write_about`` an item's, ``open_entry`` an entry's, ``link_followed`` an address.
    """

    item_wanted = Signal(object)
    reflect_on = Signal(object)
    write_about = Signal(object)
    open_entry = Signal(object)
    link_followed = Signal(object)
    copy_wanted = Signal()
    read_aloud = Signal()
    paper_wanted = Signal()
    back = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(theme, (40, 32, 40, 24), 20, parent)
        self._recipe, self.item = recipe, item
        self._ways_line = Box(theme, QBoxLayout.Direction.LeftToRight, gap=8)
        self._back = self._back_line()
        self.body.addWidget(self._back)
        self.body.addWidget(self._title())
        self._lead = Words(theme, item.runs, "lead")
        self.body.addWidget(self._lead)
        self._easier = EasierButton(theme)
        self.body.addWidget(self._reading_line())
        self._questions = QuestionsCard(theme, recipe, item)
        self._easier.setVisible(bool(self._questions.words()))
        self._easier.changed.connect(self._show_easier)
        self._show_easier()
        self._write = WriteCard(theme, recipe, item)
        self._journal = JournalCard(theme)
        self._cards = Box(theme, QBoxLayout.Direction.LeftToRight, gap=24)
        self._cards.addWidget(self._questions, 17)
        side = column(theme, gap=20)
        side.addWidget(self._write)
        side.addWidget(self._journal)
        side.addStretch(1)
        self._cards.addLayout(side, 10)
        self.body.addWidget(holder(self._cards))
        self.neighbours: dict[int, Button] = {}
        self.body.addWidget(self._ways_on())
        self.body.addStretch(1)
        credit = CreditLine(theme, recipe)
        self.body.addWidget(credit)
        self._questions.reflect_on.connect(self.reflect_on)
        self._write.write_about.connect(self.write_about)
        self._journal.open_entry.connect(self.open_entry)
        credit.link_followed.connect(self.link_followed)
        credit.copy_wanted.connect(self.copy_wanted)
        credit.paper_wanted.connect(self.paper_wanted)
        theme.changed.connect(self._reflow)
        self._reflow()

    def set_alone(self, alone: bool) -> None:
        """Offer the way back here when no list stands beside the page."""
        self._back.setVisible(alone)

    def focus_start(self) -> None:
        """Put the focus where reading on by keyboard begins."""
        if not self._back.isHidden():
            self._back_button.setFocus()

    def show_notes(self, notes: JournalNotes | None) -> None:
        """Show what the journal has about this item; nothing at all when it is locked."""
        self._questions.show_notes(notes)
        is_about_this = notes is not None and notes.item_id == self.item.id
        self._journal.show_entries(notes.entries if notes is not None and is_about_this else None)

    def to_read_aloud(self) -> Readable:
        """The item, the questions that go with it, and our prompt."""
        return readable(self, (self._name, self._lead, *self._questions.said(), self._write.prompt))

    def mark(self, found: str) -> None:
        """Mark what matches ``found``."""
        for line in self._lines():
            line.mark(found)

    def reveal_line(self, runs: Line) -> None:
        """Bring a line into view, if this page has it."""
        for line in self._lines():
            if line.line == runs:
                self.reveal(line)

    def _lines(self) -> list[Words]:
        return [self._lead, self._write.prompt, *self._questions.words()]

    # ------------------------------------------------------------------ building
    def _back_line(self) -> QWidget:
        line = row(self._theme)
        self._back_button = Button(self._theme, self.tr("Whole recipe"), "quiet", "arrow-left")
        self._back_button.clicked.connect(self._go_back)
        line.addWidget(self._back_button)
        line.addStretch(1)
        return holder(line)

    def _title(self) -> QWidget:
        theme, item = self._theme, self.item
        is_value = item.kind is ItemKind.VALUE
        fill, ink = ("ingredientTint", "onIngredientTint") if is_value else ("methodTint", "onMethodTint")
        kind = self.tr("Ingredient (value)") if is_value else self.tr("Method (skill)")
        across = row(theme, gap=20)
        self._tile = Tile(theme, item.icon, fill, ink, 76)
        across.addWidget(self._tile)
        words = column(theme, gap=2)
        words.addStretch(1)
        words.addWidget(Text(theme, kind, "smallStrong", "ingredient" if is_value else "method"))
        self._name = ReadableText(theme, item.name, "display", cap=False)
        words.addWidget(self._name)
        words.addStretch(1)
        across.addLayout(words, 1)
        return holder(across)

    def _reading_line(self) -> QWidget:
        line = Flow(self._theme, 8)
        line.addWidget(aloud_button(self._theme, self.read_aloud))
        line.addWidget(self._easier)
        return holder(line)

    def _show_easier(self) -> None:
        self._questions.show_easier(on=self._easier.is_on)

    def _ways_on(self) -> QWidget:
        theme, items = self._theme, self._recipe.items
        here = items.index(self.item)
        line = self._ways_line
        for step, icon, pattern in (
            (-1, "arrow-left", self.tr("Before this: {name}")),
            (1, "arrow-right", self.tr("After this: {name}")),
        ):
            if step == 1:
                line.addStretch(1)
            if not 0 <= here + step < len(items):
                continue
            item = items[here + step]
            button = Button(theme, item.name, "quiet", icon, icon_right=step == 1)
            button.setAccessibleName(pattern.format(name=item.name))
            button.clicked.connect(partial(self._want, item.id))
            line.addWidget(button)
            self.neighbours[step] = button
        return holder(line)

    # ------------------------------------------------------------------ fitting
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the cards beside or below one another."""
        self._reflow()
        super().resizeEvent(event)

    def _reflow(self) -> None:
        effective = self._theme.eff(self.width())
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        beside = effective >= _SIDE_BY_SIDE
        self._cards.setDirection(across if beside else down)
        self._cards.setStretch(0, 17 if beside else 0)
        self._cards.setStretch(1, 10 if beside else 0)
        narrow = effective < _NARROW
        self._tile.setVisible(not narrow)
        self._ways_line.setDirection(down if narrow else across)
        self._questions.set_narrow(narrow)
        self._write.set_narrow(narrow)

    # ------------------------------------------------------------------ telling
    def _want(self, item_id: str) -> None:
        self.item_wanted.emit(item_id)

    def _go_back(self) -> None:
        self.back.emit()
