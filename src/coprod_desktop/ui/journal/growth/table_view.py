"""The list beside the picture: a table whose words wrap, walked with the arrows."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from coprod_desktop.ui.journal.growth.shown import NO_TABLE, Table, TableRow
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import tell_focus
from coprod_desktop.ui.widgets.paint import WRAP, wrapped_height

Index = QModelIndex | QPersistentModelIndex
_WORDS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_ACROSS = Qt.Orientation.Horizontal
_SIDES, _ABOVE = 12, 7
_ROW = 36


class TableModel(QAbstractTableModel):
    """Holds one `Table`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = NO_TABLE

    def show(self, table: Table) -> None:
        """Show another table."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows there are (Qt)."""
        return 0 if parent is not None and parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns there are (Qt)."""
        return 0 if parent is not None and parent.isValid() else len(self.table.headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a place (Qt)."""
        if not index.isValid():
            return None
        if role in _WORDS:
            return self.table.rows[index.row()].cells[index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """What a column holds (Qt)."""
        if orientation is _ACROSS and role in _WORDS and 0 <= section < len(self.table.headers):
            return self.table.headers[section]
        return None


class _Painter(QStyledItemDelegate):
    """Draws the places of the table: words that wrap, and a thin line below each row."""

    def __init__(self, theme: Theme, view: TableView) -> None:
        super().__init__(view)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one place (Qt)."""
        theme, rect = self._theme, QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        tinted = chosen and not theme.high_contrast
        painter.save()
        if chosen:  # over what Qt paints below a chosen place
            painter.fillRect(rect, theme.c("selected" if tinted else "canvas"))
        painter.setPen(theme.c("primary" if chosen and theme.high_contrast else "divider"))
        painter.drawLine(
            QPointF(rect.left(), rect.bottom() - 0.5), QPointF(rect.right(), rect.bottom() - 0.5)
        )
        if chosen and theme.high_contrast:
            painter.drawLine(QPointF(rect.left(), rect.top() + 0.5), QPointF(rect.right(), rect.top() + 0.5))
        painter.setFont(theme.font("body"))
        painter.setPen(theme.c("onSelected" if tinted else "text"))
        room = rect.adjusted(_SIDES / 2, theme.sp(_ABOVE), -_SIDES / 2, 0)
        painter.drawText(room, WRAP, str(index.data(Qt.ItemDataRole.DisplayRole)))
        painter.restore()


class _Heads(QHeaderView):
    """Draws the headings: words that wrap, in the size of the text."""

    def __init__(self, theme: Theme, view: TableView) -> None:
        super().__init__(_ACROSS, view)
        self._theme = theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(8)

    def paintSection(self, painter: QPainter, rect: QRect, number: int) -> None:
        """Draw one heading (Qt)."""
        theme, box = self._theme, QRectF(rect)
        painter.save()
        painter.setFont(theme.font("smallStrong"))
        painter.setPen(theme.c("textSecondary"))
        room = box.adjusted(_SIDES / 2, 0, -_SIDES / 2, -theme.sp(5))
        painter.drawText(room, WRAP | int(Qt.AlignmentFlag.AlignBottom.value), self._words(number))
        painter.setPen(theme.c("border"))
        painter.drawLine(QPointF(box.left(), box.bottom() - 0.5), QPointF(box.right(), box.bottom() - 0.5))
        painter.restore()

    def _words(self, number: int) -> str:
        return str(self.model().headerData(number, _ACROSS) or "")


class TableView(QTableView):
    """``opened`` carries the `TableRow` that Enter or a double click asks to follow."""

    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.table_model = TableModel(self)
        self.setModel(self.table_model)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(8)
        self.setHorizontalHeader(_Heads(theme, self))
        self.setItemDelegate(_Painter(theme, self))
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(self._double_clicked)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_table(self, table: Table, name: str) -> None:
        """Show another table."""
        self.setAccessibleName(name)
        self.table_model.show(table)
        self._fit()
        self.scrollToTop()

    def wipe(self) -> None:
        """Forget everything."""
        self.table_model.show(NO_TABLE)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first row when the keys arrive (Qt)."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.table_model.rowCount():
            self.setCurrentIndex(self.table_model.index(0, 0))
        tell_focus(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow a row on Enter; the rest is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._double_clicked(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure anew for the new width (Qt)."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def least_height(self) -> int:
        """The headings and a few rows."""
        return self.horizontalHeader().height() + 3 * self._theme.tx(44)

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            row: TableRow = self.table_model.table.rows[index.row()]
            self.opened.emit(row)

    def _restyle(self) -> None:
        self.verticalScrollBar().setSingleStep(self._theme.tx(24))
        self._fit()

    def _fit(self) -> None:
        table, head = self.table_model.table, self.horizontalHeader()
        if not table.headers:
            return
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        shares = sum(table.widths)
        widths = [max(40, room * share // shares) for share in table.widths]
        for number, width in enumerate(widths):
            head.resizeSection(number, width)
        self.horizontalHeader().setFixedHeight(self._head_height(widths))
        rows = self.verticalHeader()
        rows.blockSignals(True)  # told of once, below, and not for each row
        heights = self._heights(table.rows, widths)
        usual = min(heights, default=self._theme.tx(_ROW))
        rows.setDefaultSectionSize(usual)
        for number, height in enumerate(heights):
            if height != usual:
                rows.resizeSection(number, height)
        rows.blockSignals(False)
        self.updateGeometries()
        self.viewport().update()

    def _heights(self, rows: Sequence[TableRow], widths: Sequence[int]) -> list[int]:
        """How tall each row is. In a long list the same few words stand again and again."""
        font, least, around = self._theme.font("body"), self._theme.tx(_ROW), 2 * self._theme.sp(_ABOVE)
        measured: list[dict[str, int]] = [
            {
                text: max(least, wrapped_height(font, text, width - _SIDES) + around)
                for text in {row.cells[number] for row in rows}
            }
            for number, width in enumerate(widths)
        ]
        return [max(column[text] for column, text in zip(measured, row.cells, strict=True)) for row in rows]

    def _head_height(self, widths: list[int]) -> int:
        font = self._theme.font("smallStrong")
        heights = [
            wrapped_height(font, text, width - _SIDES)
            for text, width in zip(self.table_model.table.headers, widths, strict=True)
        ]
        return math.ceil(max(heights)) + self._theme.sp(10)
