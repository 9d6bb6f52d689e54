"""The Journal tab: one head over its views, of which the entries are the first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.actions import StepDay, StepNote
from coprod_desktop.domain.entries import NoteDraft
from coprod_desktop.services.deleting import Deleting
from coprod_desktop.services.journalling import Journalling
from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.journal.entries_view import EntriesView
from coprod_desktop.ui.journal.head import Head
from coprod_desktop.ui.journal.pane_keys import PaneKeys
from coprod_desktop.ui.journal.place import Place
from coprod_desktop.ui.journal.views import AnswerPlace, JournalView, Makers, Which
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.layouts import column
from coprod_desktop.ui.widgets.marks import Rule

if TYPE_CHECKING:
    from coprod_desktop.domain.sealed_records import Draft


class JournalTab(QWidget):
    """Reading, searching and writing; what one said one would try; how things have been.

    ``saved`` carries a `Saved`, ``reopen_reflection`` the id of an entry, ``reflect_on`` of a question,
    ``show_item`` of an item of the recipe, ``status`` a sentence. ``prepare_export`` and
    ``new_reflection`` carry nothing.
    """

    saved = Signal(object)
    reopen_reflection = Signal(object)
    reflect_on = Signal(object)
    prepare_export = Signal()
    show_item = Signal(object)
    status = Signal(object)
    new_reflection = Signal()

    def __init__(
        self,
        theme: Theme,
        recipe: Recipe,
        journalling: Journalling,
        deleting: Deleting,
        jobs: Jobs,
        ask: Ask,
        views: Makers,
        parent: QWidget | None = None,
    ) -> None:
        """``views`` makes the views beside the entries; the switch offers those that are in it."""
        super().__init__(parent)
        self._makers = views
        self._made: dict[Which, JournalView] = {}
        self._in_front = Which.ENTRIES
        outer = column(theme, self)
        self.head = Head(theme, {Which.ENTRIES, *views})
        self._rule = Rule(theme)
        self._stack = QStackedWidget()
        self.entries = EntriesView(theme, recipe, journalling, deleting, jobs, ask)
        self._stack.addWidget(self.entries)
        outer.addWidget(self.head)
        outer.addWidget(self._rule)
        outer.addWidget(self._stack, 1)
        self.browse, self.editor, self.bin = self.entries.browse, self.entries.editor, self.entries.bin
        self.keeper, self.binning = self.entries.keeper, self.entries.binning
        self._keys = PaneKeys(self, self._panes)
        self._connect()
        self.head.show_view(self._in_front)

    def _connect(self) -> None:
        head, entries = self.head, self.entries
        head.view_chosen.connect(self._view_chosen)
        head.new_note.connect(self.new_note)
        head.prepare_export.connect(self.prepare_export)
        entries.saved.connect(self.saved)
        entries.reopen_reflection.connect(self.reopen_reflection)
        entries.show_item.connect(self.show_item)
        entries.reflect_on.connect(self.reflect_on)
        entries.status.connect(self.status)
        entries.filled.connect(head.offer_export)
        entries.room_changed.connect(self._show_head)
        self.browse.reader.escaped.connect(self._back_where_one_was)
        self.browse.list_pane.opened.connect(self._stays)

    # ------------------------------------------------------------------ views
    @property
    def in_front(self) -> Which:
        """The view that is in front."""
        return self._in_front

    def view(self, which: Which) -> JournalView:
        """A view beside the entries, made now if it is the first time."""
        if which not in self._made:
            made = self._makers[which]()
            made.open_entry.connect(self.open_entry)
            made.open_answer.connect(self.open_answer)
            made.reflect_on.connect(self.reflect_on)
            made.show_item.connect(self.show_item)
            made.saved.connect(self.saved)
            made.status.connect(self.status)
            made.begin_reflection.connect(self.new_reflection)
            self._made[which] = made
            self._stack.addWidget(made)
        return self._made[which]

    def show_view(self, which: Which) -> None:
        """Bring a view to the front, with what it shows fetched anew."""
        self.flush()
        self._stays()
        self._in_front = which
        self.head.show_view(which)
        self._stack.setCurrentWidget(self.entries if which is Which.ENTRIES else self.view(which))
        self._show_head()
        self.refresh()

    def _view_chosen(self, which: Which) -> None:
        if which is not self._in_front:
            self.show_view(which)
            announce(self, self.head.name_of(which))

    def _to_entries(self) -> None:
        if (came_from := self._in_front) is not Which.ENTRIES:
            self.show_view(Which.ENTRIES)
            self._came_from = came_from

    _came_from: Which | None = None

    def _stays(self, _entry_id: str = "") -> None:
        self._came_from = None

    def _back_where_one_was(self) -> None:
        """From an entry that another view led to, back to that view, with the focus where it was there."""
        if (which := self._came_from) is not None:
            view = self.view(which)
            self.show_view(which)
            there = view.focusWidget()
            panes = [there] if there is not None and there.isVisible() else view.panes()
            first = next((pane for pane in panes if pane.isVisible()), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.ShortcutFocusReason)
            announce(self, self.head.name_of(which))

    def _show_head(self) -> None:
        wanted = self._in_front is not Which.ENTRIES or self.entries.wants_head
        self.head.setVisible(wanted)
        self._rule.setVisible(wanted)

    # ------------------------------------------------------------------ what the window asks for
    def refresh(self) -> None:
        """Fetch what is in front anew; what is being written stays as it is."""
        if self._in_front is Which.ENTRIES:
            self.entries.refresh()
        else:
            self.view(self._in_front).refresh()

    def open_entry(self, entry_id: str) -> None:
        """Show one entry, wherever one is in the tab."""
        self._to_entries()
        self.entries.open_entry(entry_id)

    def open_answer(self, place: AnswerPlace) -> None:
        """Show one entry, from an answer of it on."""
        self._to_entries()
        self.entries.open_entry(place.entry_id, place.question_id)

    def new_note(self) -> None:
        """Begin a note."""
        self._to_entries()
        self.entries.new_note()

    def write_about(self, item_id: str) -> None:
        """Begin a note that goes with an item of the recipe, with the item's prompt."""
        self._to_entries()
        self.entries.write_about(item_id)

    def open_find(self) -> None:
        """Put the cursor into the search field."""
        self._to_entries()
        self.entries.open_find()

    def place(self) -> Place:
        """Where one is, to come back to after unlocking."""
        return Place(*self.entries.place(), self._in_front)

    def restore(self, place: object) -> None:
        """Go back to where one was."""
        if not isinstance(place, Place):
            return
        self.entries.restore(place.entry_id, place.draft_id)
        if place.view in self._makers:
            self.show_view(place.view)

    def flush(self) -> None:
        """Hand everything that was typed to the vault's lane, now."""
        for view in self._views():
            view.flush()

    def write_anew(self) -> None:
        """Write what is under way into the journal's file, which is another one by now."""
        for view in self._views():
            view.write_anew()

    def has_unsaved(self) -> bool:
        """Whether something typed could not be written so far."""
        return any(view.has_unsaved() for view in self._views())

    def unwritten(self) -> tuple[Draft, ...]:
        """What is under way and could not be written."""
        return tuple(draft for view in self._views() for draft in view.unwritten())

    def take_back(self, draft: NoteDraft | StepNote | StepDay) -> None:
        """Show what still could not be written, in the place of what is shown; try again."""
        if isinstance(draft, StepNote | StepDay):
            self.show_view(Which.ACTIONS)
            self.view(Which.ACTIONS).take_back(draft)
            return
        self._to_entries()
        self.entries.take_back(draft)

    def wipe(self) -> None:
        """Forget every word of the journal."""
        for view in self._views():
            view.wipe()
        self._in_front = Which.ENTRIES
        self.head.show_view(self._in_front)
        self._stack.setCurrentWidget(self.entries)
        self._show_head()

    def _views(self) -> list[EntriesView | JournalView]:
        return [self.entries, *self._made.values()]

    # ------------------------------------------------------------------ the bin
    @property
    def entry_in_view(self) -> str | None:
        """The id of the entry that can be moved to the bin; None where none is in view."""
        return self.entries.entry_in_view if self._in_front is Which.ENTRIES else None

    def move_to_bin(self) -> None:
        """Move the entry in view to the bin."""
        if self.entry_in_view is not None:
            self.entries.move_to_bin()

    # ------------------------------------------------------------------ keys and room
    def _panes(self) -> Sequence[QWidget]:
        if self._in_front is Which.ENTRIES:
            return self.entries.panes()
        return self.view(self._in_front).panes()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit to the new size."""
        super().resizeEvent(event)
        self.head.fit(QSize(self.width(), self.height()))
