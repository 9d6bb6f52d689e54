"""Chips: a few short choices in a line that wraps."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGroupBox, QPushButton, QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, tall_as_needed
from coprod_desktop.ui.widgets.one_of import is_taking_back


class ChipGroup(QGroupBox):
    """A named group of chips, any number of which are chosen; with ``single`` at most one.

    Of several, a reader is told check boxes; of one, radio buttons: arrow keys move, Space chooses and takes
    back, a second click and Delete take back.
    """

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
        self._value: str | None = None
        self._chips: dict[str, Button] = {}
        flow = Flow(theme, 8, parent=self)
        for key, label in choices:
            chip = Button(theme, label, "chip")
            chip.clicked.connect(partial(self._clicked, key))
            chip.toggled.connect(partial(_tick, chip))
            if single:
                chip.installEventFilter(self)
            flow.addWidget(chip)
            self._chips[key] = chip
        if single:
            self._be_one_of()
        tall_as_needed(self)

    def chosen(self) -> tuple[str, ...]:
        """The keys that are chosen, in the order of the chips."""
        return tuple(key for key, chip in self._chips.items() if chip.isChecked())

    def set_chosen(self, keys: Collection[str]) -> None:
        """Show a choice, without ``changed``."""
        for chip in self._chips.values():
            chip.setAutoExclusive(False)
        for key, chip in self._chips.items():
            chip.setChecked(key in keys)
        if self._single:
            self._be_one_of()

    def focus_chosen(self) -> None:
        """Put the focus on what is chosen, or on the first."""
        chip = self._stop()
        if chip is not None:
            chip.setFocus(Qt.FocusReason.TabFocusReason)

    def chips(self) -> tuple[Button, ...]:
        """The chips in their order."""
        return tuple(self._chips.values())

    def _clicked(self, key: str) -> None:
        if self._single:
            self._take((key,) if key != self._value else ())
        else:
            self.changed.emit()

    def _take(self, keys: tuple[str, ...]) -> None:
        self.set_chosen(keys)
        self.changed.emit()

    def _be_one_of(self) -> None:
        """Let the arrow keys lead from chip to chip, and the Tab key to the chosen one or the first."""
        self._value = next(iter(self.chosen()), None)
        for chip in self._chips.values():
            chip.setAutoExclusive(True)  # Qt takes the role of a radio button from this
            chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        stop = self._stop()
        if stop is not None:
            stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _stop(self) -> Button | None:
        """The one that the Tab key comes to."""
        offered = [chip for chip in self._chips.values() if not chip.isHidden()]
        ways = (QPushButton.isChecked, QPushButton.hasFocus, QPushButton.isCheckable)
        return next((chip for is_it in ways for chip in offered if is_it(chip)), None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the choice back on Delete or Backspace; see to the Tab key where a chip comes or goes."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._be_one_of()
        if self._value is not None and is_taking_back(event):
            self._take(())
            return True
        return super().eventFilter(watched, event)


def _tick(chip: Button, chosen: bool) -> None:
    """Mark a chosen chip by a tick as well as by its colour."""
    chip.set_icon("check" if chosen else None)
