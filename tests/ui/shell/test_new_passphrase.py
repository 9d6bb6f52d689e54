"""Opened with the recovery code: the window offers a new passphrase, calmly, and forgets what was typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from coprod_desktop.services.preferences import Appearance
from coprod_desktop.ui.shell.topbar import Tab
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.vault.errors import WrongPassphrase
from tests.support.clipping import cut_off
from tests.support.journals import PASSPHRASE
from tests.support.waiting import settle
from tests.ui.shell.conftest import Program

NEW = "lantern orchard pebble Thursday"
CHOOSE = "Choose a new passphrase"


def press(program: Program, words: str) -> None:
    found = [b for b in program.window.findChildren(Button) if b.text() == words and b.isVisible()]
    assert len(found) == 1, words
    found[0].click()
    program.settle()
    settle()


def field(program: Program, name: str) -> QLineEdit:
    fields = program.window.findChildren(QLineEdit)
    return next(line for line in fields if line.accessibleName() == name and line.isVisible())


def open_with_code(program: Program) -> None:
    """As a person who forgot the passphrase."""
    program.make_journal()
    code = program.unlocking.recovery_code()
    program.lock()
    program.window.journey.go(Tab.JOURNAL)
    press(program, "Use my recovery code")
    field(program, "Recovery code").setText(code)
    press(program, "Open with the code")
    assert program.unlocking.is_unlocked


def is_offered(program: Program) -> bool:
    return program.window.passphrase_notice.isVisible()


def test_the_offer_leads_to_a_new_passphrase(program: Program) -> None:
    open_with_code(program)
    assert program.shows(program.window.pages.journal())
    assert is_offered(program)
    press(program, CHOOSE)
    assert program.shows(program.window.pages.settings())
    assert not is_offered(program)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "New passphrase"
    field(program, "New passphrase").setText(NEW)
    field(program, "Type it again").setText(NEW)
    press(program, "Change passphrase")
    assert program.window.status.words == "Your passphrase was changed."
    program.window.journey.go(Tab.RECIPE)
    assert program.window.status.words != "Your passphrase was changed.", "it is said once"
    program.lock()
    program.window.journey.go(Tab.REFLECT)
    with pytest.raises(WrongPassphrase):
        program.unlocking.unlock(PASSPHRASE)
    field(program, "Passphrase").setText(NEW)
    press(program, "Unlock")
    assert program.unlocking.is_unlocked
    assert not is_offered(program)


def not_now(program: Program) -> None:
    press(program, "Not now")


def changed_in_the_settings(program: Program) -> None:
    program.window.journey.show_settings()
    program.window.pages.settings().choose_passphrase()
    settle()
    field(program, "New passphrase").setText(NEW)
    field(program, "Type it again").setText(NEW)
    press(program, "Change passphrase")


@pytest.mark.parametrize("act", [not_now, changed_in_the_settings, Program.lock])
def test_the_offer_goes(program: Program, act: Callable[[Program], None]) -> None:
    open_with_code(program)
    program.window.journey.go(Tab.RECIPE)
    assert is_offered(program)
    act(program)
    assert not is_offered(program)


def test_the_passphrase_brings_no_offer(program: Program) -> None:
    program.make_journal()
    assert not is_offered(program)
    program.lock()
    program.unlock()
    assert not is_offered(program)


def test_keys_lead_from_the_bar_through_the_offer(program: Program) -> None:
    open_with_code(program)
    program.window.activateWindow()
    order: list[str] = []
    bar = next(b for b in program.window.bar.findChildren(Button) if b.text() == "Lock")
    bar.setFocus()
    for _ in range(3):
        widget = QApplication.focusWidget()
        assert isinstance(widget, Button)
        order.append(widget.text())
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert order == ["Lock", CHOOSE, "Not now"]
    after = QApplication.focusWidget()
    assert after is not None
    assert program.window.pages.journal().isAncestorOf(after)


def test_nothing_typed_is_left_after_locking(program: Program) -> None:
    open_with_code(program)
    press(program, CHOOSE)
    QTest.keyClicks(field(program, "New passphrase"), NEW)
    QTest.keyClicks(field(program, "Type it again"), NEW)
    program.lock()
    settle()
    lines = program.window.findChildren(QLineEdit)
    for line in lines:
        line.setEchoMode(QLineEdit.EchoMode.Normal)
        line.undo()
    usual = "Co-production Companion"  # the title of a calendar entry until somebody changes it
    assert [line.text() for line in lines if line.text() not in ("", usual)] == []
    program.unlocking.unlock(PASSPHRASE)


def test_nothing_is_cut_where_there_is_least_room(program: Program) -> None:
    open_with_code(program)
    program.window.journey.go(Tab.RECIPE)
    program.window.resize(683, 384)
    program.window._parts.theme.change(Appearance("highContrast", 200))
    settle()
    assert is_offered(program)
    assert cut_off(program.window) == []
    notice: QWidget = program.window.passphrase_notice
    choose = next(b for b in notice.findChildren(Button) if b.text() == CHOOSE)
    choose.setFocus()
    settle()
    assert not choose.visibleRegion().isEmpty()
