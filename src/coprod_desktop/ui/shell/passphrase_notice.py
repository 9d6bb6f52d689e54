"""A calm offer to choose a new passphrase, where there is a reason for it. Nobody has to."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.shell.told import Told
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import column, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice


def tell_of_interrupted_lock(unlocking: Unlocking, told: Told) -> None:
    """Say which recovery code holds, where a crash came while it was being changed."""
    holds = unlocking.new_code_holds
    if holds is None:
        return
    translate = QCoreApplication.translate
    next_step = translate("Keys", "The new code works. Keep the paper with that one.")
    if not holds:
        next_step = translate(
            "Keys", "The code from before still works. Keep that paper, or make a new code again."
        )
    told.say(
        translate("Keys", "The program ended while your recovery code was being changed. Nothing is lost."),
        next_step,
    )


class PassphraseNotice(QWidget):
    """Stands between the bar at the top and the page. ``choose`` leads to where a new one is chosen."""

    choose = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        box = column(theme, self, (20, 10, 20, 10))
        self._notice = Notice(theme)
        choose = Button(theme, self.tr("Choose a new passphrase"), "secondary", "lock-keyhole", compact=True)
        choose.clicked.connect(self._choose)
        later = Button(theme, self.tr("Not now"), "quiet", compact=True)
        later.clicked.connect(self.hide)
        self._notice.add_button(choose)
        self._notice.add_button(later)
        box.addWidget(self._notice)
        tall_as_needed(self)
        self.hide()

    def offer_after_unlocking(self, unlocking: Unlocking) -> None:
        """Show the offer where how the journal was opened is a reason for it, and have it read out."""
        if unlocking.is_passphrase_wanted:
            self._offer_instead_of_code()
        elif unlocking.keys_are_older:
            self._offer_instead_of_older()

    def _offer_instead_of_code(self) -> None:
        self.show()
        self._notice.say(
            self.tr("You opened your journal with the recovery code."),
            self.tr("If you forgot your passphrase, you can choose a new one now, or later in Settings."),
        )

    def _offer_instead_of_older(self) -> None:
        self.show()
        self._notice.say(
            self.tr("An older key file lies in your journal's folder, so an older passphrase opens it."),
            self.tr(
                "That is right if you put it there yourself. If not, somebody may know that passphrase: "
                "choose a new one."
            ),
        )

    def _choose(self) -> None:
        self.hide()
        self.choose.emit()
