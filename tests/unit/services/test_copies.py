"""What a person can do with copies, without a window."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coprod_desktop.domain.actions import ActionState, EntryRead, Noted
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    NextStep,
    QuestionSet,
    Reflection,
)
from coprod_desktop.errors import BugError
from coprod_desktop.services.copies import Copies
from coprod_desktop.services.copy_errors import CopyExchanged
from coprod_desktop.services.copy_facts import Holdings, Whose
from coprod_desktop.services.unlocking import LockState, Unlocking
from coprod_desktop.vault.errors import CopyDamaged, CopyNotSaved, CopyStopped, JournalOpenElsewhere
from coprod_desktop.vault.files import Disk
from coprod_desktop.vault.lock import JournalLock
from tests.support.forging import forged_copy
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note
from tests.unit.vault.acts import LOCK_STAYS
from tests.unit.vault.copies import huge


class Computer:
    """One data folder with its services."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.unlocking = Unlocking(data / "journals" / "Journal", CHEAP)
        self.copies = Copies(self.unlocking, data / "open-copies", lambda: NOW)


@pytest.fixture
def mine(tmp_path: Path) -> Computer:
    """A computer with an open journal of one entry."""
    computer = Computer(tmp_path / "mine")
    unlocking = computer.unlocking
    unlocking.create(PASSPHRASE, unlocking.new_secret(), recovery_confirmed=True)
    unlocking.vault.entries.put(note(1))
    return computer


@pytest.fixture
def saved(mine: Computer, tmp_path: Path) -> Path:
    return mine.copies.save(tmp_path / "copy.coprod").path


def test_the_name_says_what_it_is_and_when(mine: Computer) -> None:
    assert mine.copies.suggested_name() == "Journal copy 2026-11-18.coprod"


def test_whose_copy_it_seems_to_be_without_a_key(mine: Computer, saved: Path, tmp_path: Path) -> None:
    facts = mine.copies.look(saved)
    assert (facts.path, facts.made, facts.size) == (saved, NOW, saved.stat().st_size)
    assert facts.whose is Whose.THIS_BY_ITS_MARK
    mine.unlocking.lock()
    assert mine.copies.look(saved).whose is Whose.THIS_BY_ITS_MARK
    assert Computer(tmp_path / "empty").copies.look(saved).whose is Whose.NO_JOURNAL_HERE
    theirs = Computer(tmp_path / "theirs")
    theirs.unlocking.create(PASSPHRASE, theirs.unlocking.new_secret(), recovery_confirmed=True)
    assert theirs.copies.look(saved).whose is Whose.ANOTHER
    theirs.unlocking.lock()
    (theirs.unlocking.folder / "journal.db").write_bytes(b"")
    assert theirs.copies.look(saved).whose is Whose.UNKNOWN
    (theirs.unlocking.folder / "journal.db").unlink()
    assert theirs.copies.look(saved).whose is Whose.UNKNOWN


def test_whose_copy_it_is_shows_once_it_is_open(mine: Computer, saved: Path, tmp_path: Path) -> None:
    def found(computer: Computer) -> Whose:
        computer.copies.look(saved)
        computer.copies.unlock(PASSPHRASE)
        whose = computer.copies.holdings().whose
        computer.copies.close()
        return whose

    assert found(mine) is Whose.THIS
    mine.unlocking.lock()
    assert found(mine) is Whose.THIS, "the key file tells, also while the journal is locked"
    for name in ("journal.keys", "journal.keys.copy"):
        (mine.unlocking.folder / name).unlink()
    assert found(mine) is Whose.UNKNOWN
    assert found(Computer(tmp_path / "empty")) is Whose.NO_JOURNAL_HERE
    theirs = Computer(tmp_path / "theirs")
    theirs.unlocking.create(PASSPHRASE, theirs.unlocking.new_secret(), recovery_confirmed=True)
    assert found(theirs) is Whose.ANOTHER
    theirs.unlocking.lock()
    (theirs.unlocking.folder / "journal.db").write_bytes(b"")
    assert found(theirs) is Whose.UNKNOWN


@pytest.mark.parametrize("locked", [False, True])
def test_a_copy_that_only_bears_the_mark_of_the_journal_is_not_taken_for_its_own(
    mine: Computer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locked: bool
) -> None:
    forged = forged_copy(mine.unlocking, tmp_path, monkeypatch)
    if locked:
        mine.unlocking.lock()
    assert mine.copies.look(forged).whose is Whose.THIS_BY_ITS_MARK
    mine.copies.unlock(PASSPHRASE)
    assert mine.copies.holdings().whose is (Whose.UNKNOWN if locked else Whose.ANOTHER)
    mine.copies.close()


def test_a_copy_from_before_a_new_recovery_code_is_still_the_journal_s_own(
    mine: Computer, saved: Path
) -> None:
    mine.unlocking.change_recovery_code(PASSPHRASE, mine.unlocking.new_secret())
    mine.copies.look(saved)
    mine.copies.unlock(PASSPHRASE)
    assert mine.copies.holdings().whose is Whose.THIS
    mine.unlocking.lock()
    assert mine.copies.holdings().whose is Whose.UNKNOWN
    mine.copies.close()


def test_reading_a_huge_file_ends_when_something_else_is_wanted(
    mine: Computer, saved: Path, tmp_path: Path
) -> None:
    vast = huge(saved.read_bytes(), tmp_path / "huge.coprod")
    waiting = mine.copies.interrupt()
    stopper = threading.Timer(0.1, mine.copies.interrupt)
    stopper.start()
    with pytest.raises(CopyStopped) as caught:
        mine.copies.look(vast)
    assert caught.value.values["path"] == vast
    with pytest.raises(CopyStopped):
        mine.copies.look(saved, waiting)
    assert not mine.copies.is_open
    mine.copies.look(saved, mine.copies.interrupt())
    stopper.join()
    mine.copies.close()


def test_taking_out_ends_when_something_else_is_wanted(
    mine: Computer, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine.copies.look(saved)
    create = Disk.create
    with monkeypatch.context() as patch:
        patch.setattr(Disk, "create", lambda self, path: (mine.copies.interrupt(), create(self, path))[1])
        with pytest.raises(CopyStopped):
            mine.copies.unlock(PASSPHRASE)
    assert not (mine.data / "open-copies").exists()
    mine.copies.unlock(PASSPHRASE)
    mine.copies.close()


def test_what_it_holds(mine: Computer, saved: Path) -> None:
    mine.copies.look(saved)
    with pytest.raises(BugError):
        mine.copies.holdings()
    mine.copies.unlock(PASSPHRASE)
    assert mine.copies.holdings() == Holdings(1, 0, note(1).changed, Whose.THIS)
    assert mine.copies.read(note(1).id) == note(1)
    assert [row.id for row in mine.copies.find("words")] == [note(1).id]
    mine.copies.close()
    with pytest.raises(BugError):
        mine.copies.rows()


def test_what_was_noted_about_a_step_is_read_in_a_copy_too(mine: Computer) -> None:
    context = Context(EventDate(2026, 11))
    content = Reflection(QuestionSet.CHOSEN, context, (Answer("a", "A?", step=NextStep("Wait")),))
    entry = Entry("e" * 32, "Monday", context.when, NOW, NOW, content)
    mine.unlocking.vault.entries.put(entry)
    mine.unlocking.vault.actions.note(entry.id, "a", ActionState.TRIED, "I waited.", NOW)
    target = mine.data / "steps.coprod"
    mine.copies.save(target)
    mine.unlocking.lock()
    mine.copies.look(target)
    mine.copies.unlock(PASSPHRASE)
    read = mine.copies.read_with_notes(entry.id)
    assert read == EntryRead(entry, {"a": Noted(ActionState.TRIED, "I waited.", NOW)})
    below = mine.copies._copy.vault._connection
    with below.write():
        below.change("UPDATE step SET state_changed = 'yesterday'")
    with pytest.raises(CopyDamaged):
        mine.copies.read_with_notes(entry.id)
    mine.copies.close()


def test_damage_inside_is_told_of_the_file_and_not_of_the_room(mine: Computer, saved: Path) -> None:
    mine.copies.look(saved)
    mine.copies.unlock(PASSPHRASE)
    below = mine.copies._copy.vault._connection
    with below.write():
        below.change("UPDATE entry SET written = 'yesterday'")
    with pytest.raises(CopyDamaged) as caught:
        mine.copies.read(note(1).id)
    assert caught.value.values["path"] == saved
    mine.copies.close()


def test_a_copy_is_never_saved_over_another_file_unasked(mine: Computer, saved: Path) -> None:
    with pytest.raises(CopyNotSaved):
        mine.copies.save(saved)
    mine.copies.save(saved, replace=True)


def test_a_computer_without_a_journal_takes_one_over(mine: Computer, saved: Path, tmp_path: Path) -> None:
    new = Computer(tmp_path / "new")
    facts = new.copies.look(saved)
    new.copies.unlock_with_recovery_code(mine.unlocking.recovery_code())
    assert new.copies.put_in_place(facts).set_aside is None
    assert new.unlocking.state() is LockState.UNLOCKED
    assert new.unlocking.is_passphrase_wanted, "the code opened it"
    assert new.unlocking.recovery_code() == mine.unlocking.recovery_code()
    assert not new.copies.is_open
    new.unlocking.lock()
    new.unlocking.unlock(PASSPHRASE)
    new.unlocking.lock()


@pytest.mark.parametrize("then", ["nothing", "closed", "locked again", "same name", "same moment"])
def test_only_the_copy_that_was_asked_about_is_put_in_place(
    mine: Computer, saved: Path, tmp_path: Path, then: str
) -> None:
    copies = mine.copies
    other = copies.save(tmp_path / "other.coprod").path
    facts = copies.look(saved)
    copies.unlock(PASSPHRASE)
    if then == "closed":
        copies.close()
    elif then == "locked again":
        copies.look(saved)
    elif then == "same name":
        other.replace(saved)
        copies.look(saved)
        copies.unlock(PASSPHRASE)
    elif then == "same moment":
        copies.look(other)
        copies.unlock(PASSPHRASE)
    if then == "nothing":
        copies.put_in_place(facts)
    else:
        with pytest.raises(CopyExchanged):
            copies.put_in_place(facts)
        assert mine.unlocking.is_unlocked, "nothing was locked"
    copies.close()


def test_a_crash_between_two_renames_is_put_right_before_anybody_looks(mine: Computer) -> None:
    folder = mine.unlocking.folder
    mine.unlocking.lock()
    folder.rename(folder.with_name("Journal.arrived"))
    with (
        JournalLock(folder.parent, "put-back.lock").held_until_kept(),
        pytest.raises(JournalOpenElsewhere),
    ):
        mine.unlocking.state()
    assert mine.unlocking.state() is LockState.LOCKED
    lock = {"put-back.lock"} if LOCK_STAYS else set()
    assert {path.name for path in folder.parent.iterdir()} == {"Journal"} | lock


def test_the_moment_is_kept_to_the_second(mine: Computer, tmp_path: Path) -> None:
    moment = datetime(2026, 3, 29, 0, 59, 59, 999_999, tzinfo=UTC)
    mine.copies._clock = lambda: moment
    mine.copies.save(tmp_path / "spring.coprod")
    assert mine.copies.look(tmp_path / "spring.coprod").made == moment.replace(microsecond=0)
    mine.copies.close()


def test_a_clock_that_lost_the_time_keeps_nobody_from_saving(mine: Computer, tmp_path: Path) -> None:
    mine.copies._clock = lambda: datetime(1980, 1, 1, tzinfo=UTC)
    mine.copies.save(tmp_path / "copy.coprod")
    assert mine.copies.look(tmp_path / "copy.coprod").made == datetime(2020, 1, 1, tzinfo=UTC)
    mine.copies.close()
