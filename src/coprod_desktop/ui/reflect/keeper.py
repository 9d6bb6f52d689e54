"""Holds the reflection that is being written and keeps it in the journal while somebody types.

The draft is a frozen value; the pages are a view of it. This object alone decides when it is written:
at most `SAVE_WITHIN_MS` after a key, at every change of page, and whenever it is told to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from coprod_desktop.domain.reflection import ReflectionDraft
from coprod_desktop.errors import BugError
from coprod_desktop.services.clock import Saved
from coprod_desktop.services.reflecting import Reflecting
from coprod_desktop.ui.jobs import Jobs

SAVE_WITHIN_MS = 1500
TRY_AGAIN_MS = 5000


class DraftKeeper(QObject):
    """The draft under way, and its way into the journal.

    ``saved`` carries a `Saved`; ``trouble`` an exception, or None when saving works again. A draft in
    which nothing was given is never written.
    """

    saved = Signal(object)
    trouble = Signal(object)
    parted = Signal()

    def __init__(self, reflecting: Reflecting, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reflecting = reflecting
        self._jobs = jobs
        self._read_page: Callable[[ReflectionDraft], ReflectionDraft] | None = None
        self._draft: ReflectionDraft | None = None
        self._as_begun: ReflectionDraft | None = None
        self._touched = False
        self._version = 0
        self._written_version = 0
        self._handed_version = 0
        self._is_kept = False
        self._is_new = True
        self._in_trouble = False
        self._paused = False
        self._leaving = False
        self._soon = _single_shot(self, SAVE_WITHIN_MS)
        self._again = _single_shot(self, TRY_AGAIN_MS)
        self._soon.timeout.connect(self.flush)
        self._again.timeout.connect(self.flush)

    @property
    def draft(self) -> ReflectionDraft:
        """The reflection as it stands.

        Raises:
            BugError: none is under way.
        """
        if self._draft is None:
            raise BugError("no reflection is under way")
        return self._draft

    @property
    def is_open(self) -> bool:
        """Whether a reflection is under way."""
        return self._draft is not None

    @property
    def as_begun(self) -> ReflectionDraft:
        """The reflection as it was when it was opened here.

        Raises:
            BugError: none is under way.
        """
        if self._as_begun is None:
            raise BugError("no reflection is under way")
        return self._as_begun

    @property
    def is_kept(self) -> bool:
        """Whether the journal holds a draft of this reflection, or will once it could be written."""
        return self._is_kept

    @property
    def has_unsaved(self) -> bool:
        """Whether something is not known to be written yet."""
        return self._draft is not None and (self._touched or self._written_version < self._version)

    def read_with(self, read_page: Callable[[ReflectionDraft], ReflectionDraft]) -> None:
        """Say how to take what stands on the page in view into the draft."""
        self._read_page = read_page

    def open(self, draft: ReflectionDraft, *, is_kept: bool) -> None:
        """Begin with ``draft``. ``is_kept`` tells whether the journal already holds it."""
        self.close()
        self._draft = self._as_begun = draft
        self._is_kept = is_kept
        self._is_new = not is_kept

    def touch(self) -> None:
        """Something was typed. The page is read when it is time to write, not at every key."""
        if self._draft is None:
            return
        self._touched = True
        if not self._paused and not self._soon.isActive():
            self._soon.start()

    def gather(self) -> ReflectionDraft:
        """The reflection with all that stands on the page in view."""
        if self._touched and self._read_page is not None:
            self._touched = False
            self.change(self._read_page(self.draft))
        return self.draft

    def change(self, draft: ReflectionDraft) -> None:
        """Go on with ``draft``, and have it written within `SAVE_WITHIN_MS` of the first change."""
        if draft == self.draft:
            return
        self._draft = draft
        if not self._is_kept and not self._has_something(draft):
            return
        self._is_kept = True
        self._version += 1
        if not self._paused and not self._soon.isActive():
            self._soon.start()

    def flush(self) -> None:
        """Hand the draft to the vault's lane now, if it changed since it was last handed over."""
        self._soon.stop()
        if self._draft is None:
            return
        draft = self.gather()
        self._soon.stop()
        if self._paused or self._handed_version == self._version:
            return
        self._handed_version = self._version
        self._jobs.run(
            partial(self._reflecting.save, draft),
            done=partial(self._on_saved, draft.id, self._version),
            failed=partial(self._on_failed, draft.id),
            owner=self,
        )

    def pause(self) -> None:
        """Write nothing more for now: the reflection is on its way into the journal as an entry."""
        self.gather()
        self._soon.stop()
        self._again.stop()
        self._paused = True

    def resume(self) -> None:
        """Write again, beginning at once with what has changed: keeping did not work out."""
        self._paused = False
        self.flush()

    def leave(self) -> None:
        """Write what there is, and let go of it once it is written: ``parted`` tells when.

        If it cannot be written, ``trouble`` tells so and the draft stays open. A new draft that ended
        up empty is taken away again.
        """
        if self._draft is None:
            return
        draft = self.gather()
        if self._is_new and self._is_kept and not self._has_something(draft):
            self._jobs.run(partial(self._reflecting.let_go, draft.id))
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
        """Let go of the draft without writing it."""
        self._soon.stop()
        self._again.stop()
        self._draft = self._as_begun = None
        self._version = self._written_version = self._handed_version = 0
        self._is_kept = self._paused = self._touched = self._leaving = False
        self._tell_trouble(None)

    def _has_something(self, draft: ReflectionDraft) -> bool:
        """Whether anything was given, beyond where one stands in the pages."""
        return _without_place(draft) != _without_place(self.as_begun)

    def _on_saved(self, draft_id: str, version: int, saved: Saved) -> None:
        if self._draft is None or self._draft.id != draft_id:
            return
        self._written_version = max(self._written_version, version)
        self._again.stop()
        self._tell_trouble(None)
        self.saved.emit(saved)
        self._part_if_written()

    def _on_failed(self, draft_id: str, error: Exception) -> None:
        if self._draft is None or self._draft.id != draft_id:
            return
        self._leaving = False
        self._handed_version = self._written_version
        self._again.start()
        self._tell_trouble(error)

    def _tell_trouble(self, error: Exception | None) -> None:
        if error is not None or self._in_trouble:
            self._in_trouble = error is not None
            self.trouble.emit(error)


def _without_place(draft: ReflectionDraft) -> ReflectionDraft:
    return replace(draft, position=0, skipped=frozenset(), return_to_look_over=False)


def _single_shot(parent: QObject, interval: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    return timer
