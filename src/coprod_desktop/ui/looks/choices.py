"""The larger controls for looks: a slider for text size, cards for colours, a list of typefaces."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QGroupBox, QWidget

from coprod_desktop.services.preferences import TEXT_PERCENT
from coprod_desktop.ui.looks.looks import STEP, Looks
from coprod_desktop.ui.looks.names import colours, typefaces
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.choice_cards import ThemeCard
from coprod_desktop.ui.widgets.choices import Radio, Slider
from coprod_desktop.ui.widgets.layouts import AutoGrid, column, holder, row, tall_as_needed
from coprod_desktop.ui.widgets.text import Text


class TextSize(QWidget):
    """A slider between a smaller and a larger letter. A drag is taken when it ends, a key at once."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        theme = looks.theme
        box = column(theme, self, gap=4)
        head = row(theme, gap=8)
        head.addWidget(Text(theme, self.tr("Text size"), "h3"))
        head.addStretch(1)
        self._shown = Text(theme, "", "label", wrap=False)
        head.addWidget(self._shown)
        box.addLayout(head)
        line = row(theme, gap=10)
        smaller = Button(theme, "", "secondary", "a-arrow-down", hint=self.tr("Smaller text"))
        larger = Button(theme, "", "secondary", "a-arrow-up", hint=self.tr("Larger text"))
        self.slider = Slider(theme, self.tr("Text size"))
        self.slider.setRange(TEXT_PERCENT[0] // STEP, TEXT_PERCENT[1] // STEP)
        self.slider.setPageStep(2)
        self.slider.setTracking(False)
        for widget, stretch in ((smaller, 0), (self.slider, 1), (larger, 0)):
            line.addWidget(widget, stretch)
        box.addLayout(line)
        low, high = TEXT_PERCENT
        hint = self.tr("From {low}% to {high}%. You can also press Ctrl and + or −.")
        box.addWidget(Text(theme, hint.format(low=low, high=high), "small", "secondary"))
        smaller.clicked.connect(self._smaller)
        larger.clicked.connect(self._larger)
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderMoved.connect(self._moving)
        theme.changed.connect(self._show)
        tall_as_needed(self)
        self._show()

    def _smaller(self) -> None:
        self._looks.set_percent(self._looks.percent - STEP)

    def _larger(self) -> None:
        self._looks.set_percent(self._looks.percent + STEP)

    def _slid(self, value: int) -> None:
        self._looks.set_percent(value * STEP)

    def _moving(self, value: int) -> None:
        self._shown.set_words(f"{value * STEP}%")

    def _show(self) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(round(self._looks.percent / STEP))
        self.slider.blockSignals(False)
        self._shown.set_words(f"{self._looks.percent}%")


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
