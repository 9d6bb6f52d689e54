"""A new passphrase: typed twice, changed in one go or not at all, and forgotten by the page afterwards."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from coprod_desktop.errors import KnownError
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.vault.errors import DiskFull, WrongPassphrase
from coprod_desktop.vault.files import Disk
from tests.support.clipping import cut_off
from tests.support.journals import CHEAP
from tests.support.waiting import settle
from tests.ui.conftest import Parts
from tests.ui.settings.stage import Settings

OLD = "marigold teapot gravel Tuesday"
NEW = "lantern orchard pebble Thursday"


class FullDisk(Disk):
    """A disk on which no file can be made any more."""

    def create(self, path: object) -> int:
        raise OSError(28, "no room")


@pytest.fixture
def code(parts: Parts) -> str:
    """The recovery code of a journal that was opened with its passphrase."""
    secret = parts.unlocking.new_secret()
    code = secret.recovery_code()
    parts.unlocking.create(OLD, secret, recovery_confirmed=True)
    return code


@pytest.fixture
def settings(code: str, parts: Parts) -> Settings:
    """The settings, at the form for a new passphrase."""
    assert code
    return at_the_form(parts)


def at_the_form(parts: Parts, width: int = 1280, height: int = 795) -> Settings:
    settings = Settings(parts, width, height)
    parts.settle()
    settings.press("Security")
    settings.press("Choose a new passphrase")
    return settings


def fill(settings: Settings, first: str = NEW, second: str = NEW) -> None:
    settings.field("New passphrase").setText(first)
    settings.field("Type it again").setText(second)


def typed(settings: Settings) -> list[str]:
    """Every word in a field, also what undoing would bring back."""
    for field in settings.page.findChildren(QLineEdit):
        field.setEchoMode(QLineEdit.EchoMode.Normal)
        field.undo()
    return settings.typed()


def opens(parts: Parts, way: Callable[[Unlocking], None]) -> bool:
    """Whether the program opens the journal in some way after it was closed and started again."""
    parts.unlocking.lock()
    again = Unlocking(parts.unlocking.folder, CHEAP)
    try:
        way(again)
    except WrongPassphrase:
        return False
    again.lock()
    return True


def test_the_new_one_opens_and_the_old_one_does_not(settings: Settings, parts: Parts, code: str) -> None:
    fill(settings)
    with parts.bot.waitSignal(settings.page.passphrase_changed):
        settings.press("Change passphrase")
    assert settings.says("Your passphrase was changed.")
    assert opens(parts, lambda unlocking: unlocking.unlock(NEW))
    assert not opens(parts, lambda unlocking: unlocking.unlock(OLD))
    assert opens(parts, lambda unlocking: unlocking.unlock_with_recovery_code(code))


def test_what_does_not_change_is_said_before(settings: Settings) -> None:
    assert settings.says("Your recovery code stays the same.")
    assert settings.says("Backups and copies from before still open with the older passphrase.")


def test_the_keyboard_alone(settings: Settings, parts: Parts) -> None:
    order = []
    for _ in range(7):
        widget = QApplication.focusWidget()
        assert widget is not None
        order.append(widget.accessibleName() or getattr(widget, "text", str)())
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert order == [
        "New passphrase",
        "Show: New passphrase",
        "Type it again",
        "Show: Type it again",
        "Suggest one for me",
        "Change passphrase",
        "Cancel",
    ]
    settings.field("New passphrase").setFocus()
    for _ in range(2):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, NEW)
        QTest.keyClick(focused, Qt.Key.Key_Return)
    parts.settle()
    settle()
    assert settings.says("Your passphrase was changed.")
    button = QApplication.focusWidget()
    assert isinstance(button, Button)
    assert button.text() == "Choose a new passphrase"


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [("short", "short", "8 characters"), (NEW, "", "a second time"), (NEW, NEW + "x", "not the same")],
)
def test_what_is_not_right_yet_is_said(
    settings: Settings, parts: Parts, first: str, second: str, said: str
) -> None:
    fill(settings, first, second)
    settings.press("Change passphrase")
    assert settings.says(said)
    assert opens(parts, lambda unlocking: unlocking.unlock(OLD))


def test_a_suggestion_is_shown_and_has_to_be_typed(settings: Settings) -> None:
    settings.press("Suggest one for me")
    words = settings.field("New passphrase").text()
    assert len(set(words.split())) == 5
    settings.press("Change passphrase")
    assert settings.says("a second time")


def test_a_disk_that_is_full_leaves_the_old_one(settings: Settings, parts: Parts) -> None:
    keys = parts.unlocking.vault._keys
    keys._disk = FullDisk()
    fill(settings)
    settings.press("Change passphrase")
    assert settings.says("The disk is full.")
    assert settings.says("Your passphrase was not changed.")
    assert settings.field("New passphrase").text() == NEW
    keys._disk = Disk()
    settings.press("Change passphrase")
    assert settings.says("Your passphrase was changed.")
    assert not settings.says("The disk is full.")


def test_the_old_one_still_opens_after_a_write_that_did_not_go_well(settings: Settings, parts: Parts) -> None:
    parts.unlocking.vault._keys._disk = FullDisk()
    fill(settings)
    settings.press("Change passphrase")
    assert opens(parts, lambda unlocking: unlocking.unlock(OLD))
    assert not opens(parts, lambda unlocking: unlocking.unlock(NEW))


def test_trouble_after_one_has_left_is_told_all_the_same(settings: Settings, parts: Parts) -> None:
    parts.unlocking.vault._keys._disk = FullDisk()
    fill(settings)
    told: list[Exception] = []
    parts.jobs.unexpected.connect(told.append)
    settings.field("Type it again").returnPressed.emit()
    settings.window.hide()
    parts.settle()
    assert [type(error) for error in told] == [DiskFull]
    assert isinstance(told[0], KnownError)


def test_nothing_typed_is_left(settings: Settings) -> None:
    fill(settings)
    settings.press("Change passphrase")
    assert typed(settings) == []


@pytest.mark.parametrize("leave", ["Cancel", "About and credits", "Back"])
def test_nothing_typed_is_left_when_one_goes_elsewhere(settings: Settings, leave: str) -> None:
    QTest.keyClicks(settings.field("New passphrase"), NEW)
    QTest.keyClicks(settings.field("Type it again"), NEW)
    settings.page.closed.connect(settings.page.hide)
    settings.press(leave)
    assert typed(settings) == []
    settings.page.show()
    settings.press("Security")
    settings.press("Choose a new passphrase")
    assert typed(settings) == []


def test_after_the_recovery_code_a_new_one_is_suggested(code: str, parts: Parts) -> None:
    parts.unlocking.lock()
    parts.unlocking.unlock_with_recovery_code(code)
    settings = Settings(parts)
    parts.settle()
    settings.press("Security")
    assert settings.says("You opened your journal with the recovery code.")
    settings.press("Choose a new passphrase")
    fill(settings)
    settings.press("Change passphrase")
    settings.page.refresh()
    parts.settle()
    assert not settings.says("You opened your journal with the recovery code.")


def test_a_locked_journal_says_how(code: str, parts: Parts) -> None:
    assert code
    parts.unlocking.lock()
    settings = Settings(parts)
    settings.press("Security")
    assert settings.says("Unlock your journal to change its passphrase.")
    assert [b for b in settings.page.findChildren(Button) if "passphrase" in b.text() and b.isVisible()] == []


def test_nothing_is_cut_where_there_is_least_room(code: str, parts: Parts) -> None:
    assert code
    settings = at_the_form(parts, 683, 384)
    parts.look("highContrast", 200)
    settings.press("Suggest one for me")
    assert cut_off(settings.window) == []
    parts.unlocking.vault._keys._disk = FullDisk()
    fill(settings)
    settings.press("Change passphrase")
    assert cut_off(settings.window) == []
