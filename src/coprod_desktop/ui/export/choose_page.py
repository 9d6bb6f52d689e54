"""The first step: which entries. Nothing is chosen but what was marked "to talk about"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QGroupBox

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import EntryRow
from coprod_desktop.services.exporting import Choices
from coprod_desktop.ui.export import words
from coprod_desktop.ui.export.chosen import ChosenPanel
from coprod_desktop.ui.export.frame import Room
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.chips import ChipGroup
from coprod_desktop.ui.widgets.choice_cards import CheckCard
from coprod_desktop.ui.widgets.layouts import Box, column, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.text import Text

_BATCH = 60
_SIDE = 340
_THREE_MONTHS = 92


class ChoosePage(Page):
    """All entries as ticks under their months, and what is chosen beside them."""

    changed = Signal()
    more_shown = Signal()

    def __init__(self, theme: Theme, recipe: Recipe) -> None:
        super().__init__(theme, (40, 22, 40, 20), 0)
        self._recipe = recipe
        self._rows: tuple[EntryRow, ...] = ()
        self._marked: frozenset[str] = frozenset()
        self._chosen: set[str] = set()
        self._ticks: dict[str, CheckCard] = {}
        self._today = date.min
        self.body.addWidget(Text(theme, self.tr("Prepare for supervision"), "h1"))
        lead = self.tr("Choose what you'd like to talk about. You decide what leaves this computer.")
        self.body.addWidget(Text(theme, lead, "lead", "secondary"))
        self.body.space(16)
        self.notice = Notice(theme)
        self.notice.hide()
        self.body.addWidget(self.notice)
        self._columns = Box(theme, QBoxLayout.Direction.LeftToRight, gap=28)
        self._columns.addLayout(self._build_list(), 1)
        self.panel = ChosenPanel(theme)
        self._side = column(theme)
        self._side.addWidget(self.panel)
        self._side.addStretch(1)
        self._columns.addLayout(self._side)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)

    def _build_list(self) -> Box:
        theme = self._theme
        lines = column(theme)
        self.quick = ChipGroup(
            theme,
            self.tr("Choose several at once"),
            (
                ("marked", self.tr("Marked to talk about")),
                ("recent", self.tr("Last 3 months")),
                ("all", self.tr("Everything")),
                ("none", self.tr("Nothing")),
            ),
            single=True,
        )
        self.quick.changed.connect(self._quick_chosen)
        lines.addWidget(self.quick)
        lines.space(16)
        self._card = Card(theme, "card", 10, 2)
        self._group = QGroupBox()
        self._group.setFlat(True)
        self._group.setAccessibleName(self.tr("Entries"))
        self._list = column(theme, self._group, gap=2)
        tall_as_needed(self._group)
        self.more_button = Button(theme, self.tr("Show older entries"), "quiet", "chevron-down")
        self.more_button.clicked.connect(self._show_more)
        self._card.body.addWidget(self._group)
        self._card.body.addWidget(self.more_button)
        lines.addWidget(self._card)
        lines.addStretch(1)
        return lines

    # ------------------------------------------------------------------ from outside
    def show_choices(self, choices: Choices) -> None:
        """Show the entries, newest first, with only those marked ticked."""
        self.clear()
        self._rows, self._marked, self._today = choices.rows, choices.chosen, choices.today
        self._chosen = set(choices.chosen)
        for chip, entries in zip(self.quick.chips(), self._sets().values(), strict=True):
            chip.setVisible(bool(entries) or (bool(self._rows) and chip is self.quick.chips()[-1]))
        if not self._rows:
            empty = self.tr("Nothing to choose yet. What you keep in your journal can be chosen here.")
            self._list.addWidget(Text(self._theme, empty, "body", "secondary"))
        self._show_more()
        self._told()
        self.to_top()

    def chosen(self) -> tuple[str, ...]:
        """The ids of the chosen entries, newest first."""
        return tuple(row.id for row in self._rows if row.id in self._chosen)

    @property
    def has_entries(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self._rows)

    def clear(self) -> None:
        """Forget every entry."""
        self._rows, self._marked, self._chosen = (), frozenset(), set()
        self._ticks.clear()
        self._list.clear()
        self.panel.show_chosen(())
        self.notice.hide()
        self.more_button.hide()

    def focus_first(self) -> None:
        """Put the focus where choosing begins."""
        shown = (chip for chip in self.quick.chips() if chip.isVisibleTo(self))
        first = next(shown, None)
        if first is not None:
            first.setFocus()

    def ask_to_choose(self) -> None:
        """Say that something has to be chosen first."""
        self.notice.say(self.tr("Nothing is chosen yet."), self.tr("Tick at least one entry to go on."))
        self.to_top()
        self.focus_first()

    def ask_for_more(self) -> None:
        """Say that nothing of what is chosen is left to show."""
        self.tell(
            self.tr("There would be nothing to read in it."),
            self.tr("Choose another entry, or include more of these."),
        )

    def tell(self, what: str, next_step: str) -> None:
        """Say what happened and what to do next."""
        self.notice.say(what, next_step, "caution")
        self.to_top()

    def fit(self, room: Room) -> None:
        """Put what is chosen beside the list, or below it."""
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if room.wide else direction.TopToBottom)
        if room.wide:
            self.panel.setFixedWidth(self._theme.tx(_SIDE))
        else:
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(16777215)

    # ------------------------------------------------------------------ choosing
    def _sets(self) -> dict[str, frozenset[str]]:
        newest = self._today.toordinal() - _THREE_MONTHS
        recent = (row.id for row in self._rows if row.event.as_day().toordinal() >= newest)
        return {
            "marked": self._marked,
            "recent": frozenset(recent),
            "all": frozenset(row.id for row in self._rows),
            "none": frozenset(),
        }

    def _quick_chosen(self) -> None:
        keys = self.quick.chosen()
        if keys:
            self._tick(self._sets()[keys[0]])
        else:
            self._told()  # the chip that stands for what is chosen stays pressed

    def _tick(self, ids: Iterable[str]) -> None:
        self._chosen = set(ids)
        for entry_id, tick in self._ticks.items():
            tick.blockSignals(True)
            tick.setChecked(entry_id in self._chosen)
            tick.blockSignals(False)
        self._told()

    def _ticked(self) -> None:
        for entry_id, tick in self._ticks.items():
            if tick.isChecked():
                self._chosen.add(entry_id)
            else:
                self._chosen.discard(entry_id)
        self._told()

    def _told(self) -> None:
        sets = self._sets()
        self.quick.set_chosen(
            tuple(key for key, ids in sets.items() if ids == self._chosen and self._rows)[:1]
        )
        self.panel.show_chosen([row for row in self._rows if row.id in self._chosen])
        if self._chosen:
            self.notice.hide()
        self.changed.emit()

    def _show_more(self) -> None:
        """Add the next rows: a journal of a thousand entries is not drawn at once."""
        start = len(self._ticks)
        shown = words.month(self._rows[start - 1].event) if start else ""
        for row in self._rows[start : start + _BATCH]:
            month = words.month(row.event)
            if month != shown:
                heading = Text(self._theme, month, "smallStrong", "secondary")
                heading.setContentsMargins(self._theme.sp(14), self._theme.sp(10), 0, self._theme.sp(4))
                self._list.addWidget(heading)
                shown = month
            tick = CheckCard(
                self._theme, words.title(row), words.kind(row, self._recipe), words.day(row.event)
            )
            tick.setChecked(row.id in self._chosen)
            tick.toggled.connect(self._ticked)
            self._list.addWidget(tick)
            self._ticks[row.id] = tick
        self.more_button.setVisible(len(self._ticks) < len(self._rows))
        self.more_shown.emit()
