"""A calm line as long as backups do not work: what keeps them, and the way to the settings."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.services.backup_facts import LastResult
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import column, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice


class BackupNotice(QWidget):
    """Stands between the bar at the top and the page until the next backup works. ``settings`` leads on.

    It is read out when it comes and not again. Its parts are made when they are first needed.
    """

    settings = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._notice: Notice | None = None
        self._box = column(theme, self, (20, 10, 20, 10))
        tall_as_needed(self)
        self.hide()

    @property
    def words(self) -> str:
        """What it says; nothing while it is not there."""
        return self._notice.words if self._notice is not None and not self.isHidden() else ""

    def show_for(self, last: LastResult) -> None:
        """Say what keeps backups from being made, or go where the last one worked."""
        if not last.cause:
            self.hide()
            return
        from coprod_desktop.ui.backup_sentences import why_no_backup  # not at the start: that stays quick

        is_new = self.isHidden()
        told = why_no_backup(last.cause, last.place)
        notice = self._notice or self._made()
        self.show()
        what = self.tr("Your journal is saved, but there is no new backup. {why}").format(why=told.what)
        notice.say(what, told.next, "note", aloud=is_new)

    def _made(self) -> Notice:
        self._notice = Notice(self._theme)
        settings = Button(self._theme, self.tr("Backup settings"), "secondary", "archive", compact=True)
        settings.clicked.connect(self.settings)
        self._notice.add_button(settings)
        self._box.addWidget(self._notice)
        return self._notice
