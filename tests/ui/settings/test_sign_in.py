"""The part of the settings that turns this computer's sign-in on and off."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from coprod_desktop.services.credentials.errors import (
    SignInStoreAbsent,
    SignInStoreLocked,
    SignInStoreRefused,
)
from coprod_desktop.ui.settings.sign_in import SignInPart
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.vault.errors import DiskFull
from tests.support.clipping import cut_off
from tests.support.journals import PASSPHRASE
from tests.support.waiting import settle
from tests.ui.conftest import Parts
from tests.ui.settings.stage import Settings

ON, OFF = "Turn on", "Turn off"


@pytest.fixture
def unlocked(parts: Parts) -> Parts:
    """With an open journal."""
    parts.unlocking.create(PASSPHRASE, parts.unlocking.new_secret(), recovery_confirmed=True)
    return parts


def at_security(parts: Parts) -> Settings:
    settings = Settings(parts)
    settings.press("Security")
    return settings


def offers(settings: Settings, words: str) -> bool:
    found = [b for b in settings.page.findChildren(Button) if b.text() == words]
    return any(button.isVisible() and button.isEnabled() for button in found)


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.accessibleName() or widget.text() if isinstance(widget, Button) else ""


def part(settings: Settings) -> SignInPart:
    found = settings.find(SignInPart)
    assert isinstance(found, SignInPart)
    return found


def begin(settings: Settings, words: str) -> None:
    """Press, and wait until the store is at it."""
    button = next(b for b in settings.page.findChildren(Button) if b.text() == words and b.isVisible())
    button.click()
    settings.parts.bot.waitUntil(settings.parts.store.is_waiting.is_set)


def test_on_and_off_again(unlocked: Parts) -> None:
    settings = at_security(unlocked)
    assert settings.says("Anyone who can use this computer as you can open your journal.")
    assert settings.says("It is off.")
    settings.press(ON)
    assert settings.says("From now on, this computer's sign-in opens your journal.")
    assert settings.says("It is on.")
    assert focused() == "Turn off this computer's sign-in"
    assert unlocked.sign_in.is_on() and len(unlocked.store.keys) == 1
    settings.press(OFF)
    assert settings.says("no longer opens your journal")
    assert settings.says("It is off.")
    assert focused() == "Turn on this computer's sign-in"
    assert not unlocked.sign_in.is_on()
    assert unlocked.store.keys == {}


def test_a_store_is_looked_for_only_where_it_is_offered(unlocked: Parts) -> None:
    settings = Settings(unlocked)
    unlocked.settle()
    assert unlocked.store.asked == []
    settings.press("Security")
    assert unlocked.store.asked == ["check"]


def test_a_locked_journal_offers_neither(unlocked: Parts) -> None:
    unlocked.unlocking.lock()
    settings = at_security(unlocked)
    assert settings.says("Unlock your journal to turn this on or off.")
    assert not offers(settings, ON) and not offers(settings, OFF)
    assert unlocked.store.asked == []


def test_without_a_journal_there_is_nothing_to_turn_on(parts: Parts) -> None:
    settings = at_security(parts)
    assert not part(settings).isVisible()


def test_without_a_store_it_is_not_offered_and_says_why(unlocked: Parts) -> None:
    unlocked.store.fault = SignInStoreAbsent
    settings = at_security(unlocked)
    assert settings.says("This computer has no store of passwords that the program can use")
    assert not offers(settings, ON)


def test_a_store_that_stays_locked_leaves_it_off(unlocked: Parts) -> None:
    unlocked.store.fault, unlocked.store.faulty = SignInStoreLocked, frozenset({"keep"})
    settings = at_security(unlocked)
    settings.press(ON)
    assert settings.says("stayed locked") and settings.says("Nothing was changed.")
    assert focused() == "Turn on this computer's sign-in"
    assert not unlocked.sign_in.is_on()
    unlocked.store.fault = None
    settings.press(ON)
    assert unlocked.sign_in.is_on()
    assert not settings.says("stayed locked")


def test_a_slot_that_cannot_be_written_leaves_no_key_behind(
    unlocked: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_key: object) -> None:
        raise DiskFull(path=unlocked.unlocking.folder)

    monkeypatch.setattr(unlocked.unlocking, "add_sign_in", full)
    settings = at_security(unlocked)
    settings.press(ON)
    assert settings.says("The disk is full.")
    assert settings.says("It is off.")
    assert unlocked.store.keys == {}


def test_a_key_that_the_store_does_not_give_up_is_told_plainly(unlocked: Parts) -> None:
    settings = at_security(unlocked)
    settings.press(ON)
    unlocked.store.fault = SignInStoreRefused
    settings.press(OFF)
    assert settings.says("could not be taken out")
    assert settings.says("it is called Co-production Companion")
    assert settings.says("It is off.")
    assert not unlocked.sign_in.is_on()


def test_a_way_in_that_could_not_be_taken_away_is_still_on(
    unlocked: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise DiskFull(path=unlocked.unlocking.folder)

    settings = at_security(unlocked)
    settings.press(ON)
    monkeypatch.setattr(unlocked.unlocking, "remove_sign_in", full)
    settings.press(OFF)
    assert settings.says("The disk is full.")
    assert settings.says("It is on.")
    assert len(unlocked.store.keys) == 1


@pytest.mark.parametrize("leave", ["stop", "look elsewhere", "lock"])
def test_waiting_for_the_store_can_be_given_up(unlocked: Parts, leave: str) -> None:
    settings = at_security(unlocked)
    unlocked.store.hangs = True
    begin(settings, ON)
    assert settings.says("Waiting for this computer.")
    assert focused() == "Stop waiting"
    if leave == "stop":
        settings.press("Stop waiting")
        assert focused() == "Turn on this computer's sign-in"
        assert settings.says("You stopped waiting")
    elif leave == "look elsewhere":
        settings.press("Look and reading")
        settings.press("Security")
        assert offers(settings, ON)
    else:
        settings.page.wipe()
        unlocked.settle()
    assert not settings.says("Waiting for this computer.") or leave == "lock"
    assert not unlocked.sign_in.is_on()


@pytest.mark.parametrize(("width", "height", "percent"), [(1280, 795, 200), (683, 384, 100)])
def test_nothing_is_cut_off(unlocked: Parts, width: int, height: int, percent: int) -> None:
    unlocked.look("light", percent)
    settings = at_security(unlocked)
    settings.window.resize(width, height)
    settings.press(ON)
    unlocked.store.fault = SignInStoreRefused
    settings.press(OFF)
    settle()
    assert cut_off(settings.window) == []
