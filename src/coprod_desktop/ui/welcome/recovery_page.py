"""The page with the recovery code: keep it, and type one group back to show that it was kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.looks.looks import Looks
from coprod_desktop.ui.welcome.code_card import CodeCard
from coprod_desktop.ui.welcome.frame import SetupPage
from coprod_desktop.ui.welcome.group_check import GroupCheck
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, holder
from coprod_desktop.ui.widgets.marks import Steps
from coprod_desktop.ui.widgets.text import Text


class RecoveryPage(SetupPage):
    """``forward`` comes when the group was typed back, ``later`` when that is left for another day."""

    forward = Signal()
    later = Signal()
    back = Signal()

    def __init__(self, looks: Looks, steps: tuple[str, ...], code: str, jobs: Jobs, ask: Ask) -> None:
        super().__init__(looks)
        theme, body = self.theme, self.body
        body.addWidget(Steps(theme, steps, 1))
        self.add_title(self.tr("Keep your recovery code safe"))
        about = self.tr(
            "If you forget your passphrase, this code is the only other way in. "
            "Keep it on paper, away from this computer."
        )
        body.addWidget(Text(theme, about, "body", "secondary"))
        self._card = CodeCard(theme, code, jobs, ask)
        self.add_block(self._card)
        self._check = GroupCheck(theme, code)
        self.add_block(self._check)
        self._check.entered.connect(self._go_on)
        self._add_buttons()
        body.addStretch(1)

    def first_control(self) -> QWidget:
        """The first group of the code, so that it is read out."""
        return self._card.groups[0]

    def wipe(self) -> None:
        """Forget what was typed; the page is deleted after this."""
        self._check.wipe()

    def _add_buttons(self) -> None:
        buttons = Flow(self.theme, 12)
        back = Button(self.theme, self.tr("Back"), "secondary", "arrow-left")
        back.clicked.connect(self.back)
        forward = Button(self.theme, self.tr("Next: make it yours"), "primary")
        forward.clicked.connect(self._go_on)
        later = Button(self.theme, self.tr("I'll do this later"), "quiet")
        later.setAccessibleDescription(self.tr("Settings will remind you, and show the code again."))
        later.clicked.connect(self.later)
        for button in (back, forward, later):
            buttons.addWidget(button)
        self.body.addWidget(holder(buttons))
        hint = self.tr("Later: Settings will remind you, and show the code again.")
        self.body.addWidget(Text(self.theme, hint, "small", "secondary"))

    def _go_on(self) -> None:
        if self._check.is_right():
            self.forward.emit()
        else:
            self._check.say_wrong()
