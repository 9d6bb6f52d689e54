"""Sealing drafts when the journal must lock and writing them later; and the rules of locking by itself."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coprod_desktop.domain import reflection as wizard
from coprod_desktop.domain.actions import ActionState, StepDay, StepNote
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EntryKind,
    EventDate,
    NextStep,
    NoteDraft,
    QuestionSet,
    Reflection,
)
from coprod_desktop.domain.follow_up import FollowUp
from coprod_desktop.services.clock import seconds_asleep_or_awake, system_clock
from coprod_desktop.services.locking import Locking, LockRules
from coprod_desktop.services.sealing import NoteWords, Sealing, Unsealed
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.vault.errors import DiskFull, SealedByAnother
from tests.support.journals import CHEAP, PASSPHRASE

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
NOTE = NoteDraft("n1", EventDate.from_iso("2026-11-26"), title="Hollyhocks", body="A **whole** bed 🌻")


@pytest.fixture
def unlocking(tmp_path: Path) -> Unlocking:
    made = Unlocking(tmp_path / "Journal", CHEAP)
    made.create(PASSPHRASE, made.new_secret(), recovery_confirmed=True)
    return made


def test_drafts_of_both_kinds_come_back_whole_after_the_next_unlocking(unlocking: Unlocking) -> None:
    asked = [("values-1", "Did I listen?")]
    reflection = wizard.start(QuestionSet.CHOSEN, asked, Context(EventDate.from_iso("2026-11")))
    reflection = replace(reflection, taking_away="Ask *sooner*", position=2)
    sealing = Sealing(unlocking, system_clock)
    sealing.seal((NOTE, reflection))
    unlocking.lock()
    assert sealing.is_any and "olly" not in repr(vars(sealing))
    unlocking.unlock(PASSPHRASE)
    assert sealing.write(as_note) == Unsealed()
    assert not sealing.is_any
    assert unlocking.vault.drafts.get_note("n1") == NOTE
    assert unlocking.vault.drafts.get_reflection(reflection.id) == reflection


def reflection() -> Entry:
    context = Context(EventDate.from_iso("2026-11"))
    answer = Answer("values-1", "Did I listen?", step=NextStep("Listen"))
    content = Reflection(QuestionSet.CHOSEN, context, (answer,))
    now = system_clock()
    return Entry("e1", "Monday", context.when, now, now, content)


def test_words_about_a_step_and_its_date_come_back_to_it(
    unlocking: Unlocking, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlocking.vault.entries.put(reflection())
    words = StepNote("e1", "values-1", ActionState.LEARNED, "I *heard* more 🌻")
    day = StepDay("e1", "values-1", date(2026, 12, 1))
    sealing = Sealing(unlocking, system_clock)
    sealing.seal((words, NOTE, day))
    unlocking.lock()
    unlocking.unlock(PASSPHRASE)
    assert sealing.write(as_note) == Unsealed()
    noted = unlocking.vault.actions.noted("e1")["values-1"]
    assert (noted.state, noted.words) == (words.state, words.words)
    (action,) = unlocking.vault.actions.all(tuple(ActionState))
    assert action.step == NextStep("Listen", date(2026, 12, 1))

    def full(*_: object) -> None:
        raise DiskFull(path=unlocking.folder)

    sealing.seal((words, day))
    monkeypatch.setattr(unlocking.vault.actions, "note", full)
    monkeypatch.setattr(unlocking.vault.actions, "set_day", full)
    assert sealing.write(as_note) == Unsealed((words, day))


STRAY = StepNote("e2", "values-1", ActionState.TRIED, "It **went** so", NextStep("Listen"), "Monday")


def as_note(strays: Sequence[StepNote | StepDay]) -> NoteWords:
    return NoteWords("Strays", "\n\n".join(map(repr, strays)))


def test_what_is_about_an_entry_that_is_not_here_becomes_one_note(unlocking: Unlocking) -> None:
    """An older copy was put in place meanwhile: it has no such reflection."""
    day = StepDay("e2", "values-1", date(2026, 12, 1), NextStep("Listen"), "Monday")
    asked = [("values-1", "Did I listen?")]
    given = FollowUp("e3", "skills-1", "Tuesday", NextStep("Wait"), ActionState.LET_GO, "Enough", NOON)
    untouched = FollowUp("e4", "skills-1", "Friday", NextStep("Sing"))
    context = Context(EventDate.from_iso("2026-11"))
    under_way = wizard.start(QuestionSet.CHOSEN, asked, context, (given, untouched))
    sealing = Sealing(unlocking, system_clock)
    sealing.seal((STRAY, day, under_way))
    unlocking.lock()
    unlocking.unlock(PASSPHRASE)
    assert sealing.write(as_note) == Unsealed(has_note=True)
    (row,) = [row for row in unlocking.vault.drafts.rows() if row.kind is EntryKind.NOTE]
    note = unlocking.vault.drafts.get_note(row.id)
    followed = StepNote("e3", "skills-1", ActionState.LET_GO, "Enough", NextStep("Wait"), "Tuesday")
    assert (note.title, note.body) == ("Strays", as_note([STRAY, day, followed]).body)
    assert unlocking.vault.drafts.get_reflection(under_way.id) == under_way


def test_a_note_of_strays_that_cannot_be_written_is_given_back(
    unlocking: Unlocking, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull(path=unlocking.folder)

    sealing = Sealing(unlocking, system_clock)
    sealing.seal((STRAY,))
    monkeypatch.setattr(unlocking.vault.drafts, "put_note", full)
    unsealed = sealing.write(as_note)
    (note,) = unsealed.left
    assert isinstance(note, NoteDraft) and note.body == as_note([STRAY]).body
    # and so is what is about a step of an entry in the bin: no page shows it
    unlocking.vault.entries.put(reflection())
    unlocking.vault.bin.put("e1", system_clock())
    sealing.seal((replace(STRAY, entry_id="e1"),))
    monkeypatch.setattr(unlocking.vault.actions, "note", full)
    (note,) = sealing.write(as_note).left
    assert isinstance(note, NoteDraft)


def test_what_still_cannot_be_written_is_given_back(
    unlocking: Unlocking, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealing = Sealing(unlocking, system_clock)
    sealing.seal((NOTE,))

    def full(*_: object) -> None:
        raise DiskFull(path=unlocking.folder)

    monkeypatch.setattr(unlocking.vault.drafts, "put_note", full)
    assert sealing.write(as_note) == Unsealed((NOTE,))
    assert not sealing.is_any, "whoever has the words looks after them now"


def test_another_journal_neither_opens_nor_drops_them(unlocking: Unlocking, tmp_path: Path) -> None:
    sealing = Sealing(unlocking, system_clock)
    sealing.seal((NOTE,))
    unlocking.lock()
    unlocking.folder = tmp_path / "Another"
    unlocking.create(PASSPHRASE, unlocking.new_secret(), recovery_confirmed=True)
    with pytest.raises(SealedByAnother):
        sealing.write(as_note)
    unlocking.lock()
    unlocking.folder = tmp_path / "Journal"
    unlocking.unlock(PASSPHRASE)
    assert sealing.write(as_note) == Unsealed()


def test_the_same_journal_under_another_lock_does_not_push_them_out(
    unlocking: Unlocking, tmp_path: Path
) -> None:
    """An older copy was put in place, and the disk was full again."""
    before = shutil.copytree(unlocking.folder, tmp_path / "before", ignore=shutil.ignore_patterns("*.lock"))
    unlocking.change_recovery_code(PASSPHRASE, unlocking.new_secret())
    sealing, later = Sealing(unlocking, system_clock), replace(NOTE, id="n2")
    sealing.seal((NOTE,))
    unlocking.lock()
    unlocking.folder, newest = before, unlocking.folder
    unlocking.unlock(PASSPHRASE)
    sealing.seal((later,))
    assert sealing.write(as_note) == Unsealed()
    assert unlocking.vault.drafts.get_note("n2") == later
    unlocking.lock()
    unlocking.folder = newest
    unlocking.unlock(PASSPHRASE)
    assert sealing.write(as_note) == Unsealed()
    assert unlocking.vault.drafts.get_note("n1") == NOTE


def test_rules_are_kept_and_what_does_not_read_counts_as_never_chosen(unlocking: Unlocking) -> None:
    locking = Locking(unlocking)
    assert locking.rules() == LockRules(10, with_system=True)
    for minutes in (0, 5, 60):
        locking.keep(LockRules(minutes, with_system=False))
        assert locking.rules() == LockRules(minutes, with_system=False)
    unlocking.vault.settings.put("lock-after-minutes", "soon")
    assert locking.rules().after_minutes == 10
    with pytest.raises(ValueError, match="no such time"):
        LockRules(7)


def test_the_stopwatch_goes_on() -> None:
    assert 0 <= seconds_asleep_or_awake() <= seconds_asleep_or_awake()
