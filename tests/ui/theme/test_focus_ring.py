"""The ring stands around what has the focus, and stays there whatever moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, QRect, QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPushButton, QTabBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.services.preferences import Appearance
from coprod_desktop.ui.theme.focus_ring import FocusRing
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.fields import LineField
from coprod_desktop.ui.widgets.page import Page


@dataclass
class Scene:
    window: QWidget
    page: Page
    ring: FocusRing
    buttons: list[Button]
    field: LineField

    def around(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self.window, QPoint(0, 0)), widget.size()).adjusted(-3, -3, 3, 3)


@pytest.fixture
def scene(theme: Theme, qtbot: QtBot) -> Iterator[Scene]:
    window = QWidget()
    qtbot.addWidget(window)
    outer = QVBoxLayout(window)
    page = Page(theme, 40, 16)
    outer.addWidget(page)
    field = LineField(theme, "Name")
    page.body.addWidget(field)
    buttons = [Button(theme, f"Button {number}") for number in range(30)]
    for button in buttons:
        page.body.addWidget(button)
    ring = FocusRing(window, theme)
    window.resize(500, 400)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Scene(window, page, ring, buttons, field)
    window.close()


def test_it_stands_around_what_the_keyboard_reached(scene: Scene) -> None:
    scene.buttons[2].setFocus(Qt.FocusReason.TabFocusReason)
    assert scene.ring.isVisible()
    assert scene.ring.ring_rect() == scene.around(scene.buttons[2])


def test_a_click_on_a_button_shows_none_and_a_key_brings_it_back(scene: Scene) -> None:
    scene.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    scene.buttons[1].setFocus(Qt.FocusReason.MouseFocusReason)
    assert not scene.ring.isVisible()
    QTest.keyClick(scene.buttons[1], Qt.Key.Key_Space)
    assert scene.ring.isVisible()


def test_a_text_field_always_has_it(scene: Scene) -> None:
    scene.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    scene.field.setFocus(Qt.FocusReason.MouseFocusReason)
    assert scene.ring.isVisible()
    assert scene.ring.ring_rect() == scene.around(scene.field)


def test_it_follows_scrolling(scene: Scene) -> None:
    button = scene.buttons[1]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    scene.page.verticalScrollBar().setValue(30)
    assert scene.ring.ring_rect() == scene.around(button)


def test_it_goes_and_comes_with_its_control(scene: Scene) -> None:
    button = scene.buttons[0]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    bar = scene.page.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not scene.ring.isVisible()
    bar.setValue(0)
    assert scene.ring.isVisible()
    button.hide()
    assert scene.ring.target is not button or not scene.ring.isVisible()


def test_it_never_paints_over_the_edge_of_a_view(scene: Scene) -> None:
    button = scene.buttons[3]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    bar = scene.page.verticalScrollBar()
    bar.setValue(button.mapTo(scene.page.content, QPoint(0, 20)).y())
    view = scene.page.viewport()
    seen = QRect(view.mapTo(scene.window, QPoint(0, 0)), view.size())
    shown = scene.ring.mask().boundingRect().translated(scene.ring.pos())
    assert seen.contains(shown)


def test_it_follows_a_change_of_size(scene: Scene, qtbot: QtBot) -> None:
    scene.field.setFocus(Qt.FocusReason.TabFocusReason)
    scene.window.resize(700, 500)
    qtbot.waitUntil(lambda: scene.ring.ring_rect() == scene.around(scene.field))


def test_it_follows_a_change_of_text_size(
    qapp: QApplication, scene: Scene, theme: Theme, qtbot: QtBot
) -> None:
    scene.field.setFocus(Qt.FocusReason.TabFocusReason)
    before = scene.ring.ring_rect()
    theme.apply(qapp, Appearance("dark", 200))
    qtbot.waitUntil(lambda: scene.ring.ring_rect() == scene.around(scene.field) != before)


def test_tab_brings_every_control_wholly_into_view(scene: Scene) -> None:
    scene.field.setFocus(Qt.FocusReason.TabFocusReason)
    view = scene.page.viewport()
    for _ in range(len(scene.buttons)):
        QTest.keyClick(scene.window.focusWidget(), Qt.Key.Key_Tab)
        focused = scene.window.focusWidget()
        inside = QRect(focused.mapTo(view, QPoint(0, 0)), focused.size()).adjusted(-9, -9, 9, 9)
        assert view.rect().contains(inside)
        assert scene.ring.ring_rect() == scene.around(focused)


def test_it_survives_the_end_of_its_control(scene: Scene, qtbot: QtBot) -> None:
    scene.buttons[1].setFocus(Qt.FocusReason.TabFocusReason)
    scene.buttons.pop(1).deleteLater()
    qtbot.wait(1)
    scene.buttons[4].setFocus(Qt.FocusReason.TabFocusReason)
    assert scene.ring.ring_rect() == scene.around(scene.buttons[4])


def test_it_is_around_the_tab_and_the_row(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    tabs = QTabBar()
    tabs.addTab("Recipe")
    tabs.addTab("Reflect")
    view = QListView()
    view.setModel(QStringListModel([f"Entry {n}" for n in range(40)]))
    box.addWidget(tabs)
    box.addWidget(view)
    ring = FocusRing(window, theme)
    window.resize(400, 300)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    tabs.setFocus(Qt.FocusReason.TabFocusReason)
    first = ring.ring_rect()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert ring.ring_rect().left() > first.left()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Down)
    low = ring.ring_rect()
    row = view.visualRect(view.model().index(1, 0))
    assert low.intersects(QRect(view.viewport().mapTo(window, row.topLeft()), row.size()))
    window.close()


def test_it_takes_no_click_and_no_focus(scene: Scene) -> None:
    scene.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    assert scene.ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert scene.ring.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_plain_widgets_of_qt_have_it_too(scene: Scene) -> None:
    plain = QPushButton("Plain", scene.page.content)
    scene.page.body.insertWidget(0, plain)
    line = QLineEdit(scene.page.content)
    scene.page.body.insertWidget(1, line)
    QApplication.processEvents()
    for widget in (plain, line):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert scene.ring.ring_rect() == scene.around(widget)
