"""Formats of other times, and how an older journal is brought up to date."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from coprod_desktop.errors import BugError
from coprod_desktop.vault import schema
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import (
    JournalDamaged,
    JournalNewer,
    VaultError,
)
from coprod_desktop.vault.keys import JournalSecret, database_key
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, PASSPHRASE
from tests.unit.vault.acts import opened, reads_again

LATEST = schema.MIGRATIONS[-1].version


def database(folder: Path, secret: JournalSecret) -> Connection:
    """The database of a closed journal, below everything that guards it."""
    vault_id = (folder / "journal.db").read_bytes()[:16]
    return Connection(folder / "journal.db", database_key(secret, vault_id), vault_id)


@pytest.mark.parametrize(
    ("pragma", "value", "error"),
    [
        ("user_version", LATEST + 1, JournalNewer),
        ("user_version", 99, JournalNewer),
        ("user_version", 0, JournalDamaged),
        ("application_id", 0, JournalDamaged),
        ("application_id", 1, JournalDamaged),
    ],
)
def test_files_of_other_programs_and_times(
    with_entry: Path, secret: JournalSecret, pragma: str, value: int, error: type[VaultError]
) -> None:
    below = database(with_entry, secret)
    below.set_number(pragma, value)
    below.close()
    before = (with_entry / "journal.db").read_bytes()
    with pytest.raises(error) as caught:
        opened(with_entry)
    assert caught.value.values.get("version", value) == value
    assert (with_entry / "journal.db").read_bytes() == before


def add_mood(connection: Connection) -> None:
    connection.change("ALTER TABLE entry ADD COLUMN mood TEXT")


def break_off(connection: Connection) -> None:
    connection.change("ALTER TABLE entry ADD COLUMN more TEXT")
    raise RuntimeError("the power went")


class TestMigrations:
    TWO = (*schema.MIGRATIONS, schema.Migration(LATEST + 1, add_mood))

    def test_an_older_journal_is_brought_up_to_date(
        self, with_entry: Path, secret: JournalSecret, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(schema, "MIGRATIONS", self.TWO)
        reads_again(with_entry)
        below = database(with_entry, secret)
        assert below.number("user_version") == LATEST + 1
        assert below.read("SELECT mood FROM entry") == [(None,)]
        below.close()

    def test_all_of_it_or_nothing(
        self, with_entry: Path, secret: JournalSecret, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        steps = (*self.TWO, schema.Migration(LATEST + 2, break_off))
        monkeypatch.setattr(schema, "MIGRATIONS", steps)
        with pytest.raises(RuntimeError):
            opened(with_entry)
        below = database(with_entry, secret)
        assert below.number("user_version") == LATEST
        columns = {row[1] for row in below.read("PRAGMA table_info(entry)")}
        assert not columns & {"mood", "more"}
        below.close()
        monkeypatch.undo()
        reads_again(with_entry)

    def test_one_that_was_killed_on_the_way_is_taken_up_again(
        self, with_entry: Path, secret: JournalSecret, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Its rollback file lies there: before anything is written the journal is opened once more."""
        monkeypatch.setattr(schema, "MIGRATIONS", self.TWO)
        (with_entry / "journal.db-journal").touch()
        reads_again(with_entry)
        below = database(with_entry, secret)
        assert below.number("user_version") == LATEST + 1
        below.close()

    def test_a_missing_step_is_ours(self, with_entry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        steps = (*schema.MIGRATIONS, schema.Migration(LATEST + 2, add_mood))
        monkeypatch.setattr(schema, "MIGRATIONS", steps)
        with pytest.raises(BugError):
            opened(with_entry)

    def test_a_new_journal_takes_every_step(
        self, folder: Path, secret: JournalSecret, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(schema, "MIGRATIONS", self.TWO)
        Vault.create(folder, PASSPHRASE, secret, kdf=CHEAP).close()
        below = database(folder, secret)
        assert below.number("user_version") == LATEST + 1
        below.close()


def test_a_cipher_that_is_not_there_is_never_ignored(
    folder: Path, secret: JournalSecret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library would go on with another cipher, or write plain text."""
    monkeypatch.setattr("coprod_desktop.vault.connection.CIPHER", "rot13")
    with pytest.raises((BugError, apsw.Error)) as caught:
        Vault.create(folder, PASSPHRASE, secret, kdf=CHEAP)
    assert not isinstance(caught.value, VaultError)
    assert not (folder / "journal.db").exists()
    assert {path.name for path in folder.iterdir()} <= {"journal.lock"}
