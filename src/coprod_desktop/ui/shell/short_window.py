"""A frame that scrolls as a whole when the window is too short for its bars and a page together."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from coprod_desktop.ui.theme.theme import Theme

PAGE_LEAST = 300
"""The least height a page keeps, in pixels at 100 % text; below that the bars scroll away."""


class ShortWindow(QScrollArea):
    """Holds bars and a page one below the other. In a tall window it is invisible.

    In a short one (a small laptop at 200 %) everything scrolls together, so that no action is ever out
    of reach, and what has the focus is brought into view.
    """

    def __init__(self, theme: Theme, above: QWidget, page: QWidget, below: QWidget) -> None:
        super().__init__()
        self._theme, self._above, self._page, self._below = theme, above, page, below
        # A view of our own: asking Qt for its one would make every class of widget known to Python.
        self._view = QWidget()
        self.setViewport(self._view)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("kind", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(above)
        column.addWidget(page, 1)
        column.addWidget(below)
        self.setWidget(inner)
        self._inner = inner
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self._follow_again)
        above.installEventFilter(self)
        theme.changed.connect(self._fit)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]  # one exists

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit again when the bar above breaks into two lines."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit to the new height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        least, room = self._theme.tx(PAGE_LEAST), self._view.height()
        above, below = (bar.sizeHint().height() for bar in (self._above, self._below))
        if above + least + below > room:
            least = max(least, room - below)  # then the bar above goes wholly out of sight, not half of it
        self._page.setMinimumHeight(min(least, max(1, room)))
        self._settled.start()

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        bar = self.verticalScrollBar()
        if now is None or bar.maximum() == 0 or not self._inner.isAncestorOf(now):
            return
        if self._page.isAncestorOf(now):
            # All of the page, with its own buttons: it is no taller than the view.
            bar.setValue(self._page.y())
        else:
            margin = self._theme.sp(24)
            self.ensureWidgetVisible(now, margin, margin)

    def _follow_again(self) -> None:
        self._follow(None, self.window().focusWidget())
