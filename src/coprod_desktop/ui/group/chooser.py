"""The first page for a group: what is to be shown."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.ui.group.slides import Show, name_of, slides
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button, CardButton
from coprod_desktop.ui.widgets.layouts import AutoGrid, Flow, column, holder, row
from coprod_desktop.ui.widgets.marks import Tile
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.text import Text

_ICONS = {
    Show.ALL: ("messages-square", "highlightTint", "onHighlightTint"),
    Show.VALUES: ("heart-handshake", "ingredientTint", "onIngredientTint"),
    Show.SKILLS: ("hand", "methodTint", "onMethodTint"),
    Show.INGREDIENTS: ("carrot", "ingredientTint", "onIngredientTint"),
    Show.METHOD: ("cooking-pot", "methodTint", "onMethodTint"),
}


class Chooser(Page):
    """``chosen`` carries a `Show`; ``leave`` leads out."""

    chosen = Signal(object)
    leave = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(theme, (48, 32, 48, 24), 14, parent)
        self._recipe = recipe
        self._cards: list[CardButton] = []
        self.body.addWidget(Text(theme, self.tr("What do you want to show?"), "h1"))
        about = self.tr(
            "One at a time, large enough for a room. Nothing is recorded, and your journal is locked."
        )
        self.body.addWidget(Text(theme, about, "lead", "secondary"))
        grid = AutoGrid(theme, 300, 16, 3)
        for show in Show:
            grid.addWidget(self._card(show))
        self.body.addWidget(holder(grid))
        keys = self.tr(
            "Keys: arrows, Space or a clicker go on and back. B makes the screen black. Escape leaves."
        )
        self.body.addWidget(Text(theme, keys, "body", "secondary"))
        flow = Flow(theme, 8)
        back = Button(theme, self.tr("Leave"), "secondary", "x")
        back.clicked.connect(self.leave)
        flow.addWidget(back)
        self.body.addWidget(holder(flow))
        self.body.addStretch(1)

    def focus_first(self) -> None:
        """Put the focus on the first choice."""
        self.to_top()
        self._cards[0].setFocus()

    def _card(self, show: Show) -> CardButton:
        theme, recipe = self._theme, self._recipe
        count = len(slides(recipe, show))
        name = name_of(recipe, show) or self.tr("All the questions")
        is_recipe = show in (Show.INGREDIENTS, Show.METHOD)
        what = self.tr("{count} from the recipe") if is_recipe else self.tr("{count} questions")
        what = what.format(count=count)
        card = CardButton(theme, f"{name}: {what}")
        across = row(theme, card, (16, 14, 16, 14), 14)
        icon, fill, ink = _ICONS[show]
        across.addWidget(Tile(theme, icon, fill, ink, 48))
        words = column(theme, gap=2)
        words.addStretch(1)
        words.addWidget(Text(theme, name, "h3"))
        words.addWidget(Text(theme, what, "body", "secondary"))
        words.addStretch(1)
        across.grow(words)
        card.clicked.connect(partial(self._choose, show))
        self._cards.append(card)
        return card

    def _choose(self, show: Show) -> None:
        self.chosen.emit(show)
