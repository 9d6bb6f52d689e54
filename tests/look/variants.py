"""The looks every screen is shown in: colours, text size, window size."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMainWindow

from coprod_desktop.services.preferences import Appearance
from coprod_desktop.ui.theme.theme import Theme
from tests.support.waiting import settle

USUAL = QSize(1280, 860)


@dataclass(frozen=True, slots=True)
class Variant:
    """One look: the end of the picture's name, and what is set for it."""

    suffix: str
    appearance: Appearance
    size: QSize = USUAL

    def put_on(self, theme: Theme, window: QMainWindow) -> None:
        """Change the open window to this look, as the settings do."""
        if theme.appearance != self.appearance:
            theme.change(self.appearance)
        window.resize(self.size)
        for _ in range(3):
            settle()


def _looks(colours: str = "light", percent: int = 100) -> Appearance:
    return Appearance(colours=colours, text_percent=percent)


VARIANTS = (
    Variant("", _looks()),
    Variant("-900x640", _looks(), QSize(900, 640)),
    Variant("-683x384", _looks(), QSize(683, 384)),
    Variant("-dark", _looks("dark")),
    Variant("-high-contrast", _looks("highContrast")),
    Variant("-200pc", _looks(percent=200)),
)
"""What pictures are taken in."""

_LARGEST = _looks("highContrast", 200)
ROOM = (
    (VARIANTS[0], VARIANTS[1], VARIANTS[2]),
    (
        Variant("-200pc-high-contrast-wide", _LARGEST, USUAL * 2),
        Variant("-200pc-high-contrast", _LARGEST),
    ),
)
"""Where words have more or less room: one walk through the screens for each line, since another size of the
window costs next to nothing, and other looks cost a second on every screen. The last has the largest text and
the thickest lines. One walks in the first look of each, which has the room of the usual one."""
