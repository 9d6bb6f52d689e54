"""What stands beside a note while it is written: a start when one is stuck, what it goes with, its tags."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Item, ItemKind, Recipe
from coprod_desktop.ui.names import plain_tip
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button, CardButton
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.chips import ChipGroup
from coprod_desktop.ui.widgets.fields import LineField
from coprod_desktop.ui.widgets.layouts import Flow, column, holder, row, tall_as_needed
from coprod_desktop.ui.widgets.marks import Picture
from coprod_desktop.ui.widgets.tab_order import tab_as_read
from coprod_desktop.ui.widgets.text import Text

LONGEST_TAG = 60


class EditorSide(QWidget):
    """``changed`` comes when a person changes items or tags, ``prompt`` carries a question to write under."""

    changed = Signal()
    prompt = Signal(object)

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = column(theme, self, gap=20)
        self.prompts = Prompts(theme)
        self.prompts.chosen.connect(self.prompt)
        self.items = GoesWith(theme, recipe)
        self.items.changed.connect(self._items_changed)
        self.tags = Tags(theme)
        self.tags.changed.connect(self.changed)
        for part in (self.prompts, self.items, self.tags):
            box.addWidget(part)
        box.addStretch(1)
        tall_as_needed(self)

    def show_note(self, items: Sequence[str], tags: Sequence[str]) -> None:
        """Show what a note goes with, and its tags."""
        self.items.set_items(items)
        self.tags.set_tags(tags)
        self.prompts.show_for(self.items.chosen())
        tab_as_read(self)

    def _items_changed(self) -> None:
        self.prompts.show_for(self.items.chosen())
        tab_as_read(self)
        self.changed.emit()


class Prompts(Card):
    """Questions to begin with: those of the items a note goes with first, then four for any note."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "note", (20, 16, 20, 18), 8, parent)
        self._theme = theme
        head = row(theme, gap=10)
        head.addWidget(Picture(theme, "lightbulb", "onHighlightTint", 22))
        head.grow(Text(theme, self.tr("If you're stuck"), "h3", "onHighlightTint"))
        self.body.addLayout(head)
        self._list = column(theme, gap=8)
        self.body.addLayout(self._list)
        self._shown: tuple[str, ...] = ()

    def show_for(self, items: Sequence[Item]) -> None:
        """Offer the prompts that fit these items."""
        general = (
            self.tr("What happened?"),
            self.tr("What did I feel?"),
            self.tr("Who had the say, and who didn't?"),
            self.tr("What would I do again?"),
        )
        shown = (*(item.prompt for item in items), *general)
        if shown == self._shown:
            return
        self._shown = shown
        self._list.clear()
        for words in shown:
            self._list.addWidget(self._button(words))
        self.updateGeometry()

    def buttons(self) -> list[CardButton]:
        """The prompts that are offered."""
        return self.findChildren(CardButton)

    def _button(self, words: str) -> CardButton:
        theme = self._theme
        card = CardButton(theme, self.tr("Add the prompt: {words}").format(words=words), radius="tile")
        line = row(theme, card, (12, 9, 10, 9), 8)
        line.grow(Text(theme, words, "body"))
        line.addWidget(Picture(theme, "plus", "textSecondary", 18))
        card.clicked.connect(partial(self._clicked, words))
        return card

    def _clicked(self, words: str, _checked: bool = False) -> None:
        self.chosen.emit(words)


class GoesWith(QWidget):
    """The items of the recipe that a note goes with."""

    changed = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._recipe = theme, recipe
        self._unknown: tuple[str, ...] = ()
        box = column(theme, self, gap=8)
        box.addWidget(Text(theme, self.tr("Goes with"), "h3"))
        self._flow = Flow(theme, 8)
        box.addWidget(holder(self._flow))
        self.choose = Button(theme, self.tr("Choose from the recipe"), "secondary", "plus", compact=True)
        self.choose.setCheckable(True)
        self.choose.toggled.connect(self._open)
        box.addWidget(self.choose)
        values, skills = recipe.items_of(ItemKind.VALUE), recipe.items_of(ItemKind.SKILL)
        self.values = ChipGroup(theme, self.tr("Ingredients"), [(i.id, i.name) for i in values])
        self.skills = ChipGroup(theme, self.tr("Method"), [(i.id, i.name) for i in skills])
        self._choices = QWidget()
        choices = column(theme, self._choices, gap=8)
        for name, group in ((self.tr("Ingredients"), self.values), (self.tr("Method"), self.skills)):
            choices.addWidget(Text(theme, name, "smallStrong", "secondary"))
            choices.addWidget(group)
            group.changed.connect(self._chosen)
        tall_as_needed(self._choices)
        self._choices.hide()
        box.addWidget(self._choices)
        tall_as_needed(self)

    def items(self) -> tuple[str, ...]:
        """The ids of the chosen items, and any that this recipe does not know."""
        return (*self.values.chosen(), *self.skills.chosen(), *self._unknown)

    def chosen(self) -> tuple[Item, ...]:
        """The chosen items."""
        ids = set(self.items())
        return tuple(item for item in self._recipe.items if item.id in ids)

    def set_items(self, items: Sequence[str]) -> None:
        """Show a choice, without ``changed``."""
        known = {item.id for item in self._recipe.items}
        self._unknown = tuple(item for item in items if item not in known)
        self.values.set_chosen(items)
        self.skills.set_chosen(items)
        self.choose.setChecked(False)
        self._show()

    def _chosen(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        _empty(self._flow)
        for item in self.chosen():
            button = removable(self._theme, item.name)
            button.clicked.connect(partial(self._remove, item.id))
            self._flow.addWidget(button)
        self.updateGeometry()

    def _remove(self, item_id: str, _checked: bool = False) -> None:
        ids = [item for item in self.items() if item != item_id]
        self.values.set_chosen(ids)
        self.skills.set_chosen(ids)
        self._show()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _open(self, shown: bool) -> None:
        self._choices.setVisible(shown)
        self.choose.set_icon("chevron-up" if shown else "plus")


class Tags(QWidget):
    """A person's own words for finding a note again."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tags: tuple[str, ...] = ()
        box = column(theme, self, gap=8)
        box.addWidget(Text(theme, self.tr("Tags"), "h3"))
        self._flow = Flow(theme, 8)
        box.addWidget(holder(self._flow))
        line = row(theme, gap=8)
        self.field = LineField(theme, self.tr("Add a tag"), placeholder=self.tr("Add a tag"), compact=True)
        self.field.setMaxLength(LONGEST_TAG)
        self.field.returnPressed.connect(self.add_typed)
        self.add = Button(theme, "", "secondary", "plus", compact=True, hint=self.tr("Add this tag"))
        self.add.clicked.connect(self.add_typed)
        line.addWidget(self.field, 1)
        line.addWidget(self.add)
        box.addLayout(line)
        tall_as_needed(self)

    def tags(self) -> tuple[str, ...]:
        """The tags, with what is still in the field."""
        return _with_tag(self._tags, self.field.text())

    def set_tags(self, tags: Sequence[str]) -> None:
        """Show tags, without ``changed``."""
        self._tags = tuple(tags)
        self.field.clear()
        self._show()

    def add_typed(self, _checked: bool = False) -> None:
        """Take what stands in the field as a tag."""
        tags = self.tags()
        self.field.clear()
        if tags != self._tags:
            self._tags = tags
            announce(self.field, self.tr("Tag added: {tag}").format(tag=tags[-1]))
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        _empty(self._flow)
        for tag in self._tags:
            button = removable(self._theme, tag)
            button.clicked.connect(partial(self._remove, tag))
            self._flow.addWidget(button)
        self.updateGeometry()

    def _remove(self, tag: str, _checked: bool = False) -> None:
        self._tags = tuple(other for other in self._tags if other != tag)
        self._show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()


def removable(theme: Theme, words: str) -> Button:
    """A button that takes the thing it names away."""
    button = Button(theme, words, "secondary", "x", compact=True, icon_right=True)
    name = button.tr("Take away: {words}").format(words=words)
    button.setAccessibleName(name)
    button.setToolTip(plain_tip(name))
    return button


def _with_tag(tags: tuple[str, ...], typed: str) -> tuple[str, ...]:
    tag = " ".join(typed.split()).strip("#,; ")
    known = {other.casefold() for other in tags}
    return (*tags, tag) if tag and tag.casefold() not in known else tags


def _empty(flow: Flow) -> None:
    while (item := flow.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
