"""Copies whose database somebody made up with a key of their own: only a journal is looked into."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coprod_desktop.vault import opened as opened_module
from coprod_desktop.vault import opening as opening_module
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import CopyDamaged
from coprod_desktop.vault.opened import OpenedCopy
from coprod_desktop.vault.placing import put_in_place
from coprod_desktop.vault.schema import require_own_schema
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, PASSPHRASE, note
from tests.unit.vault.copies import save

FOR_EVER = "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n)"

ADDED = [
    "CREATE TABLE more (words TEXT)",
    "CREATE VIEW more AS SELECT * FROM entry",
    "CREATE INDEX more ON entry (title)",
    "CREATE TRIGGER more AFTER UPDATE ON entry BEGIN DELETE FROM note; END",
    "CREATE VIRTUAL TABLE more USING fts5 (body)",
    "ALTER TABLE note ADD COLUMN more TEXT GENERATED ALWAYS AS (upper(body))",
    "ALTER TABLE setting RENAME TO settings",
    "DROP INDEX step_by_state",
    "DROP TRIGGER entry_text_added",
    "ANALYZE",
]


def made_up(vault: Vault, path: Path, rooms: Path, *statements: str) -> Path:
    with vault._connection.write():
        for statement in statements:
            vault._connection.change(statement)
    return save(vault, path, rooms)


def refused(path: Path, rooms: Path) -> CopyDamaged:
    opened = OpenedCopy(path, CHEAP, rooms)
    with pytest.raises(CopyDamaged) as caught:
        opened.unlock(PASSPHRASE)
    assert not rooms.exists()
    return caught.value


@pytest.mark.parametrize("statement", ADDED)
def test_anything_that_is_not_a_journal_s_own_is_refused(
    vault: Vault, tmp_path: Path, rooms: Path, statement: str
) -> None:
    vault.entries.put(note(1))
    path = made_up(vault, tmp_path / "copy.coprod", rooms, statement)
    fault = refused(path, rooms)
    assert fault.values == {"path": path, "reason": "inside"}


def test_a_view_in_the_place_of_a_table_is_refused(vault: Vault, tmp_path: Path, rooms: Path) -> None:
    view = f"CREATE VIEW setting AS SELECT 'key' AS key, {FOR_EVER} AS value"
    refused(made_up(vault, tmp_path / "copy.coprod", rooms, "DROP TABLE setting", view), rooms)


def test_a_made_up_copy_does_not_take_the_journal_s_place(
    vault: Vault, folder: Path, tmp_path: Path, rooms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made_up(vault, tmp_path / "copy.coprod", rooms, ADDED[3])
    vault.close()
    with monkeypatch.context() as patch:  # a look that was not careful
        patch.setattr(opening_module, "require_own_schema", lambda _connection: None)
        opened = OpenedCopy(path, CHEAP, rooms)
        opened.unlock(PASSPHRASE)
    with pytest.raises(CopyDamaged):
        put_in_place(path, opened.head, opened.vault.secret, folder, day=date(2026, 11, 26), kdf=CHEAP)
    opened.close()
    assert {each.name for each in folder.parent.iterdir()} <= {"Journal", "put-back.lock"}


def test_no_query_in_a_copy_takes_for_ever(copy: OpenedCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening_module, "_SECONDS_A_QUERY", 0.3)
    copy.unlock(PASSPHRASE)
    with pytest.raises(CopyDamaged), opened_module.told_of_copy(copy.path):
        copy.vault._connection.read(f"SELECT {FOR_EVER}")
    assert copy.vault.entries.get(note(1).id) == note(1, "marmalade"), "the next one has its own time"


def test_what_the_library_says_of_a_copy_is_told_as_damage(copy: OpenedCopy) -> None:
    copy.unlock(PASSPHRASE)
    with pytest.raises(CopyDamaged), opened_module.told_of_copy(copy.path):
        copy.vault._connection.read("SELECT nothing FROM nowhere")


def test_a_journal_s_own_tables_are_spelt_as_they_always_were(vault: Vault) -> None:
    """Those of the search index are made by SQLite: another spelling would refuse every copy."""
    connection: Connection = vault._connection
    require_own_schema(connection)
    rows = connection.read("SELECT sql FROM sqlite_schema WHERE name LIKE 'entry\\_words\\_%' ESCAPE '\\'")
    assert {row[0] for row in rows} == {
        "CREATE TABLE 'entry_words_data'(id INTEGER PRIMARY KEY, block BLOB)",
        "CREATE TABLE 'entry_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID",
        "CREATE TABLE 'entry_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB)",
        "CREATE TABLE 'entry_words_config'(k PRIMARY KEY, v) WITHOUT ROWID",
    }


def test_a_text_that_is_none_is_told_as_damage(vault: Vault, tmp_path: Path, rooms: Path) -> None:
    """The error behind it would quote it."""
    vault.entries.put(note(1))
    path = made_up(vault, tmp_path / "copy.coprod", rooms, "UPDATE entry SET id = CAST(x'ff80' AS TEXT)")
    with vault._connection.write():
        vault._connection.change("DELETE FROM entry")
    opened = OpenedCopy(path, CHEAP, rooms)
    opened.unlock(PASSPHRASE)
    with pytest.raises(CopyDamaged) as caught:
        opened.outlook(vault)
    opened.close()
    assert caught.value.values["reason"] == "inside"
