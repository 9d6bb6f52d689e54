"""What a person does in the Reflect tab, for the tests of its pages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coprod_desktop.domain.entries import QuestionSet
from coprod_desktop.ui.reflect.begin import Begin
from coprod_desktop.ui.reflect.tab import ReflectTab
from coprod_desktop.ui.reflect.wizard import Wizard
from coprod_desktop.ui.widgets.text import Text


def begin(tab: ReflectTab, question_set: QuestionSet = QuestionSet.VALUES, position: int = 0) -> Wizard:
    """Begin a reflection and go to one of its pages."""
    tab.home.begin.emit(Begin(question_set))
    wizard = wizard_of(tab)
    if position:
        wizard.jump(position)
    return wizard


def wizard_of(tab: ReflectTab) -> Wizard:
    """The wizard that is open."""
    assert tab.wizard is not None
    return tab.wizard


def focused(tab: ReflectTab) -> QWidget | None:
    """What has the focus in the tab's window, whether or not the window is in front."""
    return tab.window().focusWidget()


def types(tab: ReflectTab, words: str) -> None:
    """Type with the keyboard, wherever the focus is."""
    widget = focused(tab)
    assert widget is not None
    QTest.keyClicks(widget, words)


def presses(tab: ReflectTab, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key, wherever the focus is."""
    widget = focused(tab)
    assert widget is not None
    QTest.keyClick(widget, key, held)


def words_in(page: QWidget) -> list[str]:
    """What the labels of a page say, those that are hidden too."""
    return [label.words for label in page.findChildren(Text)]


def settle() -> None:
    """Let layouts and timers that are due do their work."""
    for _ in range(6):
        QApplication.processEvents()
