"""The grid on the screen: walked with the arrows, its questions and days always in view."""

from __future__ import annotations

import math

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.growth import Cell, Grid, Line, Zoom
from coprod_desktop.ui.journal.growth.grid_model import GridModel
from coprod_desktop.ui.journal.growth.grid_painter import (
    ICONS,
    TONES,
    Sizes,
    begins_year,
    draw_cells,
    draw_head,
    draw_words,
    head_height,
)
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import tell_focus
from coprod_desktop.ui.widgets.paint import centre_pixmap, wrapped_height

Index = QModelIndex | QPersistentModelIndex
_ROW, _COLUMN, _FEWEST_COLUMN = 36, 72, 56
_LABELS, _FEWEST_LABELS = 270, 120
_BAR = 5


class GridView(QTableView):
    """``stood_on`` comes when one came to stand on another place; see `line` and `cell`.

    ``opened`` carries the `Cell` that Enter or a double click asks to read; ``wanted_path`` the id of the
    question of a blank place, or of a question that was clicked.
    """

    stood_on = Signal()
    opened = Signal(object)
    wanted_path = Signal(object)

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.grid_model = GridModel(recipe, self)
        self.setModel(self.grid_model)
        self.setItemDelegate(_Painter(theme, self))
        self.setHorizontalHeader(_Days(theme, self))
        self.setVerticalHeader(_Questions(theme, self))
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Questions by reflections"))
        self.doubleClicked.connect(self._double_clicked)
        self.verticalHeader().sectionClicked.connect(self._question_clicked)
        self.horizontalScrollBar().valueChanged.connect(self.horizontalHeader().viewport().update)
        theme.changed.connect(self._fit)

    # ------------------------------------------------------------------ what is shown
    def show_grid(self, grid: Grid) -> None:
        """Show a grid, standing where one stood; on the latest answer at first."""
        question = self.line.question_id if self.line is not None else None
        self.grid_model.show(grid)
        self._fit()
        row = self.grid_model.row_of(question) if question else -1
        self._stand(row if row >= 0 else self._row_of_latest(), None)

    def wipe(self) -> None:
        """Forget everything."""
        self.grid_model.wipe()

    @property
    def line(self) -> Line | None:
        """The question one stands on."""
        return self.grid_model.line_at(self.currentIndex().row())

    @property
    def cell(self) -> Cell | None:
        """What was said where one stands; None on a blank place."""
        index = self.currentIndex()
        return self.grid_model.cell_at(index.row(), index.column())

    @property
    def spoken(self) -> str:
        """The full name of the place one stands on."""
        return str(self.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or "")

    def years(self) -> list[int]:
        """The years there are."""
        return sorted({column.when.year for column in self.grid_model.grid.columns})

    def go_to_year(self, year: int) -> None:
        """Bring the first column of a year to the left edge, and stand on it."""
        columns = self.grid_model.grid.columns
        for number, column in enumerate(columns):
            if column.when.year == year:
                self._stand(self.currentIndex().row(), number)
                self.horizontalScrollBar().setValue(number)  # it counts columns
                return

    def stand_on_question(self, question_id: str) -> None:
        """Stand on the latest answer to a question."""
        row = self.grid_model.row_of(question_id)
        if row >= 0:
            self._stand(row, None)

    def _row_of_latest(self) -> int:
        last = len(self.grid_model.grid.columns) - 1
        rows = range(self.grid_model.rowCount())
        return next((row for row in rows if self.grid_model.cell_at(row, last) is not None), 1)

    def _stand(self, row: int, column: int | None) -> None:
        line = self.grid_model.line_at(row)
        if line is None:
            return
        if column is None:
            last = len(self.grid_model.grid.columns) - 1
            column = line.cells[-1].column if line.cells else last
        self.setCurrentIndex(self.grid_model.index(row, column))

    # ------------------------------------------------------------------ keys and clicks
    def currentChanged(self, current: Index, previous: Index) -> None:
        """Mark the question one stands on (Qt)."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.verticalHeader().viewport().update()
        if current.isValid():
            self.stood_on.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand somewhere when the keys arrive (Qt)."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self._stand(self._row_of_latest(), None)
        tell_focus(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read what was said on Enter; Home and End go along the row; the rest is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
            return
        super().keyPressEvent(event)

    def _double_clicked(self, _index: QModelIndex) -> None:
        self._open()

    def _open(self) -> None:
        if self.cell is not None:
            self.opened.emit(self.cell)
        elif self.line is not None:
            self.wanted_path.emit(self.line.question_id)

    def _question_clicked(self, row: int) -> None:
        self._stand(row, None)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def focus_rect(self) -> QRect:
        """Where the focus ring stands: around the place, or around the grid when there is none."""
        view = self.viewport().geometry()
        if not self.currentIndex().isValid():
            return view.adjusted(4, 4, -4, -4)
        rect = self.visualRect(self.currentIndex()).translated(view.topLeft())
        return rect.adjusted(5, 4, -5, -4).intersected(view)

    # ------------------------------------------------------------------ room
    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a place into view, and the heading above it where it is the first of a part (Qt)."""
        super().scrollTo(index, hint)
        above = index.sibling(index.row() - 1, index.column())
        if not above.isValid() or self.grid_model.line_at(above.row()) is not None:
            return
        top = self.visualRect(above).top()
        if top < 0 and self.visualRect(index).bottom() - top <= self.viewport().height():
            super().scrollTo(above)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure anew for the new width (Qt)."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def least_height(self) -> int:
        """The days and a few rows: below that the page scrolls instead."""
        bar = self.horizontalScrollBar().sizeHint().height()
        return self.horizontalHeader().height() + 4 * self._theme.tx(_ROW) + bar

    def _fit(self) -> None:
        theme, model = self._theme, self.grid_model
        room = max(self.width(), 1)
        labels = min(theme.tx(_LABELS), max(theme.tx(_FEWEST_LABELS), round(room * 0.42)))
        self.verticalHeader().setFixedWidth(labels)
        days = self.horizontalHeader()
        days.setFixedHeight(math.ceil(head_height(theme, model.grid.zoom)))
        days.setDefaultSectionSize(self._column_width(room - labels))
        for row in range(model.rowCount()):
            self.verticalHeader().resizeSection(row, self._row_height(row, labels))
        self.verticalScrollBar().setSingleStep(theme.tx(24))
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self.updateGeometries()
        # Qt leaves the columns where they stood at their former width.
        days.setOffsetToSectionPosition(self.horizontalScrollBar().value())
        self.viewport().update()

    def _column_width(self, room: int) -> int:
        """As wide as days and months need, so that no column is cut at the edge."""
        theme, model = self._theme, self.grid_model
        room -= self.verticalScrollBar().sizeHint().width()
        wide = theme.tx(_COLUMN + 12 if model.grid.zoom is Zoom.YEARS else _COLUMN)
        if model.columnCount() * theme.tx(_FEWEST_COLUMN) <= room:
            return min(wide, room // max(1, model.columnCount()))
        return max(theme.tx(_FEWEST_COLUMN), room // max(1, room // theme.tx(_FEWEST_COLUMN + 4)))

    def _row_height(self, row: int, labels: int) -> int:
        theme = self._theme
        if self.grid_model.line_at(row) is None:
            return theme.tx(_ROW) + theme.sp(4)
        room = labels - theme.sp(20)
        high = wrapped_height(theme.font("label"), self.grid_model.head(row), room)
        return max(theme.tx(_ROW), high + theme.sp(10))


class _Painter(QStyledItemDelegate):
    """Draws the places of the grid."""

    def __init__(self, theme: Theme, view: GridView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one place (Qt)."""
        theme, model = self._theme, self._view.grid_model
        line = model.line_at(index.row())
        if line is None:
            return
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, theme, rect, current=index.row() == self._view.currentIndex().row())
        column = index.column()
        cells = model.cells_of(index.row())
        draw_cells(painter, theme, sizes_of(theme), rect, cells, range(column, column + 1))
        painter.restore()


class _Questions(QHeaderView):
    """The questions at the left, which stay when the grid is scrolled sideways."""

    def __init__(self, theme: Theme, view: GridView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._theme, self._view = theme, view
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(8)
        self.setAccessibleName(self.tr("Questions"))

    def paintSection(self, painter: QPainter, rect: QRect, row: int) -> None:
        """Draw one question, or the heading of a group (Qt)."""
        theme, model = self._theme, self._view.grid_model
        box = QRectF(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if model.line_at(row) is None:
            self._paint_heading(painter, box, row)
        else:
            current = row == self._view.currentIndex().row()
            paint_ground(painter, theme, box, current=current)
            if current:
                painter.fillRect(QRectF(box.left(), box.top(), _BAR, box.height()), theme.c("primary"))
            tone = "onSelected" if current and not theme.high_contrast else "text"
            font = theme.font("label") if current else theme.font("label", 400)
            room = box.adjusted(theme.sp(12), 0, -theme.sp(6), 0)
            draw_words(painter, theme, room, model.head(row), font, tone)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRectF, row: int) -> None:
        theme, model = self._theme, self._view.grid_model
        group = model.group_at(row)
        tone = TONES[group] if group is not None else "textSecondary"
        font = theme.font("smallStrong")
        high = QFontMetricsF(font).height()
        base = box.bottom() - theme.sp(6) - high / 2
        left = box.left() + theme.sp(10)
        if group is not None:
            centre_pixmap(painter, theme.pix(ICONS[group], tone, 20), QPointF(left + theme.tx(10), base))
            left += theme.tx(20) + theme.sp(6)
        room = QRectF(left, base - high / 2 - 1, box.right() - left, high + 2)
        draw_words(painter, theme, room, model.head(row), font, tone)


class _Days(QHeaderView):
    """The days above, which stay when the grid is scrolled down."""

    def __init__(self, theme: Theme, view: GridView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._theme, self._view = theme, view
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(8)
        self.setAccessibleName(self.tr("Reflections"))

    def paintSection(self, painter: QPainter, rect: QRect, number: int) -> None:
        """Draw one day; the year too, where it begins and at the left edge (Qt)."""
        columns = self._view.grid_model.grid.columns
        if number >= len(columns):
            return
        painter.save()
        at_edge = self.logicalIndexAt(0) == number
        # A year that begins right beside the edge says itself.
        crowded = at_edge and number + 1 < len(columns) and begins_year(columns, number + 1)
        with_year = begins_year(columns, number) or (at_edge and not crowded)
        draw_head(painter, self._theme, QRectF(rect), columns[number], with_year=with_year)
        painter.restore()


def sizes_of(theme: Theme) -> Sizes:
    """The sizes at the text size in use."""
    return Sizes(theme.tx(21), theme.sp(6), max(1.5, theme.tx(2) * 0.85))


def paint_ground(painter: QPainter, theme: Theme, rect: QRectF, *, current: bool) -> None:
    """Paint what lies below a place: a tint where one stands, and the thin line to the next row."""
    if current:  # over what Qt paints below a chosen place
        painter.fillRect(rect, theme.c("canvas" if theme.high_contrast else "selected"))
    painter.setPen(theme.c("primary" if current and theme.high_contrast else "divider"))
    y = rect.bottom() - 0.5
    painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
    if current and theme.high_contrast:
        painter.drawLine(QPointF(rect.left(), rect.top() + 0.5), QPointF(rect.right(), rect.top() + 0.5))
