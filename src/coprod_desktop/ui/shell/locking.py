"""Locking in its right order: hand over what is being typed, wait until it is written, wipe, drop the key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.ask import Ask, Question
from coprod_desktop.ui.jobs import Jobs


class PrivatePage(Protocol):
    """A page that holds words from the journal."""

    def flush(self) -> None:
        """Hand everything that was typed to the vault's lane, now."""

    def has_unsaved(self) -> bool:
        """Whether something typed could not be written so far."""

    def wipe(self) -> None:
        """Empty every widget, model, document and undo stack."""


class LockFlow(QObject):
    """Locks the journal without losing a word.

    ``about_to_wipe`` comes when everything is written, ``locked`` when the key is dropped;
    ``stayed_open`` when something could not be written and the person chose to keep the window open.
    """

    about_to_wipe = Signal()
    locked = Signal()
    stayed_open = Signal()

    def __init__(self, window: QWidget, unlocking: Unlocking, jobs: Jobs, ask: Ask) -> None:
        super().__init__(window)
        self._window = window
        self._unlocking = unlocking
        self._jobs = jobs
        self._ask = ask
        self._pages: Callable[[], Sequence[PrivatePage]] = tuple
        self._under_way = False

    def watch(self, pages: Callable[[], Sequence[PrivatePage]]) -> None:
        """Say where to find the private pages there are at the moment."""
        self._pages = pages

    @property
    def under_way(self) -> bool:
        """Whether a lock has begun and not ended yet."""
        return self._under_way

    def start(self) -> None:
        """Begin to lock. Nothing happens when it is locked or already locking."""
        if self._under_way or not self._unlocking.is_unlocked:
            return
        self._under_way = True
        for page in self._pages():
            page.flush()
        # The vault's lane keeps order: when this arrives, everything handed over before was tried.
        self._jobs.run(_nothing, done=self._written, owner=self)

    def _written(self, _: None) -> None:
        unsaved = any(page.has_unsaved() for page in self._pages())
        if unsaved and not self._ask.confirm(self._window, _lose_question()):
            self._under_way = False
            self.stayed_open.emit()
            return
        self.about_to_wipe.emit()
        for page in self._pages():
            page.wipe()
        self._jobs.run(self._unlocking.lock, done=self._dropped, owner=self)

    def _dropped(self, _: None) -> None:
        self._under_way = False
        self.locked.emit()


def _nothing() -> None:
    """A job that only marks its place in the lane."""


def _lose_question() -> Question:
    translate = QCoreApplication.translate
    return Question(
        translate("LockFlow", "Some words are not saved yet"),
        translate(
            "LockFlow",
            "They could not be written to the journal. If you stay, they remain in the window and "
            "saving is tried again. If you lock now, they are lost.",
        ),
        translate("LockFlow", "Lock and lose them"),
        translate("LockFlow", "Stay"),
    )
