"""How long nobody has typed, clicked or touched in the program's windows, sleep included."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from coprod_desktop.services.clock import Stopwatch, seconds_asleep_or_awake

LOOK_MS = 15_000
"""A timer stands still while the computer sleeps, so it never waits for longer than this in one go."""

_DOING = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TabletPress, QEvent.Type.TabletMove,
    QEvent.Type.NativeGesture,
})  # fmt: skip
_SHOWING = frozenset({QEvent.Type.Expose, QEvent.Type.FocusIn})


class IdleWatch(QObject):
    """``due`` comes when nobody did anything for as long as was said.

    It is a filter on the windows, not on the application: a window gets a key or a move of the mouse once,
    where the widgets in it make dozens of events of it, each of which would be handed to Python.
    Its look at a window that is shown anew comes before that is painted, so that nothing is seen after a
    long sleep.
    """

    due = Signal()

    def __init__(
        self,
        is_busy: Callable[[], bool],
        stopwatch: Stopwatch = seconds_asleep_or_awake,
        parent: QObject | None = None,
    ) -> None:
        """``is_busy`` says whether long work for the person is under way, which they may be waiting for."""
        super().__init__(parent)
        self._is_busy, self._stopwatch = is_busy, stopwatch
        self._limit = self._last = self._held_for = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def start(self, seconds: float) -> None:
        """Begin to count, or go by another limit from now on. 0 stops it."""
        if seconds <= 0:
            self.stop()
            return
        if not self._limit:
            app = QGuiApplication.instance()
            assert isinstance(app, QGuiApplication)
            app.focusWindowChanged.connect(self._watch_windows)
            app.applicationStateChanged.connect(self._state_changed)
            # Words that an input method makes come by no key of their own, but they move the cursor.
            QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._did_something)
            self._watch_windows()
        self._limit = seconds
        self._did_something()
        self._wait()

    def stop(self) -> None:
        """Count no more."""
        if not self._limit:
            return
        self._limit = 0.0
        self._timer.stop()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.disconnect(self._watch_windows)
        app.applicationStateChanged.disconnect(self._state_changed)
        QGuiApplication.inputMethod().cursorRectangleChanged.disconnect(self._did_something)
        for window in QGuiApplication.allWindows():
            window.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take note of what somebody does. What comes too late does nothing but lock (Qt)."""
        kind = event.type()
        if kind in _DOING:
            now = self._stopwatch()
            if now - self._last >= self._limit and self.look():
                return True
            self._last, self._held_for = now, 0.0
        elif kind in _SHOWING:
            self.look()
        return False

    def look(self) -> bool:
        """See how long it was; tell, and say, whether it was too long."""
        if not self._limit:
            return False
        if self._stopwatch() - self._last < self._limit:
            self._wait()
            return False
        if self._is_busy() and self._held_for < self._limit:
            # Somebody may wait for it. Once it is done they have the whole time again, to see it.
            self._held_for += LOOK_MS / 1000
            self._last = self._stopwatch() - self._limit + LOOK_MS / 1000
            self._wait()
            return False
        self._did_something()  # so that it is told once
        self.due.emit()
        self._wait()
        return True

    def _did_something(self) -> None:
        self._last, self._held_for = self._stopwatch(), 0.0

    def _wait(self) -> None:
        if self._limit:
            left = self._limit - (self._stopwatch() - self._last)
            self._timer.start(max(1, min(LOOK_MS, round(left * 1000))))

    def _watch_windows(self, _window: QWindow | None = None) -> None:
        for window in QGuiApplication.allWindows():
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()
