"""The Tab key goes as one reads, also through parts of a page that were filled later than the rest."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.ui.widgets.tab_order import tab_as_read


def _names_by_tab(first: QWidget, count: int) -> list[str]:
    names: list[str] = []
    widget: QWidget | None = first
    while len(names) < count:
        assert widget is not None
        if isinstance(widget, QPushButton):
            names.append(widget.text())
        widget = widget.nextInFocusChain()
    return names


def test_a_part_that_was_filled_later_has_its_place(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    lines = QVBoxLayout(whole)
    late, area, inside = QVBoxLayout(), QScrollArea(), QWidget()
    area.setWidget(inside)
    lines.addWidget(first := QPushButton("first"))
    lines.addLayout(late)
    lines.addWidget(area)
    QVBoxLayout(inside).addWidget(QPushButton("in the scroll area"))
    lines.addWidget(QPushButton("last"))
    late.addWidget(QPushButton("late"))
    whole.show()
    tab_as_read(whole)
    assert _names_by_tab(first, 4) == ["first", "late", "in the scroll area", "last"]
