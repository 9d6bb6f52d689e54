"""Going back to a backup, from before the journal is unlocked: which one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.errors import KnownError
from coprod_desktop.services.backups import Backups
from coprod_desktop.services.preferences import Preferences
from coprod_desktop.ui.copies.backup_list import BackupList
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.looks.looks import Looks
from coprod_desktop.ui.names import shown_name
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.welcome.frame import SetupFrame, SetupPage
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, column, holder
from coprod_desktop.ui.widgets.marks import Rule
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.text import Text
from coprod_desktop.vault.errors import WhyNoBackup


class RestorePage(QWidget):
    """``look`` carries the path of a backup, ``choose_file`` asks for another file, ``closed`` leads back.

    Of each it shows when it was made, how large it is and whether it is whole, and nothing else.
    """

    look = Signal(object)
    choose_file = Signal()
    closed = Signal()

    def __init__(
        self, theme: Theme, recipe: Recipe, preferences: Preferences, backups: Backups, jobs: Jobs
    ) -> None:
        super().__init__()
        self._backups, self._jobs = backups, jobs
        frame = SetupFrame(theme, recipe)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._page = SetupPage(Looks(theme, preferences, self))
        frame.stack.addWidget(self._page)
        self._back = Button(theme, self.tr("Back"), "quiet", "arrow-left")
        self._back.clicked.connect(self.closed)
        self._none = Text(theme, "", "body")
        self._none.hide()
        self._gone = Notice(theme, kind="caution")
        self._gone.hide()
        self.list = BackupList(theme, backups, jobs, of_others=True)
        self.list.look.connect(self.look)
        self.list.found.connect(self._found)
        self._fill(theme)

    def arrive(self) -> None:
        """Look which backups there are, with the focus at the top."""
        self.list.refresh()
        self._gone.hide()
        self._jobs.aside(self._backups.require_folder, None, self._folder_fails, self)
        self._back.setFocus()
        self._page.arrive()

    def _fill(self, theme: Theme) -> None:
        body = self._page.body
        body.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._page.add_title(self.tr("Restore a backup"), "h1")
        lead = self.tr(
            "Choose the day to go back to. You see what it holds first. Nothing changes until you say so, "
            "and the journal there is now is set aside whole."
        )
        body.addWidget(Text(theme, lead, "lead", "secondary"))
        opens = self.tr(
            "A backup opens with the passphrase or the recovery code that your journal had on that day. "
            "Your journal has those again once the backup is in its place."
        )
        body.addWidget(Text(theme, opens, "body", "secondary"))
        body.space(4)
        self._page.add_block(self._gone)
        self._page.add_block(self._none)
        self._page.add_block(self.list)
        below = column(theme, gap=14)
        below.space(6)
        below.addWidget(Rule(theme))
        line = Flow(theme, 12)
        other = Button(theme, self.tr("Choose another file…"), "secondary", "file-text")
        other.clicked.connect(self.choose_file)
        line.addWidget(other)
        below.addWidget(holder(line))
        self._page.add_block(holder(below))
        body.addStretch(3)

    def _found(self, count: int) -> None:
        self._none.setVisible(not count)
        words = self.tr(
            "There are no backups in the folder for them: {folder} "
            "If you keep some elsewhere, choose the file."
        )
        self._none.set_words(words.format(folder=shown_name(self._backups.folder)))

    def _folder_fails(self, error: Exception) -> None:
        """The newest may be on a stick that is not connected; where one may not write, one may read."""
        if isinstance(error, KnownError) and error.values.get("cause") == WhyNoBackup.FOLDER_GONE:
            what = self.tr("The folder for backups is not there: {folder}")
            then = self.tr("There may be newer ones in it. Connect its disk or stick, then come here again.")
            self._gone.say(what.format(folder=shown_name(self._backups.folder)), then, "caution")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
