"""The Tab key comes to what is chosen among several, from both sides."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QButtonGroup, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.choice_cards import ThemeCard
from coprod_desktop.ui.widgets.choices import Radio
from coprod_desktop.ui.widgets.one_of import add_one_of
from coprod_desktop.ui.widgets.segments import Segments
from tests.support.finding import described


@pytest.mark.parametrize(
    "made",
    [
        Radio,
        lambda theme, words: Button(theme, words, "nav"),
        lambda theme, words: ThemeCard(theme, words, ("light",)),
    ],
)
@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_comes_to_what_is_chosen(
    qtbot: QtBot, theme: Theme, made: Callable[[Theme, str], QAbstractButton], key: Qt.Key
) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    box = QVBoxLayout(whole)
    group = QButtonGroup(whole)
    before, after = QPushButton("before"), QPushButton("after")
    several = [made(theme, words) for words in ("one", "two", "three")]
    for widget in (before, *several, after):
        box.addWidget(widget)
    for button in several:
        group.addButton(button)
    several[1].setChecked(True)
    with qtbot.waitActive(whole):
        whole.show()
        whole.activateWindow()
    start, end = (before, after) if key == Qt.Key.Key_Tab else (after, before)
    start.setFocus()
    QTest.keyClick(start, key)
    assert QApplication.focusWidget() is several[1]
    QTest.keyClick(several[1], key)
    assert QApplication.focusWidget() is end


@pytest.mark.parametrize("kind", ["nav", "chip", "segment"])
def test_a_reader_is_told_of_one_of_several_and_of_no_check_box(
    qtbot: QtBot, theme: Theme, kind: str
) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    box = QVBoxLayout(whole)
    group = QButtonGroup(whole)
    several = [Button(theme, words, kind) for words in ("one", "two", "three")]
    for number, button in enumerate(several):
        box.addWidget(button)
        add_one_of(group, button, number)
    several[1].click()
    assert [described(button).role for button in several] == [QAccessible.Role.RadioButton] * 3
    assert [button.isChecked() for button in several] == [False, True, False]
    assert group.checkedId() == 1


def test_segments_are_told_as_one_of_several(qtbot: QtBot, theme: Theme) -> None:
    views = Segments(theme, "View", (("list", "List", "list"), ("picture", "Picture", "image")))
    qtbot.addWidget(views)
    assert described(views.button("list")).role == QAccessible.Role.RadioButton
