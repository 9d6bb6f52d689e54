"""A page that scrolls, and keeps whatever has the focus wholly in view."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.layouts import Box, Margins, column

_RING = 12
_NARROW = 760
_NARROW_MARGIN = 24


class Page(QScrollArea):
    """A scroll area with one column in it.

    Add to ``body``. Where the effective width is below ``narrow_below`` the margins shrink to 24.
    """

    def __init__(
        self,
        theme: Theme,
        margins: Margins = 40,
        gap: float = 16,
        parent: QWidget | None = None,
        *,
        narrow_below: int = _NARROW,
    ) -> None:
        super().__init__(parent)
        self._narrow_below = narrow_below
        self._theme = theme
        self._margins = margins if isinstance(margins, tuple) else (margins,) * 4
        self._narrow: bool | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A view of our own: asking Qt for its one would make every class of widget known to Python.
        self._view = QWidget()
        self.setViewport(self._view)
        self._view.setAutoFillBackground(False)
        self.content = QWidget()
        self.content.setAutoFillBackground(False)
        self.body: Box = column(theme, self.content, self._margins, gap)
        self.setWidget(self.content)
        self.content.setAutoFillBackground(False)
        self._restyle()
        theme.changed.connect(self._restyle)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def to_top(self) -> None:
        """Scroll to the beginning."""
        self.verticalScrollBar().setValue(0)

    def reveal(self, widget: QWidget) -> None:
        """Bring a widget wholly into view; the top of it, where it is taller than the view."""
        rect = QRect(widget.mapTo(self.content, QPoint(0, 0)), widget.size())
        rect.adjust(-_RING, -_RING, _RING, _RING)
        bar, view = self.verticalScrollBar(), self._view.height()
        top, bottom = bar.value(), bar.value() + view
        if rect.height() > view or rect.top() < top:
            if not (rect.top() <= top and rect.bottom() >= bottom):
                bar.setValue(rect.top())
        elif rect.bottom() > bottom:
            bar.setValue(rect.bottom() - view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the margins for the width."""
        self._restyle_margins()
        super().resizeEvent(event)

    def _restyle(self) -> None:
        bar = self.verticalScrollBar()
        bar.setSingleStep(self._theme.tx(24))
        self._narrow = None
        self._restyle_margins()

    def _restyle_margins(self) -> None:
        narrow = self._theme.eff(self.width()) < self._narrow_below
        if narrow == self._narrow:
            return
        self._narrow = narrow
        left, top, right, bottom = self._margins
        if narrow:
            left, right = min(left, _NARROW_MARGIN), min(right, _NARROW_MARGIN)
            top, bottom = min(top, _NARROW_MARGIN), min(bottom, _NARROW_MARGIN)
        self.body.set_margins((left, top, right, bottom))

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isVisible() and self.content.isAncestorOf(new):
            self.reveal(new)
