"""A page that scrolls, and keeps whatever has the focus wholly in view."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QScrollBar, QTextEdit, QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.layouts import Box, Margins, column

_RING = 12
_SETTLES_WITHIN_MS = 1000
_LAID_OUT = (QEvent.Type.Resize, QEvent.Type.LayoutRequest)
NARROW = 760
NARROW_MARGIN = 24


class QuietBar(QScrollBar):
    """A scroll bar that is always in its place, and seen only where there is something to scroll.

    Were it to come and go, all words would break anew at another width each time.
    """

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing where everything is in view."""
        if self.maximum() > self.minimum():
            super().paintEvent(event)


class Surrounding(QScrollArea):
    """What scrolls around pages, where a window is too short for them and the bars together."""

    def page_changed(self) -> None:
        """A page inside was shown, or has more or less to scroll."""


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
        narrow_below: int = NARROW,
    ) -> None:
        super().__init__(parent)
        self._narrow_below = narrow_below
        self._theme = theme
        self._margins = margins if isinstance(margins, tuple) else (margins,) * 4
        self._narrow: bool | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBar(QuietBar())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._surrounding: Surrounding | None = None
        self.verticalScrollBar().rangeChanged.connect(self._range_changed)
        # A view of our own: asking Qt for its one would make every class of widget known to Python.
        self._view = QWidget()
        self.setViewport(self._view)
        self._view.setAutoFillBackground(False)
        self.content = QWidget()
        self.content.setAutoFillBackground(False)
        self.body: Box = column(theme, self.content, self._margins, gap)
        self.setWidget(self.content)
        self.content.setAutoFillBackground(False)
        self._settling = _single_shot(self, _SETTLES_WITHIN_MS)
        self._from_top = False
        self._show_focus_soon = _single_shot(self, 0)
        self._show_focus_soon.timeout.connect(self._show_focus)
        self.content.installEventFilter(self)
        self._restyle()
        theme.changed.connect(self._restyle)
        theme.changed.connect(self.follow_focus)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def to_top(self) -> None:
        """Scroll to the beginning."""
        self.verticalScrollBar().setValue(0)

    def reveal(self, widget: QWidget, part: QRect | None = None) -> None:
        """Bring a widget, or a ``part`` of it, wholly into view; its top, where that is taller.

        If it is not what has the focus, the focus is not followed any more: it would lead away from there.
        """
        if widget is not self._focused():
            self._settling.stop()
            self._show_focus_soon.stop()
        part = part or widget.rect()
        rect = QRect(widget.mapTo(self.content, part.topLeft()), part.size())
        rect.adjust(-_RING, -_RING, _RING, _RING)
        bar, view = self.verticalScrollBar(), self._view.height()
        top, bottom = bar.value(), bar.value() + view
        if rect.height() > view or rect.top() < top:
            if not (rect.top() <= top and rect.bottom() >= bottom):
                bar.setValue(rect.top())
        elif rect.bottom() > bottom:
            bar.setValue(rect.bottom() - view)

    def show_from_top(self) -> None:
        """Show the page from its top, or as little below as what has the focus needs, once it is laid out.

        Where that will stand is not known before: scrolling there at once could end anywhere.
        """
        self.to_top()
        self.follow_focus()
        self._from_top = True

    def follow_focus(self) -> None:
        """Keep what has the focus in view while the page is laid out anew: it may come in several steps."""
        self._from_top = False
        self._settling.start()
        self._show_focus_soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell what scrolls around it that there is another page."""
        super().showEvent(event)
        around = self.parentWidget()
        while around is not None and not isinstance(around, Surrounding):
            around = around.parentWidget()
        self._surrounding = around
        self._range_changed()

    def _range_changed(self, _least: int = 0, _most: int = 0) -> None:
        if self._surrounding is not None and self.isVisible():
            self._surrounding.page_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the margins for the width; what had the focus and was in view stays in view."""
        was_seen = self._is_focus_seen(event.oldSize().height())
        self._restyle_margins()
        super().resizeEvent(event)
        if was_seen:
            self.follow_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the focus while the page is still being laid out."""
        if event.type() in _LAID_OUT and self._settling.isActive():
            self._show_focus_soon.start()
        return super().eventFilter(watched, event)

    def _focused(self) -> QWidget | None:
        focused = self.window().focusWidget()
        return focused if focused is not None and self.content.isAncestorOf(focused) else None

    def _is_focus_seen(self, height: int) -> bool:
        focused = self._focused()
        if focused is None or not focused.isVisible():
            return False
        top = focused.mapTo(self.content, QPoint(0, 0)).y() - self.verticalScrollBar().value()
        return -focused.height() < top < height

    def _show_focus(self) -> None:
        focused = self._focused()
        if focused is not None and self.isVisible():
            if self._from_top:
                self.to_top()
            self.reveal(focused)
            if isinstance(focused, QTextEdit):  # it may be taller than the view: where one writes counts
                caret = focused.cursorRect()
                centre = focused.viewport().mapTo(self.content, caret.center())
                self.ensureVisible(centre.x(), centre.y(), 0, caret.height() + _RING)

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
            left, right = min(left, NARROW_MARGIN), min(right, NARROW_MARGIN)
            top, bottom = min(top, NARROW_MARGIN), min(bottom, NARROW_MARGIN)
        self.body.set_margins((left, top, right, bottom))

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return  # what is pressed would move away under the mouse, and the click be lost
        if new is not None and self.isVisible() and self.content.isAncestorOf(new):
            self.reveal(new)


def _single_shot(parent: QObject, interval: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    return timer
