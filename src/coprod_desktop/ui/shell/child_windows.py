"""Closing whatever stands over the main window, before it locks: a question, a file picker, an open menu."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QWidget


def close_child_windows(main: QWidget) -> None:
    """Close every other window of the program, each as Escape would.

    A question that is closed so is answered with no, and a file picker has chosen nothing. Whoever asked
    goes on once the event loop comes back to them, so nobody may rely on the answer being there yet.
    """
    # Not `activePopupWidget` until there is none: one that refuses to go would keep us for ever.
    for window in [*_popups(), *QApplication.topLevelWidgets()]:
        if window is main or not window.isVisible():
            continue
        if isinstance(window, QDialog):
            window.reject()
        else:
            window.close()


def _popups() -> list[QWidget]:
    """The open menus and lists first: a menu holds the mouse and the keys until it is closed."""
    first = QApplication.activePopupWidget()
    return [] if first is None else [first]
