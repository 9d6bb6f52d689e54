"""The bin: what was deleted, to be read, put back, or deleted for good."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.actions import Noted
from coprod_desktop.domain.entries import BinnedEntry
from coprod_desktop.errors import KnownError
from coprod_desktop.services.deleting import Deleting
from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.journal import bin_words
from coprod_desktop.ui.journal.bin_panes import BinPanes
from coprod_desktop.ui.journal.rows import EntryRows, Wanted
from coprod_desktop.ui.private_jobs import PrivateJobs
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce


class BinPage(BinPanes):
    """``closed`` leads back to the list, ``status`` carries a sentence for the window's line."""

    closed = Signal()
    status = Signal(object)

    def __init__(
        self, theme: Theme, recipe: Recipe, deleting: Deleting, jobs: Jobs, ask: Ask, parent: QWidget
    ) -> None:
        rows = EntryRows(deleting, jobs, months=False)
        super().__init__(theme, recipe, rows, parent)
        rows.setParent(self)
        self._deleting, self._ask = deleting, ask
        self._reading = 0
        self._shown: BinnedEntry | None = None
        self._work = PrivateJobs(jobs, self, self._tell)
        self._run = self._work.run
        self._connect()

    def _connect(self) -> None:
        self._rows.arrived.connect(self._arrived)
        self._rows.trouble.connect(self._tell)
        self.wanted_entry.connect(self._ask_for)
        self.list.delete.connect(self._delete_listed)
        self.back_button.clicked.connect(self._close)
        self.put_back_button.clicked.connect(self._put_back)
        self.delete_button.clicked.connect(self._delete)
        self.empty_button.clicked.connect(self._empty)

    def open(self) -> None:
        """Fetch what is in the bin, and put the focus on it."""
        self.notice.hide()
        self.show_panes(reader=False)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def refresh(self) -> None:
        """Fetch what is in the bin anew."""
        self._rows.show(Wanted())

    def wipe(self) -> None:
        """Forget every word."""
        self._work.wipe()
        self._reading += 1
        self._shown = None
        self._rows.wipe()
        self.wipe_panes()
        self.set_busy(busy=False)

    def _tell(self, error: Exception) -> None:
        self.set_busy(busy=False)
        if isinstance(error, KeyError):  # it left the bin in another way meanwhile
            self.refresh()
            return
        said = sentence(error)
        if isinstance(error, KnownError) and error.code == "words-not-wiped":
            self._say(said.what)  # an empty bin closes, and its notice with it
            self._go_on()
        self.notice.say(said.what, said.next, "caution")

    # ------------------------------------------------------------------ reading
    def _arrived(self) -> None:
        if self._rows.is_empty:
            self._close()
            return
        if self._shown is not None and self._rows.index_of(self._shown.entry.id).isValid():
            self.list.choose(self._shown.entry.id)
            return
        self._shown = None
        self.wipe_entry()
        self.show_panes(reader=False)
        first = self.list.first_id()
        if first is not None:
            self.list.choose(first)
            if not self.narrow:
                self._ask_for(first)

    def _ask_for(self, entry_id: str) -> None:
        self._reading += 1
        self._run(partial(self._deleting.read_with_notes, entry_id), partial(self._show, self._reading))

    def _show(self, reading: int, read: tuple[BinnedEntry, Mapping[str, Noted]]) -> None:
        if reading != self._reading:
            return
        self._shown, noted = read
        self.show_binned(self._shown, noted)

    # ------------------------------------------------------------------ doing
    def _put_back(self, _checked: bool = False) -> None:
        if (shown := self._shown) is not None:
            work = partial(self._deleting.put_back, shown.entry.id)
            self._run(work, partial(self._was_put_back, shown))

    def _was_put_back(self, binned: BinnedEntry, _done: None) -> None:
        self._say(bin_words.was_put_back(binned))
        self._go_on()

    def _delete(self, _checked: bool = False) -> None:
        shown = self._shown
        if shown is not None and self._ask.confirm(self, bin_words.delete_question(shown)):
            self.set_busy(busy=True)
            self._run(partial(self._deleting.delete_for_good, shown.entry.id), self._was_deleted)

    def _delete_listed(self, entry_id: str) -> None:
        """By key in the list: only what is also in view, so that nobody deletes what they did not see."""
        if self._shown is not None and entry_id == self._shown.entry.id and self.delete_button.isEnabled():
            self._delete()

    def _was_deleted(self, _done: None) -> None:
        self._say(self.tr("Deleted for good."))
        self._go_on()

    def _empty(self, _checked: bool = False) -> None:
        if self._ask.confirm(self, bin_words.empty_question()):
            self.set_busy(busy=True)
            self._run(self._deleting.prepare_to_empty, self._empty_now, self._no_backup)

    def _no_backup(self, error: Exception) -> None:
        if self._ask.confirm(self, bin_words.no_backup_question(sentence(error))):
            self._empty_now(None)
        else:
            self.set_busy(busy=False)

    def _empty_now(self, _backed_up: object) -> None:
        self._run(self._deleting.empty, self._was_emptied)

    def _was_emptied(self, _count: int) -> None:
        self._say(self.tr("The bin is empty."))
        self._go_on()

    def _go_on(self) -> None:
        self.set_busy(busy=False)
        self._shown = None
        self.notice.hide()
        if self.isVisible():  # one may be writing by now, and a hidden list would take the keys
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def _say(self, words: str) -> None:
        self.status.emit(words)
        announce(self, words)

    def _close(self, _checked: bool = False) -> None:
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back to the list of the bin, or out of it."""
        if event.key() == Qt.Key.Key_Escape and self.narrow and self.in_reader:
            self.show_list()
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)
