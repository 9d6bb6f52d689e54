"""Security: the ways into the journal, and when it locks."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.errors import KnownError
from coprod_desktop.services.preferences import Preferences
from coprod_desktop.services.signing_in import SigningIn
from coprod_desktop.services.unlocking import LockState, Unlocking
from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.settings.locking import LockingPart
from coprod_desktop.ui.settings.new_code import NewCodePart
from coprod_desktop.ui.settings.passphrase import PassphrasePart
from coprod_desktop.ui.settings.recovery_code import RecoveryCodePart
from coprod_desktop.ui.settings.sign_in import SignInPart
from coprod_desktop.ui.shell.guards import Guards
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.layouts import Capped, column, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.tab_order import tab_as_read
from coprod_desktop.ui.widgets.text import Text

_WIDEST = 600


class SecuritySection(QWidget):
    """Each part is a widget of its own, which shows what the journal's state allows."""

    def __init__(
        self,
        theme: Theme,
        recipe: Recipe,
        preferences: Preferences,
        unlocking: Unlocking,
        sign_in: SigningIn,
        jobs: Jobs,
        ask: Ask,
        guards: Guards,
    ) -> None:
        super().__init__()
        self._unlocking = unlocking
        self._trouble = Notice(theme, kind="caution")
        self._trouble.hide()
        self.passphrase = PassphrasePart(theme, unlocking, jobs)
        self.recovery_code = RecoveryCodePart(theme, unlocking, jobs, ask)
        self.new_code = NewCodePart(theme, unlocking, sign_in, jobs, ask)
        self.new_code.changed.connect(self._refresh_others)
        for filled in (self.recovery_code.built, self.new_code.begun):
            filled.connect(self._in_order)
        self.sign_in = SignInPart(theme, recipe, sign_in, jobs)
        self.locking = LockingPart(theme, preferences, guards)
        # In the order of the page. A further part is made above, and has `show_for` and `wipe` as well.
        self._parts = (self.passphrase, self.recovery_code, self.new_code, self.sign_in, self.locking)
        box = column(theme, self, gap=12)
        box.addWidget(Text(theme, self.tr("Security"), "h1"))
        box.addWidget(Capped(theme, self._trouble, _WIDEST))
        for part in self._parts:
            box.addWidget(Capped(theme, part, _WIDEST))
            box.space(10)
        box.addStretch(1)
        tall_as_needed(self)

    def refresh(self) -> None:
        """Say how things stand now."""
        state: LockState | None = None
        self._trouble.hide()
        try:
            state = self._unlocking.state()
        except KnownError as error:
            said = sentence(error)
            self._trouble.say(said.what, said.next, "caution")
        for part in self._parts:
            part.show_for(state)

    def _in_order(self) -> None:
        tab_as_read(self)

    def _refresh_others(self) -> None:
        """A new recovery code holds: say how the other ways in stand now."""
        for part in (self.recovery_code, self.sign_in):
            part.show_for(LockState.UNLOCKED)

    def wipe(self) -> None:
        """Forget everything private that is shown or typed here."""
        for part in self._parts:
            part.wipe()
