"""Holds the note that is being written and keeps it in the journal while somebody types.

The words are read from the page when it is time to write, not at every key: at most `SAVE_WITHIN_MS`
after the first change, and whenever the page is left, locked or closed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from coprod_desktop.domain.entries import Entry, NoteDraft
from coprod_desktop.errors import BugError
from coprod_desktop.services.clock import Saved
from coprod_desktop.services.journalling import Journalling
from coprod_desktop.ui.jobs import Jobs

SAVE_WITHIN_MS = 1500
TRY_AGAIN_MS = 5000


class NoteKeeper(QObject):
    """One note under way, and its way into the journal.

    ``saved`` carries a `Saved`, ``kept`` the `Entry` it became, ``let_go`` nothing: there was nothing
    to keep. ``parted`` comes when a note that was left is written and closed. ``trouble`` carries an
    exception, or None when saving works again.
    """

    saved = Signal(object)
    kept = Signal(object)
    let_go = Signal()
    parted = Signal()
    trouble = Signal(object)

    def __init__(self, journalling: Journalling, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journalling, self._jobs = journalling, jobs
        self._read_page: Callable[[NoteDraft], NoteDraft] | None = None
        self._draft: NoteDraft | None = None
        self._begun: NoteDraft | None = None
        self._written: NoteDraft | None = None
        self._handed: NoteDraft | None = None
        self._touched = False
        self._in_journal = self._carried_on = False
        self._keeping = self._leaving = False
        self._in_trouble = False
        self.soon = _single_shot(self, SAVE_WITHIN_MS)
        self._again = _single_shot(self, TRY_AGAIN_MS)
        self.soon.timeout.connect(self.flush)
        self._again.timeout.connect(self._try_again)

    @property
    def is_open(self) -> bool:
        """Whether a note is under way."""
        return self._draft is not None

    @property
    def draft(self) -> NoteDraft:
        """The note as it was last read from the page.

        Raises:
            BugError: none is under way.
        """
        if self._draft is None:
            raise BugError("no note is under way")
        return self._draft

    @property
    def is_being_kept(self) -> bool:
        """Whether the note is on its way into the journal as an entry."""
        return self._keeping

    @property
    def is_in_journal(self) -> bool:
        """Whether a draft of the note was handed to the journal."""
        return self._in_journal

    @property
    def has_unsaved(self) -> bool:
        """Whether something typed is not known to be written."""
        if self._draft is None:
            return False
        if self._keeping or self._touched:
            return True
        return self._draft != self._written and not self._is_nothing(self._draft)

    def read_with(self, read_page: Callable[[NoteDraft], NoteDraft]) -> None:
        """Say how to take what stands on the page into the draft."""
        self._read_page = read_page

    def open(self, draft: NoteDraft, *, in_journal: bool) -> None:
        """Begin with ``draft``; ``in_journal`` tells whether it comes from a draft that was saved."""
        self.close()
        self._draft = self._begun = draft
        self._in_journal = self._carried_on = in_journal
        if in_journal:
            self._written = self._handed = draft

    def touch(self) -> None:
        """Something on the page changed."""
        if self._draft is not None:
            self._touched = True
            if not self.soon.isActive() and not self._keeping:
                self.soon.start()

    def gather(self) -> NoteDraft:
        """The note with all that stands on the page. Raises BugError when none is under way."""
        self.soon.stop()
        if self._touched and self._read_page is not None:
            self._touched = False
            self._draft = self._read_page(self.draft)
        return self.draft

    def flush(self) -> None:
        """Hand the note to the vault's lane now, if it changed since it was last handed over."""
        if self._draft is None or self._keeping:
            return
        draft = self.gather()
        if draft == self._handed or (not self._in_journal and self._is_nothing(draft)):
            return
        self._handed = draft
        self._in_journal = True
        self._jobs.run(
            partial(self._journalling.save_note, draft),
            done=partial(self._on_saved, draft),
            failed=partial(self._on_failed, draft.id),
            owner=self,
        )

    def keep(self, title: str) -> None:
        """Keep the note as an entry, called ``title`` if it was given no name; then it is closed.

        A note in which nothing was written, or nothing was changed, leaves no entry and no draft.
        """
        if self._draft is None or self._keeping:
            return
        draft = self.gather()
        if draft.is_empty or (draft.entry_id and draft == self._begun and not self._in_journal):
            self._drop(draft)
            self.close()
            self.let_go.emit()
            return
        self._keeping = True
        self._jobs.run(
            partial(self._journalling.keep_note, draft, title),
            done=self._on_kept,
            failed=partial(self._on_failed, draft.id),
            owner=self,
        )

    def leave(self) -> None:
        """Write what there is, and let go of it once it is written: ``parted`` tells when.

        If it cannot be written, ``trouble`` tells so and the note stays open. A new note that ended up
        empty leaves no draft. A note on its way into the journal as an entry goes on as that.
        """
        if self._draft is None or self._keeping:
            return
        if self._is_nothing(self.gather()):
            self._drop(self.draft)
            self._part()
            return
        self._leaving = True
        self.flush()
        self._part_if_written()

    def _part_if_written(self) -> None:
        if self._leaving and not self.has_unsaved:
            self._part()

    def _part(self) -> None:
        self.close()
        self.parted.emit()

    def close(self) -> None:
        """Let go of the note without writing it."""
        self.soon.stop()
        self._again.stop()
        self._draft = self._begun = self._written = self._handed = None
        self._touched = self._in_journal = self._carried_on = self._keeping = self._leaving = False
        self._tell(None)

    def _is_nothing(self, draft: NoteDraft) -> bool:
        """Whether leaving now would leave nothing worth a draft."""
        if draft.entry_id:
            return draft == self._begun and not self._carried_on
        return draft.is_empty

    def _drop(self, draft: NoteDraft) -> None:
        if self._in_journal:
            self._jobs.run(partial(self._journalling.let_go, draft.id))

    def _on_saved(self, draft: NoteDraft, saved: Saved) -> None:
        self.saved.emit(saved)
        if self._draft is not None and self._draft.id == draft.id:
            self._written = draft
            self._again.stop()
            self._tell(None)
            self._part_if_written()

    def _on_kept(self, entry: Entry) -> None:
        self.close()
        self.kept.emit(entry)

    def _on_failed(self, draft_id: str, error: Exception) -> None:
        if self._draft is None or self._draft.id != draft_id:
            return
        self._keeping = self._leaving = False
        self._handed = self._written
        self._again.start()
        self._tell(error)

    def _try_again(self) -> None:
        self._handed = self._written
        self.flush()

    def _tell(self, error: Exception | None) -> None:
        if error is not None or self._in_trouble:
            self._in_trouble = error is not None
            self.trouble.emit(error)


def _single_shot(parent: QObject, interval: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    return timer
