"""Layouts that reflow, and rows and columns whose spaces grow with the text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QSpacerItem,
    QWidget,
)

from coprod_desktop.ui.theme.theme import Theme

Margins = float | tuple[float, float, float, float]


class _Reflow(QLayout):
    """What `AutoGrid` and `Flow` share: a list of items and a height that follows the width."""

    def __init__(self, theme: Theme, gap: float, parent: QWidget | None) -> None:
        super().__init__()
        self._theme, self._gap = theme, gap
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        if parent is not None:
            parent.setLayout(self)
        theme.changed.connect(self.invalidate)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item (Qt)."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are (Qt)."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """An item, or None past the end (Qt)."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and give an item, or None past the end (Qt)."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Neither direction (Qt)."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Always: that is what these layouts are for."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at a width. Qt asks for the same one many times before anything changes."""
        if width not in self._heights:
            margins = self.contentsMargins()
            inner = width - margins.left() - margins.right()
            around = margins.top() + margins.bottom()
            self._heights[width] = self._place(QRect(0, 0, inner, 0), False) + around
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget what was measured: something inside has changed."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect.marginsRemoved(self.contentsMargins()), True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, move: bool) -> int:
        """Place the items, or only measure; give the height. Not by `abc`: Qt has a metaclass of its own."""
        raise NotImplementedError


class AutoGrid(_Reflow):
    """Equal columns that reflow: as many as have at least ``min_width`` pixels (growing with the text).

    ``allowed`` limits how many columns there may be, for example ``(1, 2, 4)``, so that no row is
    left with one orphan. In a row all items have the height of the tallest, unless ``equal`` is off.
    """

    def __init__(
        self,
        theme: Theme,
        min_width: float,
        gap: float = 12,
        max_columns: int = 99,
        *,
        allowed: Sequence[int] = (),
        equal: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, gap, parent)
        self._min_width, self._max, self._allowed, self._equal = min_width, max_columns, allowed, equal

    def columns(self, width: int) -> int:
        """How many columns a width gives. None is so narrow that it would cut a word."""
        gap = self._theme.sp(self._gap)
        widest = max((item.minimumSize().width() for item in self._shown()), default=0)
        fitting = (width + gap) // (max(self._theme.tx(self._min_width), widest) + gap)
        count = max(1, min(fitting, self._max, len(self._shown())))
        return max((n for n in self._allowed if n <= count), default=1) if self._allowed else count

    def _place(self, rect: QRect, move: bool) -> int:
        items = self._shown()
        if not items:
            return 0
        columns, gap = self.columns(rect.width()), self._theme.sp(self._gap)
        width = (rect.width() - gap * (columns - 1)) / columns
        y = rect.y()
        for start in range(0, len(items), columns):
            line = items[start : start + columns]
            heights = [self._height(item, int(width)) for item in line]
            tallest = max(heights)
            if move:
                for column, item in enumerate(line):
                    left = round(rect.x() + column * (width + gap))
                    right = round(rect.x() + column * (width + gap) + width)
                    height = tallest if self._equal else heights[column]
                    item.setGeometry(QRect(left, y, right - left, height))
            y += tallest + gap
        return y - gap - rect.y()

    @staticmethod
    def _height(item: QLayoutItem, width: int) -> int:
        height = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
        return max(height, item.minimumSize().height())

    def sizeHint(self) -> QSize:
        """Room for up to three columns."""
        count = max(1, min(self._max, 3, len(self._items)))
        width = self._theme.tx(self._min_width) * count + self._theme.sp(self._gap) * (count - 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        """One column, and no floor on the height: that follows the width."""
        widest = max((item.minimumSize().width() for item in self._shown()), default=0)
        return QSize(min(self._theme.tx(self._min_width), widest), 0)


class Flow(_Reflow):
    """Items in a line that breaks where the next one does not fit. ``right`` lines them up at the right."""

    def __init__(
        self, theme: Theme, gap: float = 8, *, right: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, gap, parent)
        self._right = right

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        gap = self._theme.sp(self._gap)
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        used = 0
        for item in self._shown():
            size = QSize(item.sizeHint())
            if size.width() > width > 0:
                size.setWidth(width)
                if item.hasHeightForWidth():
                    size.setHeight(item.heightForWidth(width))
            if lines[-1] and used + size.width() > width:
                lines.append([])
                used = 0
            lines[-1].append((item, size))
            used += size.width() + gap
        return lines

    def _place(self, rect: QRect, move: bool) -> int:
        gap = self._theme.sp(self._gap)
        y = rect.y()
        for line in self._lines(rect.width()):
            height = max((size.height() for _, size in line), default=0)
            if move:
                used = sum(size.width() for _, size in line) + gap * (len(line) - 1)
                x = rect.x() + (rect.width() - used if self._right else 0)
                for item, size in line:
                    item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                    x += size.width() + gap
            y += height + gap
        return max(0, y - gap - rect.y())

    def sizeHint(self) -> QSize:
        """Everything on one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        gaps = self._theme.sp(self._gap) * max(0, len(sizes) - 1)
        return QSize(sum(size.width() for size in sizes) + gaps, max((s.height() for s in sizes), default=0))

    def minimumSize(self) -> QSize:
        """The widest item, and no floor on the height."""
        return QSize(max((item.minimumSize().width() for item in self._shown()), default=0), 0)


class Box(QBoxLayout):
    """A row or a column. Margins, gap and spaces are given at 100 % and grow with the text."""

    def __init__(
        self,
        theme: Theme,
        direction: QBoxLayout.Direction,
        parent: QWidget | None = None,
        margins: Margins = 0,
        gap: float = 0,
    ) -> None:
        super().__init__(direction)
        self._theme, self._gap = theme, gap
        self._margins = margins if isinstance(margins, tuple) else (margins,) * 4
        self._spaces: list[tuple[QSpacerItem, float]] = []
        if parent is not None:
            parent.setLayout(self)
        self._restyle()
        theme.changed.connect(self._restyle)

    def space(self, n: float) -> None:
        """Add a fixed space of ``n`` pixels at 100 %."""
        spacer = QSpacerItem(0, 0)
        self._spaces.append((spacer, n))
        self.addItem(spacer)
        self._size(spacer, n)

    def grow(self, item: QWidget | QLayout) -> None:
        """Add something that takes the room it wants, and push the rest of the room behind it."""
        if isinstance(item, QWidget):
            self.addWidget(item, 1000)
        else:
            self.addLayout(item, 1000)
        self.addStretch(1)

    def set_margins(self, margins: Margins) -> None:
        """Set other margins, at 100 %."""
        self._margins = margins if isinstance(margins, tuple) else (margins,) * 4
        self._restyle()

    def clear(self) -> None:
        """Remove everything; widgets are deleted."""
        self._spaces.clear()
        empty(self)

    def _restyle(self) -> None:
        left, top, right, bottom = (self._theme.sp(n) for n in self._margins)
        self.setContentsMargins(left, top, right, bottom)
        self.setSpacing(self._theme.sp(self._gap))
        for spacer, n in self._spaces:
            self._size(spacer, n)
        self.invalidate()

    def _size(self, spacer: QSpacerItem, n: float) -> None:
        fixed, least = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum
        if self.direction() in (QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.BottomToTop):
            spacer.changeSize(0, self._theme.sp(n), least, fixed)
        else:
            spacer.changeSize(self._theme.sp(n), 0, fixed, least)


def column(theme: Theme, parent: QWidget | None = None, margins: Margins = 0, gap: float = 0) -> Box:
    """Things below one another."""
    return Box(theme, QBoxLayout.Direction.TopToBottom, parent, margins, gap)


def row(theme: Theme, parent: QWidget | None = None, margins: Margins = 0, gap: float = 0) -> Box:
    """Things beside one another."""
    return Box(theme, QBoxLayout.Direction.LeftToRight, parent, margins, gap)


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and delete its widgets and inner layouts."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
            inner.deleteLater()


def tall_as_needed(widget: QWidget, horizontal: QSizePolicy.Policy = QSizePolicy.Policy.Preferred) -> None:
    """Let a widget's height follow its width.

    The vertical policy is Preferred and not Minimum, which would make the height at the narrow size
    hint a floor and the page far too tall.
    """
    policy = QSizePolicy(horizontal, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


def holder(layout: QLayout, parent: QWidget | None = None) -> QWidget:
    """A plain widget around a layout whose height follows its width."""
    widget = QWidget(parent)
    widget.setLayout(layout)
    tall_as_needed(widget)
    return widget


class Capped(QWidget):
    """Holds a widget that is at most ``widest`` pixels wide at 100 % text, at the left."""

    def __init__(self, theme: Theme, inner: QWidget, widest: int) -> None:
        super().__init__()
        self._theme, self._inner, self._widest = theme, inner, widest
        row(theme, self).grow(inner)
        tall_as_needed(self)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self._inner.setMaximumWidth(self._theme.tx(self._widest))
