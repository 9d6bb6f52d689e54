"""After opening with the recovery code: a calm offer to choose a new passphrase. Nobody has to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import column, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice


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

    def offer(self) -> None:
        """Show the offer, and have it read out."""
        self.show()
        self._notice.say(
            self.tr("You opened your journal with the recovery code."),
            self.tr("If you forgot your passphrase, you can choose a new one now, or later in Settings."),
        )

    def _choose(self) -> None:
        self.hide()
        self.choose.emit()
