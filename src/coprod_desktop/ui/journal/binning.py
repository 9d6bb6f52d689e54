"""Moving an entry to the bin and taking that back, and how many are in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from coprod_desktop.services.deleting import Deleting
from coprod_desktop.ui.journal.browse import Browse


class Run(Protocol):
    """Runs work on the vault's lane for a page; what comes back after the page was wiped is dropped."""

    def __call__(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Call back with the value or the error, on the window's thread."""


class Binning(QObject):
    """``moved`` carries the id of the entry to stand on next, or None; ``taken_back`` that of the entry."""

    moved = Signal(object)
    taken_back = Signal(object)

    def __init__(self, browse: Browse, deleting: Deleting, run: Run, parent: QObject) -> None:
        super().__init__(parent)
        self._browse, self._deleting, self._run = browse, deleting, run
        self._last: str | None = None
        browse.move_to_bin.connect(self.move)
        browse.undo.connect(self.undo)

    def move(self, entry_id: str) -> None:
        """Move an entry to the bin."""
        beside = self._browse.beside(entry_id)
        self._run(partial(self._deleting.move_to_bin, entry_id), partial(self._moved, entry_id, beside))

    def undo(self) -> None:
        """Take the entry that was moved last out of the bin again."""
        entry_id, self._last = self._last, None
        if entry_id is not None:
            self._run(
                partial(self._deleting.put_back, entry_id),
                partial(self._taken_back, entry_id),
                partial(self._not_taken_back, entry_id),
            )

    def count(self) -> None:
        """Fetch how many entries are in the bin."""
        self._run(self._deleting.count, self._browse.list_pane.show_bin)

    def forget(self) -> None:
        """Nothing can be taken back from here any more."""
        self._last = None
        self._browse.moved_line.hide()

    def _moved(self, entry_id: str, beside: str | None, _done: None) -> None:
        self._last = entry_id
        self._browse.moved_line.say()
        self.moved.emit(beside)

    def _taken_back(self, entry_id: str, _done: None) -> None:
        self._browse.moved_line.hide()
        self.taken_back.emit(entry_id)

    def _not_taken_back(self, entry_id: str, error: Exception) -> None:
        if isinstance(error, KeyError):  # it left the bin in another way meanwhile
            self.forget()
            return
        self._last = entry_id
        self._browse.show_trouble(error)
