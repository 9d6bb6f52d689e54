"""The first run: welcome, passphrase, recovery code, make it yours. Nothing is created until the last."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.services.preferences import Preferences
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.looks.looks import Looks
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.welcome.frame import SetupFrame, SetupPage
from coprod_desktop.ui.welcome.passphrase_page import PassphrasePage
from coprod_desktop.ui.welcome.recovery_page import RecoveryPage
from coprod_desktop.ui.welcome.welcome_page import WelcomePage
from coprod_desktop.ui.welcome.yours_page import YoursPage

if TYPE_CHECKING:
    from coprod_desktop.vault.keys import JournalSecret


class WelcomeFlow(QWidget):
    """Leads through the first run.

    ``finished`` comes when the journal is made and open, ``skipped`` when somebody would rather look
    at the recipe, ``restore`` when they have a backup. The passphrase and the secret live here until then;
    `wipe` lets go of them.
    """

    finished = Signal()
    skipped = Signal()
    restore = Signal()

    def __init__(
        self,
        theme: Theme,
        recipe: Recipe,
        unlocking: Unlocking,
        preferences: Preferences,
        jobs: Jobs,
        ask: Ask,
    ) -> None:
        super().__init__()
        self._recipe, self._unlocking = recipe, unlocking
        self._jobs, self._ask = jobs, ask
        self._looks = Looks(theme, preferences, self)
        self._secret: JournalSecret | None = None
        self._confirmed = False
        self._recovery: RecoveryPage | None = None
        self._steps = (self.tr("Passphrase"), self.tr("Recovery code"), self.tr("Make it yours"))
        self._frame = SetupFrame(theme, recipe)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
        self._welcome = WelcomePage(self._looks)
        self._passphrase = PassphrasePage(self._looks, self._steps)
        self._yours = YoursPage(self._looks, self._steps, recipe, unlocking.folder)
        for page in (self._welcome, self._passphrase, self._yours):
            self._frame.stack.addWidget(page)
        self._welcome.set_up.connect(self._to_passphrase)
        self._welcome.just_look.connect(self.skipped)
        self._welcome.restore.connect(self.restore)
        self._passphrase.back.connect(partial(self._show, self._welcome))
        self._passphrase.forward.connect(self._to_recovery)
        self._yours.back.connect(self._to_recovery)
        self._yours.make.connect(self._create)

    def showEvent(self, event: QShowEvent) -> None:
        """Coming here again, start at the top of the page one was on."""
        super().showEvent(event)
        page = self._frame.stack.currentWidget()
        if isinstance(page, SetupPage) and not event.spontaneous():
            page.arrive()

    def wipe(self) -> None:
        """Forget the passphrase and the secret. A journal that was made keeps its own copy of the secret."""
        self._passphrase.wipe()
        self._drop_secret()

    def _show(self, page: SetupPage) -> None:
        self._frame.stack.setCurrentWidget(page)
        page.arrive()

    def _to_passphrase(self) -> None:
        self._show(self._passphrase)

    def _to_recovery(self) -> None:
        if self._recovery is None:
            self._secret = self._unlocking.new_secret()
            code = self._secret.recovery_code()
            self._recovery = RecoveryPage(self._looks, self._steps, code, self._jobs, self._ask)
            self._recovery.back.connect(self._to_passphrase)
            self._recovery.forward.connect(partial(self._to_yours, True))
            self._recovery.later.connect(partial(self._to_yours, False))
            self._frame.stack.addWidget(self._recovery)
        self._show(self._recovery)

    def _to_yours(self, confirmed: bool) -> None:
        self._confirmed = confirmed
        self._show(self._yours)

    def _create(self) -> None:
        secret, passphrase = self._secret, self._passphrase.passphrase()
        if secret is None:
            return
        self._yours.set_working(True)
        work = partial(self._unlocking.create, passphrase, secret, self._confirmed)
        self._jobs.run(work, self._created, self._yours.show_trouble, self)

    def _created(self, _nothing: object) -> None:
        self._yours.set_working(False)
        self.wipe()
        self.finished.emit()

    def _drop_secret(self) -> None:
        if self._secret is not None:
            self._secret.wipe()
            self._secret = None
        if self._recovery is not None:
            self._recovery.wipe()
            self._frame.stack.removeWidget(self._recovery)
            self._recovery.deleteLater()
            self._recovery = None
