"""A window too short for its bars and a page: all of it is reached, by one scroll bar."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractSlider, QScrollBar, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.ui.shell.short_window import ShortWindow
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.page import Page
from tests.support.waiting import settle

Action = QAbstractSlider.SliderAction


class Scene:
    """Bars above and below a stack with a long page and a short one."""

    def __init__(self, theme: Theme) -> None:
        self.above, self.below = QWidget(), QWidget()
        self.above.setFixedHeight(90)
        self.below.setFixedHeight(30)
        self.long, self.brief = Page(theme), Page(theme)
        self.button = Button(theme, "First")
        for page, height in ((self.long, 2000), (self.brief, 20)):
            inside = QWidget()
            inside.setFixedHeight(height)
            page.body.addWidget(inside)
        self.long.body.insertWidget(0, self.button)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.long)
        self.stack.addWidget(self.brief)
        self.window = ShortWindow(theme, self.above, self.stack, self.below)
        self.window.resize(683, 280)
        self.window.show()
        self.window.activateWindow()
        settle()
        self.button.clearFocus()  # the window gave it the keys
        self.window.verticalScrollBar().setValue(0)

    @property
    def at(self) -> int:
        return self.window.verticalScrollBar().value()

    def bars(self) -> list[QScrollBar]:
        """Those that a person sees."""
        bars = self.window.findChildren(QScrollBar)
        return [bar for bar in bars if bar.isVisible() and bar.maximum() > bar.minimum()]


@pytest.fixture
def scene(theme: Theme, qtbot: QtBot) -> Iterator[Scene]:
    made = Scene(theme)
    qtbot.waitExposed(made.window)
    yield made
    made.window.close()
    made.window.deleteLater()


def test_the_bar_of_a_long_page_moves_all(scene: Scene) -> None:
    (bar,) = scene.bars()
    assert bar is scene.long.verticalScrollBar() and scene.at == 0
    bar.triggerAction(Action.SliderSingleStepAdd)
    assert scene.at == 90, "the bars above are out of the way"
    assert scene.stack.mapTo(scene.window, QPoint(0, 0)).y() == 0
    bar.triggerAction(Action.SliderToMaximum)
    assert scene.below.mapTo(scene.window, QPoint(0, 30)).y() <= scene.window.height(), "the line below"
    bar.triggerAction(Action.SliderToMinimum)
    assert scene.at == 0


def test_a_brief_page_has_one_bar_for_all_in_the_same_place(scene: Scene) -> None:
    width = scene.long.viewport().width()
    scene.stack.setCurrentWidget(scene.brief)
    settle()
    (bar,) = scene.bars()
    assert bar.parent() is scene.window and bar.maximum() == scene.window.verticalScrollBar().maximum() > 0
    assert scene.brief.viewport().width() == width, "no word moves"
    left = bar.mapTo(scene.window, QPoint(0, 0)).x()
    assert left >= width, "and none is covered"
    bar.triggerAction(Action.SliderToMaximum)
    assert scene.at == bar.maximum()
    scene.stack.setCurrentWidget(scene.long)
    settle()
    assert scene.bars() == [scene.long.verticalScrollBar()]


def test_a_tall_window_has_no_bar_of_its_own(scene: Scene) -> None:
    scene.window.resize(683, 900)
    settle()
    assert scene.bars() == [scene.long.verticalScrollBar()]
    scene.long.verticalScrollBar().triggerAction(Action.SliderSingleStepAdd)
    scene.stack.setCurrentWidget(scene.brief)
    settle()
    assert scene.bars() == [] and scene.at == 0


def test_what_gets_the_focus_is_in_sight_wherever_one_scrolled(scene: Scene) -> None:
    scene.long.verticalScrollBar().triggerAction(Action.SliderToMaximum)
    scene.button.setFocus()
    settle()
    top = scene.button.mapTo(scene.window, QPoint(0, 0)).y()
    assert top >= 0 and top + scene.button.height() <= scene.window.height()
