"""Holds the draft that is being written and keeps it in the journal while somebody types.

The draft is a frozen value; the pages are a view of it. The keeper alone decides when it is written:
at most `SAVE_WITHIN_MS` after the first change, and whenever the page is left, locked or closed. What
there is to know of one kind of draft (how it is saved, when there is nothing in it) is its subclass's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from coprod_desktop.errors import BugError
from coprod_desktop.services.clock import Saved
from coprod_desktop.ui.jobs import Jobs

SAVE_WITHIN_MS = 1500
TRY_AGAIN_MS = 5000


class Draft(Protocol):
    """What a keeper has to know of a draft: which one it is. Two are compared by their values."""

    @property
    def id(self) -> str:
        """The draft's name in the journal."""


D = TypeVar("D", bound=Draft)


class Keeper(QObject, Generic[D]):
    """One draft under way, and its way into the journal.

    ``saved`` carries a `Saved`; ``trouble`` an exception, or None when saving works again. ``parted``
    comes when a draft that was left is written and closed. A draft in which nothing was given is not
    written, unless the journal holds it already.

    Each change worth writing makes a new version; what was handed to the vault's lane and what is known
    to be written are told apart by it. Versions go on counting from one draft to the next, so that a
    late answer never counts for words that came after it.
    """

    saved = Signal(object)
    trouble = Signal(object)
    parted = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._read_page: Callable[[D], D] | None = None
        self._draft: D | None = None
        self._begun: D | None = None
        self._version = self._handed_version = self._written_version = 0
        self._touched = False
        self._in_journal = self._carried_on = False
        self._paused = self._leaving = False
        self._in_trouble = False
        self.soon = _single_shot(self, SAVE_WITHIN_MS)
        self._again = _single_shot(self, TRY_AGAIN_MS)
        self.soon.timeout.connect(self.flush)
        self._again.timeout.connect(self.flush)

    # ------------------------------------------------------------------ each kind's own rules
    # Not by `abc`: Qt's classes have a metaclass of their own.
    def _saving(self, draft: D) -> Callable[[], Saved]:
        """The work that writes ``draft``, for the vault's lane."""
        raise NotImplementedError

    def _letting_go(self, draft: D) -> Callable[[], None]:
        """The work that takes ``draft`` out of the journal, for the vault's lane."""
        raise NotImplementedError

    def _is_nothing(self, draft: D) -> bool:
        """Whether leaving now would leave nothing worth a draft."""
        raise NotImplementedError

    # ------------------------------------------------------------------ how it stands
    @property
    def is_open(self) -> bool:
        """Whether a draft is under way."""
        return self._draft is not None

    @property
    def draft(self) -> D:
        """The draft as it was last read from the page.

        Raises:
            BugError: none is under way.
        """
        if self._draft is None:
            raise BugError("no draft is under way")
        return self._draft

    @property
    def is_in_journal(self) -> bool:
        """Whether the draft was handed to the journal, now or before it was opened here."""
        return self._in_journal

    @property
    def has_unsaved(self) -> bool:
        """Whether something is not known to be written yet."""
        return self._draft is not None and (self._touched or self._written_version < self._version)

    # ------------------------------------------------------------------ writing
    def read_with(self, read_page: Callable[[D], D]) -> None:
        """Say how to take what stands on the page in view into the draft."""
        self._read_page = read_page

    def open(self, draft: D, *, in_journal: bool) -> None:
        """Begin with ``draft``. ``in_journal`` tells whether the journal already holds it as a draft."""
        self.close()
        self._draft = self._begun = draft
        self._in_journal = self._carried_on = in_journal

    def write_again(self) -> None:
        """What was opened is not in the journal as it stands here: have it written, from now on."""
        self._version += 1
        self.flush()

    def touch(self) -> None:
        """Something was typed. The page is read when it is time to write, not at every key."""
        if self._draft is not None:
            self._touched = True
            self._write_soon()

    def gather(self) -> D:
        """The draft with all that stands on the page in view. Raises BugError when none is under way."""
        if self._touched and self._read_page is not None:
            self._touched = False
            self.change(self._read_page(self.draft))
        return self.draft

    def change(self, draft: D) -> None:
        """Go on with ``draft``, and have it written within `SAVE_WITHIN_MS` of the first change."""
        if draft == self.draft:
            return
        self._draft = draft
        if not self._in_journal and self._is_nothing(draft):
            self._version = self._handed_version
            return
        self._version += 1
        self._write_soon()

    def flush(self) -> None:
        """Hand the draft to the vault's lane now, if it changed since it was last handed over."""
        self.soon.stop()
        if self._draft is None:
            return
        draft = self.gather()
        self.soon.stop()
        if self._paused or self._handed_version == self._version:
            return
        self._handed_version = self._version
        self._in_journal = True
        self._jobs.run(
            self._saving(draft),
            done=partial(self._on_saved, draft.id, self._version),
            failed=partial(self._on_failed, draft.id),
            owner=self,
        )

    def write_anew(self) -> None:
        """Hand the draft over again, changed or not: the journal's file is another one by now."""
        if self._draft is not None and self._in_journal and not self._paused:
            self._version += 1
            self.flush()

    def pause(self) -> None:
        """Write nothing more for now: the draft is on its way into the journal as an entry."""
        self.gather()
        self.soon.stop()
        self._again.stop()
        self._paused = True

    def resume(self) -> None:
        """Write again, beginning at once with what has changed: keeping did not work out."""
        self._paused = False
        self.flush()

    # ------------------------------------------------------------------ leaving
    def leave(self) -> None:
        """Write what there is, and let go of it once it is written: ``parted`` tells when.

        If it cannot be written, ``trouble`` tells so and the draft stays open. A new draft that ended
        up empty is taken away again.
        """
        if self._draft is None:
            return
        draft = self.gather()
        if self._is_nothing(draft):
            self._drop(draft)
            self._part()
            return
        self._leaving = True
        self.flush()
        self._part_if_written()

    def close(self) -> None:
        """Let go of the draft without writing it."""
        self.soon.stop()
        self._again.stop()
        self._draft = self._begun = None
        self._handed_version = self._written_version = self._version
        self._touched = self._in_journal = self._carried_on = self._paused = self._leaving = False
        self._tell_trouble(None)

    def _drop(self, draft: D) -> None:
        if self._in_journal:
            self._jobs.run(self._letting_go(draft))

    def _part_if_written(self) -> None:
        if self._leaving and not self.has_unsaved:
            self._part()

    def _part(self) -> None:
        self.close()
        self.parted.emit()

    # ------------------------------------------------------------------ what the vault's lane answers
    def _write_soon(self) -> None:
        if not self._paused and not self.soon.isActive():
            self.soon.start()

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
        if self._paused:
            return  # what comes of keeping decides; telling now would open the page for words that would go
        self._again.start()
        self._tell_trouble(error)

    def _tell_trouble(self, error: Exception | None) -> None:
        if error is not None or self._in_trouble:
            self._in_trouble = error is not None
            self.trouble.emit(error)


def _single_shot(parent: QObject, interval: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    return timer
