"""Locking in its right order: hand over what is being typed, wait until it is written, wipe, drop the key."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.ask import Question
from coprod_desktop.ui.shell.child_windows import close_child_windows

if TYPE_CHECKING:
    from coprod_desktop.domain.sealed_records import Draft
    from coprod_desktop.ui.shell.parts import Parts

log = logging.getLogger(__name__)


class PrivatePage(Protocol):
    """A page that holds words from the journal."""

    def flush(self) -> None:
        """Hand everything that was typed to the vault's lane, now."""

    def has_unsaved(self) -> bool:
        """Whether something typed could not be written so far."""

    def unwritten(self) -> Sequence[Draft]:
        """The drafts that hold what could not be written, with all that stands on the page."""

    def wipe(self) -> None:
        """Empty every widget, model, document and undo stack."""


class Why(Enum):
    """What makes the journal lock by itself."""

    IDLE = auto()
    SYSTEM = auto()


class Leaving(Enum):
    """What somebody wants who begins to lock."""

    LOCK = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class Ending:
    """What is done once every word is written and wiped, in the place of locking alone.

    ``work`` runs on the vault's lane and drops the journal's key itself.
    """

    work: Callable[[], object]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]


class LockFlow(QObject):
    """Locks the journal without losing a word, and closes a copy that is open.

    ``about_to_wipe`` comes when everything is written or sealed, ``locked`` when the key is dropped;
    ``stayed_open`` when something could not be written and the person chose to keep the window open.
    ``sealed`` comes before ``locked`` where words are kept sealed in memory, since they could not be
    written: the program must not end now without asking.
    """

    begun = Signal()
    """Somebody, or the program itself, begins to lock: nothing is written or wiped yet."""
    about_to_wipe = Signal()
    locked = Signal()
    stayed_open = Signal()
    sealed = Signal()

    def __init__(self, window: QWidget, parts: Parts) -> None:
        super().__init__(window)
        self._window = window
        self._unlocking, self._copies, self._salvaging = parts.unlocking, parts.copies, parts.salvaging
        self._sealing = parts.guards.sealing
        self._ending: Ending | None = None
        self._leaving = Leaving.LOCK
        self._by_itself = False
        self._jobs, self._ask = parts.jobs, parts.ask
        self._pages: Callable[[], Sequence[PrivatePage]] = tuple
        self._under_way = False

    def watch(self, pages: Callable[[], Sequence[PrivatePage]]) -> None:
        """Say where to find the private pages there are at the moment."""
        self._pages = pages

    @property
    def under_way(self) -> bool:
        """Whether a lock has begun and not ended yet."""
        return self._under_way

    @property
    def is_anything_open(self) -> bool:
        """Whether there is something to lock or to close."""
        return self._unlocking.is_unlocked or self._copies.is_open

    def start(self, ending: Ending | None = None, leaving: Leaving = Leaving.LOCK) -> None:
        """Begin to lock. Nothing happens when nothing is open or it is already locking."""
        if self._under_way or not self.is_anything_open:
            return
        self._copies.interrupt()  # a huge file that is being read must keep nobody from locking
        self._salvaging.interrupt()
        self._under_way, self._ending, self._leaving = True, ending, leaving
        self.begun.emit()
        self._hand_over(self._written)

    def start_by_itself(self) -> None:
        """Lock with nobody there to ask. Words that cannot be written are sealed in memory.

        A question that stands open, this one's own included, is closed, which is a no.
        """
        if not self.is_anything_open:
            return
        self._by_itself = True
        close_child_windows(self._window)
        self.start()

    def after_closing(self) -> None:
        """The journal was closed while somebody may have typed: seal what could not be written, and wipe."""
        self._by_itself = True
        close_child_windows(self._window)
        if not self._under_way:
            self._under_way, self._ending, self._leaving = True, None, Leaving.LOCK
            self._hand_over(self._written)

    def when_written(self, tell: Callable[[bool], None]) -> None:
        """Hand over everything that was typed, and tell whether all of it is known to be written."""
        hand_over(self._pages())
        self._jobs.run(_nothing, done=partial(self._tell_written, tell), owner=self)

    def _tell_written(self, tell: Callable[[bool], None], _: None) -> None:
        tell(not self._has_unsaved())

    def _hand_over(self, then: Callable[[None], None]) -> None:
        hand_over(self._pages())
        # The vault's lane keeps order: when this arrives, everything handed over before was tried.
        self._jobs.run(_nothing, done=then, owner=self)

    def _written(self, _: None) -> None:
        """What was typed meanwhile is handed over as well, before anything is asked."""
        if self._has_unsaved():
            self._hand_over(self._written_or_not)
        else:
            self._wipe_and_drop()

    def _written_or_not(self, _: None) -> None:
        if not self._has_unsaved():
            self._wipe_and_drop()
            return
        if not self._by_itself and self._ask.confirm(self._window, self._question()):
            if self._is_losing:
                self._wipe_and_drop()
            else:
                self._seal()
        elif self._by_itself:  # also where it came while the question stood
            self._ending = None
            self._seal()
        else:
            self._stay()

    @property
    def _is_losing(self) -> bool:
        """Whether words go for good with what was begun: sealed ones need this program and this journal."""
        return self._ending is not None or self._leaving is Leaving.CLOSE

    def _question(self) -> Question:
        if self._ending is not None:
            return _lose_question(QCoreApplication.translate("LockFlow", "Go on and lose them"))
        if self._leaving is Leaving.CLOSE:
            return _lose_question(QCoreApplication.translate("LockFlow", "Close and lose them"))
        return _seal_question()

    def _stay(self) -> None:
        self._under_way = self._by_itself = False
        self.stayed_open.emit()

    def _unwritten(self) -> tuple[Draft, ...]:
        return tuple(draft for page in self._pages() for draft in page.unwritten())

    def _seal(self) -> None:
        drafts = self._unwritten()
        self._jobs.run(
            partial(self._sealing.seal, drafts),
            done=partial(self._sealed, drafts),
            failed=self._not_sealed,
            owner=self,
        )

    def _sealed(self, drafts: tuple[Draft, ...], _: None) -> None:
        if self._unwritten() != drafts:  # something was typed meanwhile
            self._seal()
            return
        self.sealed.emit()
        self._wipe_and_drop()

    def _not_sealed(self, error: Exception) -> None:
        """Words are worth more than a lock that came by itself: they stay."""
        # The type only: a message could hold what somebody wrote.
        log.error("what was typed could not be sealed: %s", type(error).__name__)
        self._stay()

    def _has_unsaved(self) -> bool:
        return any(page.has_unsaved() for page in self._pages())

    def _wipe_and_drop(self) -> None:
        self.about_to_wipe.emit()
        for page in self._pages():
            try:
                page.wipe()
            except Exception as error:  # noqa: BLE001  # a fault in one page must not keep the key in memory
                log.error("a page could not be wiped: %s", type(error).__name__)  # noqa: TRY400
        if self._ending is None:
            self._jobs.run(self._drop, done=self._dropped, failed=self._dropped_badly, owner=self)
        else:
            self._jobs.run(self._ending.work, done=self._ended, failed=self._ended_badly, owner=self)

    def _drop(self) -> None:
        """Runs on the vault's lane."""
        try:
            self._copies.close()
        finally:
            self._unlocking.lock()

    def _dropped(self, _: None) -> None:
        self._under_way = self._by_itself = False
        self.locked.emit()

    def _ended(self, value: object) -> None:
        ending, self._under_way = self._ending, False
        assert ending is not None
        ending.done(value)
        self._lock_after_all()

    def _ended_badly(self, error: Exception) -> None:
        ending, self._under_way = self._ending, False
        assert ending is not None
        ending.failed(error)
        self._lock_after_all()

    def _lock_after_all(self) -> None:
        """What ended may have left something open; a lock by itself that came meanwhile is due now."""
        if self._by_itself:
            self._by_itself = False
            self.start_by_itself()

    def _dropped_badly(self, error: Exception) -> None:
        """The file did not close well. The key is gone all the same, and everything was written before."""
        log.warning("the journal did not close well: %s", type(error).__name__)
        self._dropped(None)


def hand_over(pages: Sequence[PrivatePage]) -> bool:
    """Have every page hand over what was typed. One that cannot does not keep the others from it.

    Returns whether all of them could.
    """
    well = True
    for page in pages:
        try:
            page.flush()
        except Exception as error:  # noqa: BLE001  # a fault in one page must not cost another page's words
            # The type only: a message could hold what somebody wrote.
            log.error("what was typed could not be handed over: %s", type(error).__name__)  # noqa: TRY400
            well = False
    return well


def _nothing() -> None:
    """A job that only marks its place in the lane."""


def how_it_locked(why: Why | None) -> str:
    """For the line at the bottom; ``why`` is None where somebody asked for it."""
    translate = QCoreApplication.translate
    if why is Why.IDLE:
        return translate("LockFlow", "Your journal locked itself after a while without use.")
    if why is Why.SYSTEM:
        return translate("LockFlow", "Your journal locked itself as the computer slept or locked its screen.")
    return translate("LockFlow", "Your journal is locked.")


def _seal_question() -> Question:
    translate = QCoreApplication.translate
    return Question(
        translate("LockFlow", "Some words are not saved yet"),
        translate(
            "LockFlow",
            "They could not be written to the journal. If you stay, they remain in the window and saving is "
            "tried again. If you lock now, they are kept sealed in this computer's memory, and written once "
            "the journal is unlocked and there is room. They are lost if the program or the computer is "
            "closed before that.",
        ),
        translate("LockFlow", "Lock and keep them sealed"),
        translate("LockFlow", "Stay"),
    )


def _lose_question(yes: str) -> Question:
    translate = QCoreApplication.translate
    return Question(
        translate("LockFlow", "Some words are not saved yet"),
        translate(
            "LockFlow",
            "They could not be written to the journal. If you stay, they remain in the window and "
            "saving is tried again. If you go on now, they are lost.",
        ),
        yes,
        translate("LockFlow", "Stay"),
    )
