"""The two ways into something that is locked, and the pause after wrong tries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from coprod_desktop.errors import KnownError
from coprod_desktop.services.guesses import Guesses
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.sentences import Sentence
from coprod_desktop.ui.shell.unlock_parts import PassphrasePart, RecoveryPart
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.layouts import column, tall_as_needed

_BY_HAND = frozenset(
    {"wrong-passphrase", "wrong-recovery-code", "recovery-code-mistyped", "recovery-code-incomplete"}
)

Way = Callable[[str], None]
"""Tries to open it with what was typed; runs on the vault's lane and raises KnownError."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What is to be opened: both ways, the words that go with it, and the wrong tries so far."""

    by_passphrase: Way
    by_code: Way
    unlock: str
    working: str
    told: Callable[[Exception], Sentence]
    guesses: Guesses


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
        self._pause.timeout.connect(self._show_pause)
        self.recovery.hide()
        self._shown: PassphrasePart | RecoveryPart = self.passphrase

    def ask_for_passphrase(self) -> None:
        """Show the field for the passphrase, with the focus in it."""
        self._turn(self.passphrase)

    def ask_for_code(self) -> None:
        """Show the field for the recovery code, with the focus in it."""
        self._turn(self.recovery)

    def tell(self, said: Sentence) -> None:
        """Say why it is locked still, where one would type, without touching what was typed."""
        self._shown.tell(said)

    def be_quiet(self) -> None:
        """Take back what was said of an earlier try."""
        self.passphrase.be_quiet()
        self.recovery.be_quiet()

    def wipe(self) -> None:
        """Forget everything that was typed."""
        self.passphrase.wipe()
        self.recovery.wipe()

    def _turn(self, part: PassphrasePart | RecoveryPart) -> None:
        self._shown = part
        for each in (self.passphrase, self.recovery):
            each.setVisible(each is part)
        self.turned.emit()
        self._show_pause()
        part.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on with a pause that began elsewhere."""
        super().showEvent(event)
        self._show_pause()

    # ------------------------------------------------------------------ trying
    def _try_passphrase(self, passphrase: str) -> None:
        self._try(self._lock.by_passphrase, passphrase)

    def _try_code(self, code: str) -> None:
        self._try(self._lock.by_code, code)

    def _try(self, way: Way, typed: str) -> None:
        if self._lock.guesses.seconds_left:
            self._show_pause()
        else:
            self._set_working(True)
            self._jobs.run(partial(way, typed), self._opened, self._not_opened, self)

    def _opened(self, _nothing: object) -> None:
        self._set_working(False)
        self._show_pause()
        self.wipe()
        self.opened.emit()

    def _not_opened(self, error: Exception) -> None:
        self._set_working(False)
        by_hand = isinstance(error, KnownError) and error.code in _BY_HAND
        if isinstance(error, KnownError) and not by_hand:
            self.trouble.emit(error)
            return
        self._shown.say(self._lock.told(error))
        self._shown.point_out(error)
        self._show_pause()

    def _set_working(self, working: bool) -> None:
        self.passphrase.set_working(working)
        self.recovery.set_working(working)

    # ------------------------------------------------------------------ the pause after wrong tries
    def _show_pause(self) -> None:
        seconds = self._lock.guesses.seconds_left
        for part in (self.passphrase, self.recovery):
            part.set_pause(seconds)
        if seconds:
            self._pause.start()
        else:
            self._pause.stop()
