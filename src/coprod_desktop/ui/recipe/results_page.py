"""The lines of the recipe that hold what one looks for."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Group, ItemKind, Recipe, text_of
from coprod_desktop.ui.recipe.arrows import ArrowKeys
from coprod_desktop.ui.recipe.finding import Hit
from coprod_desktop.ui.recipe.row import RecipeRow
from coprod_desktop.ui.recipe.section_list import section_icon
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.text import Text


class ResultsPage(Page):
    """Every hit as a line that leads to its page. ``hit_chosen`` carries a `Hit`."""

    hit_chosen = Signal(object)

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(theme, (32, 16, 32, 24), 2, parent)
        self._recipe = recipe
        self._rows: list[RecipeRow] = []
        self._arrows: ArrowKeys | None = None

    def show_hits(self, hits: tuple[Hit, ...], found: str) -> None:
        """List them, with what was found marked."""
        self.body.clear()
        self._rows = []
        if self._arrows is not None:
            self._arrows.deleteLater()
            self._arrows = None
        if not hits:
            words = (
                self.tr("No place in the recipe has “{words}”. Try fewer words.")
                if found
                else self.tr("Type a word. Every place in the recipe that has it is listed here.")
            )
            self.body.addWidget(Text(self._theme, words.format(words=found), "body", "secondary"))
        for hit in hits:
            self.body.addWidget(self._row(hit, found))
        self.body.addStretch(1)
        self._arrows = ArrowKeys(self._rows, self)
        self.to_top()

    def focus_start(self) -> None:
        """Put the focus on the first line."""
        if self._rows:
            self._rows[0].setFocus()

    def _row(self, hit: Hit, found: str) -> RecipeRow:
        if hit.item is not None:
            icon, kind = hit.item.icon, hit.item.kind
        else:
            icon, kind = (section_icon(hit.section) if hit.section else "book-open"), None
        line = RecipeRow(self._theme, hit.runs, icon, kind, above=self._where(hit))
        line.mark(found)
        line.clicked.connect(partial(self._choose, hit))
        self._rows.append(line)
        return line

    def name_of(self, hit: Hit) -> str:
        """The line of a hit as it is read out."""
        return f"{self._where(hit)}. {text_of(hit.runs)}"

    def _where(self, hit: Hit) -> str:
        if hit.item is not None:
            half = self.tr("Ingredient") if hit.item.kind is ItemKind.VALUE else self.tr("Method")
            if hit.ours:
                pattern = self.tr("{half} · {name} · {remark}")
                return pattern.format(half=half, name=hit.item.name, remark=self._recipe.our_words_note)
            return self.tr("{half} · {name}").format(half=half, name=hit.item.name)
        title = self._recipe.section(hit.section).title.rstrip(":") if hit.section else ""
        if hit.group is Group.VALUES or hit.group is Group.SKILLS:
            group = self._recipe.group_titles[hit.group]
            return self.tr("{section} · {group}").format(section=title, group=group)
        return title

    def _choose(self, hit: Hit) -> None:
        self.hit_chosen.emit(hit)
