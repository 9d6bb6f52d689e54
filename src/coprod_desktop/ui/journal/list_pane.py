"""The left pane: what is not finished, the search, three kinds to choose from, and the list."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QGroupBox, QStackedWidget, QWidget

from coprod_desktop.domain.entries import EntryKind
from coprod_desktop.ui.journal.drafts import UnfinishedNotes
from coprod_desktop.ui.journal.list_view import EntryList
from coprod_desktop.ui.journal.rows import EntryRows, Wanted
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.fields import SearchField
from coprod_desktop.ui.widgets.layouts import Flow, column, tall_as_needed
from coprod_desktop.ui.widgets.marks import Picture
from coprod_desktop.ui.widgets.one_of import add_one_of
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.text import Text

SEARCH_AFTER_MS = 150
"""How long the typing has to rest before something is searched for."""
ROOM_FOR_A_LINE = 560
"""From this effective width on, a short pane has search and kinds on one line."""


class KindChips(QGroupBox):
    """All, Reflections, Notes: exactly one is chosen. ``changed`` carries the kind, or None for all."""

    changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFlat(True)
        self.setAccessibleName(self.tr("Which entries"))
        self._kind: EntryKind | None = None
        self._chips: dict[EntryKind | None, Button] = {}
        self._group = QButtonGroup(self)
        flow = Flow(theme, 8, parent=self)
        for kind, words in (
            (None, self.tr("All")),
            (EntryKind.REFLECTION, self.tr("Reflections")),
            (EntryKind.NOTE, self.tr("Quick notes")),
        ):
            chip = Button(theme, words, "chip")
            chip.clicked.connect(partial(self.choose, kind))
            add_one_of(self._group, chip)
            flow.addWidget(chip)
            self._chips[kind] = chip
        self._chips[None].setChecked(True)
        tall_as_needed(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lines that the chips need, also where the list below is left with little room."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    @property
    def kind(self) -> EntryKind | None:
        """The chosen kind; None for all."""
        return self._kind

    def chip(self, kind: EntryKind | None) -> Button:
        """The chip of one kind."""
        return self._chips[kind]

    def choose(self, kind: EntryKind | None, _checked: bool = False) -> None:
        """Choose one kind, or all."""
        self._chips[kind].setChecked(True)
        if kind is not self._kind:
            self._kind = kind
            self.changed.emit(kind)


class ListPane(QWidget):
    """``chosen`` and ``opened`` carry the id of an entry, ``words_changed`` what is searched for."""

    chosen = Signal(object)
    opened = Signal(object)
    words_changed = Signal(object)
    new_note = Signal()
    bin = Signal()

    def __init__(self, theme: Theme, rows: EntryRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._rows = theme, rows
        self._box = column(theme, self, (22, 14, 0, 0), 12)
        self.search = SearchField(theme, self.tr("Search your journal"))
        self.chips = KindChips(theme)
        self.drafts = UnfinishedNotes(theme)
        self.list = EntryList(theme, rows)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self.nothing = Nothing(theme)
        self.nothing.button.clicked.connect(self.new_note)
        self._stack.addWidget(self.nothing)
        self.bin_button = Button(theme, "", "quiet", "trash-2", compact=True)
        self.bin_button.clicked.connect(self._bin_clicked)
        self.bin_button.hide()
        self._build()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SEARCH_AFTER_MS)
        self._soon.timeout.connect(self.show_now)
        self.search.textChanged.connect(self._typed)
        self.chips.changed.connect(self._kind_changed)
        self.list.chosen.connect(self.chosen)
        self.list.opened.connect(self.opened)
        rows.arrived.connect(self._arrived)

    def _build(self) -> None:
        head = column(self._theme, None, (0, 0, 14, 0), 10)
        self._finding = column(self._theme, None, gap=10)
        self._finding.addWidget(self.search, 1)
        self._finding.addWidget(self.chips)
        head.addLayout(self._finding)
        head.addWidget(self.drafts)
        self._box.addLayout(head)
        self._box.addWidget(self._stack, 1)
        self._box.addWidget(self.bin_button)

    @property
    def wanted(self) -> Wanted:
        """What should be shown."""
        return Wanted(self.chips.kind, self.search.text().strip())

    def show_now(self) -> None:
        """Fetch what is wanted."""
        self._soon.stop()
        self._rows.show(self.wanted)
        self.words_changed.emit(self.wanted.words)

    def open_find(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def focus_list(self) -> None:
        """Put the keys into the list, or where one begins when there is nothing in it."""
        there = self.list if self._stack.currentWidget() is self.list else self.nothing.button
        (there if there.isVisible() else self.search).setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self, *, narrow: bool, short: bool, width: int) -> None:
        """Take less room where there is less; ``width`` is what this pane will have."""
        side = 16 if narrow else 22
        self._box.set_margins((side, 6 if short else 14, 0, 4))
        in_line = short and self._theme.eff(width) >= ROOM_FOR_A_LINE
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._finding.setDirection(beside if in_line else below)
        # A line of its own would take the room of the list.
        (self._finding if in_line else self._box).addWidget(self.bin_button)

    def show_bin(self, count: int) -> None:
        """Offer the bin while there is something in it."""
        self.bin_button.setText(self.tr("Bin ({count})").format(count=count))
        self.bin_button.setVisible(count > 0)

    def wipe(self) -> None:
        """Forget everything."""
        self._soon.stop()
        self.show_bin(0)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.drafts.wipe()
        self.list.wipe()
        self.nothing.say("", "")

    def _bin_clicked(self, _checked: bool = False) -> None:
        self.bin.emit()

    def _typed(self, _words: str) -> None:
        self._soon.start()

    def _kind_changed(self, _kind: EntryKind | None) -> None:
        self.show_now()

    def _arrived(self) -> None:
        wanted = self._rows.wanted
        # In an empty journal there is nothing to choose from, and short windows need the room.
        self.chips.setVisible(not self._rows.is_empty or wanted.kind is not None or wanted.is_search)
        if not self._rows.is_empty:
            self._stack.setCurrentWidget(self.list)
            if wanted.is_search and self.isVisible():
                announce(self.list, self._found())
            return
        self._stack.setCurrentWidget(self.nothing)
        if wanted.is_search:
            words = self.tr("No entries match “{words}”. Try fewer words.").format(words=wanted.words)
            self.nothing.say("search", words)
        elif wanted.kind is EntryKind.REFLECTION:
            words = self.tr("No reflections yet. You can begin one in Reflect.")
            self.nothing.say("message-circle-question-mark", words)
        else:
            words = self.tr("Nothing here yet. A line is enough to start.")
            self.nothing.say("notebook-pen", words, self.tr("New entry"))

    def _found(self) -> str:
        count = self._rows.rowCount()
        if self._rows.canFetchMore():
            return self.tr("More than {count} entries found").format(count=count)
        if count == 1:
            return self.tr("1 entry found")
        return self.tr("{count} entries found").format(count=count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape in the search field empties it; Down goes into the list."""
        if self.search.hasFocus() and event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return
        if self.search.hasFocus() and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)


class Nothing(Page):
    """One picture, one sentence, and one button where there is something to do."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, (8, 16, 24, 16), 12, parent)
        self._theme = theme
        self._picture = Picture(theme, "notebook-pen", "textSecondary", 32)
        self._words = Text(theme, "", "body", "secondary")
        self.button = Button(theme, "", "primary", "plus")
        self.body.addWidget(self._picture)
        self.body.addWidget(self._words)
        self.body.addWidget(self.button)
        self.body.addStretch(1)
        self.button.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.words

    def say(self, icon: str, words: str, button: str = "") -> None:
        """Show a picture (none without a name) and a sentence, with a button if it has words."""
        if icon:
            self._picture.set_icon(icon, "textSecondary")
        self._picture.setVisible(bool(icon))
        self._words.set_words(words)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        if words and self.isVisible():  # not behind the editor
            announce(self, words)
