"""Backups in the settings: made now, kept where and how many one likes, and listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_desktop.services.backup_facts import Why
from coprod_desktop.services.preferences import Preferences
from coprod_desktop.ui.settings.backup_place import HowMany
from coprod_desktop.ui.widgets.buttons import Button
from tests.support.clipping import cut_off
from tests.support.journals import note
from tests.support.waiting import settle, until
from tests.ui.conftest import Parts
from tests.ui.settings.stage import Settings

PASSPHRASE = "marigold teapot gravel Tuesday"


@pytest.fixture
def settings(parts: Parts) -> Settings:
    """The section of an open journal with one entry and no backup."""
    parts.unlocking.create(PASSPHRASE, parts.unlocking.new_secret(), recovery_confirmed=True)
    parts.unlocking.vault.entries.put(note(1))
    settings = Settings(parts)
    settings.press("Backups")
    return settings


def test_one_is_made_now_and_listed(settings: Settings, parts: Parts) -> None:
    assert settings.says("None was made yet.") and settings.says("There are none yet.")
    now = next(b for b in settings.page.findChildren(Button) if b.text() == "Back up now")
    now.setFocus()
    settings.press("Back up now")
    until(lambda: settings.says("· whole"), "the backup to be read to its end")
    assert settings.says("18 November 2026") and settings.says("It was opened again and checked.")
    assert now.hasFocus()
    (file,) = (parts.unlocking.folder.parent.parent / "backups").iterdir()
    with parts.bot.waitSignal(settings.page.open_backup) as asked:
        settings.press("Look inside")
    assert asked.args == [file]


def test_what_is_wrong_is_said_with_what_to_do(settings: Settings, parts: Parts, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    parts.backups.choose_folder(tmp_path / "stick")
    (tmp_path / "stick").rmdir()
    settings.press("Back up now")
    assert settings.says("The folder for backups is not there") and settings.says("Connect its disk or stick")
    settings.press("Use the program's own folder")
    until(lambda: settings.says("It was opened again and checked."), "a backup in the program's own folder")
    assert not settings.says("The folder for backups is not there")


def test_not_into_the_journal_itself(settings: Settings, parts: Parts) -> None:
    parts.ask.will_say(parts.unlocking.folder)
    settings.press("Choose another folder…")
    assert settings.says("That folder belongs to the journal itself")
    assert parts.backups.is_usual_folder
    parts.ask.will_say(None)
    settings.press("Choose another folder…")
    assert parts.backups.is_usual_folder


def test_how_many(settings: Settings, parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    how_many = settings.find(HowMany)
    assert isinstance(how_many, HowMany) and how_many.choices["usual"].isChecked()
    how_many.choices["more"].click()
    data = parts.unlocking.folder.parent.parent
    assert Preferences(data).backups.keep == "more"

    def full(_self: Preferences) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr(Preferences, "_write", full)
    how_many.choices["fewer"].click()
    assert parts.preferences.backups.keep == "fewer"
    assert settings.says("could not be written down")


def test_locked_it_lists_them_and_makes_none(parts: Parts) -> None:
    parts.unlocking.create(PASSPHRASE, parts.unlocking.new_secret(), recovery_confirmed=True)
    parts.unlocking.vault.entries.put(note(1))
    parts.unlocking.lock()
    settings = Settings(parts)
    settings.press("Backups")
    assert settings.says("Unlock your journal to see what came of the last one")
    assert not any(b.text() == "Back up now" and b.isVisible() for b in settings.page.findChildren(Button))
    until(lambda: settings.says("· whole"), "the one that was made while it was locked")


def test_older_ones_on_request(settings: Settings, parts: Parts) -> None:
    for _ in range(10):
        parts.backups.before(Why.MERGE)
    settings.page.refresh()
    parts.settle()
    settle()
    rows = [b for b in settings.page.findChildren(Button) if b.text() == "Look inside"]
    assert len(rows) == 8
    settings.press("Show 2 older ones")
    rows = [b for b in settings.page.findChildren(Button) if b.text() == "Look inside"]
    assert len(rows) == 10 and rows[8].hasFocus()


def test_nothing_is_cut_where_there_is_least_room(parts: Parts) -> None:
    parts.unlocking.create(PASSPHRASE, parts.unlocking.new_secret(), recovery_confirmed=True)
    parts.unlocking.vault.entries.put(note(1))
    parts.backups.back_up()
    settings = Settings(parts, 683, 384)
    parts.settle()
    parts.look("highContrast", 200)
    settings.press("Backups")
    until(lambda: settings.says("· whole"), "the backup to be read to its end")
    assert cut_off(settings.window) == []
