"""What stands beside a question: what one wrote last time, folded away, and what the question goes with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Item, ItemKind, Question, Recipe
from coprod_desktop.services.reflecting import EarlierAnswer
from coprod_desktop.ui.reflect import words
from coprod_desktop.ui.reflect.disclosure import QuietDisclosure
from coprod_desktop.ui.reflect.shown import shown
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import CardButton
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.layouts import column, holder, row, tall_as_needed
from coprod_desktop.ui.widgets.marks import Picture, Rule
from coprod_desktop.ui.widgets.rating import RatingWords
from coprod_desktop.ui.widgets.text import Text, html_of


class EarlierAnswers(Card):
    """Earlier answers to one question. They are asked for only when somebody opens them."""

    wanted = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(theme, "card", (16, 6, 16, 8), parent=parent)
        self._theme, self._recipe = theme, recipe
        self._list = column(theme, None, (0, 0, 0, 6), 8)
        inside = holder(self._list)
        self._fold = QuietDisclosure(
            theme,
            self.tr("Show what I wrote last time"),
            self.tr("Hide what I wrote last time"),
            "history",
            inside,
        )
        self.body.addWidget(self._fold)
        self._fold.toggled.connect(self._toggled)

    def clear(self) -> None:
        """Fold it and forget what was in it."""
        self._list.clear()
        self._fold.set_open(open_now=False)

    def show_answers(self, answers: Sequence[EarlierAnswer]) -> None:
        """Show what was asked for, newest first."""
        self._list.clear()
        if not answers:
            self._list.addWidget(Text(self._theme, self.tr("Nothing from before."), "body", "secondary"))
        for number, earlier in enumerate(answers):
            if number:
                self._list.addWidget(Rule(self._theme))
            self._list.addWidget(earlier_answer(self._theme, self._recipe, earlier))
        announce(self, " ".join(_spoken(self._recipe, earlier) for earlier in answers))

    @property
    def button(self) -> QWidget:
        """What opens it."""
        return self._fold.button

    def _toggled(self) -> None:
        if self._fold.is_open:
            self.wanted.emit()
        else:
            self._list.clear()


def earlier_answer(theme: Theme, recipe: Recipe, earlier: EarlierAnswer) -> QWidget:
    """One earlier answer: when it was, the word chosen, and the words."""
    lines = column(theme, gap=4)
    lines.addWidget(Text(theme, words.event_date(earlier.when), "small", "secondary"))
    answer = earlier.answer
    if answer.rating:
        label = recipe.label(recipe.ratings, answer.rating.value)
        lines.addWidget(RatingWords(theme, answer.rating.value, label))
    if answer.noticed.strip():
        lines.addWidget(Text(theme, shown(answer.noticed), rich=True, selectable=True))
    if answer.step.text.strip():
        lines.addWidget(Text(theme, words.would_try(shown(answer.step.text)), rich=True, selectable=True))
    lines.addStretch(1)
    return holder(lines)


def _spoken(recipe: Recipe, earlier: EarlierAnswer) -> str:
    """One earlier answer as it is read out."""
    answer, rating = earlier.answer, ""
    if answer.rating:
        rating = recipe.label(recipe.ratings, answer.rating.value)
    step = words.would_try_aloud(answer.step.text) if answer.step.text.strip() else ""
    pieces = (words.event_date(earlier.when), rating, words.plain(answer.noticed), step)
    return " ".join(piece.rstrip(".") + "." for piece in pieces if piece.strip())


class GoesWith(QWidget):
    """The items of the recipe that a question goes with. ``show_item`` carries an item's id."""

    show_item = Signal(object)

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._recipe = theme, recipe
        self._lines = column(theme, self, gap=10)
        tall_as_needed(self)

    def show_question(self, question: Question) -> None:
        """Show what goes with another question."""
        self._lines.clear()
        told = self.tr("This question goes with")
        self._lines.addWidget(Text(self._theme, told, "smallStrong", "secondary"))
        for item_id in question.item_ids:
            self._lines.addWidget(self._card(self._recipe.item(item_id)))

    def _card(self, item: Item) -> CardButton:
        theme = self._theme
        tint, ink = ("ingredientTint", "onIngredientTint")
        if item.kind is ItemKind.SKILL:
            tint, ink = ("methodTint", "onMethodTint")
        name = self.tr("{item} Show it in the recipe").format(item=item.text)
        card = CardButton(theme, name, fill=tint, line=tint)  # the edge shows in high contrast
        line = row(theme, card, (18, 14, 16, 14), 12)
        side = column(theme)
        side.addWidget(Picture(theme, item.icon, ink, 22))
        side.addStretch(1)
        line.addLayout(side)
        line.grow(Text(theme, html_of(item.runs), "body", ink, rich=True))
        card.clicked.connect(partial(self._show, item.id))
        return card

    def _show(self, item_id: str, _checked: bool = False) -> None:
        self.show_item.emit(item_id)
