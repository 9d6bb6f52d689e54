"""Files that the system asks the running program to open, as macOS does on a double-click."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class FileOpening(QObject):
    """Tells of each such file. Put on the application as an event filter."""

    wanted = Signal(object)
    """A `Path`."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the event that names a file; leave every other one alone (Qt)."""
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent) and event.file():
            self.wanted.emit(Path(event.file()))
            return True
        return super().eventFilter(watched, event)


def watch(opening: FileOpening, platform: str = sys.platform) -> None:
    """Let it hear of files, on macOS alone: elsewhere they come on the command line.

    The filter sees every event there is, and each makes Qt hand an object over to Python.
    """
    app = QApplication.instance()
    if platform == "darwin" and app is not None:
        app.installEventFilter(opening)
