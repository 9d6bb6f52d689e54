"""F6 and Shift+F6: from one pane of a page to the next."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget


def is_delete(event: QKeyEvent) -> bool:
    """Whether a key asks to be rid of an entry: Delete, on a Mac Backspace with Cmd as well."""
    with_command = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    backspace = sys.platform == "darwin" and event.key() == Qt.Key.Key_Backspace and with_command
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return backspace or (event.key() == Qt.Key.Key_Delete and plain)


class PaneKeys(QObject):
    """Moves the focus between the panes of the page in view; hidden ones are passed over.

    ``panes`` gives, for each pane, the widget that takes the focus there.
    """

    def __init__(self, page: QWidget, panes: Callable[[], Sequence[QWidget]]) -> None:
        super().__init__(page)
        self._panes = panes
        for keys, step in ((Qt.Key.Key_F6, 1), (Qt.Modifier.SHIFT | Qt.Key.Key_F6, -1)):
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.go, step))

    def go(self, step: int) -> None:
        """Go ``step`` panes on."""
        panes = [pane for pane in self._panes() if pane.isVisible() and pane.isEnabled()]
        if not panes:
            return
        panes[(self._here(panes) + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @staticmethod
    def _here(panes: Sequence[QWidget]) -> int:
        """The pane that has the focus: the one that shares the nearest ancestor with it."""
        around = QApplication.focusWidget()
        while around is not None:
            for number, pane in enumerate(panes):
                if around is pane or around.isAncestorOf(pane):
                    return number
            around = around.parentWidget()
        return -1
