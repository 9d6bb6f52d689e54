"""What an opened copy holds: its entries as a list, and one of them to read. Nothing can be changed here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from coprod_desktop.content.model import Recipe
from coprod_desktop.services.copy_facts import CopyFacts, Holdings, Whose
from coprod_desktop.ui.copies import words
from coprod_desktop.ui.journal.rows import EntryRows
from coprod_desktop.ui.journal.two_panes import TwoPanes
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, holder
from coprod_desktop.ui.widgets.text import Text


class CopyInside(TwoPanes):
    """``merge``, ``put``, ``closed`` are buttons."""

    merge = Signal()
    put = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, rows: EntryRows) -> None:
        super().__init__(theme, recipe, rows)
        self._fill_head()
        rows.arrived.connect(self._arrived)
        theme.changed.connect(self.fit)

    def _fill_head(self) -> None:
        theme = self._theme
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

    def wipe(self) -> None:
        """Forget everything."""
        self.wipe_panes()
        self._holds = ""
        self.heading.set_words("")
        self.held.set_words("")

    # ------------------------------------------------------------------ what it holds
    def _arrived(self) -> None:
        self.fit()
        if self._rows.is_empty:
            self.reader.show_sentence(self.tr("There is no finished entry in this copy."))
            self.show_panes(reader=True)
            self.close_button.setFocus()
            return
        self.show_panes(reader=False)
        first = self.list.first_id()
        if first is not None and not self._narrow:
            self.wanted_entry.emit(first)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ room
    def reads_alone(self) -> bool:
        """Where there is nothing to list, the reader says so in all the room."""
        return self._rows.is_empty

    def fit(self) -> None:
        """Take the room there is, the heading with what is held on one line where that is little."""
        self.heading.setVisible(not self.short)
        in_line = f"{self.heading.words}. {self._holds}" if self.short and self._holds else self._holds
        self.held.set_words(in_line)
        super().fit()
