"""The panes of the bin: a line at the top, what is in it, and one entry to read."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import BinnedEntry
from coprod_desktop.ui.journal import bin_words
from coprod_desktop.ui.journal.browse import ONE_PANE, SHORT
from coprod_desktop.ui.journal.list_view import EntryList
from coprod_desktop.ui.journal.reader import Reader
from coprod_desktop.ui.journal.rows import EntryRows
from coprod_desktop.ui.journal.words import name_of
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, column, holder, row, tall_as_needed
from coprod_desktop.ui.widgets.marks import Rule
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.tab_order import tab_as_read
from coprod_desktop.ui.widgets.text import Text

_ANY_WIDTH = 16_777_215  # QWIDGETSIZE_MAX


class BinPanes(QWidget):
    """List and reader beside each other, or one at a time where there is less room."""

    def __init__(self, theme: Theme, recipe: Recipe, rows: EntryRows, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._narrow = self.in_reader = False
        outer = column(theme, self)
        outer.addWidget(self._make_head())
        outer.addWidget(Rule(theme))
        self.notice = Notice(theme, kind="caution")
        self.notice.hide()
        outer.addWidget(self.notice)
        panes = row(theme)
        self.list = EntryList(theme, rows)
        self.list.setAccessibleName(self.tr("What is in the bin"))
        self._list_pane = QWidget()
        self._list_box = column(theme, self._list_pane, (22, 14, 0, 0), 12)
        self._list_box.addWidget(self.list, 1)
        self.reader = Reader(theme, recipe, still=True)
        self._rule = Rule(theme, upright=True)
        panes.addWidget(self._list_pane)
        panes.addWidget(self._rule)
        panes.addWidget(self.reader, 1)
        self._add_actions()
        outer.addLayout(panes, 1)
        theme.changed.connect(self.fit)
        self.fit()

    def _make_head(self) -> QWidget:
        theme = self._theme
        self._head = QWidget()
        self._head_box = column(theme, self._head, (28, 10, 28, 10), 6)
        self.back_button = Button(theme, self.tr("Journal"), "quiet", "arrow-left", compact=True)
        self._heading = Text(theme, self.tr("Bin"), "h3", wrap=False)
        self.empty_button = Button(theme, self.tr("Empty the bin"), "secondary", "trash-2", compact=True)
        line = row(theme, gap=8)
        line.addWidget(self.back_button)
        line.addWidget(self._heading)
        line.addStretch(1)
        line.addWidget(self.empty_button)
        self._head_box.addLayout(line)
        words = self.tr("What is in the bin stays here for 30 days or longer, unless you empty it.")
        self._head_box.addWidget(Text(theme, words, "body", "secondary", cap=False))
        tall_as_needed(self._head)
        return self._head

    def _add_actions(self) -> None:
        """What can be done with the entry, above it in the reader."""
        theme = self._theme
        self._actions = QWidget()
        self._actions_box = column(theme, self._actions, (0, 0, 0, 20), 8)
        self._since = Text(theme, "", "small", "secondary")
        self.put_back_button = Button(theme, self.tr("Put back"), "secondary", "rotate-ccw", compact=True)
        self.delete_button = Button(theme, self.tr("Delete for good"), "quiet", "trash-2", compact=True)
        flow = Flow(theme, 8)
        flow.addWidget(self.put_back_button)
        flow.addWidget(self.delete_button)
        self._actions_box.addWidget(self._since)
        self._actions_box.addWidget(holder(flow))
        tall_as_needed(self._actions)
        self._actions.hide()
        self.reader.page.body.insertWidget(1, self._actions)  # below the way back to the list

    @property
    def narrow(self) -> bool:
        """Whether there is room for one pane only."""
        return self._narrow

    def show_entry(self, binned: BinnedEntry) -> None:
        """Show an entry or a draft that was fetched, and since when it is here."""
        entry = binned.entry
        if binned.draft is not None:
            entry = replace(entry, title=name_of(entry.title, entry.kind, binned.draft.question_set))
        self._since.set_words(bin_words.since(binned))
        self.reader.show_entry(entry)
        self._actions.show()
        tab_as_read(self)

    def show_list(self) -> None:
        """Back to the list, where there is one pane."""
        self.show_panes(reader=False)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, *, busy: bool) -> None:
        """While something is deleted for good, which takes seconds in a large journal."""
        for button in (self.put_back_button, self.delete_button, self.empty_button):
            button.setEnabled(not busy)
        if busy:
            self.notice.say(self.tr("Deleting for good…"), self.tr("In a large journal this takes a moment."))
        else:
            self.notice.hide()

    def wipe_entry(self) -> None:
        """Forget the entry that is shown."""
        self.reader.wipe()
        self._since.set_words("")
        self._actions.hide()

    def wipe_panes(self) -> None:
        """Forget everything."""
        self.list.wipe()
        self.wipe_entry()
        self.notice.hide()
        self.show_panes(reader=False)

    def panes(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.list, self.put_back_button]

    # ------------------------------------------------------------------ room
    def fit(self) -> None:
        """Take the room there is."""
        theme, width = self._theme, self.width()
        narrow, short = theme.eff(width) < ONE_PANE, self.height() < theme.tx(SHORT)
        side, high = (16 if narrow else 28), (4 if short else 10)
        self._head_box.set_margins((side, high, side, high))
        self._list_box.set_margins((16 if narrow else 22, 6 if short else 14, 0, 0))
        wanted = min(theme.tx(400), max(theme.tx(300), round(width * 0.36)))
        self._list_pane.setMinimumWidth(0 if narrow else wanted)
        self._list_pane.setMaximumWidth(_ANY_WIDTH if narrow else wanted)
        self._narrow = narrow
        self.reader.set_narrow(narrow)
        self.show_panes(reader=self.in_reader)

    def show_panes(self, *, reader: bool) -> None:
        """Show both, or the one that is wanted where there is room for one."""
        self.in_reader = reader
        self._list_pane.setVisible(not (self._narrow and reader))
        self.reader.setVisible(not self._narrow or reader)
        self._rule.setVisible(not self._narrow)
        self._head.setVisible(not (self._narrow and reader))
