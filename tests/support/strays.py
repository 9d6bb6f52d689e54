"""Windows that open for a moment and take the focus: a part shown before it has its place does that."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QMainWindow


class FocusWatch(QObject):
    """Keeps the name of every window that took the focus and is neither the program's own nor a pop-up."""

    def __init__(self, app: QGuiApplication, window: QMainWindow) -> None:
        super().__init__(app)
        self._window = window
        self.strays: list[str] = []
        app.focusWindowChanged.connect(self._moved)

    def _moved(self, window: QWindow | None) -> None:
        if window is None or window is self._window.windowHandle():
            return
        if window.type() not in {Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.Dialog}:
            self.strays.append(f"{window.objectName()} {window.title()!r}")
