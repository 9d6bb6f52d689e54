"""Every button can be pressed by Enter as well as by Space."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.content.model import Run
from coprod_desktop.ui.recipe.row import RecipeRow
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button, CardButton
from coprod_desktop.ui.widgets.layouts import column
from coprod_desktop.ui.widgets.text import Text

Key = Qt.Key


@pytest.fixture(params=["button", "card", "row of the recipe"])
def button(request: pytest.FixtureRequest, theme: Theme, qtbot: QtBot) -> QAbstractButton:
    made: QAbstractButton
    if request.param == "button":
        made = Button(theme, "Go on")
    elif request.param == "card":
        made = CardButton(theme, "Go on")
    else:
        made = RecipeRow(theme, (Run("Courage"),), "flame")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def presses(button: QAbstractButton) -> QSignalSpy:
    return QSignalSpy(button.clicked)


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_a_key_presses_once(button: QAbstractButton, presses: QSignalSpy, key: Qt.Key) -> None:
    QTest.keyClick(button, key)
    assert presses.count() == 1


def test_enter_with_another_key_is_left_to_the_page(button: QAbstractButton, presses: QSignalSpy) -> None:
    keys = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(button, keys)
    assert presses.count() == 0


def test_what_stands_in_a_card_keeps_its_font_and_is_told_once(theme: Theme, qtbot: QtBot) -> None:
    card = CardButton(theme, "Values. 8 questions.")
    qtbot.addWidget(card)
    title = Text(theme, "Values", "h2")
    column(theme, card).addWidget(title)
    card.show()
    QApplication.processEvents()
    assert title.font() == theme.font("h2")
    card.setParent(holder := QWidget())  # as when a page is put in its place
    qtbot.addWidget(holder)
    holder.show()
    card.show()
    QApplication.processEvents()
    assert title.font() == theme.font("h2")
    told = QAccessible.queryAccessibleInterface(card)
    assert told.childCount() == 0 and told.text(QAccessible.Text.Name) == "Values. 8 questions."
