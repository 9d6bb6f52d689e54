"""All pages of a reflection in a list that opens below its button, with a word on how each stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from coprod_desktop.ui.reflect.words import PageState
from coprod_desktop.ui.theme.theme import Theme

_WIDTH = 420
_ROW = 36
_GAP = 8
_ICONS = {
    PageState.ANSWERED: ("circle-check", "primary"),
    PageState.NOT_YET: ("circle", "textSecondary"),
    PageState.SKIPPED: ("skip-forward", "textSecondary"),
}


@dataclass(frozen=True, slots=True)
class MapLine:
    """One page: where it is, its name, and how it stands; ``words`` may be empty."""

    position: int
    name: str
    state: PageState
    words: str


class _PageList(QListWidget):
    """The list in the map. It keeps Escape to the map: in the wizard around it that key saves for later."""

    def event(self, event: QEvent) -> bool:
        """Claim Escape before any shortcut can take it (Qt)."""
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)


class PageMap(QFrame):
    """A list of all pages that floats over the window. ``chosen`` carries a position.

    Arrow keys and the first letters move, Enter goes there, Escape closes.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.Box)
        paper = self.palette()
        paper.setColor(QPalette.ColorRole.Window, theme.c("surface"))
        self.setPalette(paper)
        self.setAutoFillBackground(True)
        self.setAccessibleName(self.tr("All pages"))
        self.list: QListWidget = _PageList()
        self.list.setAccessibleName(self.tr("All pages"))
        self.list.setWordWrap(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFont(theme.font("body"))
        self.list.setIconSize(theme.icon_size(20))
        self.list.itemActivated.connect(self._activated)
        self.list.itemClicked.connect(self._activated)
        box = QVBoxLayout(self)
        box.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        box.addWidget(self.list)

    def show_pages(self, pages: Sequence[MapLine], here: int) -> None:
        """List the pages, standing on the one in view."""
        self.list.clear()
        for page in pages:
            words = f"{page.name}  ·  {page.words}" if page.words else page.name
            item = QListWidgetItem(self._theme.icon(*_ICONS[page.state]), words)
            item.setData(Qt.ItemDataRole.UserRole, page.position)
            item.setSizeHint(QSize(0, self._row_height(words)))
            self.list.addItem(item)
        self.list.setCurrentRow(here)

    def open_below(self, button: QWidget, window: QWidget) -> None:
        """Open below a button, no larger than the window."""
        frame = 2 * (_GAP + self.frameWidth())
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        width = min(self._theme.tx(_WIDTH), window.width() - 2 * _GAP)
        height = min(rows + frame + 4, window.height() - 2 * _GAP)
        self.resize(width, height)
        corner = button.mapTo(window, QPoint(button.width() - width, button.height() + 4))
        x = max(_GAP, min(corner.x(), window.width() - width - _GAP))
        y = max(_GAP, min(corner.y(), window.height() - height - _GAP))
        self.move(window.mapToGlobal(QPoint(x, y)))
        self.show()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)
        self.list.scrollToItem(self.list.currentItem())

    def _row_height(self, words: str) -> int:
        room = self._theme.tx(_WIDTH - 80)
        lines = 1 + self.list.fontMetrics().horizontalAdvance(words) // max(1, room)
        return max(self._theme.tx(_ROW), lines * self.list.fontMetrics().lineSpacing() + self._theme.sp(10))

    def _activated(self, item: QListWidgetItem) -> None:
        position = item.data(Qt.ItemDataRole.UserRole)
        self.close()
        self.chosen.emit(position)
