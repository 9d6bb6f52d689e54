"""A page that scrolls shows what has the focus, from as high up as it can."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.page import Page
from tests.support.waiting import settle


class _Laid:
    """A page whose button comes to stand somewhere only after it has the focus."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.page = Page(theme)
        qtbot.addWidget(self.page)
        self.above, below = QWidget(), QWidget()
        self.button = Button(theme, "Change")
        below.setFixedHeight(900)
        for part in (self.above, self.button, below):
            self.page.body.addWidget(part)
        self.above.setFixedHeight(1500)
        self.page.resize(600, 400)
        self.page.show()
        settle()

    @property
    def scrolled(self) -> int:
        return self.page.verticalScrollBar().value()


@pytest.fixture
def laid(theme: Theme, qtbot: QtBot) -> _Laid:
    return _Laid(theme, qtbot)


def test_it_begins_at_its_top_once_it_is_laid_out(laid: _Laid) -> None:
    laid.button.setFocus()
    laid.page.show_from_top()
    settle()
    assert laid.scrolled > 0, "the button is far down"
    laid.above.setFixedHeight(100)
    settle()
    assert laid.scrolled == 0


def test_what_is_pressed_stays_under_the_mouse(laid: _Laid) -> None:
    laid.above.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    laid.above.setFocus()
    beyond = laid.button.mapTo(laid.page.content, QPoint(0, 0)).y() - laid.above.height()
    laid.above.setFixedHeight(laid.page.viewport().height() - beyond - 20)
    settle()
    laid.page.to_top()
    assert 0 < laid.button.visibleRegion().boundingRect().height() < laid.button.height(), "partly in view"
    QTest.mousePress(laid.button, Qt.MouseButton.LeftButton, pos=QPoint(20, 2))
    settle()
    assert laid.button.hasFocus() and laid.scrolled == 0
    QTest.mouseRelease(laid.button, Qt.MouseButton.LeftButton, pos=QPoint(20, 2))
    laid.above.setFocus()
    laid.button.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    assert laid.scrolled > 0, "by the keys it comes wholly into view"
