"""The recipe on one page: the idea, the quotation, and two index cards with all items."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from coprod_desktop.content.model import Item, Recipe, SectionId, text_of
from coprod_desktop.ui.reading_aloud.button import aloud_button
from coprod_desktop.ui.reading_aloud.marking import ReadableText
from coprod_desktop.ui.reading_aloud.readable import Readable, SpokenPlace, readable
from coprod_desktop.ui.recipe.arrows import ArrowKeys
from coprod_desktop.ui.recipe.credit import CreditLine
from coprod_desktop.ui.recipe.row import RecipeRow
from coprod_desktop.ui.recipe.words import Words
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Card, IndexCard
from coprod_desktop.ui.widgets.layouts import AutoGrid, Box, Flow, column, holder, row
from coprod_desktop.ui.widgets.marks import Picture, Rule
from coprod_desktop.ui.widgets.page import Page

TWO_PANES = 760
WIDE = 1080

_ACROSS = QBoxLayout.Direction.LeftToRight
_DOWN = QBoxLayout.Direction.TopToBottom


class Overview(Page):
    """The face of the Recipe tab. ``item_chosen`` carries an item's id, ``link_followed`` an address."""

    item_chosen = Signal(object)
    sheet_wanted = Signal()
    find_wanted = Signal()
    read_aloud = Signal()
    copy_wanted = Signal()
    paper_wanted = Signal()
    group_wanted = Signal()
    link_followed = Signal(object)

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(theme, (32, 8, 32, 2), 8, parent)
        self._recipe = recipe
        self._rows: dict[str, RecipeRow] = {}
        self._words: list[Words] = []
        self.body.addWidget(self._head())
        self._cards = Box(theme, _ACROSS, gap=24)
        self._ingredients = self._ingredients_card()
        self._halves = Box(theme, _ACROSS, gap=8)
        self._method = self._method_card()
        self._cards.addWidget(self._ingredients)
        self._cards.addWidget(self._method)
        self.body.addWidget(holder(self._cards))
        credit = CreditLine(theme, recipe, printing=False)
        credit.copy_wanted.connect(self.copy_wanted)
        credit.link_followed.connect(self.link_followed)
        self.body.addWidget(credit)
        self.body.addStretch(1)
        self._arrows = ArrowKeys(list(self._rows.values()), self)
        self._shape: tuple[bool, bool] | None = None
        self._reflow()
        theme.changed.connect(self._reflow)

    def focus_item(self, item_id: str) -> None:
        """Put the focus on an item's line."""
        self._rows[item_id].setFocus()

    def to_read_aloud(self) -> Readable:
        """The whole page, in the order of the sheet."""
        *opening, footnote = self._words
        places: list[SpokenPlace] = [self._heading, *opening]
        places += [self._ingredients, *self._lines(self._recipe.values)]
        places += [self._method, *self._lines(self._recipe.skills), footnote]
        return readable(self, places)

    def _lines(self, items: tuple[Item, ...]) -> list[RecipeRow]:
        return [self._rows[item.id] for item in items]

    def mark(self, found: str) -> None:
        """Mark what matches ``found`` in all the words of the sheet."""
        for words in self._words:
            words.mark(found)
        for line in self._rows.values():
            line.mark(found)

    # ------------------------------------------------------------------ building
    def _head(self) -> QWidget:
        theme, recipe = self._theme, self._recipe
        idea = column(theme, gap=4)
        self._heading = ReadableText(theme, recipe.heading, "h1")
        idea.addWidget(self._heading)
        roles = ("lead", "body")
        tones = ("text", "secondary")
        for runs, role, tone in zip(recipe.idea, roles, tones, strict=False):
            idea.addWidget(self._line(Words(theme, runs, role, tone)))
        idea.addStretch(1)
        beside = column(theme, gap=6)
        beside.addStretch(1)
        beside.addWidget(self._quotation())
        beside.addWidget(self._ways_on())
        beside.addWidget(self._for_a_group())
        beside.addStretch(1)
        grid = AutoGrid(theme, 430, 32, 2)
        grid.addWidget(holder(idea))
        grid.addWidget(holder(beside))
        return holder(grid)

    def _quotation(self) -> QWidget:
        theme = self._theme
        card = Card(theme, "note", (20, 16, 20, 16))
        across = row(theme, gap=16)
        card.body.addLayout(across)
        mark = column(theme)
        mark.addWidget(Picture(theme, "quote", "onHighlightTint", 28))
        mark.addStretch(1)
        across.addLayout(mark)
        words = column(theme, gap=4)
        words.addWidget(self._line(Words(theme, self._recipe.quotation, "h2", "onHighlightTint")))
        words.addWidget(self._line(Words(theme, self._recipe.quotation_by, "body", "onHighlightTint")))
        across.grow(words)
        return card

    def _ways_on(self) -> QWidget:
        theme = self._theme
        flow = Flow(theme, 8)
        sheet = Button(theme, self.tr("Read the whole sheet"), "secondary", "book-open", compact=True)
        sheet.clicked.connect(self._ask_for_sheet)
        find = Button(theme, self.tr("Find in the recipe"), "quiet", "search", compact=True)
        find.clicked.connect(self._ask_to_find)
        flow.addWidget(sheet)
        flow.addWidget(find)
        flow.addWidget(aloud_button(theme, self.read_aloud))
        return holder(flow)

    def _for_a_group(self) -> QWidget:
        """Near the top, since a group is often why somebody opens the recipe; neither needs a journal."""
        flow = Flow(self._theme, 8)
        for name, icon, told, about in (
            (
                self.tr("Show to a group"),
                "monitor",
                self.group_wanted,
                self.tr("One question at a time, large enough for a room. No journal is needed."),
            ),
            (
                self.tr("On paper"),
                "printer",
                self.paper_wanted,
                self.tr("Sheets and cards, as a file or straight to a printer. No journal is needed."),
            ),
        ):
            button = Button(self._theme, name, "secondary", icon, compact=True)
            button.setToolTip(about)
            button.clicked.connect(told)
            flow.addWidget(button)
        return holder(flow)

    def _ingredients_card(self) -> IndexCard:
        title = self._recipe.section(SectionId.INGREDIENTS).title
        card = IndexCard(self._theme, title, "ingredient", "carrot")
        card.setAccessibleDescription(text_of(self._recipe.values_heading))
        for item in self._recipe.values:
            card.body.addWidget(self._row(item))
        card.body.addStretch(1)
        return card

    def _method_card(self) -> IndexCard:
        theme, skills = self._theme, self._recipe.skills
        title = self._recipe.section(SectionId.METHOD).title
        card = IndexCard(theme, title, "method", "cooking-pot")
        card.setAccessibleDescription(text_of(self._recipe.method_heading))
        middle = (len(skills) + 1) // 2
        for half in (skills[:middle], skills[middle:]):
            lines = column(theme)
            for item in half:
                lines.addWidget(self._row(item), 1)
            self._halves.addLayout(lines, 1)
        card.body.addLayout(self._halves, 1)
        note = column(theme, margins=(10, 4, 10, 6), gap=12)
        note.addWidget(Rule(theme))
        footnote = self._line(Words(theme, self._recipe.footnote, "small", "secondary", cap=False))
        footnote.linkActivated.connect(self._follow)
        note.addWidget(footnote)
        card.body.addLayout(note)
        return card

    def _row(self, item: Item) -> RecipeRow:
        line = RecipeRow(self._theme, item.runs, item.icon, item.kind)
        line.clicked.connect(partial(self._choose, item.id))
        self._rows[item.id] = line
        return line

    def _line(self, words: Words) -> Words:
        self._words.append(words)
        return words

    # ------------------------------------------------------------------ fitting
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the cards beside or below one another."""
        self._reflow()
        super().resizeEvent(event)

    def _reflow(self) -> None:
        effective = self._theme.eff(self.width())
        shape = (effective >= TWO_PANES, effective >= WIDE)
        if shape == self._shape:
            return
        self._shape = shape
        beside, wide = shape
        self._cards.setDirection(_ACROSS if beside else _DOWN)
        self._halves.setDirection(_ACROSS if wide else _DOWN)
        self._cards.setStretch(0, 10 if beside else 0)
        self._cards.setStretch(1, (19 if wide else 10) if beside else 0)

    # ------------------------------------------------------------------ telling
    def _choose(self, item_id: str) -> None:
        self.item_chosen.emit(item_id)

    def _ask_for_sheet(self) -> None:
        self.sheet_wanted.emit()

    def _ask_to_find(self) -> None:
        self.find_wanted.emit()

    def _follow(self, address: str) -> None:
        self.link_followed.emit(address)
