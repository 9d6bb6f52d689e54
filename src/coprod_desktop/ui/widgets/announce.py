"""Say something to a screen reader without moving the focus, and tell it where the focus is after all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleEvent


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Have ``words`` read out; ``urgent`` interrupts what is being read. Nothing happens without a reader."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # only when there is something to say

    if not words or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, words)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def tell_focus(widget: QWidget) -> None:
    """Tell a reader once more that the focus is here, and in a list on which row.

    Qt tells of a focus when all that the event set off is done. It names the widget the key led to, even if
    that passed the focus on, and of a list it names the whole.
    """
    QTimer.singleShot(0, widget, partial(_tell_focus, widget))


def _tell_focus(widget: QWidget) -> None:
    if not widget.hasFocus():
        return
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    event = QAccessibleEvent(widget, QAccessible.Event.Focus)
    if isinstance(widget, QAbstractItemView):
        whole = QAccessible.queryAccessibleInterface(widget)
        current = whole.focusChild() if widget.currentIndex().isValid() else None
        if current is None:
            return
        event.setChild(whole.indexOfChild(current))
    _send(event)


def _send(event: QAccessibleEvent) -> None:
    from PySide6.QtGui import QAccessible

    if QAccessible.isActive():
        QAccessible.updateAccessibility(event)
