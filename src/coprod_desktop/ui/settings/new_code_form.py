"""The form for a new recovery code: keep it, type a part of it back, and the passphrase."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.welcome.code_card import CodeCard
from coprod_desktop.ui.welcome.group_check import GroupCheck
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.fields import Labelled
from coprod_desktop.ui.widgets.layouts import Flow, column, holder, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.passphrase import PassphraseField
from coprod_desktop.ui.widgets.store_wait import StoreWait
from coprod_desktop.ui.widgets.text import Text

_GAP = 12


class NewCodeForm(QWidget):
    """Shows one code. ``wanted`` comes once a group was typed back, ``given_up`` when it is not wanted.

    ``stopped`` comes when this computer's sign-in, which is asked for its key, is waited for no more.
    """

    wanted = Signal(object)
    """The passphrase, as a string."""
    given_up = Signal()
    stopped = Signal()
    told = Signal(object)
    """The line that says something now, and should be in sight."""

    def __init__(self, theme: Theme, code: str, jobs: Jobs, ask: Ask) -> None:
        super().__init__()
        self._is_working = False
        box = column(theme, self, gap=_GAP)
        self._title = Text(theme, self.tr("Your new recovery code"), "h3")
        facts = Notice(
            theme,
            self.tr("This code is not in use yet. Until you finish here, the one you have still works."),
            self.tr(
                "Your passphrase stays the same. Backups and copies from before still open with the older "
                "code: keep that one as long as you need them."
            ),
        )
        self._card = CodeCard(theme, code, jobs, ask, file_name=self.tr("New journal recovery code.txt"))
        self._check = GroupCheck(theme, code)
        self._check.entered.connect(self._go_on)
        self._passphrase = PassphraseField(theme, self.tr("Your passphrase"))
        self._passphrase.entered.connect(self._finish)
        self._passphrase.changed.connect(self._typed)
        self._label = Labelled(
            theme,
            self.tr("Your passphrase"),
            self._passphrase,
            help_text=self.tr(
                "It is needed once more, since your journal is written anew under another key."
            ),
            focus=self._passphrase.line,
        )
        self._trouble = Notice(theme, kind="caution")
        self._trouble.hide()
        self._wait = Text(theme, "", "body", "secondary")
        self._wait.hide()
        self._store = StoreWait(theme)
        self._store.stopped.connect(self.stopped)
        self._save = Button(theme, self.tr("Use the new code from now on"), "primary")
        self._save.clicked.connect(self._finish)
        self._cancel = Button(theme, self.tr("Cancel"), "secondary")
        self._cancel.clicked.connect(self.given_up)
        buttons = Flow(theme, _GAP)
        buttons.addWidget(self._save)
        buttons.addWidget(self._cancel)
        parts = (
            self._title,
            facts,
            self._card,
            self._check,
            self._label,
            self._trouble,
            self._wait,
            self._store,
        )
        for part in (*parts, holder(buttons)):
            box.addWidget(part)
        tall_as_needed(self)

    def arrive(self) -> None:
        """Put the focus on the first group of the code, so that it is read out."""
        announce(self, self._title.words)
        self._card.groups[0].setFocus()

    def wipe(self) -> None:
        """Forget what was typed; the form is deleted after this."""
        self._check.wipe()
        self._passphrase.clear()

    def set_working(self, working: bool) -> None:
        """While the journal is written anew."""
        self._is_working = working
        self._passphrase.line.setReadOnly(working)
        for button in (self._save, self._cancel):
            button.setEnabled(not working)
        words = self.tr("Making a backup, then changing the lock. This can take a minute; nothing is lost.")
        self._wait.set_words(words)
        self._wait.setVisible(working)
        if working:
            self._trouble.hide()
            announce(self, words)
            self._tell(self._wait)

    def set_asking(self, asking: bool) -> None:
        """While this computer's sign-in is asked for its key, before the journal is written anew."""
        self._wait.setVisible(not asking)
        if asking:
            self._store.begin()
            return
        if self._store.isVisible():
            self._passphrase.line.setFocus()  # before the button that has it goes
        self._store.hide()

    def say_trouble(self, what: str, next_step: str) -> None:
        """Say why it was not done. What was typed stays, to be put right."""
        self._trouble.say(what, next_step, "caution")
        self._passphrase.line.setFocus()
        self._passphrase.line.selectAll()
        self._tell(self._trouble)

    def say_pause(self, seconds: int) -> None:
        """Say that a few wrong tries are being slept over."""
        words = self.tr("You can try again in {seconds} seconds.").format(seconds=seconds)
        if seconds == 1:
            words = self.tr("You can try again in a second.")
        self._trouble.say(words, "", "caution")
        self._tell(self._trouble)

    def _tell(self, line: QWidget) -> None:
        QTimer.singleShot(0, self, partial(self.told.emit, line))  # once it has its place

    def _typed(self) -> None:
        self._label.say_wrong("")
        self._trouble.hide()

    def _go_on(self) -> None:
        if self._check.is_right():
            self._passphrase.line.setFocus()
        else:
            self._say_not_yet()

    def _say_not_yet(self) -> None:
        self._check.say_wrong(self.tr("Please type this group from your copy of the new code."))

    def _finish(self) -> None:
        if self._is_working:
            return
        if not self._check.is_right():
            self._say_not_yet()
        elif not self._passphrase.text():
            self._label.say_wrong(self.tr("Please type the passphrase you have now."))
            self._passphrase.line.setFocus()
        else:
            self.wanted.emit(self._passphrase.text())
