"""The list of entries: a QListView with a painter of its own, walked with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from coprod_desktop.domain.entries import EntryRow
from coprod_desktop.ui.journal.pane_keys import is_delete
from coprod_desktop.ui.journal.row_painter import RowPainter
from coprod_desktop.ui.journal.rows import ROW, EntryRows
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import tell_focus

Index = QModelIndex | QPersistentModelIndex
CursorAction = QAbstractItemView.CursorAction


class EntryList(QListView):
    """``chosen`` carries the id of the entry the arrows or a click came to stand on.

    ``opened`` carries it when Enter or a click asks to read it, ``delete`` when the Delete key asks to be
    rid of it; ``undone`` comes from the keys and the menu for Undo.
    """

    chosen = Signal(object)
    opened = Signal(object)
    delete = Signal(object)
    undone = Signal()

    def __init__(self, theme: Theme, rows: EntryRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._silent = self._by_keys = False
        self.setAccessibleName(self.tr("Entries"))
        self.setModel(rows)
        self._painter = RowPainter(theme, self)
        self.setItemDelegate(self._painter)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._clicked)
        self.verticalScrollBar().setSingleStep(theme.tx(24))
        theme.changed.connect(self._restyle)

    def wipe(self) -> None:
        """Forget what was measured of the rows."""
        self._painter.forget()

    def choose(self, entry_id: str | None) -> None:
        """Stand on an entry without ``chosen``; on none, if it is not among the rows."""
        model = self.model()
        if not isinstance(model, EntryRows):
            return
        index = model.index_of(entry_id) if entry_id else QModelIndex()
        self._silent = True
        if index.isValid():
            self.setCurrentIndex(index)
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        self._silent = False

    @property
    def opened_by_keys(self) -> bool:
        """Whether the entry was last opened with Enter, not with a click."""
        return self._by_keys

    def first_id(self) -> str | None:
        """The id of the first entry; None when there is none."""
        row = self.first_entry().data(ROW)
        return row.id if isinstance(row, EntryRow) else None

    def first_entry(self) -> QModelIndex:
        """The first row that is an entry; invalid when there is none."""
        for number in range(min(2, self.model().rowCount())):
            index = self.model().index(number, 0)
            if isinstance(index.data(ROW), EntryRow):
                return index
        return QModelIndex()

    def focus_rect(self) -> QRect:
        """Where the focus ring stands: around the row, or around the list when there is none."""
        if not self.currentIndex().isValid():
            return self.viewport().geometry().adjusted(4, 4, -4, -4)
        rect = self.visualRect(self.currentIndex()).translated(self.viewport().pos())
        inset = self._theme.sp(6)
        return rect.adjusted(inset, 1, -inset, -1).intersected(self.viewport().geometry())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which entry the list came to stand on (Qt)."""
        super().currentChanged(current, previous)
        row = current.data(ROW)
        if isinstance(row, EntryRow) and not self._silent:
            self.chosen.emit(row.id)

    def focusInEvent(self, event: object) -> None:
        """Stand on the first entry when the keys arrive and nothing is chosen yet (Qt)."""
        super().focusInEvent(event)  # type: ignore[arg-type]  # Qt hands over a QFocusEvent
        if not self.currentIndex().isValid() and self.first_entry().isValid():
            self.setCurrentIndex(self.first_entry())
        tell_focus(self)

    def moveCursor(self, action: CursorAction, keys: Qt.KeyboardModifier) -> QModelIndex:
        """Pass over the months: Home and Page Up would lead to one, and stand nowhere (Qt)."""
        index = super().moveCursor(action, keys)
        if index.isValid() and not isinstance(index.data(ROW), EntryRow):
            return index.siblingAtRow(index.row() + 1)
        return index

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read the entry on Enter; the rest is Qt's."""
        row = self.currentIndex().data(ROW)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(row, EntryRow):
            self._by_keys = True
            self.opened.emit(row.id)
            return
        if is_delete(event) and isinstance(row, EntryRow):
            self.delete.emit(row.id)
            return
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
            return
        super().keyPressEvent(event)

    def undo(self) -> None:
        """Take back what was done last; the Edit menu calls it."""
        self.undone.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the rows anew for the new width (Qt)."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _clicked(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, EntryRow):
            self._by_keys = False
            self.opened.emit(row.id)

    def _restyle(self) -> None:
        self.verticalScrollBar().setSingleStep(self._theme.tx(24))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
