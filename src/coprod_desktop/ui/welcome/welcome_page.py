"""The first page: what this is, the five promises, and two ways on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.looks.looks import Looks
from coprod_desktop.ui.welcome.frame import SetupPage
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, column, holder, row
from coprod_desktop.ui.widgets.marks import Tile
from coprod_desktop.ui.widgets.text import Text


class WelcomePage(SetupPage):
    """``set_up`` and ``just_look`` are the two ways on; ``restore`` is for who had a journal before."""

    set_up = Signal()
    just_look = Signal()
    restore = Signal()

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        theme, body = self.theme, self.body
        body.addStretch(2)
        self.add_title(self.tr("Welcome to your Co-production Companion"), "display")
        lead = self.tr(
            "A quiet place to read the recipe for working together, reflect honestly, "
            "and keep a private journal."
        )
        body.addWidget(Text(theme, lead, "lead", "secondary"))
        body.space(4)
        for promise in self._promises():
            body.addWidget(promise)
        body.space(6)
        self._set_up = Button(theme, self.tr("Set up my journal"), "primary")
        self._set_up.clicked.connect(self.set_up)
        look = Button(theme, self.tr("Just look at the recipe"), "secondary")
        look.clicked.connect(self.just_look)
        buttons = Flow(theme, 12)
        buttons.addWidget(self._set_up)
        buttons.addWidget(look)
        restore = Button(theme, self.tr("I have a backup"), "quiet", "history")
        restore.clicked.connect(self.restore)
        buttons.addWidget(restore)
        body.addWidget(holder(buttons))
        alike = self.tr(
            "Everyone uses the same program in the same way: people with lived experience, "
            "staff and volunteers."
        )
        body.addWidget(Text(theme, alike, "small", "secondary"))
        body.addStretch(3)

    def first_control(self) -> QWidget:
        """The way on."""
        return self._set_up

    def _promises(self) -> list[QWidget]:
        """The five promises of the program, in few words."""
        return [
            self._promise(
                "hard-drive",
                "ingredient",
                self.tr("It stays here"),
                self.tr("There is no account, and it never connects to the internet."),
            ),
            self._promise(
                "lock-keyhole",
                "highlight",
                self.tr("It is locked"),
                self.tr("What you write is encrypted here, drafts and search too."),
            ),
            self._promise(
                "life-buoy",
                "method",
                self.tr("It is never lost"),
                self.tr("What you type is saved within seconds, and survives a crash."),
            ),
            self._promise(
                "hand",
                "ingredient",
                self.tr("You choose what to share"),
                self.tr("An export holds only what you ticked. You read it first."),
            ),
            self._promise(
                "gift",
                "highlight",
                self.tr("It is yours"),
                self.tr("Its format is open, and you can take your words out any time."),
            ),
        ]

    def _promise(self, icon: str, colour: str, title: str, words: str) -> QWidget:
        theme = self.theme
        line = row(theme, gap=14)
        tile = column(theme)
        tile.addWidget(Tile(theme, icon, f"{colour}Tint", f"on{colour.capitalize()}Tint", 44))
        tile.addStretch(1)
        line.addLayout(tile)
        text = column(theme)
        text.addWidget(Text(theme, title, "h3"))
        text.addWidget(Text(theme, words, "body", "secondary"))
        line.grow(text)
        return holder(line)
