"""Taking the words out of widgets that are about to go: Qt deletes them a moment later."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.widgets.buttons import CardButton
from coprod_desktop.ui.widgets.text import Text


def forget_words(whole: QWidget) -> None:
    """Take every word out of the labels and the names of what is in a widget."""
    for text in whole.findChildren(Text):
        text.set_words("")
    for button in whole.findChildren(CardButton):
        button.set_name("")
