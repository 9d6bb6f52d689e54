"""A reader is told where the focus is after all: on what is chosen, and on which row of a list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QPushButton, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets import announce
from coprod_desktop.ui.widgets.segments import Segments

Told = list[tuple[str, object]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """Name and place of everything that a reader was told to have the focus, by us."""
    heard: Told = []

    def hear(event: QAccessibleEvent) -> None:
        assert event.type() == QAccessible.Event.Focus
        part = event.accessibleInterface()
        assert part is not None
        heard.append((part.text(QAccessible.Text.Name), event.object()))

    monkeypatch.setattr(announce, "_send", hear)
    return heard


def _shown(qtbot: QtBot, *parts: QWidget) -> QWidget:
    whole = QWidget()
    qtbot.addWidget(whole)
    box = QVBoxLayout(whole)
    for part in parts:
        box.addWidget(part)
    with qtbot.waitActive(whole):
        whole.show()
        whole.activateWindow()
    return whole


def test_of_several_it_is_the_chosen_one(qtbot: QtBot, theme: Theme, told: Told) -> None:
    before = QPushButton("before")
    several = Segments(theme, "View", (("one", "One", "list"), ("two", "Two", "image")))
    several.choose("two")
    whole = _shown(qtbot, before, several)
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert whole.focusWidget() is several.button("two")
    assert told == [("Two", several.button("two"))]


@pytest.mark.parametrize("made", [QListView, QTableView])
def test_of_a_list_it_is_the_row(qtbot: QtBot, told: Told, made: type[QListView | QTableView]) -> None:
    view = made()
    model = QStandardItemModel(view)
    for words in ("first", "second"):
        model.appendRow([QStandardItem(words), QStandardItem(f"{words}, beside it")])
    view.setModel(model)
    whole = _shown(qtbot, view)
    view.setFocus()
    selection = view.selectionModel()
    selection.setCurrentIndex(model.index(1, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
    announce.tell_focus(view)
    QApplication.processEvents()
    assert whole.focusWidget() is view
    assert [name for name, _ in told] == ["second"]


def test_nothing_is_told_once_the_focus_has_gone_on(qtbot: QtBot, told: Told) -> None:
    here, there = QPushButton("here"), QPushButton("there")
    whole = _shown(qtbot, here, there)
    here.setFocus()
    announce.tell_focus(here)
    there.setFocus()
    QApplication.processEvents()
    assert whole.focusWidget() is there
    assert told == []
