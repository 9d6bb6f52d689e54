"""The reminder on Reflect's home: when the next one is, and what has come up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.domain.reminders import Standing
from coprod_desktop.ui.reminder_words import standing_words, waiting_words
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.layouts import Flow, holder, row
from coprod_desktop.ui.widgets.marks import Picture
from coprod_desktop.ui.widgets.text import Text


class ReminderCard(Card):
    """``change`` leads to where one chooses, ``put_away`` lets what has come up wait no more."""

    change = Signal()
    put_away = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "card", (24, 18, 24, 18), 6, parent)
        head = row(theme, gap=10)
        head.addWidget(Picture(theme, "bell", "text", 22), 0, Qt.AlignmentFlag.AlignVCenter)
        head.grow(Text(theme, self.tr("Reminder"), "h3"))
        self.body.addLayout(head)
        self._waiting = Text(theme, "", "label")
        self._words = Text(theme, "", "body", "secondary")
        self.body.addWidget(self._waiting)
        self.body.addWidget(self._words)
        self.body.space(4)
        self._change = Button(theme, self.tr("Change reminders"), "secondary", compact=True)
        self._change.clicked.connect(self.change)
        self._away = Button(theme, self.tr("Put it away"), "quiet", compact=True)
        self._away.setAccessibleDescription(self.tr("Reminder"))  # the line at the top has one like it
        self._away.clicked.connect(self._put_away)
        buttons = Flow(theme, 12)
        buttons.addWidget(self._change)
        buttons.addWidget(self._away)
        self.body.addWidget(holder(buttons))

    def show_standing(self, stands: Standing | None) -> None:
        """Say how the reminder stands; None while reminders are off."""
        waiting = waiting_words(stands) if stands else ""
        self._waiting.set_words(waiting)
        self._waiting.setVisible(bool(waiting))
        self._words.set_words(standing_words(stands))
        if not waiting and self._away.hasFocus():
            self._change.setFocus(Qt.FocusReason.OtherFocusReason)
        self._away.setVisible(bool(waiting))

    def _put_away(self) -> None:
        self.put_away.emit()
