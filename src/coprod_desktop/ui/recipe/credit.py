"""The credit at the end of every page of the recipe, and the buttons that copy the page or print it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.ui.recipe.words import Words
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, tall_as_needed

_SAID_FOR_MS = 2500


class CreditLine(QWidget):
    """Whose words these are. ``link_followed`` carries the address of the licence's page.

    ``printing`` is False where the page itself offers paper already.
    """

    copy_wanted = Signal()
    paper_wanted = Signal()
    link_followed = Signal(object)

    def __init__(
        self, theme: Theme, recipe: Recipe, parent: QWidget | None = None, *, printing: bool = True
    ) -> None:
        super().__init__(parent)
        line = Flow(theme, 12, parent=self)
        tall_as_needed(self)
        words = Words(theme, recipe.credit, "small", "secondary", cap=False)
        words.linkActivated.connect(self._follow)
        line.addWidget(words)
        self._copy_button = Button(theme, self.tr("Copy with credit"), "quiet", "copy", compact=True)
        self._copy_button.setToolTip(self.tr("Copies the words of this page and says whose they are."))
        self._copy_button.clicked.connect(self._copy)
        line.addWidget(self._copy_button)
        if printing:
            paper = Button(theme, self.tr("Print"), "quiet", "printer", compact=True)
            paper.setToolTip(self.tr("Puts this page on paper, as a file or straight to a printer."))
            paper.clicked.connect(self.paper_wanted)
            line.addWidget(paper)
        self._a_moment = QTimer(self)
        self._a_moment.setSingleShot(True)
        self._a_moment.setInterval(_SAID_FOR_MS)
        self._a_moment.timeout.connect(self._offer_again)

    def _follow(self, address: str) -> None:
        self.link_followed.emit(address)

    def _copy(self) -> None:
        self.copy_wanted.emit()
        self._copy_button.setText(self.tr("Copied"))
        self._copy_button.set_icon("check")
        self._a_moment.start()
        announce(self, self.tr("Copied"))

    def _offer_again(self) -> None:
        self._copy_button.setText(self.tr("Copy with credit"))
        self._copy_button.set_icon("copy")
