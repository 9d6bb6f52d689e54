"""What was moved to the bin last, and the line that offers to take it back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from coprod_desktop.services.deleting import Deleting
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.moved_line import MovedLine


class Run(Protocol):
    """Runs work on the vault's lane for a page; what comes back after the page was wiped is dropped."""

    def __call__(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Call back with the value or the error, on the window's thread."""


class TakingBack(QObject):
    """``taken_back`` carries the id of the entry or draft that is out of the bin, ``trouble`` an exception.

    Only the last one can be taken back from here; the others from the bin.
    """

    taken_back = Signal(object)
    trouble = Signal(object)

    def __init__(self, line: MovedLine, deleting: Deleting, run: Run, parent: QObject) -> None:
        super().__init__(parent)
        self._line, self._deleting, self._run = line, deleting, run
        self._last: str | None = None
        line.undo.connect(self.undo)

    def offer(self, kept_id: str) -> None:
        """Say that this one was moved just now, and that it can be taken back."""
        self._last = kept_id
        self._line.say()

    def undo(self) -> None:
        """Take it out of the bin again."""
        kept_id, self._last = self._last, None
        if kept_id is not None:
            self._run(
                partial(self._deleting.put_back, kept_id),
                partial(self._done, kept_id),
                partial(self._failed, kept_id),
            )

    def forget(self) -> None:
        """Nothing can be taken back from here any more."""
        self._last = None
        self._line.hide()

    def seen(self, ids: Collection[str]) -> None:
        """These are not in the bin: where the last one is among them, it came back in another way."""
        if self._last in ids:
            self.forget()

    def _done(self, kept_id: str, _done: None) -> None:
        self._line.hide()
        announce(self._line.window(), self.tr("Taken out of the bin."))
        self.taken_back.emit(kept_id)

    def _failed(self, kept_id: str, error: Exception) -> None:
        if isinstance(error, KeyError):  # it left the bin in another way meanwhile
            self.forget()
            return
        self._last = kept_id
        self.trouble.emit(error)
