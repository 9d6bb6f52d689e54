"""The child of `start.py`: opens one window, tells when it was drawn and when it answers a key, and ends.

Called as ``_starting.py empty`` or ``program``. It imports next to nothing of its own: that would count.
"""

from __future__ import annotations

import os
import sys
import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

SIZE = (1280, 860)
GIVE_UP_MS = 20_000


class Watch(QObject):
    """Follows one window until it has answered a key; sees that window's own events only: that costs little.

    The first paint counts when the event loop is free again after it. Then Tab is pressed; the window is
    usable once the key has brought the focus to one of its controls and the loop is free again.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._painted = 0
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._press_tab)
        return False

    def _press_tab(self) -> None:
        self._painted = time.monotonic_ns()
        target = self._window.focusWidget() or self._window
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
            QCoreApplication.postEvent(target, event)
        QTimer.singleShot(0, self._look_for_focus)

    def _look_for_focus(self) -> None:
        focused = self._window.focusWidget()
        if focused is None or not focused.isVisible():
            QTimer.singleShot(1, self._look_for_focus)
            return
        print(self._painted, time.monotonic_ns(), proportional_set_kib(), flush=True)
        os._exit(0)


def proportional_set_kib() -> int:
    """This process's proportional share of memory in KiB; 0 where the system does not tell."""
    try:
        with open("/proc/self/smaps_rollup", encoding="ascii") as rollup:  # noqa: PTH123 (pathlib would count)
            return next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    except OSError:
        return 0


def start_empty() -> int:
    """Show a window with nothing in it but a field to reach by Tab."""
    app = QApplication([])
    window = QWidget()
    QLineEdit(window)
    window.resize(*SIZE)
    window.show()
    return app.exec()


def start_program() -> int:
    """Start the program as its command does."""
    from coprod_desktop.app import main

    return main([])


def watch_then_run() -> int:
    """Stands in the place of Qt's event loop: watches the one window, then runs the loop."""
    window = next(widget for widget in QApplication.topLevelWidgets() if widget.isVisible())
    Watch(window)
    QTimer.singleShot(GIVE_UP_MS, QCoreApplication.quit)
    return QCoreApplication.exec()


if __name__ == "__main__":
    QApplication.exec = staticmethod(watch_then_run)  # type: ignore[method-assign]
    sys.exit(start_program() if sys.argv[1] == "program" else start_empty())
