"""Moving entries and unfinished notes to the bin and taking that back, and how many are in it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from coprod_desktop.domain.entries import DraftRow
from coprod_desktop.services.deleting import Deleting
from coprod_desktop.ui.journal.browse import Browse
from coprod_desktop.ui.taking_back import Run, TakingBack


class Binning(QObject):
    """``moved`` carries the id of the entry to stand on next, or None; ``taken_back`` that of the entry.

    ``draft_gone`` carries whether the note that was let go is in the bin, ``draft_back`` its id.
    """

    moved = Signal(object)
    taken_back = Signal(object)
    draft_gone = Signal(object)
    draft_back = Signal(object)

    def __init__(self, browse: Browse, deleting: Deleting, run: Run, parent: QObject) -> None:
        super().__init__(parent)
        self._browse, self._deleting, self._run = browse, deleting, run
        self._is_draft = False
        self._back = TakingBack(browse.moved_line, deleting, run, self)
        self._back.taken_back.connect(self._taken_back)
        self._back.trouble.connect(browse.show_trouble)
        browse.move_to_bin.connect(self.move)
        browse.let_go.connect(self.let_go)
        browse.undo.connect(self.undo)

    def move(self, entry_id: str) -> None:
        """Move an entry to the bin."""
        beside = self._browse.beside(entry_id)
        self._run(partial(self._deleting.move_to_bin, entry_id), partial(self._moved, entry_id, beside))

    def let_go(self, row: DraftRow) -> None:
        """Move a note that is not finished to the bin."""
        self._run(partial(self._deleting.let_go, row.id), partial(self._let_go, row.id), self._not_let_go)

    def undo(self) -> None:
        """Take what was moved last out of the bin again."""
        self._back.undo()

    def count(self) -> None:
        """Fetch how many entries and drafts are in the bin."""
        self._run(self._deleting.count, self._browse.list_pane.show_bin)

    def forget(self) -> None:
        """Nothing can be taken back from here any more."""
        self._back.forget()

    def _moved(self, entry_id: str, beside: str | None, _done: None) -> None:
        self._is_draft = False
        self._back.offer(entry_id)
        self.moved.emit(beside)

    def _let_go(self, draft_id: str, in_bin: bool) -> None:
        if in_bin:
            self._is_draft = True
            self._back.offer(draft_id)
        self.draft_gone.emit(in_bin)

    def _not_let_go(self, error: Exception) -> None:
        if isinstance(error, KeyError):  # it went in another way meanwhile
            self.draft_gone.emit(False)
        else:
            self._browse.show_trouble(error)

    def _taken_back(self, kept_id: str) -> None:
        (self.draft_back if self._is_draft else self.taken_back).emit(kept_id)
