"""The part of the settings where this computer's sign-in becomes a way into the journal."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.services.credentials.errors import SignInError
from coprod_desktop.services.signing_in import Key, SigningIn
from coprod_desktop.services.unlocking import LockState
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.sentence_form import Sentence
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.sign_in_sentences import in_settings
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import column, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.store_wait import StoreWait
from coprod_desktop.ui.widgets.text import Text

T = TypeVar("T")


class SignInPart(QWidget):
    """Turns it on and off, beside the passphrase, and says what that means.

    Turning it on asks the store first and then writes the slot; turning it off takes the slot away first.
    Whatever ends in between, the passphrase opens the journal, and a key without a slot opens nothing.
    """

    def __init__(self, theme: Theme, recipe: Recipe, sign_in: SigningIn, jobs: Jobs) -> None:
        super().__init__()
        self._sign_in, self._jobs = sign_in, jobs
        self._state: LockState | None = None
        self._turn = 0
        self._is_making = False
        box = column(theme, self, gap=12)
        box.addWidget(Text(theme, self.tr("This computer's sign-in"), "h3"))
        self._about = Text(
            theme,
            self.tr(
                "Open your journal without typing your passphrase. This computer keeps a key for it in its "
                "own store of passwords, which your sign-in to the computer opens. {care}"
            ).format(care=recipe.care.sign_in),
            "body",
            "secondary",
        )
        self._stands = Text(theme, "", "body")
        self._on = Button(theme, self.tr("Turn on"), "secondary", "monitor")
        self._on.setAccessibleName(self.tr("Turn on this computer's sign-in"))
        self._on.clicked.connect(self._turn_on)
        self._off = Button(theme, self.tr("Turn off"), "secondary", "unlink")
        self._off.setAccessibleName(self.tr("Turn off this computer's sign-in"))
        self._off.clicked.connect(self._turn_off)
        self._wait = StoreWait(theme)
        self._wait.stopped.connect(sign_in.stop)
        self._notice = Notice(theme)
        for part in (self._about, self._stands, self._notice, self._on, self._off, self._wait):
            box.addWidget(part)
        tall_as_needed(self)
        self.show_for(None)

    def show_for(self, state: LockState | None) -> None:
        """Offer what the journal's state allows; None for a journal that cannot be looked at."""
        self.wipe()
        self._state = state
        self.setVisible(state in {LockState.UNLOCKED, LockState.LOCKED})
        self._notice.hide()
        self._show(None, "")
        if state is LockState.LOCKED:
            self._show(None, self.tr("Unlock your journal to turn this on or off."))
        elif state is LockState.UNLOCKED and self.isVisible():
            self._look()

    def wipe(self) -> None:
        """Turn nothing on any more; the journal is being locked, or one looks elsewhere."""
        self._turn += 1
        if self._is_making:
            self._is_making = False
            self._sign_in.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is it looked whether there is a store."""
        super().showEvent(event)
        if not event.spontaneous() and self._state is LockState.UNLOCKED:
            self._look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is turned on or off unseen; a minimised window is still at this page."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.wipe()

    # ------------------------------------------------------------------ how things stand
    def _look(self) -> None:
        self._jobs.run(self._sign_in.is_on, self._mine(self._stands_so), self._mine(self._cannot_be), self)

    def _stands_so(self, is_on: bool) -> None:
        if is_on:
            self._show_on()
        else:
            self._jobs.aside(self._sign_in.check, self._mine(self._can_be), self._mine(self._cannot_be), self)

    def _can_be(self, _nothing: object) -> None:
        self._show_off()

    def _cannot_be(self, error: Exception) -> None:
        said = self._sentence(error)
        self._show(None, f"{said.what} {said.next}")

    def _show_on(self) -> None:
        words = self.tr(
            "It is on. Your passphrase and your recovery code open your journal as well. If it was turned on "
            "at another computer, turn it off here first, and then on."
        )
        self._show(self._off, words)

    def _show_off(self) -> None:
        self._show(self._on, self.tr("It is off."))

    def _show(self, button: Button | None, words: str) -> None:
        """One button, or none, and how things stand; what is shown while waiting goes."""
        self._stands.set_words(words)
        self._stands.setVisible(bool(words))
        for each in (self._on, self._off):
            each.setVisible(each is button)
        self._wait.hide()

    # ------------------------------------------------------------------ turning it on
    def _turn_on(self) -> None:
        self._begin_to_wait()
        self._is_making = True
        # Not by `_mine`: whoever looks elsewhere meanwhile leaves a key to be overwritten.
        turn = self._turn
        self._jobs.aside(
            self._sign_in.make_key, partial(self._key_made, turn), self._mine(self._not_on), self
        )

    def _key_made(self, turn: int, key: Key) -> None:
        if turn != self._turn:
            key.wipe()
            return
        self._is_making = False
        self._jobs.run(
            partial(self._sign_in.turn_on, key), self._mine(self._now_on), self._mine(self._not_written), self
        )

    def _now_on(self, _nothing: object) -> None:
        self._show_on()
        self._off.setFocus()
        self._notice.say(self.tr("From now on, this computer's sign-in opens your journal."), kind="good")

    def _not_written(self, error: Exception) -> None:
        """The store has a key that no slot knows. It is taken out again; if not, it opens nothing."""
        self._jobs.aside(self._sign_in.forget, None, _let_be, self)
        self._not_on(error)

    def _not_on(self, error: Exception) -> None:
        self._is_making = False
        self._show_off()
        self._on.setFocus()
        self._tell(self._sentence(error))

    # ------------------------------------------------------------------ turning it off
    def _turn_off(self) -> None:
        self._notice.hide()
        self._jobs.run(self._sign_in.turn_off, self._mine(self._slot_gone), self._mine(self._still_on), self)

    def _slot_gone(self, _nothing: object) -> None:
        self._begin_to_wait()
        self._jobs.aside(self._sign_in.forget, self._mine(self._now_off), self._mine(self._left_behind), self)

    def _now_off(self, _nothing: object) -> None:
        self._show_off()
        self._on.setFocus()
        self._notice.say(self.tr("This computer's sign-in no longer opens your journal."), kind="good")

    def _left_behind(self, _error: Exception) -> None:
        self._show_off()
        self._on.setFocus()
        what = self.tr("This computer's sign-in no longer opens your journal.")
        next_step = self.tr(
            "Its old key could not be taken out of this computer's store of passwords. Your journal does not "
            "open with it any more. You can delete it there: it is called Co-production Companion."
        )
        self._tell(Sentence(what, next_step))

    def _still_on(self, error: Exception) -> None:
        self._show_on()
        self._off.setFocus()
        self._tell(self._sentence(error))

    # ------------------------------------------------------------------ what all of them do
    def _begin_to_wait(self) -> None:
        self._notice.hide()
        self._wait.begin()  # before the button goes, so that the focus has somewhere to go
        for button in (self._on, self._off):
            button.hide()

    def _mine(self, then: Callable[[T], None]) -> Callable[[T], None]:
        """Only if nothing was given up or begun anew meanwhile."""
        return partial(self._if_still, self._turn, then)

    def _if_still(self, turn: int, then: Callable[[T], None], outcome: T) -> None:
        if turn == self._turn:
            then(outcome)

    def _tell(self, said: Sentence) -> None:
        self._notice.say(said.what, said.next, "caution")

    def _sentence(self, error: Exception) -> Sentence:
        return in_settings(error) if isinstance(error, SignInError) else sentence(error)


def _let_be(_error: Exception) -> None:
    """What could not be taken out of the store opens nothing, and the next key takes its place."""
