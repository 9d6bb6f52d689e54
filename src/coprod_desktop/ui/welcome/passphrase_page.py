"""The page where a passphrase is chosen: typed twice, or suggested; shown when one likes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.looks.looks import Looks
from coprod_desktop.ui.welcome.frame import BLOCK_GAP, SetupPage
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, holder
from coprod_desktop.ui.widgets.marks import Steps
from coprod_desktop.ui.widgets.new_passphrase import NewPassphrase
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.text import Text


class PassphrasePage(SetupPage):
    """``forward`` comes only with two equal passphrases that are long enough."""

    forward = Signal()
    back = Signal()

    def __init__(self, looks: Looks, steps: tuple[str, ...]) -> None:
        super().__init__(looks)
        theme, body = self.theme, self.body
        body.addWidget(Steps(theme, steps, 0))
        self.add_title(self.tr("Choose a passphrase"))
        about = self.tr(
            "A passphrase is a few words in a row. Four or more words that don't usually go together "
            "are easier to remember, and harder to guess, than one tricky password."
        )
        body.addWidget(Text(theme, about, "body", "secondary"))
        self._new = NewPassphrase(theme, self.tr("Passphrase"), BLOCK_GAP)
        self._new.chosen.connect(self.forward)
        self.add_block(self._new)
        nobody = self.tr("Nobody else has a copy of your passphrase.")
        next_page = self.tr("On the next page you'll get a recovery code, in case you forget it.")
        self.add_block(Notice(theme, nobody, next_page))
        self._add_buttons()
        body.addStretch(1)

    def first_control(self) -> QWidget:
        """The first field."""
        return self._new

    def passphrase(self) -> str:
        """What was typed."""
        return self._new.text()

    def wipe(self) -> None:
        """Forget what was typed."""
        self._new.wipe()

    def _add_buttons(self) -> None:
        buttons = Flow(self.theme, 12)
        back = Button(self.theme, self.tr("Back"), "secondary", "arrow-left")
        back.clicked.connect(self.back)
        forward = Button(self.theme, self.tr("Next: recovery code"), "primary")
        forward.clicked.connect(self._new.finish)
        buttons.addWidget(back)
        buttons.addWidget(forward)
        self.body.addWidget(holder(buttons))
