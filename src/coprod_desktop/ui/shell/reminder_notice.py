"""A quiet line after unlocking, where the reminder that somebody chose has come up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coprod_desktop.errors import KnownError
from coprod_desktop.ui.shell.parts import Parts
from coprod_desktop.ui.shell.quiet_line import QuietLine
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from coprod_desktop.domain.reminders import Standing
    from coprod_desktop.ui.shell.window import MainWindow


class ReminderNotice(QuietLine):
    """Stays until it is put away, or something is kept."""

    reflect = Signal()
    put_away = Signal()

    def buttons(self, theme: Theme) -> tuple[Button, ...]:
        """Reflect, or put the reminder away."""
        reflect = Button(theme, self.tr("Reflect"), "secondary", "message-circle-question-mark", compact=True)
        reflect.clicked.connect(self.reflect)
        away = Button(theme, self.tr("Put it away"), "quiet", compact=True)
        away.clicked.connect(self.put_away)
        return reflect, away


class ReminderCare(QObject):
    """Looks once after each unlocking; puts away what has come up, on the notice and on Reflect's home."""

    def __init__(self, window: MainWindow, parts: Parts) -> None:
        super().__init__(window)
        self._parts, self._pages = parts, window.pages
        self._notice, self._status = window.reminder_notice, window.status
        self._notice.put_away.connect(self.put_away)
        self._notice.reflect.connect(self._notice.hide)

    def unlocked(self) -> None:
        """Say what has come up, if anything has."""
        self._parts.jobs.run(self._parts.desk.reminding.standing, self._say, self._not_known, self)

    def put_away(self) -> None:
        """Let what has come up wait no more."""
        self._notice.hide()
        self._parts.jobs.run(self._parts.desk.reminding.put_away, self.changed, self._not_put_away, self)

    def changed(self, _stands: object) -> None:
        """Another reminder was chosen, or what had come up was put away: nothing waits."""
        self._notice.hide()
        if self._parts.unlocking.is_unlocked:
            self._pages.read_anew()

    def _say(self, stands: Standing | None) -> None:
        if stands is None or not self._parts.unlocking.is_unlocked:
            return
        from coprod_desktop.ui.reminder_words import waiting_words

        self._notice.say(waiting_words(stands))

    def _not_known(self, error: Exception) -> None:
        """A known cause is told where it matters; a reminder can wait."""
        if not isinstance(error, KnownError):
            self._parts.jobs.unexpected.emit(error)

    def _not_put_away(self, error: Exception) -> None:
        self._not_known(error)
        self._status.say(self.tr("The reminder could not be put away just now. It will be shown again."))
