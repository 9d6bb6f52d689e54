"""The settings work at once, say where the journal is, and show the recovery code only while one looks."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from coprod_desktop import __version__
from coprod_desktop.services.preferences import Appearance, Preferences
from coprod_desktop.ui.looks.choices import Colours, TextSize, Typefaces
from coprod_desktop.ui.synced import synced_by
from coprod_desktop.ui.welcome.code_card import CodeGroup
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.choices import Switch
from tests.support.clipping import cut_off
from tests.support.waiting import settle
from tests.ui.conftest import Parts
from tests.ui.settings.stage import Settings

PASSPHRASE = "marigold teapot gravel Tuesday"


@pytest.fixture
def settings(parts: Parts) -> Settings:
    return Settings(parts)


def test_colours_change_at_once_and_are_kept(settings: Settings, parts: Parts, tmp_path: Path) -> None:
    colours = settings.find(Colours)
    assert isinstance(colours, Colours)
    colours.cards["highContrast"].click()
    assert parts.theme.name == "highContrast"
    assert Preferences(tmp_path / "data").appearance.colours == "highContrast"
    assert colours.cards["highContrast"].isChecked()


def test_text_size_by_button_key_and_drag(settings: Settings, parts: Parts) -> None:
    size = settings.find(TextSize)
    assert isinstance(size, TextSize)
    larger = next(b for b in size.findChildren(Button) if b.accessibleName() == "Larger text")
    larger.click()
    assert parts.theme.scale == 1.1
    QTest.keyClick(size.slider, Qt.Key.Key_Right)
    assert parts.preferences.appearance.text_percent == 120
    size.slider.setSliderDown(True)
    size.slider.setSliderPosition(20)
    assert size._shown.words == "200%" and parts.theme.scale == 1.2, "not before the drag has ended"
    size.slider.setSliderDown(False)
    assert parts.theme.scale == 2.0
    larger.click()
    assert parts.theme.scale == 2.0


def test_a_typeface(settings: Settings, parts: Parts) -> None:
    typefaces = settings.find(Typefaces)
    assert isinstance(typefaces, Typefaces)
    typefaces.lines["alternative"].click()
    assert parts.theme.font().family() == "Lexend"
    assert [key for key, line in typefaces.lines.items() if line.isChecked()] == ["alternative"]


def test_a_look_chosen_elsewhere_is_shown_here(settings: Settings, parts: Parts) -> None:
    chosen = Appearance("dark", 140, "dyslexia")
    parts.preferences.set_appearance(chosen)
    parts.theme.change(chosen)
    colours, size = settings.find(Colours), settings.find(TextSize)
    assert isinstance(colours, Colours)
    assert isinstance(size, TextSize)
    assert colours.cards["dark"].isChecked()
    assert size.slider.value() == 14


def test_easier_words(settings: Settings, parts: Parts) -> None:
    (switch,) = (found for found in settings.page.findChildren(Switch) if found.isVisible())
    switch.click()
    assert parts.preferences.appearance.easier_words


def test_a_choice_that_cannot_be_kept_holds_and_is_said(
    settings: Settings, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Preferences) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr(Preferences, "_write", full)
    colours = settings.find(Colours)
    assert isinstance(colours, Colours)
    colours.cards["dark"].click()
    assert parts.theme.name == "dark"
    assert settings.says("could not be written down")


def test_before_there_is_a_journal(settings: Settings, parts: Parts) -> None:
    settings.press("Your journal")
    assert settings.says(str(parts.unlocking.folder))
    settings.press("Security")
    assert settings.says("There is no journal yet.")


def test_a_locked_journal_tells_nothing(parts: Parts) -> None:
    parts.unlocking.create(PASSPHRASE, parts.unlocking.new_secret(), recovery_confirmed=False)
    parts.unlocking.lock()
    settings = Settings(parts)
    settings.press("Security")
    assert settings.says("Unlock your journal to see its recovery code.")


def test_the_code_left_for_later(parts: Parts) -> None:
    parts.unlocking.create(PASSPHRASE, parts.unlocking.new_secret(), recovery_confirmed=False)
    settings = Settings(parts)
    parts.settle()
    settle()
    settings.press("Security")
    assert settings.says("You left your recovery code for later.")
    settings.press("Show my recovery code")
    shown = [g.accessibleName()[-9:].replace(" ", "") for g in settings.page.findChildren(CodeGroup)]
    assert "-".join(shown) == parts.unlocking.recovery_code()
    settle()
    here = QApplication.focusWidget()
    assert isinstance(here, CodeGroup) and here.accessibleName().startswith("Group 1 of 8")
    field = next(
        f for f in settings.page.findChildren(QLineEdit) if f.accessibleName().startswith("Type group")
    )
    number = int(field.accessibleName()[11])
    field.setText(shown[number - 1])
    parts.settle()
    assert parts.unlocking.recovery_code_confirmed()
    settings.page.refresh()
    parts.settle()
    settle()
    assert settings.says("You checked that you have a copy.")


def test_the_code_is_gone_when_one_looks_away(parts: Parts) -> None:
    parts.unlocking.create(PASSPHRASE, parts.unlocking.new_secret(), recovery_confirmed=True)
    settings = Settings(parts)
    parts.settle()
    settle()
    settings.press("Security")
    settings.press("Show my recovery code")
    assert settings.page.findChildren(CodeGroup)
    settings.press("About and credits")
    settle()
    assert settings.page.findChildren(CodeGroup) == []


def test_the_settings_open_at_their_first_section(settings: Settings) -> None:
    settings.press("Security")
    settings.page.arrive()
    assert settings.find(Colours).isVisible()


def test_about(settings: Settings, parts: Parts) -> None:
    settings.page.show_about()
    settle()
    assert settings.says(__version__)
    assert settings.says("never looks for updates")
    assert settings.says("install the newer one over it")
    assert settings.says("Co-production Oxfordshire")
    assert settings.says("MIT licence")
    settings.press("Copy details")
    copied = parts.ask.copied[-1]
    assert __version__ in copied
    assert str(Path.home()) not in copied


def test_escape_and_back_lead_back(settings: Settings, parts: Parts) -> None:
    with parts.bot.waitSignal(settings.page.closed):
        settings.press("Back")
    with parts.bot.waitSignal(settings.page.closed):
        QTest.keyClick(settings.page, Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/home/sam/Dropbox/Journal", "Dropbox"),
        ("/Users/sam/Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("/home/sam/OneDrive - Council/x", "OneDrive"),
        ("/Users/sam/Library/CloudStorage/GoogleDrive-sam@example.org/My Drive", "Google Drive"),
        ("/home/sam/Nextcloud/x", "Nextcloud"),
        ("/home/sam/Inbox/x", ""),
        ("/home/sam/.local/share/coprod-desktop", ""),
    ],
)
def test_a_synced_folder_is_named(path: str, name: str) -> None:
    assert synced_by(Path(path)) == name


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead of modes")
def test_a_folder_that_others_can_read_is_told_calmly(parts: Parts) -> None:
    parts.unlocking.create(PASSPHRASE, parts.unlocking.new_secret(), recovery_confirmed=True)
    settings = Settings(parts)
    settings.press("Your journal")
    words = "Other people of this computer may be able to read"
    assert not settings.says(words)
    parts.unlocking.folder.chmod(0o755)
    (parts.unlocking.folder / "journal.keys").chmod(0o644)
    settings.page.refresh()
    assert settings.says(words)


def test_nothing_is_cut_where_there_is_least_room(parts: Parts) -> None:
    parts.unlocking.create(PASSPHRASE, parts.unlocking.new_secret(), recovery_confirmed=False)
    settings = Settings(parts, 683, 384)
    parts.settle()
    parts.look("highContrast", 200)
    for section in ("Look and reading", "Your journal", "Security", "About and credits"):
        settings.press(section)
        if section == "Security":
            settings.page.refresh()
            parts.settle()
            settle()  # what was put into a page that is shown is shown with the next turn of the loop
            settings.press("Show my recovery code")
        assert cut_off(settings.window) == []
