"""The frame of the first pages and of the unlock panel: the picture at the left, a page at the right."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.ui.looks.bar import LooksBar
from coprod_desktop.ui.looks.looks import Looks
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.welcome.scene import Scene
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.layouts import row
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.text import Text

WIDEST = 600
"""The widest a block of these pages is, at 100 % text."""
BLOCK_GAP = 10
"""The space between two blocks, at 100 % text."""

_PICTURE_FROM = 900
_PICTURE_SHARE = 0.42
_MARGIN, _TOP = 56, 8
_NARROW = 600


class SetupPage(Page):
    """One page at the right: the buttons for looks, then what it has to say.

    ``with_looks`` leaves those buttons out, on a page that is about looks itself.
    """

    def __init__(self, looks: Looks, parent: QWidget | None = None, *, with_looks: bool = True) -> None:
        super().__init__(looks.theme, (_MARGIN, _TOP, _MARGIN, 20), BLOCK_GAP, parent, narrow_below=_NARROW)
        self.theme, self.looks = looks.theme, looks
        if with_looks:
            self.body.addWidget(LooksBar(looks))
        else:
            self.body.space(16)
        self._capped: list[QWidget] = []
        self._title = ""
        self.theme.changed.connect(self._cap)

    def add_title(self, words: str, role: str = "h1") -> None:
        """Put the page's heading; it is read out when the page comes."""
        self._title = words
        self.body.addWidget(Text(self.theme, words, role))

    @property
    def title(self) -> str:
        """The page's heading."""
        return self._title

    def add_block(self, widget: QWidget) -> None:
        """Add something that is no wider than `WIDEST`."""
        self._capped.append(widget)
        line = row(self.theme)
        line.grow(widget)
        self.body.addLayout(line)
        self._cap()

    def first_control(self) -> QWidget | None:
        """What has the focus when the page comes."""
        return None

    def arrive(self) -> None:
        """The page is shown: start at its top, with the focus on its first control."""
        self.to_top()
        control = self.first_control()
        if control is not None:
            control.setFocus()
            self.to_top()
        announce(self, self._title)

    def _cap(self) -> None:
        for widget in self._capped:
            widget.setMaximumWidth(self.theme.tx(WIDEST))


class SetupFrame(QWidget):
    """Picture and page. The picture goes where the page needs the room."""

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self._scene = Scene(theme, recipe)
        self.stack = QStackedWidget()
        line.addWidget(self._scene)
        line.addWidget(self.stack, 1)
        theme.changed.connect(self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the picture its share, or none."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self._scene.setVisible(self._theme.eff(self.width()) >= _PICTURE_FROM)
        self._scene.setFixedWidth(round(self.width() * _PICTURE_SHARE))
