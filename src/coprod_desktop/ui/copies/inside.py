"""What an opened copy holds: its entries as a list, and one of them to read. Nothing can be changed here."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.actions import EntryRead
from coprod_desktop.services.copy_facts import CopyFacts, Holdings, Whose
from coprod_desktop.ui.copies import words
from coprod_desktop.ui.journal.browse import ONE_PANE, READ_AFTER_MS, SHORT
from coprod_desktop.ui.journal.list_view import EntryList
from coprod_desktop.ui.journal.reader import Reader
from coprod_desktop.ui.journal.rows import EntryRows
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, column, holder, row, tall_as_needed
from coprod_desktop.ui.widgets.marks import Rule
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.tab_order import tab_as_read
from coprod_desktop.ui.widgets.text import Text

_ANY_WIDTH = 16_777_215  # QWIDGETSIZE_MAX


class CopyInside(QWidget):
    """``wanted_entry`` carries the id of the entry to be read; ``merge``, ``put``, ``closed`` are buttons."""

    wanted_entry = Signal(object)
    link_chosen = Signal(object)
    merge = Signal()
    put = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, rows: EntryRows) -> None:
        super().__init__()
        self._theme, self._rows = theme, rows
        self._narrow = self._in_reader = self._reading = False
        self._next: str | None = None
        outer = column(theme, self)
        outer.addWidget(self._make_head())
        outer.addWidget(Rule(theme))
        self.notice = Notice(theme, kind="caution")
        self.notice.hide()
        outer.addWidget(self.notice)
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
        rows.arrived.connect(self._arrived)
        theme.changed.connect(self.fit)

    def _make_head(self) -> QWidget:
        theme = self._theme
        head = QWidget()
        self._head_box = column(theme, head, (28, 10, 28, 10), 6)
        self.heading = Text(theme, "", "h3", cap=False)
        self.held = Text(theme, "", "body", "secondary", cap=False)
        self._holds = ""
        self.merge_button = Button(
            theme, self.tr("Bring its entries into my journal"), "secondary", "download", compact=True
        )
        self.put_button = Button(theme, "", "secondary", "archive", compact=True)
        self.close_button = Button(theme, self.tr("Close the copy"), "quiet", "x", compact=True)
        self.merge_button.clicked.connect(self.merge)
        self.put_button.clicked.connect(self.put)
        self.close_button.clicked.connect(self.closed)
        buttons = Flow(theme, 8)
        buttons.addWidget(self.merge_button)
        buttons.addWidget(self.put_button)
        buttons.addWidget(self.close_button)
        for part in (self.heading, self.held, holder(buttons)):
            self._head_box.addWidget(part)
        tall_as_needed(head)
        self._head = head
        return head

    # ------------------------------------------------------------------ showing
    def show_copy(self, facts: CopyFacts, holdings: Holdings) -> None:
        """Say what is open and how much it holds. The rows come by themselves."""
        self.heading.set_words(words.heading_of(facts))
        self._holds = words.held(holdings)
        self.put_button.setText(words.put_button(facts.whose))
        self.merge_button.setVisible(facts.whose not in (Whose.NO_JOURNAL_HERE, Whose.UNKNOWN))
        self.fit()

    def set_working(self, working: bool) -> None:
        """While its entries are brought into the journal, neither that nor another is begun."""
        for button in (self.merge_button, self.put_button):
            button.setEnabled(not working)

    def show_entry(self, read: EntryRead) -> None:
        """Show an entry that was fetched."""
        self.reader.show_entry(read.entry, read.noted)
        tab_as_read(self)
        self.list.choose(read.entry.id)
        if self._reading:
            self._reading = False
            self._show_panes(reader=True)
            self.reader.focus_words()

    def show_list(self) -> None:
        """Back to the list, where there is one pane."""
        self._show_panes(reader=False)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def wipe(self) -> None:
        """Forget everything."""
        self._soon.stop()
        self._next = None
        self._reading = False
        self.list.wipe()
        self.reader.wipe()
        self._holds = ""
        self.heading.set_words("")
        self.held.set_words("")
        self.notice.hide()
        self._show_panes(reader=False)

    # ------------------------------------------------------------------ choosing
    def _arrived(self) -> None:
        self.fit()
        if self._rows.is_empty:
            self.reader.show_sentence(self.tr("There is no finished entry in this copy."))
            self._show_panes(reader=True)
            self.close_button.setFocus()
            return
        self._show_panes(reader=False)
        first = self.list.first_id()
        if first is not None and not self._narrow:
            self.wanted_entry.emit(first)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, entry_id: str) -> None:
        self._next = entry_id
        if not self._narrow:
            self._soon.start()

    def _opened(self, entry_id: str) -> None:
        self._next = entry_id
        self._reading = self._narrow or self.list.opened_by_keys
        self._fetch()

    def _fetch(self) -> None:
        self._soon.stop()
        if self._next is not None:
            self.wanted_entry.emit(self._next)
            self._next = None

    # ------------------------------------------------------------------ room
    def resizeEvent(self, event: QResizeEvent) -> None:
        """One pane or two, as the width asks."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the room there is."""
        theme, width = self._theme, self.width()
        narrow, short = theme.eff(width) < ONE_PANE, self.height() < theme.tx(SHORT)
        side, high = (16 if narrow else 28), (4 if short else 10)
        self._head_box.set_margins((side, high, side, high))
        self.heading.setVisible(not short)
        in_line = f"{self.heading.words}. {self._holds}" if short and self._holds else self._holds
        self.held.set_words(in_line)
        self._list_box.set_margins((16 if narrow else 22, 6 if short else 14, 0, 0))
        wanted = min(theme.tx(400), max(theme.tx(300), round(width * 0.36)))
        self._list_pane.setMinimumWidth(0 if narrow else wanted)
        self._list_pane.setMaximumWidth(_ANY_WIDTH if narrow else wanted)
        self._narrow = narrow
        self.reader.set_narrow(narrow and not self._rows.is_empty)
        self._show_panes(reader=self._in_reader)

    def _show_panes(self, *, reader: bool) -> None:
        self._in_reader = reader
        empty = self._rows.is_empty
        self._list_pane.setVisible(not empty and not (self._narrow and reader))
        self.reader.setVisible(not self._narrow or reader)
        self._rule.setVisible(not self._narrow and not empty)
        self._head.setVisible(empty or not (self._narrow and reader))
