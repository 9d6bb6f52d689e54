"""What Reflect and Journal show while the journal is locked."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.errors import KnownError
from coprod_desktop.services.preferences import Preferences
from coprod_desktop.services.salvaging import is_damage
from coprod_desktop.services.signing_in import SigningIn
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.looks.looks import Looks
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.shell import sealed_words
from coprod_desktop.ui.shell.sign_in_way import SignInWay
from coprod_desktop.ui.shell.unlock_parts import Trouble
from coprod_desktop.ui.shell.ways_in import Lock, WaysIn
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.welcome.frame import SetupFrame, SetupPage
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, column, holder
from coprod_desktop.ui.widgets.marks import Rule
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.text import Text

_CODE_STILL_OPENS = frozenset({"key-file-missing", "key-file-damaged"})


class UnlockPanel(QWidget):
    """Asks for the passphrase or the recovery code, or this computer's sign-in where that is a way in.

    ``unlocked`` comes when the journal is open, ``read_recipe`` when somebody would rather read,
    ``restore`` when they want to go back to a backup.
    """

    unlocked = Signal()
    read_recipe = Signal()
    restore = Signal()
    salvage = Signal()
    look_inside = Signal()
    damage_shown = Signal()
    """A backup is worth a look: `offer_backup` says which, once one is found."""

    def __init__(
        self,
        theme: Theme,
        recipe: Recipe,
        unlocking: Unlocking,
        preferences: Preferences,
        jobs: Jobs,
        sign_in: SigningIn,
    ) -> None:
        super().__init__()
        self._unlocking = unlocking
        self._frame = SetupFrame(theme, recipe)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
        self._page = SetupPage(Looks(theme, preferences, self))
        self._frame.stack.addWidget(self._page)
        lock = Lock(
            unlocking.unlock,
            unlocking.unlock_with_recovery_code,
            self.tr("Unlock"),
            self.tr("Opening your journal. This takes a moment, on purpose."),
            sentence,
            unlocking.guesses,
        )
        self._ways = WaysIn(theme, jobs, lock)
        self._sign_in = SignInWay(theme, jobs, sign_in)
        self._trouble = Trouble(theme)
        self._is_open = False
        self._fill(theme)
        for way in (self._ways, self._sign_in):
            way.opened.connect(self._opened)
            way.trouble.connect(self.show_trouble)
        self._sign_in.asked.connect(self._ways.be_quiet)
        self._sign_in.let_go.connect(self._ways.ask_for_passphrase)
        self._sign_in.unsuccessful.connect(self._ways.tell)
        self._ways.turned.connect(self._turned)
        self._trouble.again.connect(self._look_again)
        self._trouble.use_code.connect(self._ways.ask_for_code)
        self._trouble.salvage.connect(self.salvage)
        self._trouble.look_inside.connect(self.look_inside)
        self.ready()

    def showEvent(self, event: QShowEvent) -> None:
        """Say where one has come to; what is amiss says so by itself (Qt)."""
        super().showEvent(event)
        if not event.spontaneous() and self._trouble.isHidden():
            announce(self, f"{self._page.title}. {self._lead.words}")

    def ready(self) -> None:
        """The journal is there and locked: ask for the passphrase."""
        self._is_open = False
        self._sign_in.offer()
        self._ways.ask_for_passphrase()

    def show_sealed(self, *, sealed: bool) -> None:
        """Say that words wait in memory for the journal to be unlocked."""
        self._sealed.setVisible(sealed)
        if sealed:
            self._sealed.say(*sealed_words.at_length(), "caution")

    def show_trouble(self, error: KnownError) -> None:
        """The journal, or a part of it, is not as it should be: say so calmly, with what to do next."""
        self._ways.wipe()
        self._trouble.show_error(error, with_code=error.code in _CODE_STILL_OPENS)
        self._show(trouble=True)
        self._trouble.setFocus()
        self._reveal_soon()
        if is_damage(error):
            self.damage_shown.emit()

    def offer_backup(self, words: str) -> None:
        """Say which backup is the newest whole one."""
        self._trouble.offer_backup(words)
        self._reveal_soon()

    def wipe(self) -> None:
        """Forget everything that was typed."""
        self._ways.wipe()
        self._sign_in.wipe()

    # ------------------------------------------------------------------ the page
    def _fill(self, theme: Theme) -> None:
        body = self._page.body
        body.addStretch(2)
        self._page.add_title(self.tr("Welcome back"), "display")
        self._lead = Text(theme, self.tr("Your journal is locked. Take your time."), "lead", "secondary")
        body.addWidget(self._lead)
        self._sealed = Notice(theme, kind="caution")
        self._sealed.hide()
        self._page.add_block(self._sealed)
        body.space(4)
        for part in (self._ways, self._sign_in, self._trouble):
            self._page.add_block(part)
        below = column(theme, gap=14)
        below.space(6)
        below.addWidget(Rule(theme))
        read = Button(theme, self.tr("Read the recipe without unlocking"), "secondary", "cooking-pot")
        read.clicked.connect(self.read_recipe)
        restore = Button(theme, self.tr("Restore a backup"), "quiet", "history")
        restore.clicked.connect(self.restore)
        buttons = Flow(theme, 8)
        buttons.addWidget(read)
        buttons.addWidget(restore)
        below.addWidget(holder(buttons))
        self._page.add_block(holder(below))
        body.addStretch(3)

    def _reveal_soon(self) -> None:
        QTimer.singleShot(0, self, self._reveal_main)  # once it has its place

    def _reveal_main(self) -> None:
        if self._trouble.main.hasFocus():
            self._page.reveal(self._trouble.main)

    def _opened(self) -> None:
        """By whichever way came first; one that was tried at the same time finds it open."""
        if not self._is_open:
            self._is_open = True
            self.unlocked.emit()

    def _turned(self) -> None:
        self._show(trouble=False)

    def _show(self, *, trouble: bool) -> None:
        self._ways.setVisible(not trouble)
        self._sign_in.show_beside(not trouble)
        self._trouble.setVisible(trouble)
        self._lead.setVisible(not trouble)
        self._page.to_top()

    def _look_again(self) -> None:
        try:
            self._unlocking.state()
        except KnownError as error:
            self.show_trouble(error)
            return
        self.ready()
