"""The bin as a person has it: 30 days by a clock that may be wrong, and a backup before much goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_desktop.content.loader import load
from coprod_desktop.domain.entries import Note, NoteDraft, QuestionSet
from coprod_desktop.resources import resource
from coprod_desktop.services.deleting import IN_SIGHT, KEPT, LARGE, Deleting, is_over
from coprod_desktop.services.journalling import Journalling
from coprod_desktop.services.reflecting import Reflecting
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import DiskFull, WordsNotWiped
from coprod_desktop.vault.names import BIN_DAYS_SETTING
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note


class Days:
    """A clock that is moved by days, and a backup that fails when told to."""

    def __init__(self, unlocking: Unlocking) -> None:
        self.now = NOW
        self.unlocking = unlocking
        self.backups = 0
        self.is_full = False
        self.deleting = Deleting(unlocking, self.clock, self.back_up)

    def clock(self) -> datetime:
        return self.now

    def back_up(self) -> None:
        if self.is_full:
            raise DiskFull(path=Path())
        self.backups += 1

    def put_in_bin(self, *numbers: int) -> None:
        for number in numbers:
            self.unlocking.vault.entries.put(note(number))
            self.deleting.move_to_bin(note(number).id)

    def unlock_on(self, *days: int) -> list[int]:
        """Unlock on these days after the first, and say how many entries are in the bin after each."""
        left = []
        for day in days:
            self.now = NOW + timedelta(days=day)
            self.deleting.clear_out()
            left.append(self.deleting.count())
        return left


@pytest.fixture
def days(tmp_path: Path) -> Iterator[Days]:
    unlocking = Unlocking(tmp_path / "journal", CHEAP)
    unlocking.create(PASSPHRASE, unlocking.new_secret(), recovery_confirmed=True)
    yield Days(unlocking)
    unlocking.lock()


def test_days_that_do_not_read_keep_nobody_from_the_journal(days: Days) -> None:
    days.put_in_bin(1)
    days.unlocking.vault.settings.put(BIN_DAYS_SETTING, "[" * 100_000)
    assert days.unlock_on(1) == [1]


def test_an_entry_goes_after_thirty_days(days: Days) -> None:
    days.put_in_bin(1)
    assert days.unlock_on(1, 10, 22, 23, 25, 29) == [1] * 6
    days.now += timedelta(days=1, hours=-1)
    days.put_in_bin(2)
    assert days.deleting.count() == 2
    assert days.unlock_on(30) == [1]
    assert days.deleting.read(note(2).id).entry == note(2)


def test_a_clock_that_jumps_a_year_ahead_empties_nothing_unseen(days: Days) -> None:
    days.put_in_bin(1)
    assert days.unlock_on(1, 2, 365, 366, 371) == [1] * 5
    assert days.unlock_on(372) == [0]


def test_a_clock_that_jumps_ahead_and_back_keeps_all(days: Days) -> None:
    days.put_in_bin(1)
    assert days.unlock_on(365, 366, 1, 2, 10, 31) == [1] * 6
    days.now = NOW - timedelta(days=9000)
    assert days.unlock_on(-9000, -8000) == [1, 1]


def test_that_days_went_by_is_no_reason_for_a_backup(days: Days) -> None:
    days.put_in_bin(1)
    mark = days.unlocking.vault.mark()
    days.unlock_on(3, 4)
    assert days.unlocking.vault.mark() == mark
    days.deleting.put_back(note(1).id)
    assert days.unlocking.vault.mark() != mark


def test_somebody_who_comes_rarely_sees_the_bin_twice_before_it_empties(days: Days) -> None:
    days.put_in_bin(1)
    assert days.unlock_on(60, 120, 180) == [1, 1, 0]


@given(st.lists(st.integers(0, 400), max_size=30), st.integers(0, 400))
def test_nothing_goes_before_its_time_or_unseen(opened: list[int], now: int) -> None:
    seen = {(NOW + timedelta(days=day)).date() for day in opened}
    if is_over(NOW, NOW + timedelta(days=now), seen):
        assert now >= KEPT.days
        before = sorted({day for day in opened if KEPT.days - IN_SIGHT.days <= day < now})
        assert len(before) >= 2 and before[0] <= now - IN_SIGHT.days


def test_what_does_not_read_only_keeps_the_bin_longer(days: Days) -> None:
    days.put_in_bin(1)
    days.unlock_on(24, 25)
    days.unlocking.vault.settings.put("bin-days", '{"a": 7}')
    assert days.unlock_on(32) == [1]


def test_much_goes_by_itself_only_after_a_backup(days: Days) -> None:
    days.put_in_bin(*range(LARGE))
    days.is_full = True
    assert days.unlock_on(24, 25, 32) == [LARGE] * 3
    days.is_full = False
    assert days.unlock_on(33) == [0]
    assert days.backups == 1


def test_little_needs_no_backup(days: Days) -> None:
    days.put_in_bin(1, 2)
    days.is_full = True
    assert days.unlock_on(24, 25, 32) == [2, 2, 0]


def test_emptying_asks_for_a_backup_first_and_scrubs_after(days: Days) -> None:
    days.put_in_bin(1, 2)
    days.is_full = True
    with pytest.raises(DiskFull):
        days.deleting.prepare_to_empty()
    assert days.deleting.count() == 2
    assert days.deleting.empty() == 2
    assert not days.unlocking.vault.bin.is_scrub_due


def test_a_scrub_left_undone_is_done_at_the_next_unlocking(days: Days) -> None:
    days.put_in_bin(1)
    days.unlocking.vault.bin.remove_all()
    days.unlock_on(1)
    assert not days.unlocking.vault.bin.is_scrub_due


def test_what_is_gone_is_not_said_to_be_there_where_it_could_not_be_wiped(
    days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    days.put_in_bin(1)

    def full(connection: Connection) -> None:
        raise DiskFull(path=connection.path)

    with monkeypatch.context() as patch:
        patch.setattr(Connection, "write_anew", full)
        with pytest.raises(WordsNotWiped):
            days.deleting.delete_for_good(note(1).id)
    assert days.deleting.count() == 0
    days.unlock_on(1)
    assert not days.unlocking.vault.bin.is_scrub_due


def test_adding_to_a_reflection_takes_it_out_of_the_bin(days: Days) -> None:
    reflecting = Reflecting(days.unlocking, load(resource("content", "en-GB")), days.clock)
    kept = reflecting.keep(replace(reflecting.begin(QuestionSet.THREE), taking_away="a name is enough"))
    draft = replace(reflecting.reopen(kept.id), taking_away="and a chair")
    days.deleting.move_to_bin(kept.id)
    assert reflecting.home().latest == ()
    assert reflecting.keep(draft).id == kept.id
    assert days.deleting.count() == 0
    assert [row.id for row in reflecting.home().latest] == [kept.id]


@pytest.mark.parametrize("for_good", [False, True])
def test_what_is_kept_while_its_entry_is_in_the_bin_is_never_lost(days: Days, for_good: bool) -> None:
    journalling = Journalling(days.unlocking, days.clock)
    days.unlocking.vault.entries.put(note(1))
    draft = replace(journalling.edit(note(1).id), body="words that were being written")
    days.deleting.move_to_bin(note(1).id)
    if for_good:
        days.deleting.delete_for_good(note(1).id)
    kept = journalling.keep_note(draft, "Note")
    assert journalling.read(kept.id) == kept
    assert days.deleting.count() == 0


# ------------------------------------------------------------------ drafts
@pytest.fixture
def journalling(days: Days) -> Journalling:
    return Journalling(days.unlocking, days.clock)


def begun(days: Days, journalling: Journalling, body: str, entry_id: str | None = None) -> NoteDraft:
    """A note that was saved for later."""
    draft = replace(journalling.new_note(), body=body, entry_id=entry_id)
    days.unlocking.vault.drafts.put_note(draft, days.now)
    return draft


def test_what_was_begun_goes_to_the_bin_and_comes_back(days: Days, journalling: Journalling) -> None:
    draft = begun(days, journalling, "by the river")
    assert days.deleting.let_go(draft.id)
    assert journalling.drafts() == [] and days.deleting.count() == 1
    with pytest.raises(KeyError):
        journalling.carry_on(draft.id)
    days.deleting.put_back(draft.id)
    assert journalling.carry_on(draft.id) == draft and days.deleting.count() == 0


def test_what_says_nothing_is_not_worth_a_place_in_the_bin(days: Days, journalling: Journalling) -> None:
    note_id = begun(days, journalling, " ").id
    reflecting = Reflecting(days.unlocking, load(resource("content", "en-GB")), days.clock)
    wordless = reflecting.begin(QuestionSet.THREE)
    reflecting.save(wordless)
    for draft_id in (note_id, wordless.id):
        assert not days.deleting.let_go(draft_id)
    assert days.deleting.count() == 0 and days.unlocking.vault.drafts.every_row() == []
    with pytest.raises(KeyError):
        days.deleting.let_go(wordless.id)


def test_a_draft_goes_after_thirty_days_too(days: Days, journalling: Journalling) -> None:
    draft = begun(days, journalling, "by the river")
    days.deleting.let_go(draft.id)
    days.put_in_bin(1)
    assert days.unlock_on(1, 10, 23, 25, 29, 30) == [2, 2, 2, 2, 2, 0]
    assert not days.unlocking.vault.bin.is_scrub_due


def test_an_entry_whose_change_was_let_go_is_edited_anew(days: Days, journalling: Journalling) -> None:
    """Put back, the change stands beside the new one; whichever is kept last keeps the other as a version."""
    vault = days.unlocking.vault
    vault.entries.put(note(1))
    first = replace(journalling.edit(note(1).id), body="first change")
    journalling.save_note(first)
    days.deleting.let_go(first.id)
    second = journalling.edit(note(1).id)
    assert second.id != first.id and second.body != first.body
    days.now += timedelta(hours=1)
    journalling.save_note(replace(second, body="second change"))
    days.deleting.put_back(first.id)
    assert journalling.edit(note(1).id).body == "second change", "the one that was worked on last"
    journalling.keep_note(journalling.carry_on(second.id), "")
    journalling.keep_note(journalling.carry_on(first.id), "")
    assert journalling.drafts() == []
    said = [version.content for version in vault.versions.all(note(1).id)]
    assert Note("second change") in said and vault.entries.get(note(1).id).content == Note("first change")


def test_emptying_the_bin_takes_drafts_along_and_leaves_their_entry(
    days: Days, journalling: Journalling
) -> None:
    days.unlocking.vault.entries.put(note(1))
    draft = begun(days, journalling, "a change", note(1).id)
    days.deleting.let_go(draft.id)
    assert days.deleting.empty() == 1
    assert journalling.read(note(1).id) == note(1)
    assert days.unlocking.vault.drafts.every_row() == []
