"""A segmented switch: a few ways to look at the same thing, one of which is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGroupBox, QSizePolicy, QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, column, tall_as_needed
from coprod_desktop.ui.widgets.one_of import add_one_of
from coprod_desktop.ui.widgets.paint import Look, painting, rounded


class Segments(QGroupBox):
    """A named group of segments on a sunken ground, which wrap where there is little room.

    ``choices`` are key, label and icon of each. ``chosen`` carries the key of the one a person chose.
    """

    chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        name: str,
        choices: Sequence[tuple[str, str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFlat(True)
        self._theme = theme
        flow = Flow(theme, 4)
        column(theme, self, 4).addLayout(flow)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        self._icons: dict[str, str] = {}
        for key, label, icon in choices:
            button = Button(theme, label, "segment", icon)
            button.clicked.connect(partial(self._clicked, key))
            add_one_of(self._group, button)
            flow.addWidget(button)
            self._buttons[key], self._icons[key] = button, icon
        self._group.setExclusive(True)
        tall_as_needed(self, QSizePolicy.Policy.Maximum)
        theme.changed.connect(self.update)

    def button(self, key: str) -> Button:
        """One segment."""
        return self._buttons[key]

    @property
    def key(self) -> str | None:
        """The key of the segment that is chosen."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), None)

    def choose(self, key: str) -> None:
        """Show a choice, without ``chosen``."""
        self._buttons[key].setChecked(True)

    def set_narrow(self, narrow: bool) -> None:
        """Show words alone, close together, where there is little room."""
        self.show_icons(not narrow)
        for button in self._buttons.values():
            button.set_compact(narrow)

    def show_icons(self, on: bool) -> None:
        """Show the icons, or words alone."""
        for key, button in self._buttons.items():
            button.set_icon(self._icons[key] if on else None)

    def _clicked(self, key: str, _checked: bool = False) -> None:
        self.chosen.emit(key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground; the segments paint themselves."""
        theme = self._theme
        edge = theme.c("border") if theme.high_contrast else None
        look = Look(theme.c("surfaceSunken"), edge, theme.c("text"), theme.line())
        with painting(self) as painter:
            rounded(painter, QRectF(self.rect()), theme.r("control") + theme.sp(4), look)
