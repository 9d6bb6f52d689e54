"""Several buttons of which one is chosen: what a reader is told, and where the Tab key comes to.

Qt comes to the first or the last of them, whatever is chosen, until one of them had the focus.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup

from coprod_desktop.ui.widgets.announce import tell_focus

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


def add_one_of(group: QButtonGroup, button: QAbstractButton, number: int = -1) -> None:
    """Add a button to a group, and have it told to a reader as one of several and not as a check box.

    ``number`` is its place in the group; without one, Qt gives it one.
    """
    group.addButton(button, number)
    # What is chosen is up to the group alone. Qt takes the role of a radio button from this property.
    button.setAutoExclusive(True)
