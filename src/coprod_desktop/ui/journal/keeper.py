"""Holds the note that is being written; how it is kept in the journal is told in `ui/keeping.py`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from coprod_desktop.domain.entries import Entry, NoteDraft
from coprod_desktop.services.clock import Saved
from coprod_desktop.services.journalling import Journalling
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.keeping import Keeper


class NoteKeeper(Keeper[NoteDraft]):
    """One note under way.

    Beside what every keeper tells, ``kept`` carries the `Entry` the note became, and ``let_go`` nothing:
    there was nothing to keep.
    """

    kept = Signal(object)
    let_go = Signal()

    def __init__(self, journalling: Journalling, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(jobs, parent)
        self._journalling = journalling

    @property
    def is_being_kept(self) -> bool:
        """Whether the note is on its way into the journal as an entry."""
        return self._paused

    @property
    def has_unsaved(self) -> bool:
        """Whether words are not known to be written, as a draft or as an entry. Their absence is no words."""
        if self._draft is None or not (self._paused or super().has_unsaved):
            return False
        return self._paused or self._touched or not self._is_nothing(self._draft)

    def keep(self, title: str) -> None:
        """Keep the note as an entry, called ``title`` if it was given no name; then it is closed.

        A note in which nothing was written, or nothing was changed, leaves no entry and no draft.
        """
        if self._draft is None or self._paused:
            return
        draft = self.gather()
        if draft.is_empty or (draft.entry_id and draft == self._begun and not self._in_journal):
            self._drop(draft)
            self.close()
            self.let_go.emit()
            return
        self.pause()
        self._jobs.run(
            partial(self._journalling.keep_note, draft, title),
            done=self._on_kept,
            failed=partial(self._on_keep_failed, draft.id),
            owner=self,
        )

    def leave(self) -> None:
        """As for every keeper; but a note on its way into the journal as an entry goes on as that."""
        if not self._paused:
            super().leave()

    def _saving(self, draft: NoteDraft) -> Callable[[], Saved]:
        return partial(self._journalling.save_note, draft)

    def _letting_go(self, draft: NoteDraft) -> Callable[[], None]:
        return partial(self._journalling.drop, draft.id)

    def _is_nothing(self, draft: NoteDraft) -> bool:
        if draft.entry_id:
            return draft == self._begun and not self._carried_on
        return draft.is_empty

    def _on_kept(self, entry: Entry) -> None:
        self.close()
        self.kept.emit(entry)

    def _on_keep_failed(self, draft_id: str, error: Exception) -> None:
        if self._draft is not None and self._draft.id == draft_id:
            self._paused = False
        self._on_failed(draft_id, error)


class NotesBehind(QObject):
    """Notes that could not be written and have no page, since another one has it: each is tried again.

    ``written`` comes when one is in the journal, as a draft.
    """

    written = Signal()

    def __init__(self, journalling: Journalling, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journalling, self._jobs = journalling, jobs
        self._keepers: list[NoteKeeper] = []

    def take(self, draft: NoteDraft) -> None:
        """Look after one, and try to write it now."""
        keeper = NoteKeeper(self._journalling, self._jobs, self)
        self._keepers.append(keeper)
        keeper.saved.connect(self._saved)
        keeper.open(draft, in_journal=True)
        keeper.write_again()

    def flush(self) -> None:
        """Hand them to the vault's lane, now."""
        for keeper in self._keepers:
            keeper.flush()

    def unwritten(self) -> tuple[NoteDraft, ...]:
        """Those that are not written yet."""
        return tuple(keeper.draft for keeper in self._keepers if keeper.has_unsaved)

    def wipe(self) -> None:
        """Forget them."""
        for keeper in self._keepers:
            keeper.close()
            keeper.deleteLater()
        self._keepers = []

    def _saved(self, _: object) -> None:
        self._keepers = [keeper for keeper in self._keepers if keeper.has_unsaved]
        self.written.emit()
