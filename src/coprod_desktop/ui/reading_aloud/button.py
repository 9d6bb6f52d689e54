"""The button that begins to read a page aloud."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, SignalInstance
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import holder, row


def aloud_button(theme: Theme, told: SignalInstance) -> Button:
    """A quiet button; ``told`` tells that it was pressed."""
    words = QCoreApplication.translate("ReadingAloud", "Read aloud")
    button = Button(theme, words, "quiet", "volume-2", compact=True)
    button.clicked.connect(told)
    return button


def in_a_line(theme: Theme, widget: QWidget) -> QWidget:
    """A widget at the left of a line of its own, no wider than it needs to be."""
    line = row(theme)
    line.addWidget(widget)
    line.addStretch(1)
    return holder(line)
