"""The ingredient shelf: every item of the recipe, when it was last looked at, or that it is waiting."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import ItemKind, Recipe
from coprod_desktop.ui.journal.growth.forgetting import forget_words
from coprod_desktop.ui.journal.growth.shown import Leaf, Leaves
from coprod_desktop.ui.journal.growth.words import tr
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import CardButton
from coprod_desktop.ui.widgets.layouts import AutoGrid, Box, column, holder, row, tall_as_needed
from coprod_desktop.ui.widgets.marks import Picture, Tile
from coprod_desktop.ui.widgets.text import Text

_LOOKS = {
    ItemKind.VALUE: ("carrot", "ingredient", "ingredientTint", "onIngredientTint"),
    ItemKind.SKILL: ("cooking-pot", "method", "methodTint", "onMethodTint"),
}
_WAITING = ("surfaceSunken", "textSecondary")


class ShelfView(QWidget):
    """``opened`` carries the id of an item that somebody wants to read about."""

    opened = Signal(object)

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._recipe = theme, recipe
        self._box: Box = column(theme, self)
        self._shown: tuple[Leaves, ...] = ()
        tall_as_needed(self)

    def show_groups(self, groups: Sequence[Leaves]) -> None:
        """Show what was looked at by now."""
        if tuple(groups) == self._shown:
            return
        self.wipe()
        self._shown = tuple(groups)
        for group in groups:
            self._add(group)

    def wipe(self) -> None:
        """Forget everything."""
        self._shown = ()
        forget_words(self)
        self._box.clear()

    def buttons(self) -> list[CardButton]:
        """The tiles of the shelf."""
        return self.findChildren(CardButton)

    def _add(self, group: Leaves) -> None:
        theme = self._theme
        kind = self._recipe.item(group.leaves[0].item_id).kind
        icon, tone, _, _ = _LOOKS[kind]
        if self._box.count():
            self._box.space(20)
        head = row(theme, gap=8)
        head.addWidget(Picture(theme, icon, tone, 20))
        head.grow(Text(theme, group.title, "h3", tone, wrap=False))
        self._box.addLayout(head)
        self._box.space(8)
        grid = AutoGrid(theme, 240, 10)
        for leaf in group.leaves:
            grid.addWidget(self._tile(leaf))
        self._box.addWidget(holder(grid))

    def _tile(self, leaf: Leaf) -> CardButton:
        theme, item = self._theme, self._recipe.item(leaf.item_id)
        looked = bool(leaf.mark)
        fill, ink = _LOOKS[item.kind][2:] if looked else _WAITING
        about = tr("Looked at {date}").format(date=leaf.note) if looked else leaf.note
        through = tr("Through: {what}").format(what=leaf.words) if looked else ""
        name = ". ".join(part for part in (leaf.title, about, through) if part)
        button = CardButton(theme, name, line="divider" if looked else "border")
        button.setToolTip(tr("Read it in the recipe"))
        line = row(theme, button, (12, 10, 12, 10), 12)
        line.addWidget(Tile(theme, item.icon, fill, ink, 40), 0, Qt.AlignmentFlag.AlignTop)
        words = column(theme, gap=1)
        words.addWidget(Text(theme, leaf.title, "label"))
        words.addWidget(Text(theme, about, "small", "secondary"))
        if through:
            words.addWidget(Text(theme, through, "small", "secondary"))
        words.addStretch(1)
        line.addLayout(words, 1)
        button.clicked.connect(partial(self._clicked, leaf.item_id))
        return button

    def _clicked(self, item_id: str, _checked: bool = False) -> None:
        self.opened.emit(item_id)
