"""A page with its list beside it; in a narrow window the page stands alone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coprod_desktop.content.model import Item, Line, Recipe, SectionId
from coprod_desktop.ui.recipe.item_list import ItemList, SidePane
from coprod_desktop.ui.recipe.item_page import ItemPage
from coprod_desktop.ui.recipe.notes import JournalNotes
from coprod_desktop.ui.recipe.section_list import SectionList
from coprod_desktop.ui.recipe.sheet_page import SheetPage
from coprod_desktop.ui.theme.theme import Theme

TWO_PANES = 760


class _Beside(QWidget):
    """Shows the pane where the effective width is 760 or more."""

    def __init__(self, theme: Theme, pane: SidePane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._pane = theme, pane
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        self._across.addWidget(pane)
        theme.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the pane away, or bring it back."""
        self._fit()
        super().resizeEvent(event)

    def _is_narrow(self) -> bool:
        return self._theme.eff(self.width()) < TWO_PANES

    def _fit(self) -> None:
        self._pane.setVisible(not self._is_narrow())


class ItemView(_Beside):
    """One item's page, and the list of all. The signals are those of `ItemPage`."""

    item_wanted = Signal(object)
    reflect_on = Signal(object)
    write_about = Signal(object)
    open_entry = Signal(object)
    link_followed = Signal(object)
    copy_wanted = Signal()
    read_aloud = Signal()
    paper_wanted = Signal()
    back = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        self._list = ItemList(theme, recipe)
        super().__init__(theme, self._list, parent)
        self._recipe = recipe
        self._page: ItemPage | None = None
        self._list.item_chosen.connect(self.item_wanted)
        self._list.back.connect(self.back)

    @property
    def page(self) -> ItemPage | None:
        """The page in view."""
        return self._page

    def show_item(self, item: Item) -> None:
        """Make the page of an item, and keep the focus where it was doing the same thing."""
        step = self._step_in_focus()
        old, page = self._page, ItemPage(self._theme, self._recipe, item)
        page.item_wanted.connect(self.item_wanted)
        page.reflect_on.connect(self.reflect_on)
        page.write_about.connect(self.write_about)
        page.open_entry.connect(self.open_entry)
        page.link_followed.connect(self.link_followed)
        page.copy_wanted.connect(self.copy_wanted)
        page.read_aloud.connect(self.read_aloud)
        page.paper_wanted.connect(self.paper_wanted)
        page.back.connect(self.back)
        self._page = page
        self._across.addWidget(page, 1)
        page.show()  # a page that only waits to be shown could not take the focus
        self._list.show_item(item)
        self._fit()
        if step in page.neighbours:
            page.neighbours[step].setFocus()
        elif old is not None and old.isAncestorOf(self.focusWidget() or self):
            self.focus_start()
        if old is not None:
            old.hide()
            old.deleteLater()

    def focus_start(self) -> None:
        """Put the focus on the item in the list, or on the way back where there is no list."""
        if self._page is None:
            return
        if self._list.isHidden():
            self._page.focus_start()
        else:
            self._list.focus_item(self._page.item.id)

    def show_notes(self, notes: JournalNotes | None) -> None:
        """Pass on what the journal has, or that it is locked."""
        if self._page is not None:
            self._page.show_notes(notes)

    def mark(self, found: str) -> None:
        """Mark what matches ``found``."""
        if self._page is not None:
            self._page.mark(found)

    def reveal_line(self, runs: Line) -> None:
        """Bring a line of the page into view."""
        if self._page is not None:
            self._page.reveal_line(runs)

    def _step_in_focus(self) -> int:
        """Whether the focus is on the way to the item before (-1) or after (1); 0 if on neither."""
        for step, button in (self._page.neighbours if self._page else {}).items():
            if button.hasFocus():
                return step
        return 0

    def _fit(self) -> None:
        super()._fit()
        if self._page is not None:
            self._page.set_alone(self._is_narrow())


class SheetView(_Beside):
    """The whole sheet, and the list of its sections. The signals are those of `SheetPage`."""

    item_chosen = Signal(object)
    reflect_on = Signal(object)
    link_followed = Signal(object)
    copy_wanted = Signal()
    read_aloud = Signal()
    paper_wanted = Signal()
    back = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        self._list = SectionList(theme, recipe)
        super().__init__(theme, self._list, parent)
        self.page = SheetPage(theme, recipe)
        self._across.addWidget(self.page, 1)
        self._list.section_chosen.connect(self.page.read_from)
        self._list.back.connect(self.back)
        self.page.item_chosen.connect(self.item_chosen)
        self.page.reflect_on.connect(self.reflect_on)
        self.page.link_followed.connect(self.link_followed)
        self.page.copy_wanted.connect(self.copy_wanted)
        self.page.read_aloud.connect(self.read_aloud)
        self.page.paper_wanted.connect(self.paper_wanted)
        self.page.back.connect(self.back)
        self._fit()

    def go_to(self, section_id: SectionId) -> None:
        """Bring a section to the top."""
        self.page.go_to(section_id)

    def focus_start(self) -> None:
        """Put the focus on the list of sections, or on the way back where there is no list."""
        if self._list.isHidden():
            self.page.focus_start()
        else:
            self._list.focus_start()

    def mark(self, found: str) -> None:
        """Mark what matches ``found``."""
        self.page.mark(found)

    def reveal_line(self, runs: Line) -> None:
        """Bring a line into view."""
        self.page.reveal_line(runs)

    def _fit(self) -> None:
        super()._fit()
        self.page.set_alone(self._is_narrow())
