"""Before a journal of an older format is changed, a backup is made of it as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coprod_desktop.vault import schema
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import UpgradeWithoutBackup, WhyNoBackup
from coprod_desktop.vault.opened import OpenedCopy
from tests.formats import written
from tests.formats.test_past_formats import HERE
from tests.support.journals import CHEAP, PASSPHRASE
from tests.unit.services.backing_up import Computer
from tests.unit.vault import outside_reader as outside


def _dump(database: bytes, secret: bytes) -> list[str]:
    """All of a journal as a reader of the old format finds it that knows nothing of the program."""
    below = outside.as_database(outside.decrypted_pages(database, secret))
    try:
        return [f"{below.execute('PRAGMA user_version').fetchone()}", *below.iterdump()]
    finally:
        below.close()


PAST = sorted(HERE.glob("v[0-9]*"))


TABLES = ("entry", "note", "reflection", "answer", "step", "version", "draft", "entry_tag", "entry_item")


def _rows(database: bytes) -> list[object]:
    """Its version, and all that was written in it."""
    below = outside.as_database(outside.decrypted_pages(database, written.SECRET))
    try:
        asked = ("PRAGMA user_version", *(f"SELECT * FROM {table}" for table in TABLES))
        return [below.execute(sql).fetchall() for sql in asked]
    finally:
        below.close()


@pytest.mark.parametrize("past", PAST, ids=lambda folder: folder.name)
def test_a_journal_of_every_past_format_is_backed_up_as_it_is(past: Path, tmp_path: Path) -> None:
    """With the tables that it had then: nothing may be asked for that came later."""
    shutil.copytree(past, tmp_path / "journals" / "Journal")
    older = _rows((past / "journal.db").read_bytes())
    latest = schema.MIGRATIONS[-1].version
    computer = Computer(tmp_path)
    computer.unlocking.unlock(written.SECOND_PASSPHRASE)
    assert computer.unlocking.vault._connection.number("user_version") == latest
    backups = [outside.parts_of_copy(each.path.read_bytes())[1] for each in computer.backups.all()]
    assert [_rows(backup) for backup in backups] == ([] if older[0] == [(latest,)] else [older])
    computer.unlocking._before_lock = None
    computer.unlocking.lock()


def _mood(connection: Connection) -> None:
    connection.change("ALTER TABLE entry ADD COLUMN mood TEXT")


class TestUpgrade:
    TWO = (*schema.MIGRATIONS, schema.Migration(schema.MIGRATIONS[-1].version + 1, _mood))

    def test_an_older_journal_is_backed_up_as_it_is(
        self, computer: Computer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        computer.unlocking._before_lock = None
        secret = computer.unlocking.vault.secret.copy()
        computer.unlocking.lock()
        older = _dump((computer.unlocking.folder / "journal.db").read_bytes(), secret.reveal())
        monkeypatch.setattr(schema, "MIGRATIONS", self.TWO)
        computer.start()
        computer.unlocking.unlock(PASSPHRASE)
        assert computer.unlocking.vault._connection.number("user_version") == self.TWO[-1].version
        (backup,) = computer.backups.all()
        assert backup.before_change
        monkeypatch.undo()  # the older program
        data = backup.path.read_bytes()
        assert _dump(outside.parts_of_copy(data)[1], secret.reveal()) == older
        copy = OpenedCopy(backup.path, CHEAP, computer.data / "open-copies")
        copy.unlock(PASSPHRASE)
        assert copy.vault._connection.number("user_version") == schema.MIGRATIONS[-1].version
        copy.close()
        computer.unlocking._before_lock = None

    def test_one_that_is_put_in_the_place_of_the_open_journal_is_backed_up_too(
        self, computer: Computer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        computer.unlocking._before_lock = None
        computer.unlocking.lock()
        journal = computer.unlocking.folder / "journal.db"
        older = journal.read_bytes()
        monkeypatch.setattr(schema, "MIGRATIONS", self.TWO)
        computer.start()
        computer.unlocking.unlock(PASSPHRASE)
        (first,) = computer.backups.all()
        journal.with_name("another").write_bytes(older)
        journal.with_name("another").replace(journal)
        assert computer.unlocking.look_after()
        assert computer.unlocking.vault._connection.number("user_version") == self.TWO[-1].version
        assert len(computer.backups.all()) == 2 and first in computer.backups.all()
        computer.unlocking._before_lock = None

    def test_without_a_backup_it_is_not_opened_and_not_changed(
        self, computer: Computer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        stick = tmp_path / "stick"
        stick.mkdir()
        computer.backups.choose_folder(stick)
        computer.unlocking._before_lock = None
        code = computer.unlocking.recovery_code()
        computer.unlocking.lock()
        before = (computer.unlocking.folder / "journal.db").read_bytes()
        monkeypatch.setattr(schema, "MIGRATIONS", self.TWO)
        stick.rmdir()
        computer.start()
        unlocking = computer.unlocking
        ways = ((unlocking.unlock, PASSPHRASE), (unlocking.unlock_with_recovery_code, code))
        for way, typed in ways:
            with pytest.raises(UpgradeWithoutBackup) as caught:
                way(typed)
            assert caught.value.values["cause"] == WhyNoBackup.FOLDER_GONE
            assert not computer.unlocking.is_unlocked
        assert (computer.unlocking.folder / "journal.db").read_bytes() == before
        computer.backups.choose_folder(None)
        computer.unlocking.unlock(PASSPHRASE)
        computer.unlocking._before_lock = None

    def test_without_its_key_file_the_backup_opens_with_the_code(
        self, computer: Computer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        computer.unlocking._before_lock = None
        code = computer.unlocking.recovery_code()
        computer.unlocking.lock()
        for name in ("journal.keys", "journal.keys.copy"):
            (computer.unlocking.folder / name).unlink()
        monkeypatch.setattr(schema, "MIGRATIONS", self.TWO)
        computer.start()
        computer.unlocking.unlock_with_recovery_code(code)
        (backup,) = computer.backups.all()
        copy = OpenedCopy(backup.path, CHEAP, computer.data / "open-copies")
        copy.unlock_with_recovery_code(code)
        assert copy.vault.entries.count() == 1
        copy.close()
        computer.unlocking._before_lock = None
