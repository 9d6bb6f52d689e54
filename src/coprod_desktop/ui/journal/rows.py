"""The rows of the list: fetched a page at a time, as far as somebody scrolls, and never all at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from coprod_desktop.domain.entries import EntryKind, EntryRow
from coprod_desktop.services.listing import HITS, PAGE, Readable
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.journal.words import MARKS, month_of, sentence_of, title_of

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1
"""The `EntryRow` of an index, or None for the heading of a month."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list shows: one kind or all, and the entries that hold the searched words, if any."""

    kind: EntryKind | None = None
    words: str = ""

    @property
    def is_search(self) -> bool:
        """True while something is searched for."""
        return bool(self.words.strip())


class EntryRows(QAbstractListModel):
    """Entries under their months; found entries are best first and have no months above them.

    ``arrived`` comes after the first page of what is `Wanted`, ``trouble`` with an exception.
    """

    arrived = Signal()
    trouble = Signal(object)

    def __init__(
        self, journalling: Readable, jobs: Jobs, parent: QObject | None = None, *, months: bool = True
    ) -> None:
        """``months``: whether entries stand under their months, which they can only in the order of time."""
        super().__init__(parent)
        self._months = months
        self._journalling, self._jobs = journalling, jobs
        self._lines: list[EntryRow | str] = []
        self._wanted = Wanted()
        self._asked = 0
        self._fetched = 0
        self._complete = True
        self._under_way = False

    @property
    def wanted(self) -> Wanted:
        """What is shown, or on its way."""
        return self._wanted

    @property
    def is_empty(self) -> bool:
        """True when there is no row at all."""
        return not self._lines

    def show(self, wanted: Wanted) -> None:
        """Fetch the first page anew. What is shown stays until it has arrived."""
        self._wanted = wanted
        self._asked += 1
        self._fetch(0)

    def wipe(self) -> None:
        """Forget every row, and what is still on its way."""
        self._asked += 1
        self._wanted = Wanted()
        self._replace([], complete=True)

    def index_of(self, entry_id: str) -> QModelIndex:
        """Where an entry stands; an invalid index when it is not among the fetched rows."""
        for number, line in enumerate(self._lines):
            if isinstance(line, EntryRow) and line.id == entry_id:
                return self.index(number)
        return QModelIndex()

    def beside(self, entry_id: str) -> str | None:
        """The entry below this one; if it is the last one, the entry above; None when it is the only one."""
        ids = [line.id for line in self._lines if isinstance(line, EntryRow)]
        if entry_id not in ids:
            return None
        at = ids.index(entry_id)
        around = ids[at + 1 : at + 2] or ids[max(0, at - 1) : at]
        return around[0] if around else None

    def set_to_talk_about(self, entry_id: str, on: bool) -> None:
        """Show the mark of one entry as it now is."""
        index = self.index_of(entry_id)
        line = self._lines[index.row()] if index.isValid() else None
        if isinstance(line, EntryRow):
            self._lines[index.row()] = replace(line, to_talk_about=on)
            self.dataChanged.emit(index, index)

    # ------------------------------------------------------------------ fetching
    def canFetchMore(self, _parent: Index | None = None) -> bool:
        """Whether there may be more rows (Qt)."""
        return not self._complete and not self._under_way

    def fetchMore(self, _parent: Index | None = None) -> None:
        """Fetch the next page (Qt)."""
        if self.canFetchMore():
            self._fetch(self._fetched)

    def _fetch(self, offset: int) -> None:
        self._under_way = True
        self._jobs.run(
            self._work(offset),
            done=partial(self._take, self._asked, offset),
            failed=partial(self._fail, self._asked),
            owner=self,
        )

    def _work(self, offset: int) -> Callable[[], list[EntryRow]]:
        wanted = self._wanted
        if wanted.is_search:
            return partial(self._journalling.find, wanted.words, wanted.kind, offset, HITS)
        return partial(self._journalling.rows, wanted.kind, offset, PAGE)

    def _take(self, asked: int, offset: int, rows: list[EntryRow]) -> None:
        if asked != self._asked:
            return
        self._under_way = False
        complete = len(rows) < (HITS if self._wanted.is_search else PAGE)
        self._fetched = offset + len(rows)
        if offset == 0:
            self._replace(self._with_months(rows, ""), complete=complete)
            self.arrived.emit()
            return
        lines = self._with_months(rows, self._last_month())
        first = len(self._lines)
        self._complete = complete
        if lines:
            self.beginInsertRows(QModelIndex(), first, first + len(lines) - 1)
            self._lines += lines
            self.endInsertRows()

    def _fail(self, asked: int, error: Exception) -> None:
        if asked == self._asked:
            self._under_way = False
            self._complete = True
            self.trouble.emit(error)

    def _replace(self, lines: list[EntryRow | str], *, complete: bool) -> None:
        self.beginResetModel()
        self._lines = lines
        self._complete = complete
        self._under_way = False
        self.endResetModel()

    def _last_month(self) -> str:
        last = next((line for line in reversed(self._lines) if isinstance(line, EntryRow)), None)
        return month_of(last.event) if last is not None else ""

    def _with_months(self, rows: list[EntryRow], month: str) -> list[EntryRow | str]:
        if self._wanted.is_search or not self._months:
            return list(rows)
        lines: list[EntryRow | str] = []
        for row in rows:
            here = month_of(row.event)
            if here != month:
                lines.append(here)
                month = here
            lines.append(row)
        return lines

    # ------------------------------------------------------------------ Qt
    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows were fetched, months included (Qt)."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Entries can be chosen, months cannot (Qt)."""
        if index.isValid() and isinstance(self._lines[index.row()], EntryRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row holds (Qt): its title, the whole of it in words, or the row itself."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if isinstance(line, str):
            return line if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        if role == ROW:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(line).translate(MARKS)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return sentence_of(line)
        return None
