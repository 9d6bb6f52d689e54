"""A slider between a button for less and a button for more, with what is chosen above it in words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.choices import Slider
from coprod_desktop.ui.widgets.layouts import column, row, tall_as_needed
from coprod_desktop.ui.widgets.text import Text


class SteppedSlider(QWidget):
    """A drag is taken when it ends, a key at once.

    ``chosen`` carries a place of the slider, ``passing`` the one that a drag goes over, ``stepped`` -1 from
    the button for less and 1 from that for more.
    """

    chosen = Signal(int)
    passing = Signal(int)
    stepped = Signal(int)

    def __init__(
        self,
        theme: Theme,
        name: str,
        last: int,
        less: tuple[str, str],
        more: tuple[str, str],
        *,
        first: int = 0,
        role: str = "label",
    ) -> None:
        """``less`` and ``more`` are icon and name of the buttons, ``role`` that of ``name``."""
        super().__init__()
        self.box = column(theme, self, gap=4)
        head = row(theme, gap=8)
        head.addWidget(Text(theme, name, role))
        head.addStretch(1)
        self._shown = Text(theme, "", "label", wrap=False)
        head.addWidget(self._shown)
        self.box.addLayout(head)
        self.slider = Slider(theme, name)
        self.slider.setRange(first, last)
        self.slider.setTracking(False)
        line = row(theme, gap=10)
        line.addWidget(self._button(theme, less, -1))
        line.addWidget(self.slider, 1)
        line.addWidget(self._button(theme, more, 1))
        self.box.addLayout(line)
        self.slider.valueChanged.connect(self.chosen)
        self.slider.sliderMoved.connect(self.passing)
        tall_as_needed(self)

    def show_place(self, place: int, words: str) -> None:
        """Show what holds, without ``chosen``."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(place)
        self.show_words(words)

    def show_words(self, words: str) -> None:
        """Say what is chosen, or would be."""
        self._shown.set_words(words)

    def _button(self, theme: Theme, looks: tuple[str, str], step: int) -> Button:
        icon, name = looks
        button = Button(theme, "", "secondary", icon, hint=name)
        button.clicked.connect(partial(self._step, step))
        return button

    def _step(self, step: int, _checked: bool = False) -> None:
        self.stepped.emit(step)
