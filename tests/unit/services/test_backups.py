"""Backups of one journal, without a window: when, where, what is noted, and what is found."""

from __future__ import annotations

import errno
import shutil
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from coprod_desktop.services.backup_facts import LastResult, Why
from coprod_desktop.vault.copying import CopyBegun
from coprod_desktop.vault.errors import (
    BackupNotMade,
    CopyNotSaved,
    CopyStopped,
    DiskFull,
    JournalDamaged,
    WhyNoBackup,
    WhyNotSaved,
)
from coprod_desktop.vault.files import Disk
from coprod_desktop.vault.opened import OpenedCopy
from coprod_desktop.vault.portable import check_copy
from tests.support.journals import CHEAP, NOW, PASSPHRASE
from tests.unit.services.backing_up import Computer

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def test_a_backup_is_a_copy_with_a_neutral_name(computer: Computer) -> None:
    made = computer.backups.back_up()
    when = NOW.astimezone().strftime("%Y-%m-%d %H.%M")
    assert made.path == computer.data / "backups" / f"Journal backup {when}.coprod"
    assert computer.backups.before(Why.MERGE).path.name == f"Journal backup {when} before a change.coprod"
    assert computer.backups.back_up().path.name == f"Journal backup {when} 2.coprod"
    assert check_copy(made.path, CHEAP).made == NOW
    copy = OpenedCopy(made.path, CHEAP, computer.data / "open-copies")
    copy.unlock(PASSPHRASE)
    assert copy.vault.entries.count() == 1
    copy.close()
    assert (made.size, made.made) == (made.path.stat().st_size, NOW)
    assert not (computer.data / "open-copies").exists()


class TestWhen:
    def test_once_a_day_when_something_was_written(self, computer: Computer) -> None:
        backups = computer.backups
        assert backups.due()
        backups.back_up(Why.DAILY)
        computer.write(2)
        assert not backups.due(), "not twice on a day"
        computer.now += DAY
        assert backups.due()
        backups.back_up(Why.DAILY)
        computer.now += DAY
        assert not backups.due(), "nothing was written"
        computer.unlocking.vault.drafts.mark(f"{1:032x}", True)
        assert backups.due()

    def test_an_empty_journal_needs_none(self, tmp_path: Path) -> None:
        empty = Computer(tmp_path / "empty")
        empty.unlocking.create(PASSPHRASE, empty.unlocking.new_secret(), recovery_confirmed=True)
        assert not empty.backups.due()
        empty.unlocking.lock()
        assert empty.names == []

    def test_every_week_also_when_nothing_was(self, computer: Computer) -> None:
        computer.backups.back_up()
        computer.now += 6 * DAY
        assert not computer.backups.due()
        computer.now += DAY
        assert computer.backups.due(), "so that every page is read"

    def test_a_clock_that_went_back(self, computer: Computer) -> None:
        computer.now += 400 * DAY
        later = computer.backups.back_up().path
        computer.now = NOW
        assert computer.backups.due()
        computer.backups.back_up()
        assert not computer.backups.due()
        assert later.exists()

    def test_a_clock_that_lost_the_time(self, computer: Computer) -> None:
        computer.now = datetime(1970, 1, 1, tzinfo=UTC)
        made = computer.backups.back_up().path
        assert check_copy(made, CHEAP).made == datetime(2020, 1, 1, tzinfo=UTC)
        assert not computer.backups.due(), "or the disk would be filled with them"
        computer.write(2)
        computer.now += DAY
        assert computer.backups.due()

    def test_again_when_they_go_elsewhere_by_now(self, computer: Computer, tmp_path: Path) -> None:
        computer.backups.back_up()
        assert not computer.backups.due()
        (tmp_path / "stick").mkdir()
        computer.backups.choose_folder(tmp_path / "stick")
        assert computer.backups.due()

    def test_after_a_failure_not_before_half_an_hour(self, computer: Computer, tmp_path: Path) -> None:
        stick = tmp_path / "stick"
        stick.mkdir()
        computer.backups.choose_folder(stick)
        stick.rmdir()
        with pytest.raises(BackupNotMade):
            computer.backups.back_up(Why.DAILY)
        assert not computer.backups.due()
        computer.now += 31 * MINUTE
        assert computer.backups.due()


class TestAtLock:
    def test_what_was_written_is_backed_up(self, computer: Computer) -> None:
        computer.unlocking.lock()
        (only,) = computer.names
        computer.unlocking.unlock(PASSPHRASE)
        assert computer.backups.last_result().name == only
        computer.now += 2 * DAY
        computer.unlocking.lock()
        assert computer.names == [only], "nothing was written since"
        computer.unlocking.unlock(PASSPHRASE)
        computer.write(2)
        computer.unlocking.lock()
        assert len(computer.names) == 2

    def test_not_after_a_short_while(self, computer: Computer) -> None:
        computer.backups.back_up()
        computer.write(2)
        computer.now += 60 * MINUTE
        computer.unlocking.lock()
        assert len(computer.names) == 1

    @pytest.mark.parametrize("last", [LastResult(seconds=5.0), LastResult(failed=NOW, cause="disk-full")])
    def test_nobody_waits_for_a_slow_disk(self, computer: Computer, last: LastResult) -> None:
        computer.backups._keep(last)
        computer.unlocking.lock()
        assert computer.names == []

    def test_a_stick_that_is_not_there_keeps_nobody_waiting(self, computer: Computer, tmp_path: Path) -> None:
        stick = tmp_path / "stick"
        stick.mkdir()
        computer.backups.choose_folder(stick)
        for path in (computer.backups.back_up().path, stick):
            path.rmdir() if path.is_dir() else path.unlink()
        computer.now += DAY
        computer.write(2)
        computer.unlocking.lock()
        computer.unlocking.unlock(PASSPHRASE)
        assert computer.backups.last_result().cause == "", "it was not even tried"
        stick.mkdir()
        computer.unlocking.lock()
        assert len(computer.names) == 1

    def test_a_fault_keeps_nobody_from_locking(
        self, computer: Computer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object, **__: object) -> None:
            raise CopyNotSaved(path="x", folder="y", reason=WhyNotSaved.DISK_FULL)

        monkeypatch.setattr(CopyBegun, "save", full)
        computer.unlocking.lock()
        assert not computer.unlocking.is_unlocked
        computer.unlocking.unlock(PASSPHRASE)
        assert computer.backups.last_result().cause == WhyNoBackup.DISK_FULL, "and it is told the next time"

    def test_one_that_is_under_way_ends_and_its_key_is_gone(self, computer: Computer) -> None:
        begun = computer.backups.begin(Why.DAILY)
        computer.backups._keep(LastResult(made=computer.now))
        computer.unlocking.lock()
        assert begun.copy._secret.reveal() == bytes(20)
        assert not (computer.data / "open-copies").exists()
        with pytest.raises(CopyStopped):
            computer.backups.finish(begun)
        assert computer.names == []

    def test_one_that_is_under_way_ends_also_where_another_was_made_before_a_change(
        self, computer: Computer
    ) -> None:
        begun = computer.backups.begin(Why.DAILY)
        computer.backups.before(Why.MERGE)
        computer.unlocking.lock()
        assert begun.copy._secret.reveal() == bytes(20)
        assert not (computer.data / "open-copies").exists()

    def test_one_that_is_being_checked_ends_too(self, computer: Computer) -> None:
        begun = computer.backups.begin(Why.DAILY)
        computer.backups._keep(LastResult(made=computer.now))
        at_it, ended = threading.Event(), []

        def slow() -> bool:
            at_it.set()
            return begun.copy._dropped.wait(5)

        def finish() -> None:
            try:
                computer.backups.finish(begun, slow)
            except CopyStopped as error:
                ended.append(error)

        other = threading.Thread(target=finish)
        other.start()
        assert at_it.wait(5)
        computer.unlocking.lock()
        other.join(5)
        assert len(ended) == 1
        assert begun.copy._secret.reveal() == bytes(20)
        assert computer.names == []
        assert not (computer.data / "open-copies").exists()


class TestWhere:
    def test_another_folder_is_chosen_and_the_old_ones_stay(self, computer: Computer, tmp_path: Path) -> None:
        old = computer.backups.back_up().path
        stick = tmp_path / "stick"
        stick.mkdir()
        computer.backups.choose_folder(stick)
        new = computer.backups.back_up().path
        assert new.parent == stick and old.exists()
        computer.start()
        assert computer.backups.folder == stick, "kept in settings.json"
        assert [facts.path for facts in computer.backups.all()] == [new, old]

    def test_not_within_the_journal(self, computer: Computer) -> None:
        with pytest.raises(BackupNotMade) as caught:
            computer.backups.choose_folder(computer.unlocking.folder)
        assert caught.value.values["cause"] == WhyNoBackup.INSIDE_JOURNAL

    def test_a_stick_that_is_not_there_is_not_made_up(self, computer: Computer, tmp_path: Path) -> None:
        stick = tmp_path / "stick"
        stick.mkdir()
        computer.backups.choose_folder(stick)
        stick.rmdir()
        with pytest.raises(BackupNotMade) as caught:
            computer.backups.back_up()
        assert caught.value.values == {"cause": WhyNoBackup.FOLDER_GONE, "folder": stick}
        assert not stick.exists()
        last = computer.backups.last_result()
        assert (last.cause, last.failed, last.place) == ("folder-gone", NOW, str(stick))
        stick.mkdir()
        computer.backups.back_up()
        assert computer.backups.last_result().cause == "", "the next success ends it"


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (CopyNotSaved(reason=WhyNotSaved.DISK_FULL), WhyNoBackup.DISK_FULL),
        (CopyNotSaved(reason=WhyNotSaved.NOT_ALLOWED), WhyNoBackup.NOT_ALLOWED),
        (CopyNotSaved(reason=WhyNotSaved.READS_BACK_WRONG), WhyNoBackup.READS_BACK_WRONG),
        (CopyNotSaved(reason=WhyNotSaved.OTHER), WhyNoBackup.NOT_WRITTEN),
        (JournalDamaged(reason="pages"), WhyNoBackup.JOURNAL_DAMAGED),
        (DiskFull(), WhyNoBackup.NO_ROOM_HERE),
    ],
)
def test_each_fault_has_its_cause_and_what_was_good_is_remembered(
    computer: Computer, monkeypatch: pytest.MonkeyPatch, error: Exception, cause: WhyNoBackup
) -> None:
    good = computer.backups.back_up()

    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(CopyBegun, "save", fails)
    with pytest.raises(BackupNotMade) as caught:
        computer.backups.back_up()
    assert caught.value.values["cause"] == cause
    last = computer.backups.last_result()
    assert (last.cause, last.made, last.name) == (cause, NOW, good.path.name)
    assert good.path.exists()


def test_what_cannot_be_noted_in_the_journal_is_known_all_the_same(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull(path="x")

    monkeypatch.setattr("coprod_desktop.vault.settings.Settings.put", full)
    made = computer.backups.back_up()
    assert computer.backups.last_result().name == made.path.name


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{", '{"record": 2}', '{"made": "2026"}', '{"made": 3}', '{"x": 1}', "[" * 100_000,
        '{"made": "9999-12-31T23:59:59+00:00"}', '{"failed": "0001-01-01T00:00:00+14:00"}', '{"size": "x"}',
        '{"seconds": 1e999}', '{"folder": 3}',
    ],
    ids=range(13),
)  # fmt: skip
def test_a_record_that_does_not_read_is_as_none(text: str) -> None:
    assert LastResult.from_text(text) == LastResult()


class TestFound:
    def test_the_newest_good_one(self, computer: Computer) -> None:
        backups = computer.backups
        paths = []
        for day in range(3):
            computer.now = NOW + day * DAY
            paths.append(backups.back_up().path)
        data = bytearray(paths[2].read_bytes())
        data[-100] ^= 1
        paths[2].write_bytes(data)
        paths[1].write_bytes(paths[1].read_bytes()[:-1])
        facts = backups.all()
        assert [each.path for each in facts] == paths[::-1]
        assert [each.fault for each in facts] == [None, "copy-damaged", None]
        good = backups.newest_good()
        assert good is not None and good.path == paths[0]

    def test_with_the_journal_gone_or_damaged(self, computer: Computer) -> None:
        made = computer.backups.back_up().path
        computer.unlocking._before_lock = None
        computer.unlocking.lock()
        journal = computer.unlocking.folder / "journal.db"
        journal.write_bytes(b"\1" * journal.stat().st_size)
        assert [each.path for each in computer.backups.all()] == [made], "the key file tells whose they are"
        shutil.rmtree(computer.unlocking.folder)
        assert computer.backups.all() == []
        assert [each.path for each in computer.backups.all(of_others=True)] == [made]

    def test_two_journals_share_a_folder(self, computer: Computer, tmp_path: Path) -> None:
        theirs = Computer(tmp_path / "theirs")
        theirs.unlocking.create(PASSPHRASE, theirs.unlocking.new_secret(), recovery_confirmed=True)
        theirs.write(1)
        mine = computer.backups.back_up().path
        theirs.backups.choose_folder(mine.parent)
        other = theirs.backups.back_up().path
        assert [each.path for each in computer.backups.all()] == [mine]
        assert [each.path for each in theirs.backups.all()] == [other]
        assert [each.path for each in computer.backups.all(of_others=True)] == [mine]
        theirs.unlocking.lock()


def test_before_a_new_recovery_code(computer: Computer) -> None:
    """The backup opens with the older code; what is made after it with the new one, in the same folder."""
    unlocking = computer.unlocking
    older = unlocking.recovery_code()
    unlocking.change_recovery_code(PASSPHRASE, unlocking.new_secret())
    (before,) = computer.backups.all()
    assert before.before_change
    after = computer.backups.back_up()
    assert [each.path for each in computer.backups.all()] == [after.path, before.path]
    for path, code in ((before.path, older), (after.path, unlocking.recovery_code())):
        copy = OpenedCopy(path, CHEAP, computer.data / "open-copies")
        copy.unlock_with_recovery_code(code)
        copy.close()


def test_a_disk_that_fails_at_any_call_leaves_every_older_one(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing half beside them; the next try, on a good disk, works."""
    computer.backups.choose_keep("fewer")
    for _ in range(6):
        computer.backups.back_up()
    before = {path: path.read_bytes() for path in computer.backups.folder.iterdir()}
    assert before
    calls = count()

    def failing(name: str, at: int) -> Callable[..., object]:
        real = getattr(Disk, name)

        def call(*given: object) -> object:
            if next(calls) >= at:
                raise OSError(errno.EIO, "as planned")
            return real(*given)

        return call

    for at in range(100):
        calls = count()
        with monkeypatch.context() as patched:
            for name in ("create", "write", "sync", "replace", "give_name"):
                patched.setattr(Disk, name, failing(name, at))
            try:
                made = computer.backups.back_up()
            except BackupNotMade:
                assert {path: path.read_bytes() for path in computer.backups.folder.iterdir()} == before
            else:
                break
    assert 4 < at < 100
    assert check_copy(made.path, CHEAP).made == NOW
