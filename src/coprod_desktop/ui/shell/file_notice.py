"""While the journal's file is gone: what is the matter, in sight until it is back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import column, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice


class FileNotice(QWidget):
    """Stands between the bar at the top and the page. ``again``: look now whether it is back.

    Its parts are made when there is first something to say.
    """

    again = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._notice: Notice | None = None
        self._box = column(theme, self, (20, 10, 20, 10))
        tall_as_needed(self)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._notice.words if self._notice is not None else ""

    def show_fault(self, error: Exception) -> None:
        """Say what is the matter with the file, that nothing typed is lost, and what to do."""
        from coprod_desktop.ui.sentences import sentence  # not at the start: that stays quick

        if self._notice is None:
            self._notice = Notice(self._theme)
            look = Button(self._theme, self.tr("Look again"), "secondary", "refresh-cw", compact=True)
            look.clicked.connect(self._look)
            self._notice.add_button(look)
            self._box.addWidget(self._notice)
        said = sentence(error)
        kept = self.tr("What you type stays in this window, and is saved as soon as that works again.")
        self.show()
        self._notice.say(said.what, f"{kept} {said.next}".strip(), "caution")

    def _look(self, _checked: bool = False) -> None:
        self.again.emit()
