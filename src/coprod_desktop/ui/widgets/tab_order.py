"""The Tab key goes as one reads.

Qt goes in the order in which widgets were made: another one, wherever a part of a page is filled later
than the rest of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLayout, QScrollArea, QWidget

from coprod_desktop.ui.widgets.walked import WALKED


def tab_as_read(whole: QWidget) -> None:
    """Put everything in ``whole`` that takes the Tab key in the order of its layouts.

    Call it again after something was added. ``whole`` comes after all else in its window then.
    """
    stops = list(_in_order(whole))
    # Qt passes over what takes no keys itself, and moves what hands the focus on together with all its parts.
    leading_in = [(stop, proxy, stop.focusPolicy()) for stop in stops if (proxy := stop.focusProxy())]
    for stop, _, _ in leading_in:
        stop.setFocusProxy(None)  # type: ignore[arg-type]  # the stub knows no None
        stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
    for stop, proxy, policy in leading_in:
        stop.setFocusPolicy(policy)
        stop.setFocusProxy(proxy)


def tab_stops(widget: QWidget) -> Iterator[QWidget]:
    """What takes the Tab key in ``widget``, itself among it, in the order of the layouts."""
    return (found for found in _in_order(widget) if found.focusProxy() is None)


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    """The stops, and what hands the focus on to a part of itself: left behind, it would lead back to that."""
    takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    proxy = widget.focusProxy()
    if widget.isAncestorOf(proxy) if proxy is not None else takes_tab or _is_one_of(widget):
        yield widget
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from _in_order(inside)
    elif not isinstance(widget, QAbstractScrollArea):
        layout = widget.layout()
        if layout is not None:
            yield from _stops_in(layout)


def _is_one_of(widget: QWidget) -> bool:
    """One of several, or of several pieces: the Tab key comes to one at a time, and to another one later."""
    exclusive = isinstance(widget, QAbstractButton) and widget.autoExclusive()
    return exclusive or bool(widget.property(WALKED))


def _stops_in(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        widget = item.widget() if item is not None else None
        inner = item.layout() if item is not None else None
        if widget is not None:
            yield from _in_order(widget)
        elif inner is not None:
            yield from _stops_in(inner)
