"""The larger controls for looks: a slider for text size, cards for colours, a list of typefaces."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QButtonGroup, QGroupBox, QWidget

from coprod_desktop.services.preferences import TEXT_PERCENT
from coprod_desktop.ui.looks.looks import STEP, Looks
from coprod_desktop.ui.looks.names import colours, typefaces
from coprod_desktop.ui.widgets.choice_cards import ThemeCard
from coprod_desktop.ui.widgets.choices import Radio
from coprod_desktop.ui.widgets.layouts import AutoGrid, column, holder, row, tall_as_needed
from coprod_desktop.ui.widgets.stepped_slider import SteppedSlider
from coprod_desktop.ui.widgets.text import Text


class TextSize(SteppedSlider):
    """A slider between a smaller and a larger letter."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        theme = looks.theme
        low, high = TEXT_PERCENT
        smaller = ("a-arrow-down", self.tr("Smaller text"))
        larger = ("a-arrow-up", self.tr("Larger text"))
        super().__init__(
            theme, self.tr("Text size"), high // STEP, smaller, larger, first=low // STEP, role="h3"
        )
        self.slider.setPageStep(2)
        hint = self.tr("From {low}% to {high}%. You can also press Ctrl and + or −.")
        self.box.addWidget(Text(theme, hint.format(low=low, high=high), "small", "secondary"))
        self.stepped.connect(self._step_on)
        self.chosen.connect(self._slid)
        self.passing.connect(self._moving)
        theme.changed.connect(self._show)
        self._show()

    def _step_on(self, by: int) -> None:
        self._looks.set_percent(self._looks.percent + by * STEP)

    def _slid(self, place: int) -> None:
        self._looks.set_percent(place * STEP)

    def _moving(self, place: int) -> None:
        self.show_words(_percent(place * STEP))

    def _show(self) -> None:
        percent = self._looks.percent
        self.show_place(round(percent / STEP), _percent(percent))


def _percent(percent: int) -> str:
    return QCoreApplication.translate("Looks", "{percent}%").format(percent=percent)


class Colours(QGroupBox):
    """One card a set of colours, with a small picture of it, ``picture`` pixels high."""

    def __init__(
        self, looks: Looks, card_width: int = 170, parent: QWidget | None = None, *, picture: int = 96
    ) -> None:
        super().__init__(parent)
        self._looks = looks
        theme = looks.theme
        self.setAccessibleName(self.tr("Colours"))
        box = column(theme, self, gap=8)
        box.addWidget(Text(theme, self.tr("Colours"), "h3"))
        grid = AutoGrid(theme, card_width, 16, 4, allowed=(1, 2, 4))
        group = holder(grid)
        self._group = QButtonGroup(self)
        self.cards: dict[str, ThemeCard] = {}
        for choice in colours():
            sets = ("light", "dark") if choice.key == "system" else (choice.key,)
            card = ThemeCard(theme, choice.name, sets, picture=picture)
            card.setChecked(choice.key == looks.appearance.colours)
            card.clicked.connect(partial(looks.set_colours, choice.key))
            grid.addWidget(card)
            self._group.addButton(card)
            self.cards[choice.key] = card
        box.addWidget(group)
        theme.changed.connect(self._show)
        tall_as_needed(self)

    def _show(self) -> None:
        self.cards[self._looks.appearance.colours].setChecked(True)


class Typefaces(QGroupBox):
    """One line a typeface, set in that typeface, with what it is good for."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        theme = looks.theme
        self.setAccessibleName(self.tr("Font"))
        box = column(theme, self, gap=0)
        box.addWidget(Text(theme, self.tr("Font"), "h3"))
        box.space(4)
        self.lines: dict[str, Radio] = {}
        self._group = QButtonGroup(self)
        grid = AutoGrid(theme, 230, 4, 2, equal=False)
        for choice in typefaces():
            line = Radio(theme, choice.name, typeface=choice.key)
            line.setAccessibleDescription(choice.about)
            line.setChecked(choice.key == looks.appearance.typeface)
            line.clicked.connect(partial(looks.set_typeface, choice.key))
            about = row(theme)
            about.space(38)
            about.grow(Text(theme, choice.about, "small", "secondary"))
            cell = column(theme, gap=0)
            cell.addWidget(line)
            cell.addLayout(about)
            grid.addWidget(holder(cell))
            self._group.addButton(line)  # they have no parent in common
            self.lines[choice.key] = line
        box.addWidget(holder(grid))
        theme.changed.connect(self._show)
        tall_as_needed(self)

    def _show(self) -> None:
        self.lines[self._looks.appearance.typeface].setChecked(True)
