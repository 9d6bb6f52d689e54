"""The part of the settings where the journal gets a new recovery code, and with it another lock."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from coprod_desktop.errors import KnownError
from coprod_desktop.services.credentials.errors import SignInStopped
from coprod_desktop.services.signing_in import Key, SigningIn
from coprod_desktop.services.unlocking import LockState, Unlocking
from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.sentences import Sentence, sentence
from coprod_desktop.ui.settings.new_code_form import NewCodeForm
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import column, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from coprod_desktop.vault.keys import JournalSecret

_GAP = 12


WhenWritten = Callable[[Callable[[bool], None]], None]
"""Has everything typed written, and tells whether it is."""


@dataclass(frozen=True, slots=True)
class ClosedForIt:
    """Why the journal was closed, and the secret and the id it has, the first of which is to be wiped."""

    error: Exception
    secret: JournalSecret = field(repr=False)
    vault_id: str


@dataclass(frozen=True, slots=True)
class _Held:
    """Both secrets during the change, for words that are typed meanwhile should the journal be closed."""

    present: JournalSecret = field(repr=False)
    following: JournalSecret = field(repr=False)
    vault_id: str

    def wipe(self) -> None:
        for secret in (self.present, self.following):
            secret.wipe()

    def closed(self, error: Exception) -> ClosedForIt:
        """With the secret that holds; the other one is wiped."""
        is_done = isinstance(error, KnownError) and error.code == "closed-by-new-lock"
        holds, other = (self.following, self.present) if is_done else (self.present, self.following)
        other.wipe()
        return ClosedForIt(error, holds, self.vault_id)


class NewCodePart(QWidget):
    """Offers a new recovery code, and shows it in a form of its own before anything is changed.

    ``begun`` comes when the form has its place on the page, ``told`` with a line of it that should be in
    sight, ``changed`` when the new code holds, and ``closed`` with a `ClosedForIt` when the journal had to
    be closed for it. Nothing is changed before everything typed anywhere is written. The code is forgotten
    when it holds or is given up, and as soon as the part is out of sight.
    """

    begun = Signal()
    told = Signal(object)
    changed = Signal()
    closed = Signal(object)

    def __init__(self, theme: Theme, unlocking: Unlocking, sign_in: SigningIn, jobs: Jobs, ask: Ask) -> None:
        super().__init__()
        self._theme, self._unlocking, self._jobs, self._ask = theme, unlocking, jobs, ask
        self._sign_in = sign_in
        self._secret: JournalSecret | None = None
        self._held: _Held | None = None
        self._when_written: WhenWritten = _nothing_typed
        self._form: NewCodeForm | None = None
        self._turn = 0
        self._is_asking = self._is_working = False
        self._box = column(theme, self, gap=_GAP)
        words = self.tr(
            "Has somebody seen your recovery code, or is the paper gone? Make a new one: "
            "the older one no longer opens your journal then."
        )
        self._about = Text(theme, words, "body", "secondary")
        self._notice = Notice(theme, kind="good")
        self._open = Button(theme, self.tr("Make a new recovery code"), "secondary", "refresh-cw")
        self._open.clicked.connect(self.begin)
        for part in (self._about, self._notice, self._open):
            part.hide()
            self._box.addWidget(part)
        tall_as_needed(self)

    def write_first(self, when_written: WhenWritten) -> None:
        """Say how to have written what was typed on other pages."""
        self._when_written = when_written

    def show_for(self, state: LockState | None) -> None:
        """Offer it while the journal is unlocked."""
        self.wipe()
        self._notice.hide()
        self._offer(state is LockState.UNLOCKED and not self._is_working)

    def begin(self) -> None:
        """Show a code that is new, and nothing's yet."""
        self.wipe()
        self._notice.hide()
        self._offer(False)
        self._secret = self._unlocking.new_secret()
        form = NewCodeForm(self._theme, self._secret.recovery_code(), self._jobs, self._ask)
        form.wanted.connect(self._change)
        form.given_up.connect(self._give_up)
        form.stopped.connect(self._sign_in.stop)
        form.told.connect(self.told)
        self._form = form
        self._box.addWidget(form)
        QTimer.singleShot(0, self, self._arrive)

    def wipe(self) -> None:
        """Forget the new code and what was typed, and wait for the computer's sign-in no more.

        A change that is under way keeps what it needs itself; one that waits for the sign-in is not begun.
        """
        self._turn += 1
        if self._is_asking:
            self._is_asking = False
            self._sign_in.stop()
        if self._form is not None:
            self._form.wipe()
            self._form.hide()
            self._box.removeWidget(self._form)
            self._form.deleteLater()
            self._form = None
        if self._secret is not None:
            self._secret.wipe()
            self._secret = None

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the code when one looks elsewhere; a minimised window is still at this page."""
        super().hideEvent(event)
        if not event.spontaneous() and self._form is not None:
            self.wipe()
            self._offer(not self._is_working)

    # ------------------------------------------------------------------ the form
    def _offer(self, offered: bool) -> None:
        self._about.setVisible(offered)
        self._open.setVisible(offered)

    def _arrive(self) -> None:
        if self._form is not None:
            self.begun.emit()
            self._form.arrive()

    def _give_up(self) -> None:
        self.wipe()
        self._offer(True)
        self._open.setFocus()

    def _change(self, passphrase: str) -> None:
        form, secret = self._form, self._secret
        if form is None or secret is None:
            return
        if self._unlocking.guesses.seconds_left:
            form.say_pause(self._unlocking.guesses.seconds_left)
            return
        form.set_working(True)
        self._when_written(partial(self._begin_if_written, self._turn, passphrase))

    def _begin_if_written(self, turn: int, passphrase: str, is_written: bool) -> None:
        if self._form is None or turn != self._turn:
            return
        if is_written:
            asked = partial(self._ask_store, turn, passphrase)
            self._jobs.run(self._sign_in.is_on, asked, partial(self._not_asked, turn), self)
            return
        self._form.set_working(False)
        self._form.say_trouble(
            self.tr("Some of your words are not saved yet, so the recovery code was not changed."),
            self.tr("Make room on the disk. When they are saved, try again. The code you had still works."),
        )

    # ------------------------------------------------------------------ the sign-in's key, then the change
    def _ask_store(self, turn: int, passphrase: str, is_on: bool) -> None:
        """Ask for the key of the sign-in, so that it can stay on. The change is made without it as well."""
        if self._form is None or turn != self._turn:
            return
        if not is_on:
            self._write(turn, passphrase, None)
            return
        self._is_asking = True
        self._form.set_asking(True)
        fetched, not_fetched = (
            partial(each, turn, passphrase) for each in (self._write, self._write_without)
        )
        self._jobs.aside(self._sign_in.fetch, fetched, not_fetched, self)

    def _not_asked(self, turn: int, error: Exception) -> None:
        if turn == self._turn:
            self._not_done(error)

    def _write_without(self, turn: int, passphrase: str, _error: Exception) -> None:
        self._write(turn, passphrase, None)

    def _write(self, turn: int, passphrase: str, key: Key | None) -> None:
        is_wanted = turn == self._turn and self._unlocking.is_unlocked
        if self._form is None or self._secret is None or not is_wanted:
            if key is not None:
                key.wipe()
            return
        self._is_asking = False
        self._is_working = True
        self._form.set_asking(False)
        present = self._unlocking.vault.secret
        self._held = _Held(present.copy(), self._secret.copy(), self._unlocking.vault_id)
        work = partial(_change, self._unlocking, passphrase, self._secret.copy(), key)
        self._jobs.run(work, self._done, self._not_done, self)

    def _let_go(self) -> None:
        if self._held is not None:
            self._held.wipe()
            self._held = None

    def _done(self, lost_sign_in: bool) -> None:
        self._is_working = False
        self._let_go()
        self.wipe()
        what = self.tr("Your new recovery code is in use now.")
        older = self.tr(
            "The older code opens only backups and copies made before now. If you keep none of these, "
            "or know the passphrase they have, you can destroy the paper with it."
        )
        sign_in = ""
        if lost_sign_in:
            sign_in = self.tr(
                "This computer's sign-in no longer opens the journal. You can turn it on again."
            )
        self._offer(True)
        self._notice.say(what, f"{older} {sign_in}".strip(), "good")
        if self.isVisible():
            self._open.setFocus()
        self.changed.emit()

    def _not_done(self, error: Exception) -> None:
        self._is_working = False
        if isinstance(error, SignInStopped):  # locked before it was begun
            self._let_go()
            self.wipe()
            return
        if not self._unlocking.is_unlocked:
            self.wipe()
            held, self._held = self._held, None
            if held is not None:
                self.closed.emit(held.closed(error))
            return
        self._let_go()
        if self._form is None:
            self._offer(True)
            self._jobs.unexpected.emit(error)  # told wherever the person is by now
            return
        self._form.set_working(False)
        said = sentence(error)
        if isinstance(error, KnownError) and error.code == "wrong-passphrase":  # here no code helps instead
            said = Sentence(
                self.tr("That is not the passphrase you have now."),
                self.tr("Check Caps Lock, then try again."),
            )
        still = ""
        if isinstance(error, KnownError):
            still = self.tr("Your recovery code was not changed: the one you had still works.")
        self._form.say_trouble(said.what, f"{said.next} {still}".strip())


def _nothing_typed(tell: Callable[[bool], None]) -> None:
    """Where there is no other page to type on."""
    tell(True)


def _change(unlocking: Unlocking, passphrase: str, secret: JournalSecret, key: Key | None) -> bool:
    """Give the journal this secret. Says whether this computer's sign-in was a way in, and is none now."""
    try:
        if not unlocking.is_unlocked:
            raise SignInStopped
        had_sign_in = unlocking.has_sign_in
        unlocking.change_recovery_code(passphrase, secret, key.take() if key is not None else None)
    finally:
        secret.wipe()
        if key is not None:
            key.wipe()
    with suppress(KnownError):
        return had_sign_in and not unlocking.has_sign_in
    return had_sign_in
