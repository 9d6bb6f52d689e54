"""Words that are cut off: a label with too little room, a control that reaches out of its page."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QScrollArea, QWidget

from tests.support.finding import described, visible

_SLACK = 1
_LEAST_SEEN = 24


def cut_off(window: QWidget) -> list[str]:
    """One line for everything in the window whose words do not have the room they need."""
    found = []
    for widget in visible(window):
        name = described(widget).name[:70]
        if isinstance(widget, QLabel | QAbstractButton):
            found += [f"{type(widget).__name__} {name!r}: {why}" for why in _too_small(widget)]
        if name and (why_out := _reaches_out(widget, window)):
            found.append(f"{type(widget).__name__} {name!r}: {why_out}")
        if isinstance(widget, QScrollArea) and widget.horizontalScrollBar().maximum() > 0:
            over = widget.horizontalScrollBar().maximum()
            found.append(f"{type(widget).__name__} {name!r}: {over} px wider than its window")
    return found


def _too_small(widget: QLabel | QAbstractButton) -> list[str]:
    if not widget.text() or (isinstance(widget, QLabel) and not widget.pixmap().isNull()):
        return []
    why = []
    if type(widget).__name__ == "Elided":
        return []
    least = widget.minimumSizeHint()
    if widget.width() + _SLACK < least.width():
        why.append(f"{widget.width()} px wide, needs {least.width()}")
    if widget.hasHeightForWidth():
        needed = widget.heightForWidth(widget.width())
        if needed > 0 and widget.height() + _SLACK < needed:
            why.append(f"{widget.height()} px high, needs {needed} at {widget.width()} wide")
    elif isinstance(widget, QLabel) and not widget.wordWrap():
        words = widget.sizeHint()
        if widget.width() + _SLACK < words.width() or widget.height() + _SLACK < words.height():
            why.append(f"{widget.width()}×{widget.height()} px, needs {words.width()}×{words.height()}")
    return why


def _reaches_out(widget: QWidget, window: QWidget) -> str:
    """What is cut by a parent that does not scroll; empty when nothing is."""
    area = QRect(QPoint(0, 0), widget.size())
    here: QWidget = widget
    while not here.isWindow() and (parent := here.parentWidget()) is not None:
        area.translate(here.pos())
        scroller = parent.parentWidget()
        scrolls = isinstance(scroller, QAbstractScrollArea) and parent is scroller.viewport()
        if scrolls:
            return ""  # what lies outside can be scrolled to; width is looked at with the scroll area itself
        inside = area.intersected(parent.rect())
        lost = area.width() - inside.width() + area.height() - inside.height()
        if lost > 2 * _SLACK:
            return (
                f"{lost} px of it lie outside of {type(parent).__name__} {parent.width()}×{parent.height()}"
            )
        here = parent
    return ""


def out_of_sight(window: QWidget) -> list[str]:
    """Fields so low that what is typed in them cannot be seen."""
    return [
        f"{type(field).__name__} {described(field).name!r} is {field.height()} px high"
        for field in visible(window)
        if isinstance(field, QLineEdit | QAbstractScrollArea)
        and field.focusPolicy() != Qt.FocusPolicy.NoFocus
        and field.height() < _LEAST_SEEN
    ]
