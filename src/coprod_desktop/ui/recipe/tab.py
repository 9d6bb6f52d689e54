"""The Recipe tab. It works in full while the journal is locked, and then says nothing of it."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from coprod_desktop.content.model import Recipe, SectionId
from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.recipe.copying import item_words, overview_words, sheet_words, with_credit
from coprod_desktop.ui.recipe.finding import Hit, Place, PlaceKind, find
from coprod_desktop.ui.recipe.overview import Overview
from coprod_desktop.ui.recipe.words import Words
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce

if TYPE_CHECKING:
    from coprod_desktop.ui.reading_aloud.readable import Readable
    from coprod_desktop.ui.recipe.find_bar import FindBar
    from coprod_desktop.ui.recipe.notes import JournalNotes
    from coprod_desktop.ui.recipe.results_page import ResultsPage
    from coprod_desktop.ui.recipe.views import ItemView, SheetView

_OVERVIEW = Place(PlaceKind.OVERVIEW)
_REMEMBERED = 50
# On a Mac, Alt and Left move by words in a field, and Command and [ go back.
BACK = "Ctrl+[" if sys.platform == "darwin" else "Alt+Left"


class RecipeTab(QWidget):
    """Overview, items, the whole sheet, and finding words in them.

    ``reflect_on`` carries a question's id, ``write_about`` and ``item_shown`` an item's, ``open_entry``
    an entry's, ``read_aloud`` tells that the page in view shall be read. After ``item_shown`` somebody may
    call `show_journal` with what the journal has.
    """

    reflect_on = Signal(object)
    write_about = Signal(object)
    open_entry = Signal(object)
    item_shown = Signal(object)
    paper_wanted = Signal()
    group_wanted = Signal()
    read_aloud = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._recipe, self._ask = theme, recipe, ask
        self._place = _OVERVIEW
        self._been: list[Place] = []
        self._hits: tuple[Hit, ...] = ()
        self._at = 0
        self._items: ItemView | None = None
        self._sheet: SheetView | None = None
        self._results: ResultsPage | None = None
        self._find_bar: FindBar | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._stack = QStackedWidget()
        self._column.addWidget(self._stack, 1)
        self._overview = Overview(theme, recipe)
        self._overview.item_chosen.connect(self.show_item)
        self._overview.sheet_wanted.connect(self.show_sheet)
        self._overview.find_wanted.connect(self.open_find)
        self._overview.copy_wanted.connect(self._copy_page)
        self._overview.paper_wanted.connect(self.paper_wanted)
        self._overview.group_wanted.connect(self.group_wanted)
        self._overview.read_aloud.connect(self.read_aloud)
        self._overview.link_followed.connect(self._follow)
        self._stack.addWidget(self._overview)
        self._key(BACK, self.go_back)
        self._key("Escape", self._escape)

    # ------------------------------------------------------------------ where one is
    @property
    def place(self) -> Place:
        """The page in view, or the one behind the list of finds."""
        return self._place

    def show_overview(self) -> None:
        """Show the recipe on one page."""
        self._go(_OVERVIEW)

    def show_item(self, item_id: str) -> None:
        """Show one item.

        Raises:
            KeyError: no such item.
        """
        self._recipe.item(item_id)
        self._go(Place(PlaceKind.ITEM, item_id))

    def show_sheet(self, section_id: SectionId | None = None) -> None:
        """Show the whole sheet, from its beginning or from one section."""
        self._go(Place(PlaceKind.SHEET, section_id or ""))

    def go_back(self) -> None:
        """Back to the page one came from; from the first one, nothing happens."""
        if self._is_listing():
            self._show(self._place)
        elif self._been:
            self._show(self._been.pop())

    def to_read_aloud(self) -> Readable | None:
        """The page in view, from its beginning. The marks of what was found make way for the voice's."""
        self.close_find()
        page = self._overview if self._place.kind is PlaceKind.OVERVIEW else self._view_in_front()
        if isinstance(page, Overview):
            return page.to_read_aloud()
        return page.page.to_read_aloud() if page is not None and page.page is not None else None

    def show_journal(self, notes: JournalNotes | None) -> None:
        """Show what the open journal has about the item in view; nothing of it (None) when it is locked."""
        if self._items is not None:
            self._items.show_notes(notes)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask anew for what the journal has: it may have changed, or been opened."""
        super().showEvent(event)
        if self._place.kind is PlaceKind.ITEM:
            self.item_shown.emit(self._place.id)

    def _go(self, place: Place) -> None:
        if place != self._place:
            self._been = [*self._been, self._place][-_REMEMBERED:]
        self._show(place)

    def _show(self, place: Place) -> None:
        came_from, self._place = self._place, place
        had_focus = self._stack.isAncestorOf(self.focusWidget() or self)
        if place.kind is PlaceKind.ITEM:
            self._show_item_page(place)
        elif place.kind is PlaceKind.SHEET:
            self._show_sheet_page(place, had_focus=had_focus)
        else:
            self._stack.setCurrentWidget(self._overview)
            if had_focus and came_from.kind is PlaceKind.ITEM:
                self._overview.focus_item(came_from.id)
        self._mark()
        if place != came_from and not self._is_finding():
            announce(self, self._title_of(place))

    def _title_of(self, place: Place) -> str:
        """What a page is called, to a reader; an item says all of its words."""
        recipe = self._recipe
        if place.kind is PlaceKind.ITEM:
            return recipe.item(place.id).text
        if place.kind is PlaceKind.SHEET:
            return f"{recipe.title.shown}. {recipe.subtitle.shown}"
        return recipe.heading

    def _show_item_page(self, place: Place) -> None:
        view = self._item_view()
        was_here = self._stack.currentWidget() is view
        if view.page is None or view.page.item.id != place.id:
            view.show_item(self._recipe.item(place.id))
            self.item_shown.emit(place.id)
        self._stack.setCurrentWidget(view)
        if not was_here and not self._finds_by_key():
            view.focus_start()

    def _show_sheet_page(self, place: Place, *, had_focus: bool) -> None:
        view = self._sheet_view()
        self._stack.setCurrentWidget(view)
        if place.id:
            QTimer.singleShot(0, view, partial(view.go_to, SectionId(place.id)))
        else:
            view.page.to_top()
        if had_focus and not self._finds_by_key():
            view.focus_start()

    # ------------------------------------------------------------------ pages, made when first wanted
    def _item_view(self) -> ItemView:
        if self._items is None:
            from coprod_desktop.ui.recipe.views import ItemView

            view = ItemView(self._theme, self._recipe)
            view.item_wanted.connect(self.show_item)
            view.reflect_on.connect(self.reflect_on)
            view.write_about.connect(self.write_about)
            view.open_entry.connect(self.open_entry)
            view.link_followed.connect(self._follow)
            view.copy_wanted.connect(self._copy_page)
            view.read_aloud.connect(self.read_aloud)
            view.paper_wanted.connect(self.paper_wanted)
            view.back.connect(self.show_overview)
            self._stack.addWidget(view)
            self._items = view
        return self._items

    def _sheet_view(self) -> SheetView:
        if self._sheet is None:
            from coprod_desktop.ui.recipe.views import SheetView

            view = SheetView(self._theme, self._recipe)
            view.item_chosen.connect(self.show_item)
            view.reflect_on.connect(self.reflect_on)
            view.link_followed.connect(self._follow)
            view.copy_wanted.connect(self._copy_page)
            view.read_aloud.connect(self.read_aloud)
            view.paper_wanted.connect(self.paper_wanted)
            view.back.connect(self.show_overview)
            self._stack.addWidget(view)
            self._sheet = view
        return self._sheet

    def _results_page(self) -> ResultsPage:
        if self._results is None:
            from coprod_desktop.ui.recipe.results_page import ResultsPage

            self._results = ResultsPage(self._theme, self._recipe)
            self._results.hit_chosen.connect(self._open_hit)
            self._stack.addWidget(self._results)
        return self._results

    def _bar(self) -> FindBar:
        if self._find_bar is None:
            from coprod_desktop.ui.recipe.find_bar import FindBar

            bar = FindBar(self._theme)
            bar.changed.connect(self._look_for)
            bar.next_wanted.connect(partial(self._step, 1))
            bar.previous_wanted.connect(partial(self._step, -1))
            bar.closed.connect(self.close_find)
            bar.hide()
            self._column.insertWidget(0, bar)
            bar.lower()  # a reader comes to it first too, as it stands
            self._find_bar = bar
        return self._find_bar

    # ------------------------------------------------------------------ finding
    def open_find(self) -> None:
        """Open the line for finding words."""
        bar = self._bar()
        bar.start()
        self._look_for(bar.words)

    def close_find(self) -> None:
        """Close the line, take the marks away, and be on the page one had come to."""
        if self._find_bar is None or self._find_bar.isHidden():
            return
        was_listing, had_focus = self._is_listing(), self._find_bar.isAncestorOf(self.focusWidget() or self)
        self._find_bar.hide()
        if was_listing:
            self._show(self._place)
        self._mark()
        if had_focus or was_listing:
            self._focus_page()

    def _look_for(self, words: str) -> None:
        self._hits, self._at = find(self._recipe, words), 0
        self._bar().show_count(0, len(self._hits))
        page = self._results_page()
        page.show_hits(self._hits, words)
        self._stack.setCurrentWidget(page)

    def _step(self, by: int) -> None:
        if self._hits:
            start = self._at or (0 if by > 0 else 1)
            self._open_number((start - 1 + by) % len(self._hits) + 1)

    def _open_hit(self, hit: Hit) -> None:
        self._open_number(self._hits.index(hit) + 1)
        self._focus_page()

    def _open_number(self, number: int) -> None:
        self._at = number
        hit = self._hits[number - 1]
        self._bar().show_count(number, len(self._hits), self._results_page().name_of(hit))
        self._go(hit.place)
        # The page has to be laid out before a line of it can be brought into view.
        QTimer.singleShot(0, self, partial(self._reveal, hit))

    def _reveal(self, hit: Hit) -> None:
        view = self._view_in_front()
        if self._place == hit.place and view is not None:
            view.reveal_line(hit.runs)

    def _mark(self) -> None:
        """Mark what is looked for on the page in view; take marks away when nothing is."""
        words = self._find_bar.words if self._find_bar is not None and self._is_finding() else ""
        if not self._is_listing():
            (self._view_in_front() or self._overview).mark(words)

    def _is_finding(self) -> bool:
        return self._find_bar is not None and not self._find_bar.isHidden()

    def _is_listing(self) -> bool:
        return self._results is not None and self._stack.currentWidget() is self._results

    def _finds_by_key(self) -> bool:
        """Whether somebody steps from find to find, with the focus in the line."""
        bar = self._find_bar
        return bar is not None and bar.isAncestorOf(self.focusWidget() or self)

    def _focus_page(self) -> None:
        view = self._view_in_front()
        if view is not None:
            view.focus_start()
        else:
            self._overview.focus_item(self._recipe.items[0].id)

    def _view_in_front(self) -> ItemView | SheetView | None:
        """The item or the sheet, whichever is in front; None on the overview and the list of finds."""
        for view in (self._items, self._sheet):
            if view is not None and self._stack.currentWidget() is view:
                return view
        return None

    def _escape(self) -> None:
        if self._is_finding():
            self.close_find()
        else:
            self.show_overview()

    # ------------------------------------------------------------------ links and copies
    def _follow(self, address: str) -> None:
        self._ask.open_link(self, address)

    def _copy_page(self) -> None:
        recipe = self._recipe
        if self._place.kind is PlaceKind.ITEM:
            words = item_words(recipe, recipe.item(self._place.id))
        elif self._place.kind is PlaceKind.SHEET:
            words = sheet_words(recipe)
        else:
            words = overview_words(recipe)
        self._copy(words)

    def _copy(self, words: str) -> None:
        self._ask.copy_text(with_credit(self._recipe, words))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy the selected words, or the page, always with the credit."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        view = self._stack.currentWidget()
        labels = view.findChildren(Words) if view is not None else []
        selected = [label.selected for label in labels if label.selected]
        if selected:
            action = menu.addAction(self.tr("Copy the selected words with credit"))
            action.triggered.connect(partial(self._copy, "\n".join(selected)))
        if not self._is_listing():
            menu.addAction(self.tr("Copy this page with credit")).triggered.connect(self._copy_page)
        if menu.isEmpty():
            menu.deleteLater()
            return
        menu.popup(event.globalPos())

    def _key(self, keys: str, slot: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)
