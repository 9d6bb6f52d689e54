"""The part of the settings where the recovery code is seen again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from coprod_desktop.services.unlocking import LockState, Unlocking
from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.welcome.code_card import CodeCard
from coprod_desktop.ui.welcome.group_check import GroupCheck
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Box, column, holder, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.text import Text


class RecoveryCodePart(QWidget):
    """Shows the code on request. It is dropped as soon as the part is out of sight.

    ``built`` comes when there is something else to press in it.
    """

    built = Signal()

    def __init__(self, theme: Theme, unlocking: Unlocking, jobs: Jobs, ask: Ask) -> None:
        super().__init__()
        self._theme, self._unlocking, self._jobs, self._ask = theme, unlocking, jobs, ask
        box = column(theme, self, gap=12)
        box.addWidget(Text(theme, self.tr("Recovery code"), "h3"))
        self._box: Box = column(theme, gap=12)
        box.addWidget(holder(self._box))
        tall_as_needed(self)

    def show_for(self, state: LockState | None) -> None:
        """Offer what the journal's state allows; None for a journal that cannot be looked at."""
        self.wipe()
        self.setVisible(state is not None)
        if state is LockState.UNLOCKED:
            work = self._unlocking.recovery_code_confirmed
            self._jobs.run(work, self._offer, self._not_read, self)
        elif state is LockState.LOCKED:
            words = self.tr("Unlock your journal to see its recovery code.")
            self._box.addWidget(Text(self._theme, words, "body", "secondary"))
        elif state is not None:
            words = self.tr("There is no journal yet. Setting one up starts in Reflect or Journal.")
            self._box.addWidget(Text(self._theme, words, "body", "secondary"))

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of a code that was shown."""
        super().hideEvent(event)
        self.wipe()

    def wipe(self) -> None:
        """Forget a code that was shown."""
        for check in self.findChildren(GroupCheck):
            check.wipe()
        self._box.clear()

    def _offer(self, confirmed: bool) -> None:
        self.wipe()
        theme = self._theme
        if confirmed:
            words = self.tr("You checked that you have a copy. You can see the code again here.")
            self._box.addWidget(Text(theme, words, "body", "secondary"))
        else:
            what = self.tr("You left your recovery code for later.")
            why = self.tr("Without it, a forgotten passphrase can't be put right by anyone.")
            self._box.addWidget(Notice(theme, what, why, "note"))
        show = Button(theme, self.tr("Show my recovery code"), "secondary", "key-round")
        show.clicked.connect(self._fetch)
        self._box.addWidget(show)
        self.built.emit()

    def _fetch(self) -> None:
        self._jobs.run(self._unlocking.recovery_code, self._show_code, self._not_read, self)

    def _show_code(self, code: str) -> None:
        self.wipe()
        if not self.isVisible():
            return
        card = CodeCard(self._theme, code, self._jobs, self._ask)
        self._box.addWidget(card)
        check = GroupCheck(self._theme, code)
        check.matched.connect(self._confirm)
        self._box.addWidget(check)
        self.built.emit()
        first = card.groups[0]  # the button that led here is gone, and the focus with it
        QTimer.singleShot(0, first, partial(first.setFocus, Qt.FocusReason.OtherFocusReason))

    def _confirm(self) -> None:
        self._jobs.run(self._unlocking.confirm_recovery_code, None, self._not_read, self)

    def _not_read(self, error: Exception) -> None:
        self.wipe()
        said = sentence(error)
        self._box.addWidget(Notice(self._theme, said.what, said.next, "caution"))
