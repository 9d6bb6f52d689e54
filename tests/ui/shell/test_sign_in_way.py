"""This computer's sign-in in front of a locked journal: asked when its button is pressed, in nobody's way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from coprod_desktop.services.credentials.errors import BY_CODE, SignInError, SignInStopped
from coprod_desktop.ui.sentences import sentence
from tests.support.clipping import cut_off
from tests.support.waiting import settle
from tests.ui.conftest import Parts
from tests.ui.shell.test_unlock_panel import PASSPHRASE, Panel

BUTTON = "Unlock with this computer's sign-in"


@pytest.fixture
def panel(parts: Parts) -> Panel:
    """The panel of a locked journal that a sign-in opens."""
    parts.unlocking.create(PASSPHRASE, parts.unlocking.new_secret(), recovery_confirmed=True)
    parts.sign_in.turn_on(parts.sign_in.make_key())
    parts.unlocking.lock()
    parts.store.asked.clear()
    return Panel(parts)


def press(panel: Panel) -> None:
    """Press the button, and wait for nothing."""
    way = panel.panel._sign_in
    way._button.click()
    panel.parts.bot.waitUntil(panel.parts.store.is_waiting.is_set)


def has_focus(name: str) -> bool:
    field = QApplication.focusWidget()
    return isinstance(field, QLineEdit) and field.accessibleName() == name


def test_it_opens_and_only_when_it_is_asked_to(panel: Panel) -> None:
    assert panel.parts.store.asked == []
    assert has_focus("Passphrase")
    with panel.parts.bot.waitSignal(panel.panel.unlocked):
        panel.press(BUTTON)
    assert panel.parts.unlocking.is_unlocked
    assert panel.parts.store.asked == ["fetch"]


def test_it_is_not_offered_where_it_is_no_way_in(parts: Parts) -> None:
    parts.unlocking.create(PASSPHRASE, parts.unlocking.new_secret(), recovery_confirmed=True)
    parts.unlocking.lock()
    panel = Panel(parts)
    assert not panel.offers(BUTTON)
    panel.press("Use my recovery code")
    assert not panel.offers(BUTTON)


@pytest.mark.parametrize("fault", [f for f in BY_CODE.values() if f is not SignInStopped])
def test_each_answer_but_a_key_leads_to_the_passphrase(panel: Panel, fault: type[SignInError]) -> None:
    panel.press("Use my recovery code")
    panel.parts.store.fault = fault
    panel.press(BUTTON)
    said = sentence(fault())
    assert panel.says(said.what) and panel.says(said.next)
    assert has_focus("Passphrase")
    assert panel.offers(BUTTON)
    panel.type("Passphrase", PASSPHRASE)
    with panel.parts.bot.waitSignal(panel.panel.unlocked):
        panel.press("Unlock")


def test_a_key_that_fits_no_more_leads_to_the_passphrase(panel: Panel) -> None:
    for vault in panel.parts.store.keys:
        panel.parts.store.keys[vault] = bytes(32)
    panel.press(BUTTON)
    assert panel.says("does not open the journal any more")
    assert has_focus("Passphrase")
    assert not panel.parts.unlocking.is_unlocked


def test_while_the_store_waits_the_passphrase_opens(panel: Panel) -> None:
    """And what the store would have said is not waited for."""
    panel.parts.store.hangs = True
    press(panel)
    assert panel.says("Waiting for this computer.")
    panel.type("Passphrase", PASSPHRASE)
    unlocked: list[bool] = []
    panel.panel.unlocked.connect(lambda: unlocked.append(True))
    with panel.parts.bot.waitSignal(panel.panel.unlocked):
        next(field for field in panel.panel.findChildren(QLineEdit) if field.isVisible()).returnPressed.emit()
    assert panel.parts.unlocking.is_unlocked
    panel.panel.wipe()
    panel.parts.settle()
    assert unlocked == [True]


def test_whoever_types_meanwhile_is_not_disturbed(panel: Panel) -> None:
    panel.parts.store.hangs = True
    press(panel)
    panel.panel._ways.ask_for_code()
    field = next(field for field in panel.panel.findChildren(QLineEdit) if field.isVisible())
    QTest.keyClicks(field, "abcde")
    panel.parts.store.answer(BY_CODE["sign-in-store-locked"])
    panel.parts.settle()
    assert panel.says("stayed locked")
    QTest.keyClicks(field, "fgh")
    assert field.hasFocus() and field.text() == "abcdefgh"


def test_waiting_can_be_stopped_with_the_keyboard(panel: Panel) -> None:
    panel.parts.store.hangs = True
    panel.type("Passphrase", "wrong one")
    panel.press("Unlock")
    press(panel)
    assert not panel.says("didn't open"), "of an earlier try"
    stop = QApplication.focusWidget()
    assert stop is not None
    QTest.keyClick(stop, Qt.Key.Key_Space)
    panel.parts.settle()
    settle()
    assert panel.offers(BUTTON)
    assert not panel.says("Waiting for this computer.")
    assert has_focus("Passphrase")


def test_a_fault_of_the_journals_is_told_as_one(panel: Panel) -> None:
    (panel.parts.unlocking.folder / "journal.db").write_bytes(b"")
    panel.press(BUTTON)
    assert panel.says("The journal file is empty")
    assert not panel.offers(BUTTON)


@pytest.mark.parametrize(("width", "height", "percent"), [(1280, 795, 200), (683, 384, 100)])
def test_nothing_is_cut_off_while_waiting_or_after(
    panel: Panel, width: int, height: int, percent: int
) -> None:
    panel.parts.look("light", percent)
    panel.window.resize(width, height)
    panel.parts.store.hangs = True
    press(panel)
    settle()
    assert cut_off(panel.window) == []
    panel.parts.store.stop()
    panel.parts.settle()
    panel.parts.store.hangs, panel.parts.store.fault = False, BY_CODE["sign-in-store-absent"]
    panel.press(BUTTON)
    settle()
    assert cut_off(panel.window) == []


def test_two_ways_at_once_open_it_once(panel: Panel) -> None:
    unlocked: list[bool] = []
    panel.panel.unlocked.connect(lambda: unlocked.append(True))
    field = next(field for field in panel.panel.findChildren(QLineEdit) if field.isVisible())
    field.setText(PASSPHRASE)
    panel.panel._sign_in._button.click()
    field.returnPressed.emit()
    panel.parts.settle()
    assert panel.parts.store.asked == ["fetch"]
    assert unlocked == [True]


def test_what_the_store_says_too_late_is_not_told(panel: Panel) -> None:
    panel.parts.store.fault = BY_CODE["sign-in-store-locked"]
    panel.panel._sign_in._button.click()
    panel.panel.wipe()
    panel.parts.settle()
    assert not panel.says("stayed locked")
