"""The unlock panel: the passphrase, the recovery code, a growing pause, and calm words for bad days."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from coprod_desktop.errors import KnownError
from coprod_desktop.services.guesses import Guesses
from coprod_desktop.ui.shell import unlock_panel, unlock_parts
from coprod_desktop.ui.shell.unlock_panel import UnlockPanel
from coprod_desktop.ui.shell.unlock_parts import place_of_group
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.text import Text
from coprod_desktop.vault.errors import JournalDamaged, JournalMissing, KeyFileMissing
from coprod_desktop.vault.keys import JournalSecret
from tests.support.clipping import cut_off
from tests.support.waiting import settle
from tests.ui.conftest import Parts

PASSPHRASE = "marigold teapot gravel Tuesday"


class Panel:
    """The panel by what a person reads and presses."""

    def __init__(self, parts: Parts, width: int = 1280, height: int = 795) -> None:
        self.parts = parts
        self.panel = UnlockPanel(
            parts.theme, parts.recipe, parts.unlocking, parts.preferences, parts.jobs, parts.sign_in
        )
        self.window = parts.show(self.panel, width, height)
        self.panel.ready()

    def press(self, words: str) -> None:
        found = [b for b in self.panel.findChildren(Button) if b.text() == words and b.isVisible()]
        assert len(found) == 1, words
        found[0].click()
        self.parts.settle()

    def offers(self, words: str) -> bool:
        return any(
            b.text() == words and b.isVisible() and b.isEnabled() for b in self.panel.findChildren(Button)
        )

    def type(self, name: str, words: str) -> None:
        fields = [f for f in self.panel.findChildren(QLineEdit) if f.accessibleName() == name]
        assert fields[0].isVisible()
        fields[0].setText(words)

    def says(self, words: str) -> bool:
        return any(words in text.words for text in self.panel.findChildren(Text) if text.isVisible())


@pytest.fixture
def code(parts: Parts) -> str:
    """The recovery code of a locked journal."""
    secret = parts.unlocking.new_secret()
    parts.unlocking.create(PASSPHRASE, secret, recovery_confirmed=True)
    parts.unlocking.lock()
    return secret.recovery_code()


@pytest.fixture
def panel(code: str, parts: Parts) -> Panel:
    return Panel(parts)


def test_the_right_passphrase_opens_and_is_forgotten(panel: Panel) -> None:
    panel.type("Passphrase", PASSPHRASE)
    with panel.parts.bot.waitSignal(panel.panel.unlocked):
        panel.press("Unlock")
    assert panel.parts.unlocking.is_unlocked
    assert [field.text() for field in panel.panel.findChildren(QLineEdit) if field.text()] == []


def test_enter_opens(panel: Panel) -> None:
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.setText(PASSPHRASE)
    with panel.parts.bot.waitSignal(panel.panel.unlocked):
        QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_wrong_passphrase_is_said_and_stays_to_be_put_right(panel: Panel) -> None:
    panel.type("Passphrase", "marigold teapot")
    panel.press("Unlock")
    assert panel.says("That passphrase didn't open the journal.")
    assert panel.says("Check Caps Lock, or use your recovery code.")
    panel.type("Passphrase", "marigold teapot g")
    assert not panel.says("didn't open")


def test_where_one_has_come_to_is_read_out(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(unlock_panel, "announce", lambda _widget, words: heard.append(words))
    panel.panel.hide()
    panel.panel.show()
    assert heard == ["Welcome back. Your journal is locked. Take your time."]
    panel.panel.show_trouble(KeyFileMissing())
    panel.panel.hide()
    panel.panel.show()
    assert len(heard) == 1, "what is amiss says so by itself"


def test_the_focus_stays_where_one_types_while_it_is_opened(panel: Panel) -> None:
    panel.type("Passphrase", PASSPHRASE)
    button = next(b for b in panel.panel.findChildren(Button) if b.text() == "Unlock")
    button.setFocus()
    with panel.parts.bot.waitSignal(panel.panel.unlocked):
        button.click()
        assert isinstance(QApplication.focusWidget(), QLineEdit)


class Later:
    """A clock that a test sets forward."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def later(parts: Parts) -> Later:
    clock = Later()
    parts.unlocking.guesses = Guesses(clock)
    return clock


def try_wrongly(panel: Panel, times: int) -> None:
    for _ in range(times):
        panel.type("Passphrase", "wrong one")
        panel.press("Unlock")


def test_wrong_tries_are_slept_over(later: Later, panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    read_out: list[str] = []
    monkeypatch.setattr(unlock_parts, "announce", lambda _widget, words: read_out.append(words))
    try_wrongly(panel, 2)
    assert read_out == 2 * ["Opening your journal. This takes a moment, on purpose."]
    try_wrongly(panel, 1)
    assert panel.says("You can try again in 2 seconds.")
    assert not panel.offers("Unlock")
    assert read_out[3:] == ["You can try again in 2 seconds."]
    panel.panel._ways.passphrase.enter()
    assert read_out[3:] == 2 * ["You can try again in 2 seconds."], "Enter is answered, too"
    later.seconds += 2
    panel.panel._ways._pause.timeout.emit()
    assert panel.offers("Unlock")
    panel.type("Passphrase", PASSPHRASE)
    with panel.parts.bot.waitSignal(panel.panel.unlocked):
        panel.press("Unlock")
    assert later.seconds and panel.parts.unlocking.guesses.seconds_left == 0


def test_the_pause_outlasts_the_page_and_holds_for_every_way_in(
    later: Later, panel: Panel, code: str
) -> None:
    try_wrongly(panel, 3)
    panel.window.hide()
    again = Panel(panel.parts)
    assert not again.offers("Unlock")
    again.press("Use my recovery code")
    assert not again.offers("Open with the code")
    later.seconds += 2
    again.panel._ways._pause.timeout.emit()
    again.type("Recovery code", JournalSecret.random().recovery_code())
    again.press("Open with the code")
    assert again.says("You can try again in 4 seconds.")
    later.seconds += 4
    again.panel._ways._pause.timeout.emit()
    again.type("Recovery code", code)
    with again.parts.bot.waitSignal(again.panel.unlocked):
        again.press("Open with the code")


@pytest.mark.parametrize(
    "spelt", [str.lower, lambda code: code.replace("-", " "), lambda c: c.replace("0", "o")]
)
def test_the_recovery_code_opens_however_it_is_spelt(panel: Panel, code: str, spelt: object) -> None:
    assert callable(spelt)
    panel.press("Use my recovery code")
    panel.type("Recovery code", spelt(code))
    with panel.parts.bot.waitSignal(panel.panel.unlocked):
        panel.press("Open with the code")


@pytest.mark.parametrize("typed", ["abcde-fghij-klmno", "abcdefghijkl", " abcde   fghij klmno"])
def test_a_group_is_found_however_it_is_spelt(typed: str) -> None:
    first, end = place_of_group(typed, 2)
    assert typed[first:end] == "fghij"


def test_the_group_with_the_slip_is_named(panel: Panel, code: str) -> None:
    groups = code.split("-")
    groups[4] = groups[4][:-1] + ("A" if groups[4][-1] != "A" else "B")
    panel.press("Use my recovery code")
    panel.type("Recovery code", "-".join(groups))
    panel.press("Open with the code")
    assert panel.says("There is a slip in group 5.")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.selectedText() == groups[4]
    assert field.text() == "-".join(groups)
    panel.type("Recovery code", "-".join(code.split("-")[:3]))
    panel.press("Open with the code")
    assert panel.says("3 of 8 groups are there.")
    panel.press("Use my passphrase instead")
    assert panel.offers("Unlock")


def test_the_recipe_can_be_read(panel: Panel) -> None:
    with panel.parts.bot.waitSignal(panel.panel.read_recipe):
        panel.press("Read the recipe without unlocking")


def test_a_missing_key_file_leads_to_the_recovery_code(panel: Panel, code: str) -> None:
    folder = panel.parts.unlocking.folder
    for key_file in folder.glob("*key*"):
        key_file.rename(key_file.with_suffix(".away"))
    with pytest.raises(KnownError) as caught:
        panel.parts.unlocking.state()
    panel.panel.show_trouble(caught.value)
    assert panel.says("its key file is missing")
    panel.press("Use my recovery code")
    panel.type("Recovery code", code)
    with panel.parts.bot.waitSignal(panel.panel.unlocked):
        panel.press("Open with the code")


def test_looking_again_after_the_file_was_put_back(panel: Panel) -> None:
    panel.panel.show_trouble(JournalMissing(path="/media/stick/journal.db"))
    assert panel.says("/media/stick/journal.db")
    assert not panel.offers("Use my recovery code")
    panel.press("Look again")
    assert panel.offers("Unlock")


@pytest.mark.parametrize(
    ("colours", "percent", "width", "height"),
    [
        ("light", 100, 1280, 795),
        ("highContrast", 100, 1280, 795),
        ("dark", 200, 1280, 795),
        ("light", 100, 683, 384),
        ("light", 200, 683, 384),
    ],
)
def test_nothing_is_cut(
    code: str,
    parts: Parts,
    colours: str,
    percent: int,
    width: int,
    height: int,
) -> None:
    panel = Panel(parts, width, height)
    parts.look(colours, percent)
    assert cut_off(panel.window) == []
    panel.press("Use my recovery code")
    panel.type("Recovery code", "ABCDE")
    panel.press("Open with the code")
    settle()
    assert cut_off(panel.window) == []
    path = "/home/somebody/.local/share/coprod-desktop/journals/Journal/journal.keys"
    panel.panel.show_trouble(KeyFileMissing(path=path))
    settle()
    assert cut_off(panel.window) == []


def typed_in(panel: Panel) -> list[str]:
    return [field.text() for field in panel.panel.findChildren(QLineEdit) if field.text()]


def test_after_a_fault_nothing_typed_is_left(panel: Panel) -> None:
    (panel.parts.unlocking.folder / "journal.db").unlink()
    panel.type("Passphrase", PASSPHRASE)
    panel.press("Unlock")
    assert panel.offers("Look again")
    assert typed_in(panel) == []


def test_a_passphrase_out_of_sight_is_forgotten_but_not_one_in_a_minimised_window(panel: Panel) -> None:
    panel.type("Passphrase", PASSPHRASE)
    panel.window.showMinimized()
    panel.window.showNormal()
    assert typed_in(panel) == [PASSPHRASE]
    panel.panel.hide()
    assert typed_in(panel) == []
    panel.panel.show()
    panel.type("Passphrase", PASSPHRASE)
    panel.press("Use my recovery code")
    assert typed_in(panel) == []


def main_button(panel: Panel) -> str:
    """The words on the one main button, which has the focus and is wholly in sight."""
    shown = [b for b in panel.panel.findChildren(Button) if b.isVisible() and b.kind == "primary"]
    assert len(shown) == 1 and shown[0].hasFocus()
    assert shown[0].visibleRegion().boundingRect() == shown[0].rect()
    return shown[0].text()


@pytest.mark.parametrize(("percent", "width", "height"), [(100, 1280, 795), (100, 683, 384), (200, 683, 384)])
def test_the_main_button_is_what_helps(
    code: str, parts: Parts, percent: int, width: int, height: int
) -> None:
    panel = Panel(parts, width, height)
    parts.look("light", percent)
    path = "/home/somebody/.local/share/coprod-desktop/journals/Journal/journal.db"
    panel.panel.show_trouble(JournalDamaged(path=path, reason="pages"))
    settle()
    assert main_button(panel) == "Save what can still be read"
    panel.panel.offer_backup("The newest whole backup is of today.")
    settle()
    assert main_button(panel) == "Look inside the backup"
    assert cut_off(panel.window) == []
    panel.panel.show_trouble(JournalDamaged(path=path, reason="plain"))
    settle()
    assert main_button(panel) == "Look again", "nothing of it could be read, and no backup was found so far"
    panel.panel.show_trouble(JournalMissing(path=path))
    panel.panel.offer_backup("The newest whole backup is of today.")
    settle()
    assert main_button(panel) == "Look again"
