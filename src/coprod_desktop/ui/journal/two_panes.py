"""A list of entries and one of them to read, where nothing can be written: in the bin, and in a copy."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.actions import EntryRead
from coprod_desktop.ui.journal.browse import ONE_PANE, READ_AFTER_MS, SHORT
from coprod_desktop.ui.journal.list_view import EntryList
from coprod_desktop.ui.journal.reader import Reader
from coprod_desktop.ui.journal.rows import EntryRows
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.layouts import column, row, tall_as_needed
from coprod_desktop.ui.widgets.marks import Rule
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.tab_order import tab_as_read

_ANY_WIDTH = 16_777_215  # QWIDGETSIZE_MAX


class TwoPanes(QWidget):
    """List and reader beside each other, or one at a time where there is less room, below a head.

    ``wanted_entry`` carries the id of the entry to be read, ``link_chosen`` an address.
    """

    wanted_entry = Signal(object)
    link_chosen = Signal(object)

    def __init__(self, theme: Theme, recipe: Recipe, rows: EntryRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._rows = theme, rows
        self._narrow = self._in_reader = False
        self._next: str | None = None
        self._opening: str | None = None
        self._last_read: EntryRead | None = None
        outer = column(theme, self)
        self._head = QWidget()
        self._head_box = column(theme, self._head, (28, 10, 28, 10), 6)
        tall_as_needed(self._head)
        self.notice = Notice(theme, kind="caution")
        self.notice.hide()
        for part in (self._head, Rule(theme), self.notice):
            outer.addWidget(part)
        panes = row(theme)
        self.list = EntryList(theme, rows)
        self._list_pane = QWidget()
        self._list_box = column(theme, self._list_pane, (22, 14, 0, 0), 12)
        self._list_box.addWidget(self.list, 1)
        self.reader = Reader(theme, recipe, still=True)
        self._rule = Rule(theme, upright=True)
        panes.addWidget(self._list_pane)
        panes.addWidget(self._rule)
        panes.addWidget(self.reader, 1)
        outer.addLayout(panes, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(READ_AFTER_MS)
        self._soon.timeout.connect(self._fetch)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(self._opened)
        self.reader.back.connect(self.show_list)
        self.reader.link_chosen.connect(self.link_chosen)

    # ------------------------------------------------------------------ reading
    def show_entry(self, read: EntryRead) -> None:
        """Show an entry that was fetched. It may have been fetched twice: once as chosen, once as opened."""
        if self.reader.entry != read.entry or self._last_read != read:
            self._last_read = read
            self.reader.show_entry(read.entry, read.noted)
            tab_as_read(self)
        self.list.choose(read.entry.id)
        if self._opening == read.entry.id:
            self._opening = None
            self.show_panes(reader=True)
            self.focus_reader()

    def focus_reader(self) -> None:
        """Put the keys where one goes on with the entry."""
        self.reader.focus_words()

    def show_list(self) -> None:
        """Back to the list, where there is one pane."""
        self.show_panes(reader=False)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def wipe_panes(self) -> None:
        """Forget everything."""
        self._soon.stop()
        self._next = None
        self._opening = self._last_read = None
        self.list.wipe()
        self.reader.wipe()
        self.notice.hide()
        self.show_panes(reader=False)

    def _chosen(self, entry_id: str) -> None:
        self._next = entry_id
        if not self._narrow:
            self._soon.start()

    def _opened(self, entry_id: str) -> None:
        self._next = entry_id
        self._opening = entry_id if self._narrow or self.list.opened_by_keys else None
        self._fetch()

    def _fetch(self) -> None:
        self._soon.stop()
        if self._next is not None:
            self.wanted_entry.emit(self._next)
            self._next = None

    # ------------------------------------------------------------------ room
    @property
    def narrow(self) -> bool:
        """Whether there is room for one pane only."""
        return self._narrow

    @property
    def in_reader(self) -> bool:
        """Whether it is the reader that is wanted where there is room for one pane."""
        return self._in_reader

    @property
    def short(self) -> bool:
        """Whether there is little height."""
        return self.height() < self._theme.tx(SHORT)

    def reads_alone(self) -> bool:
        """Whether there is nothing to list, so that the reader has all the room and the head stays."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One pane or two, as the width asks."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the room there is."""
        theme, width = self._theme, self.width()
        narrow = theme.eff(width) < ONE_PANE
        side, high = (16 if narrow else 28), (4 if self.short else 10)
        self._head_box.set_margins((side, high, side, high))
        self._list_box.set_margins((16 if narrow else 22, 6 if self.short else 14, 0, 0))
        wanted = min(theme.tx(400), max(theme.tx(300), round(width * 0.36)))
        self._list_pane.setMinimumWidth(0 if narrow else wanted)
        self._list_pane.setMaximumWidth(_ANY_WIDTH if narrow else wanted)
        self._narrow = narrow
        self.reader.set_narrow(narrow and not self.reads_alone())
        self.show_panes(reader=self._in_reader)

    def show_panes(self, *, reader: bool) -> None:
        """Show both, or the one that is wanted where there is room for one."""
        self._in_reader = reader
        alone, hidden = self.reads_alone(), self._narrow and reader
        self._list_pane.setVisible(not alone and not hidden)
        self.reader.setVisible(not self._narrow or reader)
        self._rule.setVisible(not alone and not self._narrow)
        self._head.setVisible(alone or not hidden)
