"""Look and reading: colours, text size, typeface, easier words, with a piece of the recipe to see it by."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.ui.looks.choices import Colours, TextSize, Typefaces
from coprod_desktop.ui.looks.looks import Looks
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.choices import Switch
from coprod_desktop.ui.widgets.layouts import AutoGrid, column, holder, row, tall_as_needed
from coprod_desktop.ui.widgets.marks import Rule, Tile
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.rating import RatingWords
from coprod_desktop.ui.widgets.text import Text

_SAMPLE_ITEM = "committed"
_SAMPLE_RATING = "there"


class LookSection(QWidget):
    """Everything here works at once."""

    def __init__(self, looks: Looks, recipe: Recipe) -> None:
        super().__init__()
        self._looks, self._recipe = looks, recipe
        theme = looks.theme
        box = column(theme, self)
        box.addWidget(Text(theme, self.tr("Look and reading"), "h1"))
        straight = self.tr("Changes show straight away. Nothing here can break anything.")
        box.addWidget(Text(theme, straight, "lead", "secondary"))
        self._trouble = Notice(theme, kind="caution")
        self._trouble.hide()
        box.addWidget(self._trouble)
        box.space(12)
        box.addWidget(Colours(looks))
        box.space(14)
        two = AutoGrid(theme, 340, 32, 2, equal=False)
        left = column(theme)
        left.addWidget(TextSize(looks))
        left.space(12)
        left.addWidget(Typefaces(looks))
        two.addWidget(holder(left))
        two.addWidget(self._right())
        box.addWidget(holder(two))
        looks.not_kept.connect(self._say_not_kept)
        tall_as_needed(self)

    def _right(self) -> QWidget:
        theme = self._looks.theme
        right = column(theme)
        right.addWidget(Text(theme, self.tr("How it looks"), "h3"))
        right.space(8)
        right.addWidget(self._sample())
        right.space(18)
        right.addWidget(self._easier_words())
        return holder(right)

    def _sample(self) -> Card:
        theme, item = self._looks.theme, self._recipe.item(_SAMPLE_ITEM)
        card = Card(theme, "card", (22, 18, 22, 20), 8)
        head = row(theme, gap=12)
        head.addWidget(Tile(theme, item.icon, "ingredientTint", "onIngredientTint", 40))
        head.grow(Text(theme, item.name, "h2", wrap=False))
        card.body.addLayout(head)
        words = Text(theme, "", "reading")
        words.set_runs(item.runs)
        card.body.addWidget(words)
        label = next(choice.label for choice in self._recipe.ratings if choice.id == _SAMPLE_RATING)
        card.body.addWidget(RatingWords(theme, _SAMPLE_RATING, label))
        return card

    def _easier_words(self) -> QWidget:
        theme = self._looks.theme
        box = column(theme)
        box.addWidget(Rule(theme))
        line = row(theme, margins=(0, 9, 0, 9), gap=12)
        words = column(theme)
        name = self.tr("Easier words")
        about = self.tr("Shows our easier words under each question, in the recipe and in a reflection.")
        words.addWidget(Text(theme, name, "label"))
        words.addWidget(Text(theme, about, "small", "secondary"))
        line.addLayout(words, 1)
        switch = Switch(theme, name, checked=self._looks.appearance.easier_words)
        switch.setAccessibleDescription(about)
        switch.toggled.connect(self._looks.set_easier_words)
        line.addWidget(switch, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(line)
        return holder(box)

    def _say_not_kept(self) -> None:
        self._trouble.say(
            self.tr("This holds for now, but it could not be written down."),
            self.tr("Check that there is room on the disk and that you may write in the program's folder."),
            "caution",
        )
