"""The third way into a locked journal: this computer's sign-in, asked when its button is pressed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from coprod_desktop.errors import KnownError
from coprod_desktop.services.credentials.errors import SignInError, SignInStopped
from coprod_desktop.services.signing_in import Key, SigningIn
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import column, tall_as_needed
from coprod_desktop.ui.widgets.store_wait import StoreWait
from coprod_desktop.vault.errors import SignInRefused


class SignInWay(QWidget):
    """A button beside passphrase and code, where the journal says that a sign-in opens it.

    ``asked`` comes when it begins, ``opened`` when the journal is open, ``trouble`` with the `KnownError` of
    a fault of the journal's, ``unsuccessful`` with the `Sentence` that says why it did not open. The
    passphrase can be typed meanwhile: ``let_go`` comes only if nobody did, and the focus has to go back.
    """

    asked = Signal()
    opened = Signal()
    trouble = Signal(object)
    unsuccessful = Signal(object)
    let_go = Signal()

    def __init__(self, theme: Theme, jobs: Jobs, sign_in: SigningIn) -> None:
        super().__init__()
        self._jobs, self._sign_in = jobs, sign_in
        self._is_offered = False
        self._turn = 0
        self._is_asking = False
        box = column(theme, self, gap=12)
        self._button = Button(theme, self.tr("Unlock with this computer's sign-in"), "secondary", "monitor")
        self._button.clicked.connect(self._ask)
        self._wait = StoreWait(theme)
        self._wait.stopped.connect(sign_in.stop)
        for part in (self._button, self._wait):
            box.addWidget(part)
        tall_as_needed(self)
        self.wipe()

    def offer(self) -> None:
        """Be there if the locked journal has such a way in."""
        self.wipe()
        self._is_offered = self._sign_in.is_offered
        self.setVisible(self._is_offered)

    def show_beside(self, others: bool) -> None:
        """Be seen if it is offered, where the other ways are."""
        if not others:
            self.wipe()
        self.setVisible(others and self._is_offered)

    def wipe(self) -> None:
        """Wait for nothing any more."""
        self._turn += 1
        if self._is_asking:
            self._is_asking = False
            self._sign_in.stop()
        self._wait.hide()
        self._button.show()

    def _ask(self) -> None:
        self.asked.emit()
        self._is_asking = True
        self._wait.begin()  # before the button goes, so that the focus has somewhere to go
        self._button.hide()
        turn = self._turn
        failed = partial(self._not_opened, turn)
        self._jobs.aside(self._sign_in.fetch, partial(self._fetched, turn), failed, self)

    def _fetched(self, turn: int, key: Key) -> None:
        if turn != self._turn:
            key.wipe()
            return
        failed = partial(self._not_opened, turn)
        self._jobs.run(partial(self._sign_in.unlock, key), self._opened, failed, self)

    def _opened(self, _nothing: object) -> None:
        self._is_asking = False
        self.wipe()
        self.opened.emit()

    def _not_opened(self, turn: int, error: Exception) -> None:
        if turn != self._turn:
            return
        self._is_asking = False
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._wait.isAncestorOf(focused)
        self.wipe()
        if isinstance(error, KnownError) and not isinstance(error, SignInError | SignInRefused):
            self.trouble.emit(error)
            return
        if had_focus:
            self.let_go.emit()
        if not isinstance(error, SignInStopped):
            self.unsuccessful.emit(sentence(error))
