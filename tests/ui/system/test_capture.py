"""Hiding from pictures of the screen: every window there is, and every one that opens later."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.ui.system.capture import CaptureHiding, can_hide


def test_windows_are_hidden_at_once_and_as_they_open_and_shown_again(qtbot: QtBot) -> None:
    first, later, inside = QWidget(), QDialog(), QWidget()
    inside.setParent(later)
    for window in (first, later):
        qtbot.addWidget(window)
    first.show()
    hidden: dict[int, bool] = {}
    hiding = CaptureHiding(hide=hidden.__setitem__)
    hiding.set_on(True)
    assert hidden[int(first.winId())] is True
    later.show()
    assert hidden[int(later.winId())] is True
    assert len(hidden) == 2, "what lies in a window has none of its own"
    hiding.set_on(False)
    assert set(hidden.values()) == {False}
    hidden.clear()
    later.hide()
    later.show()
    assert hidden == {}


def test_only_two_systems_have_such_a_thing() -> None:
    assert can_hide("win32") and can_hide("darwin") and not can_hide("linux")
