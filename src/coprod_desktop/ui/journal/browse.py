"""List and reader: two panes where there is room, one at a time where there is not."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.actions import EntryRead
from coprod_desktop.ui.journal.list_pane import ListPane
from coprod_desktop.ui.journal.reader import Reader
from coprod_desktop.ui.journal.rows import EntryRows
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.layouts import column, row
from coprod_desktop.ui.widgets.marks import Rule
from coprod_desktop.ui.widgets.moved_line import MovedLine
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.tab_order import tab_as_read

ONE_PANE = 760
SHORT = 480
_SHORT_BELOW_HEAD = 416
_ANY_WIDTH = 16_777_215  # QWIDGETSIZE_MAX
READ_AFTER_MS = 80
"""How long the arrows rest on an entry before it is fetched."""


class Browse(QWidget):
    """``wanted_entry`` carries the id of the entry to be read, ``move_to_bin`` of the one to be rid of.

    ``filled`` carries whether the journal holds any entry. ``room_changed`` comes when the reader took all
    the room or gave it back. The other signals come from the buttons.
    """

    wanted_entry = Signal(object)
    carry_on = Signal(object)
    let_go = Signal(object)
    new_note = Signal()
    filled = Signal(object)
    room_changed = Signal()
    move_to_bin = Signal(object)
    undo = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, rows: EntryRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._rows = theme, rows
        self._narrow = False
        self._reading = False
        self._next: str | None = None
        self._standing: str | None = None
        outer = column(theme, self)
        self.notice = Notice(theme, kind="caution")
        self.notice.hide()
        outer.addWidget(self.notice)
        self.moved_line = MovedLine(theme)
        outer.addWidget(self.moved_line)
        panes = row(theme)
        self.list_pane = ListPane(theme, rows)
        self.reader = Reader(theme, recipe)
        self._rule = Rule(theme, upright=True)
        panes.addWidget(self.list_pane)
        panes.addWidget(self._rule)
        panes.addWidget(self.reader, 1)
        outer.addLayout(panes, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(READ_AFTER_MS)
        self._connect()
        self._say_choose()
        self.fit()
        theme.changed.connect(self.fit)

    def _connect(self) -> None:
        self.list_pane.new_note.connect(self.new_note)
        self.list_pane.chosen.connect(self._chosen)
        self.list_pane.opened.connect(self._opened)
        self.list_pane.words_changed.connect(self.reader.mark_words)
        self.list_pane.drafts.carry_on.connect(self.carry_on)
        self.list_pane.drafts.let_go.connect(self.let_go)
        self.list_pane.drafts.built.connect(self._in_order)
        self.list_pane.list.delete.connect(self.move_to_bin)
        self.list_pane.list.undone.connect(self.undo)
        self.reader.move_to_bin.connect(self.move_to_bin)
        self.reader.back.connect(self.show_list)
        self._soon.timeout.connect(self._fetch)
        self._rows.arrived.connect(self._rows_arrived)

    # ------------------------------------------------------------------ showing
    def show_entry(self, read: EntryRead) -> None:
        """Show an entry that was fetched, in its pane."""
        self.notice.hide()
        if (read.entry, read.noted) != (self.reader.entry, self.reader.noted):
            self.reader.show_entry(read.entry, read.noted)
            self._in_order()
        self._show_chosen(read.entry.id)

    def _show_chosen(self, entry_id: str) -> None:
        self._standing = entry_id
        self.list_pane.list.choose(entry_id)
        if self._reading:
            self._reading = False
            self._show_panes(reader=True)
            self.reader.focus_words()

    def stand_on(self, entry_id: str) -> None:
        """Go to an entry: the next one shown is wanted in front, wherever one is."""
        self._standing = entry_id
        self._reading = True

    def beside(self, entry_id: str) -> str | None:
        """The entry to stand on once this one is gone."""
        return self._rows.beside(entry_id)

    def show_rest(self, entry_id: str | None) -> None:
        """Stand on the entry beside one that was moved, if any is left, with the keys in the list."""
        self._soon.stop()
        self._next, self._standing = None, entry_id
        self.reader.show_sentence("")
        self.show_list()
        if entry_id is not None:
            self.wanted_entry.emit(entry_id)

    def show_list(self) -> None:
        """Back to the list, where there is one pane. Where one is elsewhere by now, the keys stay there."""
        self._show_panes(reader=False)
        if self.isVisible():
            self.list_pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_find(self) -> None:
        """Put the cursor into the search field."""
        self._show_panes(reader=False)
        self.list_pane.open_find()

    def show_gone(self) -> None:
        """Tell that an entry is not there any more; none of the others is wanted in its place."""
        self._reading = False
        self.reader.read_from("")
        self.reader.show_sentence(self.tr("This entry is no longer in your journal."))

    def show_trouble(self, error: Exception) -> None:
        """Tell that something could not be read or written."""
        words = sentence(error)
        self.notice.say(words.what, words.next, "caution")

    def wipe(self) -> None:
        """Forget everything."""
        self._soon.stop()
        self._next = self._standing = None
        self._reading = False
        self.list_pane.wipe()
        self.reader.wipe()
        self.notice.hide()
        self._show_panes(reader=False)

    def panes(self) -> list[QWidget]:
        """Where F6 goes: the list, the reader, the search."""
        reader = self.reader.title or self.reader.back_button
        return [self.list_pane.list, reader, self.list_pane.search]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo what was done last, wherever the keys are: in an emptied list there is no row to stand on."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo.emit()
            return
        super().keyPressEvent(event)

    # ------------------------------------------------------------------ choosing
    def _chosen(self, entry_id: str) -> None:
        self._next = self._standing = entry_id
        self._soon.start()

    def _opened(self, entry_id: str) -> None:
        shown = self.reader.entry
        self._next = entry_id
        self._reading = self._narrow or self.list_pane.list.opened_by_keys
        if shown is not None and shown.id == entry_id and self._reading:
            self._soon.stop()
            self.notice.hide()
            self._show_chosen(entry_id)
            return
        self._fetch()

    def _fetch(self) -> None:
        self._soon.stop()
        if self._next is not None:
            self.wanted_entry.emit(self._next)
            self._next = None

    def _rows_arrived(self) -> None:
        """Stand where one stood; read the first entry if nothing was read so far."""
        wanted = self._rows.wanted
        if not self._rows.is_empty or (wanted.kind is None and not wanted.is_search):
            self.filled.emit(not self._rows.is_empty)
        entries = self.list_pane.list
        if self._standing is not None:
            entries.choose(self._standing)
        elif not self._narrow and not self._rows.wanted.is_search:
            first = entries.first_id()
            if first is not None:
                self._standing = first
                entries.choose(first)
                self.wanted_entry.emit(first)
        if self._rows.is_empty and self._standing is None:
            self._say_choose()

    def _say_choose(self) -> None:
        self.reader.show_sentence("" if self._rows.is_empty else self.tr("Choose an entry to read it."))

    def _in_order(self) -> None:
        tab_as_read(self)

    # ------------------------------------------------------------------ room
    @property
    def reads_alone(self) -> bool:
        """Whether the reader takes all the room there is, so that no head should stand above it."""
        return self._narrow and self._in_reader

    def fit(self) -> None:
        """Take the room there is."""
        theme, width = self._theme, self.width()
        narrow = theme.eff(width) < ONE_PANE
        short = self.height() < theme.tx(_SHORT_BELOW_HEAD)
        self.moved_line.set_side(16 if narrow else 28)
        wanted = min(theme.tx(400), max(theme.tx(300), round(width * 0.36)))
        self.list_pane.setMinimumWidth(0 if narrow else wanted)
        self.list_pane.setMaximumWidth(_ANY_WIDTH if narrow else wanted)
        self.list_pane.fit(narrow=narrow, short=short, width=width if narrow else wanted)
        if narrow is not self._narrow:
            self._narrow = narrow
            self.reader.set_narrow(narrow)
        self._show_panes(reader=self._in_reader)

    _in_reader = False

    def _show_panes(self, *, reader: bool) -> None:
        self._in_reader = reader
        self.list_pane.setVisible(not (self._narrow and reader))
        self.reader.setVisible(not self._narrow or reader)
        self._rule.setVisible(not self._narrow)
        self.room_changed.emit()
