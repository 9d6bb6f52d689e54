"""What a person sees on the page of the Recipe tab that is in view."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.support.finding import BUTTONS, TEXTS, find_all, inventory, visible
from tests.support.waiting import settle


def button(root: QWidget, name: str | re.Pattern[str]) -> QAbstractButton:
    """The one button in view with a name."""
    settle()
    found = [seen.widget for seen in find_all(root, BUTTONS, name)]
    assert len(found) == 1, f"{len(found)} buttons {name!r} in:\n{inventory(root)}"
    assert isinstance(found[0], QAbstractButton)
    return found[0]


def buttons(root: QWidget, name: str | re.Pattern[str]) -> list[QAbstractButton]:
    """All buttons in view with a name."""
    settle()
    found = [seen.widget for seen in find_all(root, BUTTONS, name)]
    return [widget for widget in found if isinstance(widget, QAbstractButton)]


def said(root: QWidget) -> list[str]:
    """Every text in view, and every line that is a button."""
    settle()
    return [seen.name for seen in find_all(root, TEXTS | BUTTONS, None) if seen.name]


def says(root: QWidget, words: str) -> bool:
    """Whether some text in view has the words."""
    return any(words in text for text in said(root))


def focused(root: QWidget) -> QWidget:
    """The widget with the focus."""
    found = [widget for widget in visible(root) if widget.hasFocus()]
    assert len(found) == 1
    return found[0]
