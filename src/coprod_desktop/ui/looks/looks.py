"""Changes how the program looks, at once, and remembers it."""

from __future__ import annotations

import logging
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from coprod_desktop.services.preferences import TEXT_PERCENT, Appearance, Preferences
from coprod_desktop.ui.theme.theme import Theme

log = logging.getLogger(__name__)

STEP = 10
"""How many per cent one step of the text size is."""


class Looks(QObject):
    """What is chosen now, and the way to choose something else.

    ``not_kept`` comes when a choice holds for now but could not be written down.
    """

    not_kept = Signal()

    def __init__(self, theme: Theme, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme, self._preferences = theme, preferences

    @property
    def appearance(self) -> Appearance:
        """What is chosen."""
        return self._preferences.appearance

    @property
    def percent(self) -> int:
        """The text size in use, also where the computer decides it."""
        return round(self.theme.scale * 100)

    def set_percent(self, percent: int) -> None:
        """Choose a text size; brought into what is allowed."""
        low, high = TEXT_PERCENT
        self._keep(replace(self.appearance, text_percent=min(high, max(low, percent))))

    def set_colours(self, colours: str) -> None:
        """Choose a set of colours, or ``system``."""
        self._keep(replace(self.appearance, colours=colours))

    def set_typeface(self, typeface: str) -> None:
        """Choose a typeface."""
        self._keep(replace(self.appearance, typeface=typeface))

    def set_easier_words(self, on: bool) -> None:
        """Choose whether the easier words stand under each question from the start."""
        self._keep(replace(self.appearance, easier_words=on))

    def _keep(self, appearance: Appearance) -> None:
        if appearance == self.appearance:
            return
        try:
            self._preferences.set_appearance(appearance)
        except OSError as fault:
            log.info("the settings were not written: %s", type(fault).__name__)
            self.not_kept.emit()
        self.theme.change(appearance)
