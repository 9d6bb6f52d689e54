"""What stays around the steps of the export: the steps and *Close* above, Back and Next below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Bar
from coprod_desktop.ui.widgets.layouts import column, row, tall_as_needed
from coprod_desktop.ui.widgets.marks import Rule, Steps

_WIDE = 1000
_ROOMY = 900
_TIGHT = 480
_SHORT = 520


@dataclass(frozen=True, slots=True)
class Room:
    """How much room there is: two panes side by side, full margins, and bars that stay."""

    wide: bool
    roomy: bool
    tight: bool
    short: bool

    @classmethod
    def of(cls, theme: Theme, width: int, height: int) -> Room:
        """Judge a size in pixels by what it would be at 100 % text."""
        effective = theme.eff(width)
        return cls(effective >= _WIDE, effective >= _ROOMY, effective < _TIGHT, theme.eff(height) < _SHORT)


class FlowHead(QWidget):
    """Where one is among the steps, and the way out."""

    closed = Signal()

    def __init__(self, theme: Theme, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = column(theme, self)
        self._row = row(theme, gap=16)
        self.steps = Steps(theme, names)
        self.close_button = Button(theme, self.tr("Close"), "quiet", "x", compact=True)
        self.close_button.clicked.connect(self.closed)
        self._row.addWidget(self.steps, 1)
        self._row.addWidget(self.close_button)
        self._rule = Rule(theme)
        lines.addLayout(self._row)
        lines.addWidget(self._rule)
        tall_as_needed(self)

    def fit(self, room: Room) -> None:
        """Take less room where there is less."""
        side = 40 if room.roomy else 24
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if room.tight else direction.LeftToRight)
        self._row.set_margins((0, 0, 0, 8) if room.short else (side, 14, side - 8, 10))
        self._rule.setVisible(not room.short)


class FlowFoot(Bar):
    """Back and Next, always in the same place."""

    back = Signal()
    onward = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "footbar", parent)
        self._icon = "arrow-right"
        self._row = row(theme, self, gap=12)
        self.back_button = Button(theme, "", "secondary", "arrow-left")
        self.next_button = Button(theme, "", "primary", "arrow-right", icon_right=True)
        self._row.addWidget(self.back_button)
        self._row.addStretch(1)
        self._row.addWidget(self.next_button)
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.onward)
        tall_as_needed(self)

    def fit(self, room: Room) -> None:
        """Take less room where there is less; no action and no word goes away."""
        side, high = (40 if room.roomy else 12 if room.tight else 24), (4 if room.short else 12)
        self._row.set_margins((side, high, side, high))
        self.back_button.set_icon(None if room.tight else "arrow-left")
        self.next_button.set_icon(None if room.tight else self._icon)

    def name_buttons(self, back: str, onward: str, icon: str) -> None:
        """Say what the two buttons do on this step; `fit` shows the icon where there is room."""
        self.back_button.setText(back)
        self.next_button.setText(onward)
        self._icon = icon
        for button in (self.back_button, self.next_button):
            button.updateGeometry()
