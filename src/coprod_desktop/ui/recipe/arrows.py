"""Arrow keys among a group of buttons, so that Tab does not have to stop at each of many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}


class ArrowKeys(QObject):
    """Moves the focus through ``widgets`` with the arrow keys, Home and End; hidden ones are passed by."""

    def __init__(self, widgets: Sequence[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._widgets = list(widgets)
        for widget in self._widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a plain arrow key that leads somewhere; let everything else pass."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        shown = [widget for widget in self._widgets if widget.isVisible() and widget.isEnabled()]
        if watched not in shown:
            return False
        target = self._target(Qt.Key(event.key()), shown.index(watched), len(shown))
        if target is None:
            return False
        shown[target].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    @staticmethod
    def _target(key: Qt.Key, here: int, count: int) -> int | None:
        if key == Qt.Key.Key_Home:
            return 0
        if key == Qt.Key.Key_End:
            return count - 1
        step = _STEPS.get(key)
        if step is None or not 0 <= here + step < count:
            return None
        return here + step
