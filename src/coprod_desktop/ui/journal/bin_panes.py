"""The panes of the bin: a line at the top, what is in it, and one of these to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.actions import EntryRead, Noted
from coprod_desktop.domain.entries import BinnedEntry
from coprod_desktop.ui.journal import bin_words
from coprod_desktop.ui.journal.rows import EntryRows
from coprod_desktop.ui.journal.two_panes import TwoPanes
from coprod_desktop.ui.journal.words import name_of
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, column, holder, row, tall_as_needed
from coprod_desktop.ui.widgets.text import Text


class BinPanes(TwoPanes):
    """List and reader, with what can be done with one of them above it, and with all of them in the head."""

    def __init__(self, theme: Theme, recipe: Recipe, rows: EntryRows, parent: QWidget) -> None:
        super().__init__(theme, recipe, rows, parent)
        self.list.setAccessibleName(self.tr("What is in the bin"))
        self._fill_head()
        self._add_actions()
        theme.changed.connect(self.fit)
        self.fit()

    def _fill_head(self) -> None:
        theme = self._theme
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

    def show_binned(self, binned: BinnedEntry, noted: Mapping[str, Noted]) -> None:
        """Show an entry or a draft that was fetched, and since when it is here."""
        entry = binned.entry
        if binned.draft is not None:
            entry = replace(entry, title=name_of(entry.title, entry.kind, binned.draft.question_set))
        self._since.set_words(bin_words.since(binned))
        self._actions.show()
        self.show_entry(EntryRead(entry, noted))

    def focus_reader(self) -> None:
        """The keys go to what can be done with it."""
        self.put_back_button.setFocus(Qt.FocusReason.OtherFocusReason)

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
        super().wipe_panes()
        self.wipe_entry()

    def panes(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.list, self.put_back_button]
