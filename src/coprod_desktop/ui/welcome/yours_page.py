"""The last page: text size, colours, typeface. Its button makes the journal; nothing was made before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.ui.looks.choices import Colours, TextSize, Typefaces
from coprod_desktop.ui.looks.looks import Looks
from coprod_desktop.ui.names import shown_name
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.synced import about_syncing, synced_by
from coprod_desktop.ui.welcome.frame import SetupPage
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, holder
from coprod_desktop.ui.widgets.marks import Steps
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.text import Text


class YoursPage(SetupPage):
    """``make`` asks for the journal to be made."""

    make = Signal()
    back = Signal()

    def __init__(self, looks: Looks, steps: tuple[str, ...], recipe: Recipe, folder: Path) -> None:
        super().__init__(looks, with_looks=False)
        theme, body = self.theme, self.body
        body.addWidget(Steps(theme, steps, 2))
        self.add_title(self.tr("Make it yours"))
        about = self.tr("Changes show straight away. You can change all of this again in Settings.")
        body.addWidget(Text(theme, about, "body", "secondary", cap=False))
        self._size = TextSize(looks)
        self.add_block(self._size)
        self.add_block(Colours(looks, 130, picture=72))
        self.add_block(Typefaces(looks))
        self._trouble = Notice(theme, kind="caution")
        self._trouble.hide()
        self.add_block(self._trouble)
        buttons = Flow(theme, 12)
        self._back = Button(theme, self.tr("Back"), "secondary", "arrow-left")
        self._back.clicked.connect(self.back)
        self._create = Button(theme, self.tr("Create my journal"), "primary")
        self._create.clicked.connect(self.make)
        buttons.addWidget(self._back)
        buttons.addWidget(self._create)
        body.addWidget(holder(buttons))
        self._working = Text(theme, "", "body", "secondary")
        self._working.hide()
        body.addWidget(self._working)
        where = self.tr("Your journal will be kept in {folder}").format(folder=shown_name(folder))
        # Below the button, so that the button is in sight; a reader hears it at the button.
        self.add_block(Notice(theme, recipe.care.privacy))
        body.addWidget(Text(theme, where, "small", "secondary", selectable=True))
        heard = [recipe.care.privacy, where]
        provider = synced_by(folder)
        if provider:
            synced = about_syncing(theme, provider)
            self.add_block(synced)
            heard.append(synced.words)
        self._create.setAccessibleDescription(" ".join(heard))
        body.addStretch(1)

    def first_control(self) -> QWidget:
        """The slider at the top."""
        return self._size.slider

    def set_working(self, working: bool) -> None:
        """Say that the journal is being made, and offer nothing meanwhile."""
        words = self.tr("Making your journal. This takes a moment.") if working else ""
        if working:
            # Else the focus goes on to whatever comes next, and the page scrolls there.
            self._create.clearFocus()
            self._back.clearFocus()
            announce(self, words)
        self._create.setEnabled(not working)
        self._back.setEnabled(not working)
        self._trouble.setVisible(False)
        self._working.set_words(words)
        self._working.setVisible(working)

    def show_trouble(self, error: Exception) -> None:
        """Say why the journal could not be made. Nothing is left behind then."""
        self.set_working(False)
        said = sentence(error)
        self._trouble.say(said.what, said.next, "caution")
        self.reveal(self._trouble)
        self._create.setFocus()
