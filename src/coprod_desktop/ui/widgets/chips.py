"""Chips: a few short choices in a line that wraps."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGroupBox, QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, tall_as_needed


class ChipGroup(QGroupBox):
    """A named group of chips, any number of which are chosen; with ``single`` at most one."""

    changed = Signal()
    """A person chose, or took a choice back."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        choices: Sequence[tuple[str, str]],
        *,
        single: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFlat(True)
        self._single = single
        self._chips: dict[str, Button] = {}
        flow = Flow(theme, 8, parent=self)
        for key, label in choices:
            chip = Button(theme, label, "chip")
            chip.clicked.connect(partial(self._clicked, key))
            chip.toggled.connect(partial(_tick, chip))
            flow.addWidget(chip)
            self._chips[key] = chip
        tall_as_needed(self)

    def chosen(self) -> tuple[str, ...]:
        """The keys that are chosen, in the order of the chips."""
        return tuple(key for key, chip in self._chips.items() if chip.isChecked())

    def set_chosen(self, keys: Collection[str]) -> None:
        """Show a choice, without ``changed``."""
        for key, chip in self._chips.items():
            chip.setChecked(key in keys)

    def chips(self) -> tuple[Button, ...]:
        """The chips in their order."""
        return tuple(self._chips.values())

    def _clicked(self, key: str) -> None:
        if self._single and self._chips[key].isChecked():
            self.set_chosen({key})
        self.changed.emit()


def _tick(chip: Button, chosen: bool) -> None:
    """Mark a chosen chip by a tick as well as by its colour."""
    chip.set_icon("check" if chosen else None)
