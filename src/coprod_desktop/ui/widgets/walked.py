"""Words that are read piece by piece: the Tab key comes to one of them, arrows go on from there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

WALKED = "walked"
"""A property of each piece."""

_ONWARD = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)


class Walked(QObject):
    """Lets the arrow keys, Home and End go along ``pieces``, in their order.

    For words that a screen reader reads only where the focus is. The Tab key stops at ``stops`` among them;
    where none are given, at the one that had the focus last, so that nobody has to go through all of them.
    """

    def __init__(self, pieces: Sequence[QWidget], parent: QWidget, stops: Sequence[QWidget] = ()) -> None:
        super().__init__(parent)
        self._pieces, self._stops = list(pieces), list(stops)
        for piece in pieces:
            piece.setProperty(WALKED, True)
            piece.installEventFilter(self)
        self._stop_at(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go along by keys; the piece that has the focus is the one that the Tab key comes back to (Qt)."""
        if isinstance(watched, QWidget) and watched in self._pieces:
            here = self._pieces.index(watched)
            if event.type() == QEvent.Type.FocusIn:
                self._stop_at(here)
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._goes(here, event)
        return super().eventFilter(watched, event)

    def _goes(self, here: int, event: QKeyEvent) -> bool:
        last = len(self._pieces) - 1
        key = Qt.Key(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not plain or key not in (*_ONWARD, *_BACK, Qt.Key.Key_Home, Qt.Key.Key_End):
            return False
        to = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}.get(key, here + (1 if key in _ONWARD else -1))
        if 0 <= to <= last and to != here:
            self._pieces[to].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _stop_at(self, here: int) -> None:
        stops = self._stops or [self._pieces[here]]
        for piece in self._pieces:
            # Without any policy Qt would leave it out of the order of the Tab key, which goes on from it.
            piece.setFocusPolicy(Qt.FocusPolicy.TabFocus if piece in stops else Qt.FocusPolicy.ClickFocus)
