"""Enter presses a button as Space does: many people know only that key, and some switches send only it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALONE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press ``button`` if ``event`` is Enter alone; a key that is held down presses once.

    Gives whether the event was taken, so that the button's own handling is left out.
    """
    if event.key() not in _ENTER or event.modifiers() not in _ALONE:
        return False
    event.accept()
    if not event.isAutoRepeat():
        button.click()
    return True
