"""The home of Reflect: what was saved for later, the ways to begin, and the latest reflections."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import QuestionSet
from coprod_desktop.services.reflecting import ReflectHome
from coprod_desktop.ui.reflect.begin import Begin, ways_to_begin
from coprod_desktop.ui.reflect.home_parts import ChooseCard, DraftNote, EntryLine, WayCard
from coprod_desktop.ui.reflect.picture_line import PictureLine
from coprod_desktop.ui.reflect.reminder_card import ReminderCard
from coprod_desktop.ui.reflect.turning import TurningPage, turn
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.layouts import AutoGrid, column, holder, row
from coprod_desktop.ui.widgets.marks import Rule
from coprod_desktop.ui.widgets.tab_order import tab_as_read
from coprod_desktop.ui.widgets.text import Text

_BESIDE_FROM = 900


class HomePage(TurningPage):
    """The first page of the tab.

    ``begin`` carries a `Begin`, ``carry_on`` and ``let_go`` a `DraftRow`, ``open_entry`` an entry's id.
    """

    begin = Signal(object)
    choose = Signal()
    carry_on = Signal(object)
    let_go = Signal(object)
    open_entry = Signal(object)

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(theme, (40, 16, 40, 24), 0, parent)
        self._theme = theme
        self._recipe = recipe
        self._shown: tuple[ReflectHome, date] | None = None
        self._notes: list[DraftNote] = []
        self._entries: list[EntryLine] = []
        self._drafts = column(theme, gap=12)
        self._lately = column(theme)
        self._below = row(theme, gap=28)
        self._fill()
        self.clear()

    def show_home(self, home: ReflectHome, today: date) -> None:
        """Show drafts and latest reflections as they are now, with the keys where they are.

        It is asked for whenever something may have changed. Where nothing did, everything stays in its
        place: somebody may be about to press a button.
        """
        if (home, today) == self._shown:
            return
        self._shown = (home, today)
        stood_on = self._place_of_keys()
        self._show_drafts(home)
        self._show_lately(home, today)
        self.reminder.show_standing(home.reminder)
        tab_as_read(self)
        self.turn_again()
        self._put_keys(stood_on)

    def _show_drafts(self, home: ReflectHome) -> None:
        self._drafts.clear()
        alone = len(home.drafts) == 1
        self._notes = [DraftNote(self._theme, self._recipe, draft, alone=alone) for draft in home.drafts]
        for note in self._notes:
            note.carry_on.connect(self.carry_on)
            note.let_go.connect(self.let_go)
            self._drafts.addWidget(note)
        self._drafts_holder.setVisible(bool(self._notes))

    def _show_lately(self, home: ReflectHome, today: date) -> None:
        self._lately.clear()
        self._lately.addWidget(Text(self._theme, self.tr("Lately"), "h3"))
        self._lately.space(4)
        if not home.latest:
            nothing = self.tr("Nothing here yet. What you keep in your journal is listed here.")
            self._lately.addWidget(Text(self._theme, nothing, "body", "secondary"))
        self._entries = [EntryLine(self._theme, self._recipe, entry, today) for entry in home.latest]
        for line in self._entries:
            line.clicked.connect(partial(self._open, line.entry_id))
            self._lately.addWidget(Rule(self._theme))
            self._lately.addWidget(line)
        self._lately.addStretch(1)

    def _place_of_keys(self) -> str:
        """The id of the draft or the entry that has the keys; empty where they are elsewhere."""
        here = self.window().focusWidget()
        if here is None:
            return ""
        drafts = [note.draft_id for note in self._notes if note.isAncestorOf(here)]
        return next(iter([*drafts, *(line.entry_id for line in self._entries if line is here)]), "")

    def _put_keys(self, stood_on: str) -> None:
        """Back to what had them, or to where one most likely goes on if that is gone."""
        if not self.isVisible():
            return
        line = next((line for line in self._entries if line.entry_id == stood_on), None)
        if line is not None:
            line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif stood_on:
            self.focus_first(stood_on)

    def clear(self) -> None:
        """Forget every word that came from the journal."""
        self.show_home(ReflectHome((), ()), date.min)

    @property
    def title(self) -> str:
        """What the page is called."""
        return self._recipe.litmus_title

    def focus_first(self, draft_id: str = "") -> None:
        """Put the focus where one most likely goes on: a draft, by default the first, or a way to begin."""
        notes = sorted(self._notes, key=lambda note: note.draft_id != draft_id)
        target = notes[0].carry_on_button if notes else self.way_cards[0]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def turned(self, width: float) -> None:
        """Put things below one another where there is no room beside."""
        turn(self._below, beside=width >= _BESIDE_FROM)
        for note in self._notes:
            note.turned(width)
        for line in self._entries:
            line.turned(width)

    # ------------------------------------------------------------------ parts
    def _fill(self) -> None:
        theme, body = self._theme, self.body
        body.addWidget(Text(theme, self.title, "h1"))
        body.space(8)
        intro = Text(theme, "", "lead", "secondary")
        intro.set_runs(self._recipe.litmus_intro)
        body.addWidget(intro)
        body.space(14)
        self._drafts_holder = holder(self._drafts)
        body.addWidget(self._drafts_holder)
        body.space(16)
        body.addWidget(Text(theme, self.tr("How much would you like to look at?"), "h2"))
        body.space(12)
        body.addWidget(self._cards())
        body.space(14)
        self.choose_card = ChooseCard(theme)
        self.choose_card.clicked.connect(self.choose)
        body.addWidget(self.choose_card)
        body.space(18)
        beside = column(theme)
        self.reminder = ReminderCard(theme)
        beside.addWidget(self.reminder)
        beside.space(16)
        beside.addWidget(self._care())
        beside.addStretch(1)
        self._below.addWidget(holder(self._lately), 17)
        self._below.addLayout(beside, 10)
        body.addWidget(holder(self._below))
        body.addStretch(1)

    def _cards(self) -> QWidget:
        grid = AutoGrid(self._theme, 236, 16, 4, allowed=(1, 2, 4))
        self.way_cards = [WayCard(self._theme, way) for way in ways_to_begin(self._recipe)]
        for card in self.way_cards:
            card.clicked.connect(partial(self._begin, card.question_set))
            grid.addWidget(card)
        return holder(grid)

    def _care(self) -> QWidget:
        card = Card(self._theme, "card", (24, 18, 24, 18))
        card.body.addWidget(PictureLine(self._theme, "life-buoy", self._recipe.care.writing, ink="text"))
        return card

    def _begin(self, question_set: QuestionSet, _checked: bool = False) -> None:
        self.begin.emit(Begin(question_set))

    def _open(self, entry_id: str, _checked: bool = False) -> None:
        self.open_entry.emit(entry_id)

    def draft_notes(self) -> tuple[DraftNote, ...]:
        """The drafts in view, newest first."""
        return tuple(self._notes)
