"""The page with the recovery code: keep it, and type one group back to show that it was kept."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.looks.looks import Looks
from coprod_desktop.ui.welcome.code_card import CodeCard
from coprod_desktop.ui.welcome.frame import SetupPage
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.fields import Labelled, LineField, no_prediction
from coprod_desktop.ui.widgets.layouts import Flow, holder
from coprod_desktop.ui.widgets.marks import Steps
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.text import Text

_ALIKE = str.maketrans("OIL", "011")


class RecoveryPage(SetupPage):
    """``forward`` comes when the group was typed back, ``later`` when that is left for another day."""

    forward = Signal()
    later = Signal()
    back = Signal()

    def __init__(self, looks: Looks, steps: tuple[str, ...], code: str, jobs: Jobs, ask: Ask) -> None:
        super().__init__(looks)
        theme, body = self.theme, self.body
        groups = code.split("-")
        number = secrets.randbelow(len(groups)) + 1
        self._wanted = groups[number - 1]
        body.addWidget(Steps(theme, steps, 1))
        self.add_title(self.tr("Keep your recovery code safe"))
        about = self.tr(
            "If you forget your passphrase, this code is the only other way in. "
            "Keep it on paper, away from this computer."
        )
        body.addWidget(Text(theme, about, "body", "secondary"))
        self._card = CodeCard(theme, code, jobs, ask)
        self.add_block(self._card)
        self._field = LineField(theme)
        no_prediction(self._field)
        label = self.tr("Type group {number}, to check you have it").format(number=number)
        self._labelled = Labelled(theme, label, self._field)
        self.add_block(self._labelled)
        self._matches = Notice(theme, kind="good")
        self._matches.hide()
        self.add_block(self._matches)
        self._add_buttons()
        body.addStretch(1)
        self._field.textChanged.connect(self._typed)
        self._field.returnPressed.connect(self._go_on)
        self._cap_field()
        theme.changed.connect(self._cap_field)

    def first_control(self) -> QWidget:
        """The first way to keep the code."""
        return self._card.findChildren(Button)[0]

    def is_confirmed(self) -> bool:
        """Whether the group that was asked for stands in the field."""
        typed = "".join(c for c in self._field.text().upper() if c.isalnum())
        return typed.translate(_ALIKE) == self._wanted

    def wipe(self) -> None:
        """Forget what was typed; the page is deleted after this."""
        self._field.clear()
        self._wanted = ""

    def _cap_field(self) -> None:
        self._field.setMaximumWidth(self.theme.tx(200))

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

    def _typed(self) -> None:
        self._labelled.say_wrong("")
        if self.is_confirmed():
            self._matches.say(self.tr("That matches."), "", "good")
        else:
            self._matches.hide()

    def _go_on(self) -> None:
        if self.is_confirmed():
            self.forward.emit()
            return
        words = self.tr("That is not this group yet. Compare it with your copy, letter by letter.")
        if not self._field.text().strip():
            words = self.tr("Please type this group from your copy, or choose to do it later.")
        self._labelled.say_wrong(words)
        self._field.setFocus()
