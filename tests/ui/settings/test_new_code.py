"""A new recovery code: kept and typed back before it holds, changed whole or not at all, then forgotten."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from coprod_desktop.services.credentials.errors import SignInStoreLocked
from coprod_desktop.services.guesses import Guesses
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.welcome.code_card import CodeGroup
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.vault.errors import DiskFull, JournalBusy, WrongRecoveryCode
from tests.support.clipping import cut_off
from tests.support.journals import CHEAP
from tests.support.waiting import settle
from tests.ui.conftest import Parts
from tests.ui.settings.stage import Settings

PASSPHRASE = "marigold teapot gravel Tuesday"
SIGN_IN = bytes(range(32))
MAKE, USE = "Make a new recovery code", "Use the new code from now on"


@pytest.fixture
def former(parts: Parts) -> str:
    """The code that holds before."""
    secret = parts.unlocking.new_secret()
    parts.unlocking.create(PASSPHRASE, secret, recovery_confirmed=False)
    return secret.recovery_code()


@pytest.fixture
def settings(former: str, parts: Parts) -> Settings:
    """The settings, with the new code in sight."""
    assert former
    return at_the_form(parts)


def at_the_form(parts: Parts, width: int = 1280, height: int = 795) -> Settings:
    settings = Settings(parts, width, height)
    parts.settle()
    settings.press("Security")
    settings.press(MAKE)
    return settings


def shown(settings: Settings) -> list[str]:
    groups = settings.page.findChildren(CodeGroup)
    return [group.accessibleName()[-9:].replace(" ", "") for group in groups if group.isVisible()]


def asked_for(settings: Settings) -> tuple[QLineEdit, str]:
    """The field for one group, and what belongs there."""
    fields = settings.page.findChildren(QLineEdit)
    field = next(f for f in fields if f.accessibleName().startswith("Type group") and f.isVisible())
    return field, shown(settings)[int(field.accessibleName()[11]) - 1]


def fill(settings: Settings, passphrase: str = PASSPHRASE) -> None:
    field, group = asked_for(settings)
    field.setText(group.lower())
    settings.field("Your passphrase").setText(passphrase)


def opening_code(parts: Parts, *codes: str) -> str:
    """Which of these codes opens the journal after the program was started again: exactly one does."""
    parts.unlocking.lock()
    found = []
    for code in codes:
        again = Unlocking(parts.unlocking.folder, CHEAP)
        try:
            again.unlock_with_recovery_code(code)
        except WrongRecoveryCode:
            continue
        again.lock()
        found.append(code)
    (one,) = found
    return one


def test_the_new_one_holds_once_all_is_done(settings: Settings, parts: Parts, former: str) -> None:
    backed_up: list[str] = []
    parts.unlocking.back_up_with(lambda: backed_up.append("made"))
    new = "-".join(shown(settings))
    assert new != former
    assert settings.says("Backups and copies from before still open with the older code")
    fill(settings)
    assert parts.unlocking.recovery_code() == former, "not before it is wanted"
    settings.press(USE)
    assert settings.says("Your new recovery code is in use now.")
    assert settings.says("you can destroy the paper with it")
    assert backed_up == ["made"]
    assert shown(settings) == []
    assert parts.unlocking.recovery_code() == new
    assert parts.unlocking.recovery_code_confirmed()
    assert settings.says("You checked that you have a copy.")
    buttons = [each for each in settings.page.findChildren(Button) if each.isVisible()]
    show = next(each for each in buttons if each.text() == "Show my recovery code")
    show.setFocus()
    QTest.keyClick(show, Qt.Key.Key_Tab)
    after = QApplication.focusWidget()
    assert isinstance(after, Button) and after.text() == MAKE, "Tab goes as one reads"
    assert opening_code(parts, former, new) == new
    parts.unlocking.unlock(PASSPHRASE)


def test_the_keyboard_alone(settings: Settings, parts: Parts) -> None:
    new = "-".join(shown(settings))
    order = []
    for _ in range(9):
        widget = QApplication.focusWidget()
        assert widget is not None
        order.append(widget.accessibleName() or getattr(widget, "text", str)())
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert order[0].startswith("Group 1 of 8"), "the code is read out first"
    assert order[1:4] == ["Print", "Save to a file", "Copy"]
    assert order[4].startswith("Type group")
    assert order[5:] == ["Your passphrase", "Show: Your passphrase", USE, "Cancel"]
    field, group = asked_for(settings)
    field.setFocus()
    QTest.keyClicks(field, group)
    QTest.keyClick(field, Qt.Key.Key_Return)
    line = QApplication.focusWidget()
    assert line is settings.field("Your passphrase")
    QTest.keyClicks(line, PASSPHRASE)
    QTest.keyClick(line, Qt.Key.Key_Return)
    parts.settle()
    settle()
    assert parts.unlocking.recovery_code() == new
    button = QApplication.focusWidget()
    assert isinstance(button, Button)
    assert button.text() == MAKE


def test_what_is_not_right_yet_is_said(settings: Settings, parts: Parts, former: str) -> None:
    settings.press(USE)
    assert settings.says("Please type this group from your copy of the new code.")
    field, group = asked_for(settings)
    field.setText(group[::-1] + "X")
    settings.press(USE)
    assert settings.says("That is not this group yet.")
    field.setText(group)
    settings.press(USE)
    assert settings.says("Please type the passphrase you have now.")
    assert parts.unlocking.recovery_code() == former


def test_another_passphrase_changes_nothing_and_counts_as_a_guess(
    settings: Settings, parts: Parts, former: str
) -> None:
    parts.unlocking.guesses = Guesses(lambda: 5.0)
    for _ in range(3):
        fill(settings, "something else entirely")
        settings.press(USE)
        assert settings.says("That is not the passphrase you have now.")
        assert settings.says("Your recovery code was not changed: the one you had still works.")
        settle()
        notice = next(n for n in settings.page.findChildren(Notice) if "passphrase you have now" in n.words)
        assert notice.visibleRegion().boundingRect() == notice.rect(), "where one looks, and whole"
    fill(settings)
    settings.press(USE)
    assert settings.says("You can try again in 2 seconds.")
    assert parts.unlocking.recovery_code() == former
    assert len(shown(settings)) == 8, "the code and what was typed stay"


def test_without_a_backup_nothing_is_changed(settings: Settings, parts: Parts, former: str) -> None:
    def full() -> None:
        raise DiskFull(path=parts.unlocking.folder)

    parts.unlocking.back_up_with(full)
    fill(settings)
    settings.press(USE)
    assert settings.says("The disk is full.")
    assert settings.says("the one you had still works")
    assert opening_code(parts, former) == former


def with_sign_in(parts: Parts) -> Settings:
    """At the form, with the sign-in on and its key in the store."""
    parts.unlocking.add_sign_in(SIGN_IN)
    parts.store.keys[parts.unlocking.vault_id] = SIGN_IN
    return at_the_form(parts)


def press_and_wait_for_the_store(settings: Settings, parts: Parts) -> None:
    parts.store.hangs = True
    fill(settings)
    next(b for b in settings.page.findChildren(Button) if b.text() == USE).click()
    parts.bot.waitUntil(parts.store.is_waiting.is_set)


def test_the_sign_in_stays_on_where_the_store_gives_its_key(former: str, parts: Parts) -> None:
    settings = with_sign_in(parts)
    new = "-".join(shown(settings))
    fill(settings)
    settings.press(USE)
    assert settings.says("Your new recovery code is in use now.")
    assert not settings.says("This computer's sign-in no longer opens")
    assert opening_code(parts, former, new) == new
    parts.sign_in.unlock(parts.sign_in.fetch())
    assert parts.unlocking.is_unlocked


@pytest.mark.parametrize("key", [None, SIGN_IN[::-1]], ids=["locked", "another computer's"])
def test_the_sign_in_that_goes_with_the_old_lock_is_told(
    former: str, parts: Parts, key: bytes | None
) -> None:
    settings = with_sign_in(parts)
    if key is None:
        parts.store.fault = SignInStoreLocked
    else:
        parts.store.keys[parts.unlocking.vault_id] = key
    fill(settings)
    settings.press(USE)
    assert settings.says("This computer's sign-in no longer opens")
    assert not parts.unlocking.has_sign_in
    assert parts.unlocking.recovery_code() != former


def test_whoever_stops_waiting_for_the_store_gets_the_code_without_the_sign_in(
    former: str, parts: Parts
) -> None:
    settings = with_sign_in(parts)
    press_and_wait_for_the_store(settings, parts)
    assert settings.says("Waiting for this computer.")
    settings.press("Stop waiting")
    parts.settle()
    assert settings.says("This computer's sign-in no longer opens")
    assert parts.unlocking.recovery_code() != former


def test_whoever_goes_elsewhere_meanwhile_changes_nothing(former: str, parts: Parts) -> None:
    settings = with_sign_in(parts)
    press_and_wait_for_the_store(settings, parts)
    settings.press("About and credits")
    parts.settle()
    assert parts.unlocking.has_sign_in
    assert parts.unlocking.recovery_code() == former


@pytest.mark.parametrize("leave", ["Cancel", "About and credits", "Back"])
def test_it_is_forgotten_when_one_goes_elsewhere(
    settings: Settings, parts: Parts, former: str, leave: str
) -> None:
    before = shown(settings)
    fill(settings)
    settings.page.closed.connect(settings.page.hide)
    settings.press(leave)
    assert settings.page.findChildren(CodeGroup) == [] or shown(settings) == []
    settle()
    assert settings.page.findChildren(CodeGroup) == []
    assert settings.typed() == []
    settings.page.show()
    settings.press("Security")
    settings.press(MAKE)
    assert shown(settings) != before
    assert parts.unlocking.recovery_code() == former


def test_a_journal_that_had_to_be_closed_is_told(
    settings: Settings, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = parts.unlocking.vault._connection

    def held(_key: bytes) -> None:
        raise JournalBusy(path=connection.path)

    monkeypatch.setattr(connection, "reopen", held)
    new = "-".join(shown(settings))
    fill(settings)
    with parts.bot.waitSignal(settings.page.journal_closed) as closed:
        settings.press(USE)
    (why,) = closed.args
    assert (why.error.code, why.secret.recovery_code()) == ("closed-by-new-lock", new)
    assert new not in repr(why)
    assert not parts.unlocking.is_unlocked
    assert shown(settings) == []
    parts.unlocking.unlock(PASSPHRASE)


def test_nothing_is_cut_where_there_is_least_room(former: str, parts: Parts) -> None:
    assert former
    settings = at_the_form(parts, 683, 384)
    parts.look("highContrast", 200)
    settings.press(USE)
    assert cut_off(settings.window) == []
    fill(settings, "something else")
    settings.press(USE)
    assert cut_off(settings.window) == []
