"""A calm line as long as backups do not work. The settings say why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal

from coprod_desktop.services.backup_facts import LastResult
from coprod_desktop.ui.shell.quiet_line import QuietLine
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button


class BackupNotice(QuietLine):
    """Stays until the next backup works. ``settings`` leads on."""

    settings = Signal()

    def show_for(self, last: LastResult) -> None:
        """Say that the last backup did not work, or go where it did."""
        self.say(self.tr("Your journal is saved, but the last backup did not work.") if last.cause else "")

    def buttons(self, theme: Theme) -> tuple[Button, ...]:
        """See why."""
        why = Button(theme, self.tr("See why"), "secondary", "archive", compact=True)
        why.setAccessibleName(self.tr("See why the last backup did not work"))
        why.clicked.connect(self.settings)
        return (why,)
