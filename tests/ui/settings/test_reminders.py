"""Settings, Reminders: what is chosen holds at once, is kept in the journal and goes into a calendar file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coprod_desktop.domain.reminders import EveryWeeks, Standing, WeekdayOfMonth, Which
from coprod_desktop.ui.settings.reminders import RemindersSection
from coprod_desktop.vault.errors import DiskFull
from tests.support.journals import PASSPHRASE
from tests.ui.conftest import Parts
from tests.ui.settings.stage import Settings


@pytest.fixture
def settings(parts: Parts) -> Settings:
    parts.unlocking.create(PASSPHRASE, parts.unlocking.new_secret(), recovery_confirmed=True)
    return at_reminders(parts)


def at_reminders(parts: Parts) -> Settings:
    settings = Settings(parts)
    settings.page.show_reminders()
    parts.settle()
    return settings


def section(settings: Settings) -> RemindersSection:
    return settings.page._reminders


def test_reminders_are_off_to_begin_with_and_then_there_is_no_file_to_save(settings: Settings) -> None:
    part = section(settings)
    assert part.choice.off.isChecked() and not part.choice.which.isVisible()
    assert settings.says("Reminders are off.")
    assert not part.calendar.isVisible()


def test_some_weeks_are_kept_at_once_and_told_on(settings: Settings) -> None:
    part, heard = section(settings), list[Standing]()
    settings.page.reminder_changed.connect(heard.append)
    part.choice.weeks[4].click()
    settings.parts.settle()
    assert settings.says("4 weeks after you last reflected. The next one is Wednesday 16 December.")
    assert heard == [Standing(EveryWeeks(4), date(2026, 12, 16))]
    assert settings.parts.reminding.standing() == heard[0]
    assert part.calendar.isVisible() and part.calendar.weeks_note.isVisible()


def test_a_weekday_of_the_month_is_chosen_with_the_keys(settings: Settings) -> None:
    part = section(settings)
    part.choice.off.setFocus(Qt.FocusReason.TabFocusReason)
    for radio in (part.choice.off, *part.choice.weeks.values()):
        QTest.keyClick(radio, Qt.Key.Key_Down)
    settings.parts.settle()
    assert part.choice.monthly.isChecked() and part.choice.which.isVisible()
    assert settings.says("The last Friday of each month. The next one is Friday 27 November.")
    QTest.keyClick(part.choice.which, Qt.Key.Key_Home)
    QTest.keyClick(part.choice.weekday, Qt.Key.Key_Home)
    settings.parts.settle()
    stands = settings.parts.reminding.standing()
    assert stands is not None and stands.rhythm == WeekdayOfMonth(Which.FIRST, 0)
    assert settings.says("The first Monday of each month. The next one is Monday 7 December.")
    assert not part.calendar.weeks_note.isVisible()


def test_what_was_chosen_is_shown_when_one_comes_back_and_not_while_it_is_locked(settings: Settings) -> None:
    parts = settings.parts
    parts.reminding.choose(EveryWeeks(8))
    settings.page.refresh()
    parts.settle()
    assert section(settings).choice.weeks[8].isChecked()
    section(settings).calendar.title.setText("Ask Bea about the bench")
    parts.unlocking.lock()
    settings.page.wipe()
    assert section(settings).choice.off.isChecked(), "what was chosen is kept inside the journal"
    settings.page.refresh()
    parts.settle()
    assert settings.says("Unlock your journal to choose")
    assert not section(settings).choice.isVisible() and not section(settings).calendar.isVisible()
    assert section(settings).calendar.title.text() == "Co-production Companion"
    assert not settings.says("weeks after")


def test_the_calendar_file_has_the_title_that_stands_there(settings: Settings, tmp_path: Path) -> None:
    part, ask = section(settings), settings.parts.ask
    part.choice.weeks[2].click()
    settings.parts.settle()
    part.calendar.title.setText("  A quiet hour ")
    ask.will_say(tmp_path / "days")
    settings.press("Save as a calendar file…")
    assert "SUMMARY:A quiet hour" in (tmp_path / "days.ics").read_text("utf-8")
    assert settings.says("Saved as days.ics")
    settings.parts.settle()
    assert part.calendar.result.visibleRegion().boundingRect() == part.calendar.result.rect(), "in sight"
    settings.press("Show in folder")
    assert ask.shown_folders == [tmp_path / "days.ics"]
    part.choice.weeks[4].click()
    settings.parts.settle()
    assert not settings.says("Saved as")  # that file has other days


def test_a_file_that_is_saved_while_it_locks_is_told_to_nobody(settings: Settings, tmp_path: Path) -> None:
    part, parts = section(settings), settings.parts
    part.choice.weeks[2].click()
    parts.settle()
    parts.ask.will_say(tmp_path / "days.ics", tmp_path / "gone" / "days.ics")
    for _ in range(2):  # it is saved, and it is not
        part.calendar._save()
        settings.page.wipe()
        parts.settle()
        assert part.calendar.result.words == "" and part.calendar._path is None
        settings.page.refresh()
        parts.settle()
    assert (tmp_path / "days.ics").exists()


def test_a_calendar_file_that_is_there_is_not_replaced_unasked(settings: Settings, tmp_path: Path) -> None:
    section(settings).choice.weeks[2].click()
    settings.parts.settle()
    there = tmp_path / "days.ics"
    there.write_text("all my appointments", "utf-8")
    settings.parts.ask.will_say(tmp_path / "days", False)
    settings.press("Save as a calendar file…")
    assert settings.parts.ask.asked[-1] == "Replace days.ics?"
    assert there.read_text("utf-8") == "all my appointments"
    settings.parts.ask.will_say(tmp_path / "days", True)
    settings.press("Save as a calendar file…")
    assert "BEGIN:VCALENDAR" in there.read_text("utf-8")


def test_without_a_title_it_has_the_neutral_one_and_without_a_place_nothing_is_saved(
    settings: Settings, tmp_path: Path
) -> None:
    part, ask = section(settings), settings.parts.ask
    part.choice.weeks[2].click()
    settings.parts.settle()
    part.calendar.title.clear()
    ask.will_say(None, tmp_path / "days.ics")
    settings.press("Save as a calendar file…")
    assert not part.calendar.result.isVisible()
    settings.press("Save as a calendar file…")
    assert "SUMMARY:Co-production Companion" in (tmp_path / "days.ics").read_text("utf-8")


def test_a_file_that_cannot_be_saved_is_told_with_what_to_do(settings: Settings, tmp_path: Path) -> None:
    section(settings).choice.weeks[2].click()
    settings.parts.settle()
    settings.parts.ask.will_say(tmp_path / "gone" / "days.ics")
    settings.press("Save as a calendar file…")
    result = section(settings).calendar.result
    assert result.isVisible() and len(result.words) > 40 and "Saved" not in result.words
    assert not section(settings).calendar._show_it.isVisible()


def test_a_choice_that_could_not_be_written_shows_what_holds(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_key: str, _value: str) -> None:
        raise DiskFull(path=Path())

    monkeypatch.setattr(settings.parts.unlocking.vault.settings, "put", full)
    section(settings).choice.weeks[2].click()
    settings.parts.settle()
    assert settings.says("Your choice could not be written down, so nothing has changed.")
    assert section(settings).choice.off.isChecked() and settings.says("Reminders are off.")
