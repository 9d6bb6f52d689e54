"""A frame that scrolls as a whole when the window is too short for its bars and a page together."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QScrollBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.page import Surrounding

PAGE_LEAST = 300
"""The least height a page keeps, in pixels at 100 % text; below that the bars scroll away."""


class ShortWindow(Surrounding):
    """Holds bars and a page one below the other. In a tall window it is invisible.

    In a short one (a small laptop at 200 %) everything scrolls together, so that no action is ever out
    of reach, and what has the focus is brought into view.

    There is one scroll bar at the edge and not two beside each other: the page's own where it has something
    to scroll, which takes the bars above and below out of the way and back; else one for all.
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
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.hide()
        self._pages_bar: QScrollBar | None = None
        self._connect_bar()
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self._follow_again)
        self._choosing = QTimer(self)
        self._choosing.setSingleShot(True)
        self._choosing.setInterval(0)
        self._choosing.timeout.connect(self._choose_bar)
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
        self._choosing.start()

    # ------------------------------------------------------------------ one bar
    @property
    def is_short(self) -> bool:
        """Whether there is more than fits."""
        return self.verticalScrollBar().maximum() > 0

    def page_changed(self) -> None:
        """Look which bar there is, once everything is laid out."""
        self._choosing.start()

    def _connect_bar(self) -> None:
        hidden = self.verticalScrollBar()
        hidden.rangeChanged.connect(self._take_range)
        hidden.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(hidden.setValue)

    def _take_range(self, least: int, most: int) -> None:
        hidden = self.verticalScrollBar()
        self._bar.setRange(least, most)
        self._bar.setPageStep(hidden.pageStep())
        self._bar.setSingleStep(hidden.singleStep())
        self._bar.setValue(hidden.value())
        self._choosing.start()

    def _choose_bar(self) -> None:
        """Have the page's own bar move all, if it has one at the edge; else show one over that place."""
        found = self._bar_at_the_edge() if self.is_short else None
        if found is not self._pages_bar:
            if self._pages_bar is not None and isValid(self._pages_bar):
                self._pages_bar.actionTriggered.disconnect(self._page_moved)
            self._pages_bar = found
            if found is not None:
                found.actionTriggered.connect(self._page_moved)
        self._bar.setVisible(self.is_short and found is None)
        if self._bar.isVisible():
            width = self._bar.sizeHint().width()
            self._bar.setGeometry(self.width() - width, 0, width, self.height())
            self._bar.raise_()

    def _bar_at_the_edge(self) -> QScrollBar | None:
        edge = self._view.width()
        for area in self._page.findChildren(QAbstractScrollArea):
            bar = area.verticalScrollBar()
            if area.isVisible() and bar.isVisible() and bar.maximum() > bar.minimum():
                right = bar.mapTo(self._view, QPoint(bar.width(), 0)).x()
                if edge - bar.width() < right <= edge and 2 * bar.height() > self._page.height():
                    return bar
        return None

    def _page_moved(self, _action: int) -> None:
        """Somebody scrolls the page: the bars above go out of the way, and come back at its beginning."""
        bar, outer = self._pages_bar, self.verticalScrollBar()
        if bar is None:
            return
        if bar.sliderPosition() <= bar.minimum():
            outer.setValue(0)
        elif bar.sliderPosition() >= bar.maximum():
            outer.setValue(outer.maximum())
        else:
            outer.setValue(self._page.y())

    # ------------------------------------------------------------------ following the focus
    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return  # what is pressed would move away under the mouse, and the click be lost
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
