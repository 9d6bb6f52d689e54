"""The Journal tab: the list, the reader, the search, the quick note."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QTextEdit

from tests.support.finding import FIELDS, tidy, visible
from tests.support.person import Person
from tests.support.waiting import settle, until

SEARCH = "Search your journal"


class JournalPage:
    """Reads, searches and writes notes."""

    def __init__(self, person: Person) -> None:
        self._person = person

    # Writing

    def begins_note(self) -> None:
        """New note."""
        self._person.clicks("New entry")
        self._person.waits_for("Title", FIELDS)

    def writes_title(self, title: str) -> None:
        """Give the note a title."""
        self._person.writes("Title", title)

    def goes_into_text(self) -> None:
        """Put the caret into the body of the note."""
        self._person.goes_to(self._body())

    def types(self, text: str) -> None:
        """Type where the caret is."""
        self._person.types(text)

    def toggles_bold(self) -> None:
        """Bold on or off, by its key."""
        self._person.hits(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)

    def keeps_note(self) -> None:
        """Done: the note becomes an entry."""
        self._person.clicks("Done")

    # Reading

    def titles(self) -> list[str]:
        """What the list says of its entries, in order."""
        view = self._list()
        return [self._spoken(index) for index in self._rows(view)]

    def opens(self, title: str) -> None:
        """Click the entry in the list whose title this is, and wait until it can be read."""
        view = self._list()
        index = until(lambda: self._row_of(title), f"{title!r} in the list")
        view.scrollTo(index)
        settle()
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self._middle(index)
        )
        settle()
        self._person.waits_to_see(title)

    def reads(self, lines: list[str]) -> None:
        """Every one of these lines stands in the reader."""
        until(lambda: not self._missing(lines), f"{lines} in the reader: {self._missing(lines)}")

    def reader_html(self) -> str:
        """The formatted text of the entry that is read."""
        return "\n".join(w.toHtml() for w in visible(self._person.window) if isinstance(w, QTextEdit))

    # Searching

    def finds_only(self, words: str, title: str) -> None:
        """Search, and wait until exactly this entry is listed."""
        self._person.empties(SEARCH)
        self._person.writes(SEARCH, words)
        until(lambda: _all_are(self.titles(), title), f"{words!r} to find {title!r} alone")

    def stops_searching(self) -> None:
        """Empty the search field: the whole list is back."""
        self._person.empties(SEARCH)

    def prepares_export(self) -> None:
        """Prepare for supervision."""
        self._person.clicks("Prepare for supervision")

    def _missing(self, lines: list[str]) -> list[str]:
        shown = tidy(self._person.reads())
        return [line for line in lines if tidy(line) not in shown]

    def _body(self) -> QTextEdit:
        field = self._person.waits_for("What I want to write", FIELDS).widget
        assert isinstance(field, QTextEdit)
        return field

    def _list(self) -> QListView:
        def look() -> QListView | None:
            return next((w for w in visible(self._person.window) if isinstance(w, QListView)), None)

        return until(look, "the list of entries")

    def _rows(self, view: QListView) -> list[QModelIndex]:
        model = view.model()
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        return [index for index in rows if index.flags() & Qt.ItemFlag.ItemIsSelectable]  # months are not

    def _row_of(self, title: str) -> QModelIndex | None:
        return next((index for index in self._rows(self._list()) if title in self._spoken(index)), None)

    def _spoken(self, index: QModelIndex) -> str:
        spoken = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole)
        return tidy(str(spoken or "")).replace("\x02", "").replace("\x03", "")

    def _middle(self, index: QModelIndex) -> QPoint:
        return self._list().visualRect(index).center()


def _all_are(titles: list[str], title: str) -> bool:
    return bool(titles) and all(title in spoken for spoken in titles)
