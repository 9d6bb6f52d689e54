"""The list of items beside an item's page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGroupBox, QVBoxLayout, QWidget

from coprod_desktop.content.model import Item, ItemKind, Recipe, SectionId
from coprod_desktop.ui.recipe.arrows import ArrowKeys
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import column, holder, row
from coprod_desktop.ui.widgets.marks import Picture
from coprod_desktop.ui.widgets.one_of import add_one_of
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.paint import painting
from coprod_desktop.ui.widgets.text import Text

_WIDTH = 272


class SidePane(QGroupBox):
    """A named group at the left: paper colour, a line at its right edge. It scrolls by itself."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 1, 0)
        self.page = Page(theme, (16, 20, 16, 20), 2)
        around.addWidget(self.page)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.fit()
        self.update()

    def fit(self) -> None:
        """Be as wide as drawn, or a little wider where a word of another language is that long."""
        usual = self._theme.tx(_WIDTH)
        needed = (
            self.page.content.minimumSizeHint().width() + self.page.verticalScrollBar().sizeHint().width() + 1
        )
        self.setFixedWidth(max(usual, min(needed, usual * 5 // 4)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the paper and the line."""
        with painting(self) as painter:
            painter.fillRect(self.rect(), self._theme.c("surface"))
            line = QRectF(self.width() - 1, 0, 1, self.height())
            painter.fillRect(line, self._theme.c("border" if self._theme.high_contrast else "divider"))


class ItemList(SidePane):
    """All items by their short names; the half one is not in is folded away.

    ``item_chosen`` carries an item's id.
    """

    item_chosen = Signal(object)
    back = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._recipe = recipe
        self._buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)  # the arrow keys lead through the list, and choose nothing
        self._folded: dict[ItemKind, QWidget] = {}
        self._unfold: dict[ItemKind, Button] = {}
        self.setAccessibleName(self.tr("Items of the recipe"))
        body = self.page.body
        back = Button(theme, self.tr("Whole recipe"), "quiet", "arrow-left")
        back.clicked.connect(self._go_back)
        line = row(theme)
        line.addWidget(back)
        line.addStretch(1)
        body.addLayout(line)
        body.space(8)
        self._add_half(ItemKind.VALUE, recipe.values, SectionId.INGREDIENTS)
        body.space(14)
        self._add_half(ItemKind.SKILL, recipe.skills, SectionId.METHOD)
        body.addStretch(1)
        self._arrows = ArrowKeys([*self._all_in_order()], self)

    def show_item(self, item: Item) -> None:
        """Mark the item one is at, and unfold its half."""
        for item_id, button in self._buttons.items():
            button.setChecked(item_id == item.id)
        for kind in ItemKind:
            self._set_open(kind, kind is item.kind)

    def focus_item(self, item_id: str) -> None:
        """Put the focus on an item."""
        self._buttons[item_id].setFocus()

    def _all_in_order(self) -> list[QWidget]:
        ordered: list[QWidget] = []
        for kind in ItemKind:
            ordered += [self._buttons[item.id] for item in self._recipe.items_of(kind)]
            ordered.append(self._unfold[kind])
        return ordered

    def _add_half(self, kind: ItemKind, items: tuple[Item, ...], section: SectionId) -> None:
        theme, body = self._theme, self.page.body
        colour, icon = ("ingredient", "carrot") if kind is ItemKind.VALUE else ("method", "cooking-pot")
        title = row(theme, margins=(12, 4, 8, 6), gap=8)
        title.addWidget(Picture(theme, icon, colour, 20))
        title.addWidget(Text(theme, self._recipe.section(section).title, "smallStrong", colour), 1)
        body.addLayout(title)
        lines = column(theme, gap=2)
        for item in items:
            button = Button(theme, item.name, "nav", item.icon)
            button.clicked.connect(partial(self._choose, item.id))
            add_one_of(self._group, button)
            lines.addWidget(button)
            self._buttons[item.id] = button
        self._folded[kind] = holder(lines)
        body.addWidget(self._folded[kind])
        words = (
            self.tr("Show the {count} values")
            if kind is ItemKind.VALUE
            else self.tr("Show the {count} skills")
        )
        unfold = Button(theme, words.format(count=len(items)), "nav", "chevron-down")
        unfold.setCheckable(False)
        unfold.clicked.connect(partial(self._open_half, kind))
        body.addWidget(unfold)
        self._unfold[kind] = unfold

    def _open_half(self, kind: ItemKind) -> None:
        self._set_open(kind, True)
        self.focus_item(self._recipe.items_of(kind)[0].id)

    def _set_open(self, kind: ItemKind, is_open: bool) -> None:
        self._folded[kind].setVisible(is_open)
        self._unfold[kind].setVisible(not is_open)
        self.fit()

    def _choose(self, item_id: str) -> None:
        self._buttons[item_id].setChecked(True)
        self.item_chosen.emit(item_id)

    def _go_back(self) -> None:
        self.back.emit()
