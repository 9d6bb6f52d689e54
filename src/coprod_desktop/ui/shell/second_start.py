"""A second start with the same journal: the window of the first comes forward, and the second says so."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QFileSystemWatcher, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from coprod_desktop.services.one_window import OneWindow

LOOK_MS = 1000
"""A folder on a network tells of nothing, so it is looked at too; a second start waits for two seconds."""


class SecondStart(QObject):
    """Watches for requests of other starts, from the first turn of the event loop on."""

    def __init__(self, window: QWidget, one: OneWindow) -> None:
        super().__init__(window)
        self._window, self._one = window, one
        self._watcher: QFileSystemWatcher | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        QTimer.singleShot(0, self._look)

    def _look(self) -> None:
        self._one.take()  # the folder may be there only now, and the first may have ended since
        if self._watcher is None and self._one.folder.is_dir():
            self._watcher = QFileSystemWatcher([str(self._one.folder)], self)
            self._watcher.directoryChanged.connect(self._look)
        if self._one.answer():
            come_forward(self._window)


def come_forward(window: QWidget) -> None:
    """Bring a window to the front, as far as the system lets a program; else it asks for attention."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    if not window.isActiveWindow():
        QApplication.alert(window)


def say_it_is_open(name: str) -> None:
    """Say in a sentence where the program is: at a terminal, or in a small window for whoever clicked."""
    words = QCoreApplication.translate(
        "SecondStart", "{name} is open already. Its window was asked to come to the front."
    ).format(name=name)
    if sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write(f"{words}\n")
        return
    from PySide6.QtWidgets import QMessageBox

    app = QApplication.instance() or QApplication(sys.argv[:1])
    box = QMessageBox()
    box.setWindowTitle(name)
    box.setText(words)
    box.setInformativeText(
        QCoreApplication.translate("SecondStart", "If you don't see it, look for it among the open windows.")
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.exec()
    del app
