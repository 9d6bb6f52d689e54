"""Looks after the open journal's file: tells when it is gone, when it is back, and when it was replaced."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from coprod_desktop.errors import KnownError
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.jobs import Jobs

LOOK_EVERY_MS = 4000


class FileWatch(QObject):
    """Between `start` and `stop`, looks every few seconds, one look at a time.

    ``gone`` carries the fault, once for each kind of it; ``back`` comes when the file can be used again;
    ``replaced`` when another program put another file, or other content, in its place.
    """

    gone = Signal(object)
    back = Signal()
    replaced = Signal()

    def __init__(self, unlocking: Unlocking, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._unlocking, self._jobs = unlocking, jobs
        self._fault: str | None = None
        self._under_way = False
        self._every = QTimer(self)
        self._every.setInterval(LOOK_EVERY_MS)
        self._every.timeout.connect(self.look)

    def start(self) -> None:
        """The journal was opened."""
        self._fault = None
        self._every.start()

    def stop(self) -> None:
        """The journal is being locked."""
        self._every.stop()
        self._fault = None

    def look(self) -> None:
        """Look now."""
        if self._every.isActive() and not self._under_way:
            self._under_way = True
            self._jobs.run(self._unlocking.look_after, self._is_there, self._is_not_there, self)

    def _is_there(self, was_replaced: bool) -> None:
        self._under_way = False
        if not self._every.isActive():
            return
        if self._fault is not None:
            self._fault = None
            self.back.emit()
        if was_replaced:
            self.replaced.emit()

    def _is_not_there(self, error: Exception) -> None:
        self._under_way = False
        if not self._every.isActive():
            return
        code = error.code if isinstance(error, KnownError) else type(error).__name__
        if code != self._fault:
            self._fault = code
            self.gone.emit(error)
