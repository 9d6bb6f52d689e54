"""Faults that no page waits for: a known cause is told quietly, any other once, with a report."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from coprod_desktop.errors import KnownError
from coprod_desktop.ui.shell.crash import Fault
from coprod_desktop.ui.shell.fault_notice import FaultNotice
from coprod_desktop.ui.shell.locking import hand_over
from coprod_desktop.ui.shell.pages import Pages
from coprod_desktop.ui.shell.parts import Parts
from coprod_desktop.ui.shell.status import StatusLine


class BackgroundFaults(QObject):
    """Hears of every fault, and has what was typed saved first."""

    def __init__(self, window: QWidget, parts: Parts, pages: Pages, status: StatusLine) -> None:
        super().__init__(window)
        self._parts, self._pages, self._status = parts, pages, status
        self._notice = FaultNotice(window, parts.ask)
        parts.jobs.unexpected.connect(self._job_failed)
        parts.crash.happened.connect(self.tell)

    def tell(self, fault: Fault) -> None:
        """Say that something unexpected happened, once everything typed was handed over to be saved."""
        self._notice.show(fault, handed_over=hand_over(self._pages.private()))

    def _job_failed(self, error: Exception) -> None:
        """A job that nobody waits for failed."""
        if isinstance(error, KnownError):
            from coprod_desktop.ui.sentences import sentence  # not at the start: that stays quick

            told = sentence(error)
            self._status.say(f"{told.what} {told.next}")
        else:
            self._parts.crash.tell(error)
