"""What Reflect and Journal show while the journal is locked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.errors import KnownError
from coprod_desktop.services.preferences import Preferences
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.looks.looks import Looks
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.shell.unlock_parts import PassphrasePart, RecoveryPart, Trouble
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.welcome.frame import SetupFrame, SetupPage
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import column, holder
from coprod_desktop.ui.widgets.marks import Rule
from coprod_desktop.ui.widgets.text import Text

FREE_TRIES = 2
LONGEST_PAUSE = 30
"""Seconds. The pause is 2 after the third wrong try and doubles from there; opening is slow in any case."""

_CODE_STILL_OPENS = frozenset({"key-file-missing", "key-file-damaged"})
_BY_HAND = frozenset(
    {"wrong-passphrase", "wrong-recovery-code", "recovery-code-mistyped", "recovery-code-incomplete"}
)


class UnlockPanel(QWidget):
    """Asks for the passphrase or the recovery code.

    ``unlocked`` comes when the journal is open, ``read_recipe`` when somebody would rather read.
    """

    unlocked = Signal()
    read_recipe = Signal()

    def __init__(
        self, theme: Theme, recipe: Recipe, unlocking: Unlocking, preferences: Preferences, jobs: Jobs
    ) -> None:
        super().__init__()
        self._unlocking, self._jobs = unlocking, jobs
        self._wrong_tries = 0
        self._frame = SetupFrame(theme, recipe)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
        self._page = SetupPage(Looks(theme, preferences, self))
        self._frame.stack.addWidget(self._page)
        self._passphrase = PassphrasePart(theme)
        self._recovery = RecoveryPart(theme)
        self._trouble = Trouble(theme)
        self._fill(theme)
        self._passphrase.entered.connect(self._try_passphrase)
        self._passphrase.other_way.connect(partial(self._show, self._recovery))
        self._recovery.entered.connect(self._try_code)
        self._recovery.other_way.connect(partial(self._show, self._passphrase))
        self._trouble.again.connect(self._look_again)
        self._trouble.use_code.connect(partial(self._show, self._recovery))
        self._pause = QTimer(self)
        self._pause.setInterval(1000)
        self._pause.timeout.connect(self._tick)
        self._seconds_left = 0
        self._show(self._passphrase)

    def ready(self) -> None:
        """The journal is there and locked: ask for the passphrase."""
        self._show(self._passphrase)

    def show_trouble(self, error: KnownError) -> None:
        """The journal, or a part of it, is not as it should be: say so calmly, with what to do next."""
        self._trouble.show_error(error, with_code=error.code in _CODE_STILL_OPENS)
        self._show(self._trouble)

    def wipe(self) -> None:
        """Forget everything that was typed."""
        self._passphrase.wipe()
        self._recovery.wipe()

    # ------------------------------------------------------------------ the page
    def _fill(self, theme: Theme) -> None:
        body = self._page.body
        body.addStretch(2)
        self._page.add_title(self.tr("Welcome back"), "display")
        self._lead = Text(theme, self.tr("Your journal is locked. Take your time."), "lead", "secondary")
        body.addWidget(self._lead)
        body.space(4)
        for part in (self._passphrase, self._recovery, self._trouble):
            self._page.add_block(part)
        below = column(theme, gap=14)
        below.space(6)
        below.addWidget(Rule(theme))
        read = Button(theme, self.tr("Read the recipe without unlocking"), "secondary", "cooking-pot")
        read.clicked.connect(self.read_recipe)
        below.addWidget(read)
        self._page.add_block(holder(below))
        body.addStretch(3)

    def _show(self, part: QWidget) -> None:
        for each in (self._passphrase, self._recovery, self._trouble):
            each.setVisible(each is part)
        self._lead.setVisible(part is not self._trouble)
        self._page.to_top()
        part.setFocus()

    # ------------------------------------------------------------------ trying
    def _try_passphrase(self, passphrase: str) -> None:
        if not self._seconds_left:
            self._set_working(True)
            work = partial(self._unlocking.unlock, passphrase)
            self._jobs.run(work, self._opened, self._not_opened, self)

    def _try_code(self, code: str) -> None:
        if not self._seconds_left:
            self._set_working(True)
            work = partial(self._unlocking.unlock_with_recovery_code, code)
            self._jobs.run(work, self._opened, self._not_opened, self)

    def _opened(self, _nothing: object) -> None:
        self._set_working(False)
        self._wrong_tries = 0
        self.wipe()
        self.unlocked.emit()

    def _not_opened(self, error: Exception) -> None:
        self._set_working(False)
        if isinstance(error, KnownError) and error.code in _BY_HAND:
            self._wrong_tries += 1
            part = self._passphrase if self._passphrase.isVisible() else self._recovery
            part.say(sentence(error))
            self._begin_pause()
        elif isinstance(error, KnownError):
            self.show_trouble(error)
        else:
            part = self._passphrase if self._passphrase.isVisible() else self._recovery
            part.say(sentence(error))

    def _look_again(self) -> None:
        try:
            self._unlocking.state()
        except KnownError as error:
            self.show_trouble(error)
            return
        self._show(self._passphrase)

    def _set_working(self, working: bool) -> None:
        self._passphrase.set_working(working)
        self._recovery.set_working(working)

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
        for part in (self._passphrase, self._recovery):
            part.set_pause(self._seconds_left)


def pause_after(wrong_tries: int) -> int:
    """How many seconds to wait after so many wrong tries in a row."""
    if wrong_tries <= FREE_TRIES:
        return 0
    return int(min(LONGEST_PAUSE, 2 ** (wrong_tries - FREE_TRIES)))
