"""The child of `start.py`: opens one window, tells when it was drawn and when it answers a key, and ends.

Called as ``_starting.py empty|program DATA_FOLDER``. It imports next to nothing of its own: that would count.
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


def main(contestant: str, data: str) -> int:
    """Open the window and run until `Watch` ends the process, or until it is time to give up."""
    app = QApplication([])
    window: QWidget
    if contestant == "program":
        from pathlib import Path

        from coprod_desktop.app import Options, build

        window = build(app, Options(data=Path(data)))
    else:
        window = QWidget()
        QLineEdit(window)
    Watch(window)
    window.resize(*SIZE)
    window.show()
    QTimer.singleShot(GIVE_UP_MS, app.quit)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
