"""The reminder of a journal: off until chosen, one at a time, and quiet after a reflection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from coprod_desktop.domain.entries import Answer, Context, EventDate, QuestionSet, Reflection
from coprod_desktop.domain.reminders import EveryWeeks, WeekdayOfMonth, Which
from coprod_desktop.errors import KnownError
from coprod_desktop.export.errors import TargetNotWritable
from coprod_desktop.services.clock import local_day
from coprod_desktop.services.reminding import Reminding, with_ending
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.vault.errors import DiskFull
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note

LAST_FRIDAY = WeekdayOfMonth(Which.LAST, 4)


class Calendar:
    """A journal, and a clock that is moved by days."""

    def __init__(self, folder: Path) -> None:
        self.now = NOW
        self.unlocking = Unlocking(folder, CHEAP)
        self.unlocking.create(PASSPHRASE, self.unlocking.new_secret(), recovery_confirmed=True)
        self.reminding = Reminding(self.unlocking, lambda: self.now)

    @property
    def today(self) -> date:
        return local_day(self.now)

    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)

    def reflect(self, written: datetime | None = None, number: int = 1) -> None:
        entry = note(number)
        context = Context(EventDate(2020, 1, 1))
        content = Reflection(QuestionSet.CHOSEN, context, (Answer("values-1", "Q", "Seen."),))
        moment = written or self.now
        self.unlocking.vault.entries.put(
            replace(entry, content=content, event=context.when, written=moment, changed=moment)
        )


@pytest.fixture
def calendar(tmp_path: Path) -> Iterator[Calendar]:
    made = Calendar(tmp_path / "Journal")
    yield made
    made.unlocking.lock()


def test_it_is_off_until_somebody_chooses_and_after_it_was_turned_off(calendar: Calendar) -> None:
    assert calendar.reminding.standing() is None
    assert calendar.reminding.put_away() is None
    calendar.reminding.choose(EveryWeeks(2))
    assert calendar.reminding.choose(None) is None
    calendar.wait(400)
    assert calendar.reminding.standing() is None


def test_it_lies_in_the_journal_and_outlasts_a_lock(calendar: Calendar) -> None:
    chosen = calendar.reminding.choose(LAST_FRIDAY)
    calendar.unlocking.lock()
    calendar.unlocking.unlock(PASSPHRASE)
    assert calendar.reminding.standing() == chosen
    assert chosen is not None and chosen.next == date(2026, 11, 27)


def test_many_days_that_came_up_are_one_and_a_reflection_ends_it(calendar: Calendar) -> None:
    calendar.reminding.choose(EveryWeeks(2))
    calendar.wait(100)
    stands = calendar.reminding.standing()
    assert stands is not None and stands.waiting == calendar.today - timedelta(days=2)
    calendar.reflect()
    stands = calendar.reminding.standing()
    assert stands is not None and stands.waiting is None
    assert stands.next == calendar.today + timedelta(weeks=2)


def test_what_was_put_away_comes_up_again_on_its_next_day(calendar: Calendar) -> None:
    calendar.reminding.choose(EveryWeeks(2))
    calendar.wait(15)
    stands = calendar.reminding.put_away()
    assert stands is not None and stands.waiting is None
    calendar.wait(stands.next.toordinal() - calendar.today.toordinal())
    again = calendar.reminding.standing()
    assert again is not None and again.waiting == again.next == calendar.today


def test_a_note_is_no_reflection(calendar: Calendar) -> None:
    calendar.reminding.choose(EveryWeeks(2))
    calendar.wait(15)
    calendar.unlocking.vault.entries.put(replace(note(3), written=calendar.now, changed=calendar.now))
    stands = calendar.reminding.standing()
    assert stands is not None and stands.waiting is not None


def test_a_reflection_in_the_bin_is_none_until_it_comes_back(calendar: Calendar) -> None:
    calendar.reminding.choose(EveryWeeks(2))
    calendar.wait(15)
    calendar.reflect()
    vault = calendar.unlocking.vault
    vault.bin.put(note(1).id, calendar.now)
    stands = calendar.reminding.standing()
    assert stands is not None and stands.waiting is not None
    vault.bin.put_back(note(1).id, calendar.now)
    stands = calendar.reminding.standing()
    assert stands is not None and stands.waiting is None


def test_a_reflection_kept_while_the_clock_was_ahead_hides_no_later_one(calendar: Calendar) -> None:
    calendar.reminding.choose(EveryWeeks(2))
    calendar.reflect(calendar.now + timedelta(days=3650), 1)
    calendar.wait(20)
    calendar.reflect(number=2)
    stands = calendar.reminding.standing()
    assert stands is not None and stands.waiting is None
    assert stands.next == calendar.today + timedelta(weeks=2)


def test_what_does_not_read_counts_as_off(calendar: Calendar) -> None:
    calendar.unlocking.vault.settings.put("reminder", "weeks 2 since the flood")
    assert calendar.reminding.standing() is None


def test_a_choice_that_could_not_be_written_leaves_the_one_before(
    calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = calendar.reminding.choose(EveryWeeks(4))

    def full(_key: str, _value: str) -> None:
        raise DiskFull(path=Path())

    with monkeypatch.context() as patch:
        patch.setattr(calendar.unlocking.vault.settings, "put", full)
        with pytest.raises(KnownError):
            calendar.reminding.choose(EveryWeeks(12))
    assert calendar.reminding.standing() == before


def test_the_calendar_file_is_saved_with_its_ending_and_says_no_private_word(
    calendar: Calendar, tmp_path: Path
) -> None:
    stands = calendar.reminding.choose(LAST_FRIDAY)
    assert stands is not None
    path = calendar.reminding.save_calendar(
        stands, "Co-production Companion", with_ending(tmp_path / "days v1.2")
    )
    assert path.name == "days v1.2.ics"
    text = path.read_text("utf-8")
    assert "DTSTART;VALUE=DATE:20261127" in text and "SUMMARY:Co-production Companion" in text
    again = calendar.reminding.save_calendar(stands, "Co-production Companion", path)
    assert again == path
    uids = {line for line in (text + path.read_text("utf-8")).splitlines() if line.startswith("UID:")}
    assert len(uids) == 2 and all(len(uid) == 36 for uid in uids)
    with pytest.raises(TargetNotWritable):
        calendar.reminding.save_calendar(stands, "Title", tmp_path / "nowhere" / "days.ics")
