"""A list of things with their own words: one question's path, and what came of the steps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from coprod_desktop.ui.journal.growth.leaf_painter import LeafSizes, draw_leaf, leaf_height
from coprod_desktop.ui.journal.growth.shown import Leaf, Leaves
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import tell_focus
from coprod_desktop.ui.widgets.paint import Look, rounded

Index = QModelIndex | QPersistentModelIndex
LEAF = Qt.ItemDataRole.UserRole + 1
_WORDS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_HEIGHTS_KEPT = 5000
_WIDEST = 720


class LeafModel(QAbstractListModel):
    """Leaves under their headings."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Leaf | str] = []

    def show(self, groups: Sequence[Leaves]) -> None:
        """Show others."""
        self.beginResetModel()
        self._lines = []
        for group in groups:
            if group.title:
                self._lines.append(group.title)
            self._lines += group.leaves
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many lines there are (Qt)."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """One can stand on leaves, not on headings (Qt)."""
        if index.isValid() and isinstance(self._lines[index.row()], Leaf):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A leaf, or all of it in words (Qt)."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LEAF:
            return line if isinstance(line, Leaf) else None
        if role in _WORDS:
            return line.sentence if isinstance(line, Leaf) else line
        return None


class LeafList(QListView):
    """``opened`` carries the `Leaf` that Enter or a double click asks to follow."""

    opened = Signal(object)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.leaf_model = LeafModel(self)
        self.setModel(self.leaf_model)
        self._painter = _Painter(theme, self)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)  # there may be a thousand answers
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(self._double_clicked)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_groups(self, groups: Sequence[Leaves]) -> None:
        """Show other leaves."""
        self._painter.forget()
        self.leaf_model.show(groups)

    def wipe(self) -> None:
        """Forget everything."""
        self.show_groups(())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first leaf when the keys arrive (Qt)."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            for row in range(min(2, self.leaf_model.rowCount())):
                if isinstance(self.leaf_model.index(row).data(LEAF), Leaf):
                    self.setCurrentIndex(self.leaf_model.index(row))
                    break
        tell_focus(self)

    def moveCursor(self, action: QListView.CursorAction, keys: Qt.KeyboardModifier) -> QModelIndex:
        """Pass over the headings: Home and Page Up would lead to one, and stand nowhere (Qt)."""
        index = super().moveCursor(action, keys)
        if index.isValid() and not isinstance(index.data(LEAF), Leaf):
            return index.siblingAtRow(index.row() + 1)
        return index

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow a leaf on Enter; the rest is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._double_clicked(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure anew for the new width (Qt)."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _double_clicked(self, index: QModelIndex) -> None:
        leaf = index.data(LEAF)
        if isinstance(leaf, Leaf):
            self.opened.emit(leaf)

    def _restyle(self) -> None:
        self.verticalScrollBar().setSingleStep(self._theme.tx(24))
        self._painter.forget()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


class _Painter(QStyledItemDelegate):
    """Draws the list. Heights are measured once for each leaf and width."""

    def __init__(self, theme: Theme, view: LeafList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._height_of = lru_cache(_HEIGHTS_KEPT)(self._measure)

    def forget(self) -> None:
        """Forget what was measured."""
        self._height_of.cache_clear()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of a line at the width of the list (Qt)."""
        width = self._view.viewport().width()
        leaf = index.data(LEAF)
        if not isinstance(leaf, Leaf):
            high = QFontMetricsF(self._theme.font("h3")).height()
            return QSize(width, math.ceil(high) + self._theme.sp(14 if index.row() else 4))
        return QSize(width, self._height_of(leaf, width))

    def _measure(self, leaf: Leaf, width: int) -> int:
        theme = self._theme
        high = leaf_height(theme, leaf_sizes(theme), leaf, min(width, theme.tx(_WIDEST)))
        return max(theme.tx(44), math.ceil(high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a heading or a leaf (Qt)."""
        theme, rect, leaf = self._theme, QRectF(option.rect), index.data(LEAF)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not isinstance(leaf, Leaf):
            painter.setFont(theme.font("h3"))
            painter.setPen(theme.c("text"))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            box = rect.adjusted(theme.sp(8), 0, 0, -theme.sp(2))
            painter.drawText(box, flags, str(index.data(Qt.ItemDataRole.DisplayRole)))
        else:
            strong = self._paint_box(painter, rect, option)
            rect.setWidth(min(rect.width(), theme.tx(_WIDEST)))
            draw_leaf(painter, theme, leaf_sizes(theme), leaf, rect, strong)
        painter.restore()

    def _paint_box(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem) -> str:
        """Paint what lies below a leaf, and say the colour of the words on it."""
        theme = self._theme
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not chosen and not hover:
            return "text"
        box = rect.adjusted(1, 1, -1, -1)
        fill = "selected" if chosen and not theme.high_contrast else "surfaceHover"
        edge = theme.c("primary") if chosen and theme.high_contrast else None
        rounded(painter, box, theme.r("control"), Look(theme.c(fill), edge, theme.c("text"), 2))
        return "onSelected" if fill == "selected" else "text"


def leaf_sizes(theme: Theme) -> LeafSizes:
    """The sizes at the text size in use."""
    return LeafSizes(theme.tx(21), theme.sp(7), theme.sp(8))
