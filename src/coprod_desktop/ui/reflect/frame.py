"""What stays in place while the wizard's pages change: the line above them, the bar of buttons below."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Bar
from coprod_desktop.ui.widgets.layouts import column, row, tall_as_needed
from coprod_desktop.ui.widgets.marks import Trail
from coprod_desktop.ui.widgets.text import Text

_ROOMY = 900
_TIGHT = 620
_SHORT = 520


@dataclass(frozen=True, slots=True)
class Room:
    """How much room there is. In a short window the line above scrolls away with the page."""

    roomy: bool
    tight: bool
    short: bool

    @classmethod
    def of(cls, theme: Theme, width: int, height: int) -> Room:
        """Judge a size in pixels by what it would be at 100 % text."""
        wide = theme.eff(width)
        return cls(wide >= _ROOMY, wide < _TIGHT, theme.eff(height) < _SHORT)

    @property
    def side(self) -> int:
        """The margin of the bar's sides, in pixels at 100 %."""
        return 40 if self.roomy else 12 if self.tight else 24

    @property
    def bar(self) -> int:
        """The margin above and below the bar's buttons, in pixels at 100 %."""
        return 4 if self.short else 12


LEAST = Room(roomy=False, tight=True, short=True)
"""What to begin with, so that a new page never makes the window wider."""


class WizardHead(QWidget):
    """What one is going through, the trail of questions, all pages, and *Save for later*."""

    all_pages = Signal()
    later = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_trail, self._trail_fits = False, True
        self._row = row(theme, self, gap=8)
        words = column(theme, gap=2)
        self._title = Text(theme, "", "body", "secondary")
        self.trail = Trail(theme)
        words.addWidget(self._title)
        words.addWidget(self.trail)
        self._row.grow(words)
        self.map_button = Button(theme, self.tr("All pages"), "quiet", "list", compact=True)
        self.later_button = Button(theme, self.tr("Save for later"), "quiet", "bookmark", compact=True)
        self.map_button.clicked.connect(self.all_pages)
        self.later_button.clicked.connect(self.later)
        self._row.addWidget(self.map_button)
        self._row.addWidget(self.later_button)
        tall_as_needed(self)
        self.fit(LEAST)

    def dress_again(self) -> None:
        """Take the theme's fonts again: put elsewhere, Qt gives back those that were there at first."""
        self._title.set_role("body")
        for button in (self.map_button, self.later_button):
            button.set_kind(button.kind)

    def show_title(self, words: str) -> None:
        """Say what one is going through."""
        self._title.set_words(words)

    def fit(self, room: Room) -> None:
        """Take less room where there is less. In a short window *Save for later* stands in the bar below."""
        side = 40 if room.roomy else 24
        self._row.set_margins((0, 0, 0, 8) if room.short else (side, 12, side - 12, 8))
        self.later_button.setVisible(not room.short)
        self._trail_fits = room.roomy and not room.short
        self.trail.setVisible(self._has_trail and self._trail_fits)

    def show_trail(self, count: int, here: int, done: Collection[int], words: str) -> None:
        """Show the trail on question ``here`` (counted from 1); 0 stands for a page that has none."""
        self._has_trail = bool(here)
        self.trail.setVisible(self._has_trail and self._trail_fits)
        if here:
            self.trail.set_state(count, here - 1, done, words)


class WizardFoot(Bar):
    """Back, Skip and Next: always in the same place."""

    back = Signal()
    skip = Signal()
    onward = Signal()
    later = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "footbar", parent)
        self._row = row(theme, self, (40, 12, 40, 12), 12)
        self.back_button = Button(theme, self.tr("Back"), "secondary", "arrow-left")
        self.later_button = Button(theme, self.tr("Save for later"), "quiet")
        self.skip_button = Button(theme, self.tr("Skip this one"), "quiet")
        self.next_button = Button(theme, self.tr("Next"), "primary", "arrow-right", icon_right=True)
        self._row.addWidget(self.back_button)
        self._row.addWidget(self.later_button)
        self._row.addStretch(1)
        self._row.addWidget(self.skip_button)
        self._row.addWidget(self.next_button)
        self.back_button.clicked.connect(self.back)
        self.later_button.clicked.connect(self.later)
        self.skip_button.clicked.connect(self.skip)
        self.next_button.clicked.connect(self.onward)
        tall_as_needed(self)
        self.fit(LEAST)

    def fit(self, room: Room) -> None:
        """Take less room where there is less; no action and no word goes away."""
        self._row.set_margins((room.side, room.bar, room.side, room.bar))
        self.later_button.setVisible(room.short)
        self.skip_button.setText(self.tr("Skip") if room.tight else self.tr("Skip this one"))
        self.back_button.set_icon(None if room.tight else "arrow-left")
        self.next_button.set_icon(None if room.tight else "arrow-right")

    def name_buttons(self, onward: str, *, can_skip: bool) -> None:
        """Say what *Next* does on this page, and whether it can be skipped."""
        self.next_button.setText(onward)
        self.skip_button.setVisible(can_skip)
