"""Several buttons of which one is chosen: what a reader is told, and where the Tab key comes to.

Qt comes to the first or the last of them, whatever is chosen, until one of them had the focus.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup

from coprod_desktop.ui.widgets.announce import tell_focus

_TAKING_BACK = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_TABBED = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


def pass_to_chosen(button: QAbstractButton, event: QFocusEvent) -> None:
    """Pass the focus that came by the Tab key on to the button of the group that is chosen."""
    group = button.group()
    if event.reason() not in _TABBED or group is None or not group.exclusive():
        return
    chosen = group.checkedButton()
    if chosen is not None and chosen is not button and chosen.isVisible() and chosen.isEnabled():
        chosen.setFocus(event.reason())
        tell_focus(chosen)


def is_taking_back(event: QEvent) -> bool:
    """Whether an event is a key that takes a choice back, where none is a choice too."""
    pressed = event.type() == QEvent.Type.KeyPress
    return pressed and isinstance(event, QKeyEvent) and event.key() in _TAKING_BACK


def add_one_of(group: QButtonGroup, button: QAbstractButton, number: int = -1) -> None:
    """Add a button to a group, and have it told to a reader as one of several and not as a check box.

    ``number`` is its place in the group; without one, Qt gives it one.
    """
    group.addButton(button, number)
    # What is chosen is up to the group alone. Qt takes the role of a radio button from this property.
    button.setAutoExclusive(True)
