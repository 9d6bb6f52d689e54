"""The focus ring: one overlay a window, in two tones so that one of them shows on any colour.

It shows when the focus came by keyboard, and always around a text field. It follows its control when
that moves, scrolls or changes size, and never paints over the edge of a scrolling view.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from coprod_desktop.ui.theme.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QTabBar

_GAP = 3.0
_INNER = 3.0
_OUTSET = 9
_TEXT_FIELDS = ("QLineEdit", "QTextEdit", "QPlainTextEdit", "QAbstractSpinBox")
_TABS, _ROWS = "QTabBar", "QAbstractItemView"
_SHOWING = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_FOLLOWED = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
    QEvent.Type.ZOrderChange,
    QEvent.Type.ParentChange,
)
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock)


class FocusRing(QWidget):
    """The overlay of one window. Make it once, after the window has its content.

    A widget may say more about itself: ``focus_radius() -> int`` (the radius of its corners) and
    ``focus_rect() -> QRect`` (a part of itself, in its own coordinates).
    """

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._keyboard = False
        self._ring = QRectF()
        self._radius = 12.0
        self._state: tuple[QRect, QRect, float] | None = None
        self.setObjectName("focus-ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        window.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        theme.changed.connect(self._restyle)

    @property
    def target(self) -> QWidget | None:
        """The widget the ring is around, whether or not it shows."""
        return self._target

    def ring_rect(self) -> QRect:
        """Where the ring stands, in the window's coordinates."""
        return self._ring.toAlignedRect()

    # ------------------------------------------------------------------ following the focus
    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        window = self._window
        if new is None or new.window() is not window or new is window:
            self._follow(None)
        else:
            self._follow(new)
        self._place()

    def _follow(self, target: QWidget | None) -> None:
        window = self._window
        for old in self._watched:
            if isValid(old):  # a control that is being deleted loses the focus on its way out
                old.removeEventFilter(self)
        if self._target is not None and isValid(self._target):
            _listen(self._target, self._place, on=False)
        self._watched, self._target, self._state = [], target, None
        widget = target
        while widget is not None and widget is not window:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        if target is not None:
            _listen(target, self._place, on=True)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at what happens to the control, to what holds it and to the window; never swallow it."""
        kind = event.type()
        if kind in _FOLLOWED:
            self._place()
        elif kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._learn(event.reason())
        elif kind == QEvent.Type.KeyPress:
            if event.key() not in _MODIFIERS:  # type: ignore[attr-defined]  # a QKeyEvent by its type
                self._keyboard = True
                self._place()
        elif kind == QEvent.Type.KeyRelease and _is(self._target, _ROWS):
            self._place()
        elif kind in (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin):
            self._keyboard = False
            self._place()
        return False

    def _restyle(self) -> None:
        self._state = None
        self._place()

    def _learn(self, reason: Qt.FocusReason) -> None:
        if reason in _SHOWING:
            self._keyboard = True
        elif reason == Qt.FocusReason.MouseFocusReason:
            self._keyboard = False

    # ------------------------------------------------------------------ placing
    def _place(self, _value: object = None) -> None:
        target, window = self._target, self._window
        if target is None or not isValid(target) or not target.isVisible() or not target.hasFocus():
            self.hide()
            return
        if _is(target, "QMenuBar"):  # shows by itself which menu is open
            self.hide()
            return
        if not (self._keyboard or _is(target, *_TEXT_FIELDS)):
            self.hide()
            return
        part = _part_of(target)
        clip = self._clip(target, window)
        rect = QRect(target.mapTo(window, part.topLeft()), part.size())
        room = rect.adjusted(-_OUTSET, -_OUTSET, _OUTSET, _OUTSET)
        if not clip.intersects(room):
            self.hide()
            return
        radius = _radius_of(target, self._theme)
        state = (rect, clip, radius)
        self.raise_()
        if state == self._state and self.isVisible():
            return
        self._state, self._radius = state, radius
        self._ring = QRectF(rect).adjusted(-_GAP, -_GAP, _GAP, _GAP)
        self.setGeometry(room)
        # A rectangle that stays clear of the ring's round corners too.
        inset = max(5, math.ceil(radius * (1 - math.sqrt(0.5))) + 3)
        hole = rect.adjusted(inset, inset, -inset, -inset)
        region = QRegion(clip.intersected(room)) - QRegion(hole)
        self.setMask(region.translated(-room.topLeft()))
        self.show()
        self.update()

    @staticmethod
    def _clip(target: QWidget, window: QWidget) -> QRect:
        clip = window.rect()
        widget = target.parentWidget()
        while widget is not None and widget is not window:
            if _is(widget, "QAbstractScrollArea"):
                view = cast("QAbstractScrollArea", widget).viewport()
                clip = clip.intersected(QRect(view.mapTo(window, QPoint(0, 0)), view.size()))
            widget = widget.parentWidget()
        return clip

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the two tones, outside the control."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-self.pos())
        outer = 4.0 if self._theme.high_contrast else 3.0
        tight = 0 if self._theme.high_contrast else _GAP + 1
        radius = self._radius + tight
        painter.setPen(QPen(self._theme.c("focusInner"), _INNER))
        painter.drawRoundedRect(self._ring.adjusted(1, 1, -1, -1), radius - 1, radius - 1)
        painter.setPen(QPen(self._theme.c("focusOuter"), outer))
        painter.drawRoundedRect(self._ring.adjusted(-1.5, -1.5, 1.5, 1.5), radius + 1.5, radius + 1.5)
        painter.end()


def _is(widget: QWidget | None, *kinds: str) -> bool:
    """Whether a widget is of one of these Qt classes. By name: a class itself is slow to load."""
    return widget is not None and any(widget.inherits(kind) for kind in kinds)


def _listen(widget: QWidget, place: Callable[[], None], *, on: bool) -> None:
    """Hear of what moves the focus inside a control: another tab, a scrolled list."""
    if _is(widget, _TABS):
        signal = cast("QTabBar", widget).currentChanged
    elif _is(widget, _ROWS):
        signal = cast("QAbstractItemView", widget).verticalScrollBar().valueChanged
    else:
        return
    if on:
        signal.connect(place)
    else:
        signal.disconnect(place)


def _part_of(widget: QWidget) -> QRect:
    """The part of a widget that has the focus: a tab, a row of a list, or all of it."""
    own = getattr(widget, "focus_rect", None)
    if callable(own):
        rect = own()
        if isinstance(rect, QRect) and rect.isValid():
            return rect
    if _is(widget, _TABS):
        tabs = cast("QTabBar", widget)
        if tabs.currentIndex() >= 0:
            return tabs.tabRect(tabs.currentIndex()).adjusted(4, 8, -4, -8)
    if _is(widget, _ROWS):
        rows = cast("QAbstractItemView", widget)
        rect = rows.visualRect(rows.currentIndex())
        rect.translate(rows.viewport().pos())
        inside = rect.intersected(rows.viewport().geometry()).adjusted(6, 6, -6, -6)
        if inside.isValid():
            return inside
    return widget.rect()


def _radius_of(widget: QWidget, theme: Theme) -> float:
    own = getattr(widget, "focus_radius", None)
    if callable(own):
        return float(own())
    if _is(widget, "QCheckBox", "QRadioButton"):
        return min(6.0, float(theme.r("control")))
    return float(theme.r("control"))
