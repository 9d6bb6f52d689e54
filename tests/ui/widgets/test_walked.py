"""Pieces of words that are walked by arrows are one stop of the Tab key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.ui.widgets.walked import Walked


def test_arrows_go_along_and_tab_goes_past(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    before, after = QPushButton("before"), QPushButton("after")
    pieces = [QLabel(words) for words in ("one", "two", "three")]
    box = QVBoxLayout(whole)
    for part in (before, *pieces, after):
        box.addWidget(part)
    Walked(pieces, whole)
    with qtbot.waitActive(whole):
        whole.show()
        whole.activateWindow()
    before.setFocus()

    def goes(key: Qt.Key) -> str:
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, key)
        there = QApplication.focusWidget()
        assert isinstance(there, QLabel | QPushButton)
        return there.text()

    keys = Qt.Key
    assert goes(keys.Key_Tab) == "one"
    assert [goes(key) for key in (keys.Key_Up, keys.Key_Down, keys.Key_Right)] == ["one", "two", "three"]
    assert [goes(key) for key in (keys.Key_Down, keys.Key_Left, keys.Key_Home)] == ["three", "two", "one"]
    assert goes(keys.Key_End) == "three"
    assert goes(keys.Key_Left) == "two"
    assert [goes(keys.Key_Tab), goes(keys.Key_Backtab), goes(keys.Key_Backtab)] == ["after", "two", "before"]
