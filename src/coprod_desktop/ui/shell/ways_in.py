"""The two ways into something that is locked, and the pause after wrong tries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.errors import KnownError
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.sentences import Sentence
from coprod_desktop.ui.shell.unlock_parts import PassphrasePart, RecoveryPart
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.layouts import column, tall_as_needed

FREE_TRIES = 2
LONGEST_PAUSE = 30
"""Seconds. The pause is 2 after the third wrong try and doubles from there; opening is slow in any case."""

_BY_HAND = frozenset(
    {"wrong-passphrase", "wrong-recovery-code", "recovery-code-mistyped", "recovery-code-incomplete"}
)

Way = Callable[[str], None]
"""Tries to open it with what was typed; runs on the vault's lane and raises KnownError."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What is to be opened: both ways, and the words that go with it."""

    by_passphrase: Way
    by_code: Way
    unlock: str
    working: str
    told: Callable[[Exception], Sentence]


class WaysIn(QWidget):
    """Asks for the passphrase or the recovery code.

    ``opened`` comes when it is open, ``trouble`` with the `KnownError` of a fault that no other typing
    mends, ``turned`` when the other way is shown.
    """

    opened = Signal()
    trouble = Signal(object)
    turned = Signal()

    def __init__(self, theme: Theme, jobs: Jobs, lock: Lock) -> None:
        super().__init__()
        self._jobs, self._lock = jobs, lock
        self._wrong_tries = 0
        self._seconds_left = 0
        box = column(theme, self)
        self.passphrase = PassphrasePart(theme, lock.unlock, lock.working)
        self.recovery = RecoveryPart(theme, lock.working)
        for part in (self.passphrase, self.recovery):
            box.addWidget(part)
        tall_as_needed(self)
        self.passphrase.entered.connect(self._try_passphrase)
        self.passphrase.other_way.connect(self.ask_for_code)
        self.recovery.entered.connect(self._try_code)
        self.recovery.other_way.connect(self.ask_for_passphrase)
        self._pause = QTimer(self)
        self._pause.setInterval(1000)
        self._pause.timeout.connect(self._tick)
        self.recovery.hide()
        self._shown: PassphrasePart | RecoveryPart = self.passphrase

    def ask_for_passphrase(self) -> None:
        """Show the field for the passphrase, with the focus in it."""
        self._turn(self.passphrase)

    def ask_for_code(self) -> None:
        """Show the field for the recovery code, with the focus in it."""
        self._turn(self.recovery)

    def wipe(self) -> None:
        """Forget everything that was typed."""
        self.passphrase.wipe()
        self.recovery.wipe()

    def _turn(self, part: PassphrasePart | RecoveryPart) -> None:
        self._shown = part
        for each in (self.passphrase, self.recovery):
            each.setVisible(each is part)
        self.turned.emit()
        part.setFocus()

    # ------------------------------------------------------------------ trying
    def _try_passphrase(self, passphrase: str) -> None:
        self._try(self._lock.by_passphrase, passphrase)

    def _try_code(self, code: str) -> None:
        self._try(self._lock.by_code, code)

    def _try(self, way: Way, typed: str) -> None:
        if not self._seconds_left:
            self._set_working(True)
            self._jobs.run(partial(way, typed), self._opened, self._not_opened, self)

    def _opened(self, _nothing: object) -> None:
        self._set_working(False)
        self._wrong_tries = 0
        self.wipe()
        self.opened.emit()

    def _not_opened(self, error: Exception) -> None:
        self._set_working(False)
        by_hand = isinstance(error, KnownError) and error.code in _BY_HAND
        if isinstance(error, KnownError) and not by_hand:
            self.trouble.emit(error)
            return
        self._shown.say(self._lock.told(error))
        if by_hand:
            self._wrong_tries += 1
            self._begin_pause()

    def _set_working(self, working: bool) -> None:
        self.passphrase.set_working(working)
        self.recovery.set_working(working)

    # ------------------------------------------------------------------ the pause after wrong tries
    def _begin_pause(self) -> None:
        self._seconds_left = pause_after(self._wrong_tries)
        if self._seconds_left:
            self._pause.start()
        self._show_pause()

    def _tick(self) -> None:
        self._seconds_left -= 1
        if not self._seconds_left:
            self._pause.stop()
        self._show_pause()

    def _show_pause(self) -> None:
        for part in (self.passphrase, self.recovery):
            part.set_pause(self._seconds_left)


def pause_after(wrong_tries: int) -> int:
    """How many seconds to wait after so many wrong tries in a row."""
    if wrong_tries <= FREE_TRIES:
        return 0
    return int(min(LONGEST_PAUSE, 2 ** (wrong_tries - FREE_TRIES)))
