"""Journals that were made in every past version of the format, kept as they were: today's program reads them.

A folder ``v1``, ``v2`` … holds a journal as it lay on the disk in that version (``v1-keys2``: under the
second version of the key file, with a sign-in), one of its copies in one file, and ``tables.json``, every
row of its tables as plain text. They are never made anew; what they hold stands in `written`. Their slots
cost a thousandth of a real one: they open only where `CHEAP` is asked for.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from coprod_desktop.domain.records import moment_from_text, moment_to_text
from coprod_desktop.vault.keyfile import VERSION
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.opened import OpenedCopy
from coprod_desktop.vault.portable import check_copy
from coprod_desktop.vault.salvage import salvage
from coprod_desktop.vault.salvage_entries import PartWords
from coprod_desktop.vault.schema import MIGRATIONS
from coprod_desktop.vault.vault import Vault
from tests.formats import written
from tests.support.journals import CHEAP
from tests.unit.vault import outside_reader as outside

HERE = Path(__file__).parent
KEPT = sorted(HERE.glob("v[0-9]*"))
CODE = JournalSecret(written.SECRET).recovery_code()


def by_passphrase(folder: Path) -> Vault:
    return Vault.open(folder, written.SECOND_PASSPHRASE, kdf=CHEAP)


def by_code(folder: Path) -> Vault:
    return Vault.open_with_recovery_code(folder, CODE, kdf=CHEAP)


def holds_everything(vault: Vault) -> None:
    entries = written.entries()
    assert {entry.id: vault.entries.get(entry.id) for entry in entries} == {e.id: e for e in entries}
    assert {row.id for row in vault.entries.rows()} == {entry.id for entry in entries}
    formerly = written.former_entries()
    assert vault.versions.all(formerly[0].id) == list(reversed(formerly))
    assert {d.id: vault.drafts.get_note(d.id) for d in written.note_drafts()} == {
        d.id: d for d in written.note_drafts()
    }
    assert vault.drafts.get_reflection("draft-three") == written.reflection_draft()
    assert {key: vault.settings.get(key) for key in written.settings()} == written.settings()
    assert {row.id for row in vault.search.find("hollyhocks")} == {
        e.id for e in entries if e.id[-3:] >= "064"
    }
    assert [row.id for row in vault.search.find("الثق")] == [entries[0].id]
    assert vault.search.find("persimmons") == []
    below = vault._connection
    binned = below.one("SELECT deleted_at FROM entry WHERE id = ?", written.in_the_bin().id)
    assert binned == (written.BINNED_AT,)
    states = below.read("SELECT state, state_words, state_changed FROM step WHERE state <> 'open'")
    assert states == [written.STEP_STATE]
    assert below.number("user_version") == MIGRATIONS[-1].version
    below.require_sound()


def holds_what_version_2_added(vault: Vault) -> None:
    for draft in written.let_go():
        assert vault.drafts.whole(draft.id) == draft
        assert moment_to_text(vault.bin.get(draft.id).since) == written.BINNED_AT
    note, reflection = written.let_go()
    assert {row.id for row in vault.bin.rows()} >= {note.id, reflection.id}
    assert vault.drafts.get_reflection("draft-seven") == written.followed_up()
    vault.bin.put_back(reflection.id, written.MADE)
    assert vault.drafts.get_reflection(reflection.id) == reflection
    vault.bin.put_draft(reflection.id, moment_from_text(written.BINNED_AT))


def test_a_journal_of_every_past_version_is_kept() -> None:
    past = {f"v{step.version}" for step in MIGRATIONS}
    assert past <= {folder.name for folder in KEPT}
    of_keys = {json.loads((folder / "journal.keys").read_text("ascii"))["ver"] for folder in KEPT}
    assert of_keys >= set(range(1, VERSION + 1)), "keep one now, while it can still be made"


def test_the_sign_in_of_one_that_has_it_opens_it(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(HERE / "v1-keys2", tmp_path / "Journal"))
    vault = Vault.open_with_sign_in(folder, written.SIGN_IN, kdf=CHEAP)
    holds_everything(vault)
    vault.close()


@pytest.mark.parametrize("kept", KEPT, ids=lambda folder: folder.name)
@pytest.mark.parametrize("open_it", [by_passphrase, by_code])
def test_it_opens_and_holds_what_was_written(
    kept: Path, tmp_path: Path, open_it: Callable[[Path], Vault]
) -> None:
    folder = Path(shutil.copytree(kept, tmp_path / "Journal"))
    for again in range(2):
        vault = open_it(folder)
        holds_everything(vault)
        if kept.name >= "v2":
            holds_what_version_2_added(vault)
        if again:
            entry = written.in_the_bin()
            vault.entries.put(entry)
            assert vault.entries.get(entry.id) == entry
        vault.close()


@pytest.mark.parametrize("kept", KEPT, ids=lambda folder: folder.name)
@pytest.mark.parametrize("with_code", [False, True])
def test_its_copy_opens_and_holds_the_same(kept: Path, tmp_path: Path, with_code: bool) -> None:
    path = kept / "journal.coprod"
    before = path.read_bytes()
    assert check_copy(path, CHEAP).made == written.MADE
    copy = OpenedCopy(path, CHEAP, tmp_path / "rooms")
    if with_code:
        copy.unlock_with_recovery_code(CODE)
    else:
        copy.unlock(written.PASSPHRASE)
    holds_everything(copy.vault)
    if kept.name >= "v2":
        holds_what_version_2_added(copy.vault)
    copy.close()
    assert path.read_bytes() == before


@pytest.mark.parametrize("kept", KEPT, ids=lambda folder: folder.name)
def test_all_but_its_first_page_comes_out_of_a_damaged_one(kept: Path, tmp_path: Path) -> None:
    """Without that page nothing says where its tables begin, nor how long the rows of its format are."""
    folder = Path(shutil.copytree(kept, tmp_path / "Journal"))
    data = (folder / "journal.db").read_bytes()
    (folder / "journal.db").write_bytes(bytes(4096) + data[4096:])
    words = PartWords("Part of this entry could not be read.", "partly read")
    report, _ = salvage(folder, [JournalSecret(written.SECRET)], words, written.MADE, kdf=CHEAP)
    assert (report.in_part, report.gone, report.drafts_in_part) == (0, 0, 0)
    vault = by_passphrase(folder)
    holds_everything(vault)
    if kept.name >= "v2":
        holds_what_version_2_added(vault)
    vault.close()


def tables_of(database: sqlite3.Connection, names: list[str]) -> dict[str, list[dict[str, object]]]:
    found = {}
    for name in names:
        rows = database.execute(f"SELECT * FROM {name}")
        columns = [column[0] for column in rows.description]
        records = [dict(zip(columns, row, strict=True)) for row in rows.fetchall()]
        found[name] = sorted(records, key=lambda record: json.dumps(record, sort_keys=True))
    database.close()
    return found


@pytest.mark.parametrize("kept", KEPT, ids=lambda folder: folder.name)
def test_the_reader_from_outside_gets_every_row_of_it(kept: Path) -> None:
    rows = json.loads((kept / "tables.json").read_text("utf-8"))
    assert rows["entry"] and rows["version"] and rows["draft"]
    by_keys = outside.secret_from_passphrase(kept / "journal.keys", written.SECOND_PASSPHRASE)
    assert by_keys == outside.secret_from_code(CODE) == written.SECRET
    journal = outside.as_database(outside.decrypted(kept / "journal.db", by_keys))
    assert tables_of(journal, list(rows)) == rows
    copy = (kept / "journal.coprod").read_bytes()
    keys, database, made = outside.parts_of_copy(copy)
    assert outside.secret_in(keys, written.PASSPHRASE) == written.SECRET
    outside.check_copy(copy, written.SECRET)
    assert made == written.MADE.timestamp()
    inside = outside.as_database(outside.decrypted_pages(database, written.SECRET))
    for setting in [setting for setting in rows["setting"] if setting["key"] == "key-file-seq"]:
        setting["value"] = "1"  # the copy was made under the first key file
    assert tables_of(inside, list(rows)) == rows
