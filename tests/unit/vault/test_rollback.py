"""Rollback files that a crash leaves: one's own repairs, another's is refused before it does harm."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coprod_desktop.vault.errors import JournalDamaged, WrongRecoveryCode
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.look import PAGE_BYTES
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, PASSPHRASE, note
from tests.unit.vault.acts import opened

_RECORD = PAGE_BYTES + 8

_CRASH = """
import os, sys
from pathlib import Path
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, PASSPHRASE

connection = Vault.open(Path(sys.argv[1]), PASSPHRASE, kdf=CHEAP)._connection
connection.set_number("cache_size", 1)
connection.change("BEGIN IMMEDIATE")
for number in range(400):
    connection.change("INSERT INTO setting (key, value) VALUES (?, ?)", str(number), "z" * 2000)
os._exit(0)
"""


def crashed(folder: Path) -> bytes:
    """Crash in the middle of a long save, and give the rollback file that this leaves."""
    subprocess.run([sys.executable, "-c", _CRASH, str(folder)], check=True)
    return (folder / "journal.db-journal").read_bytes()


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another journal, closed."""
    made = Vault.create(tmp_path / "other", PASSPHRASE, JournalSecret.random(), kdf=CHEAP)
    for number in range(30):
        made.entries.put(note(number, "beta " * 50))
    made.close()
    return made.folder


def test_ones_own_repairs(with_entry: Path) -> None:
    size = (with_entry / "journal.db").stat().st_size
    crashed(with_entry)
    assert (with_entry / "journal.db").stat().st_size > size
    vault = opened(with_entry)
    assert [row.title for row in vault.entries.rows()] == ["Note 1"]
    assert vault.settings.get("1") is None
    vault.close()
    assert (with_entry / "journal.db").stat().st_size == size


@pytest.mark.parametrize("end", [None, 3000, 5000])
def test_anothers_is_refused_and_changes_nothing(with_entry: Path, other: Path, end: int | None) -> None:
    foreign = crashed(other)[:end]
    whole = (with_entry / "journal.db").read_bytes()
    (with_entry / "journal.db-journal").write_bytes(foreign)
    with pytest.raises(JournalDamaged) as caught:
        opened(with_entry)
    assert caught.value.values["reason"] == "rollback"
    assert (with_entry / "journal.db").read_bytes() == whole
    (with_entry / "journal.db-journal").unlink()
    opened(with_entry).close()


def test_one_of_another_page_size_is_refused(with_entry: Path) -> None:
    whole = crashed(with_entry)
    (with_entry / "journal.db-journal").write_bytes(whole[:24] + (8192).to_bytes(4, "big") + whole[28:])
    before = (with_entry / "journal.db").read_bytes()
    with pytest.raises(JournalDamaged):
        opened(with_entry)
    assert (with_entry / "journal.db").read_bytes() == before


@pytest.mark.parametrize("lost", [(), ("journal.keys", "journal.keys.copy")])
def test_a_wrong_code_plays_nothing_back(with_entry: Path, lost: tuple[str, ...]) -> None:
    crashed(with_entry)
    for name in lost:
        (with_entry / name).unlink()
    before = (with_entry / "journal.db").read_bytes()
    with pytest.raises(WrongRecoveryCode):
        Vault.open_with_recovery_code(with_entry, JournalSecret.random().recovery_code(), kdf=CHEAP)
    assert (with_entry / "journal.db").read_bytes() == before


def test_what_is_no_rollback_file_is_left_to_the_database(with_entry: Path) -> None:
    for content in (b"", bytes(9000), b"x" * 20):
        (with_entry / "journal.db-journal").write_bytes(content)
        opened(with_entry).close()


@pytest.mark.parametrize(
    ("place", "what"),
    [(3, "magic"), (11, "count"), (15, "start of the sums"), (21, "sector"), (27, "page"), (515, "number")],
)
def test_a_changed_byte_between_the_pages_is_refused(with_entry: Path, place: int, what: str) -> None:
    """The database takes such a file for one that ends there, and half of the save would stay."""
    whole = crashed(with_entry)
    half = (with_entry / "journal.db").read_bytes()
    count = int.from_bytes(whole[8:12], "big")
    places = (place, 516 + PAGE_BYTES + 3, 512 + count * (PAGE_BYTES + 8) - 1)
    for changed in places:
        turned = bytearray(whole)
        turned[changed] ^= 1
        (with_entry / "journal.db-journal").write_bytes(turned)
        with pytest.raises(JournalDamaged) as caught:
            opened(with_entry)
        assert caught.value.values["reason"] == "rollback", what
        assert (with_entry / "journal.db").read_bytes() == half
    (with_entry / "journal.db-journal").write_bytes(whole)
    vault = opened(with_entry)
    assert [row.title for row in vault.entries.rows()] == ["Note 1"]
    vault.close()


def test_pages_that_were_not_synced_are_left_to_the_database(with_entry: Path) -> None:
    """Zeros stand in the magic's place until then: the journal is as it was, and opens."""
    before = (with_entry / "journal.db").read_bytes()
    whole = crashed(with_entry)
    (with_entry / "journal.db").write_bytes(before)
    (with_entry / "journal.db-journal").write_bytes(bytes(12) + whole[12:])
    vault = opened(with_entry)
    assert [row.title for row in vault.entries.rows()] == ["Note 1"]
    vault.close()


@pytest.mark.parametrize("pages", [0, 1, 30, 0x7FFFFFFF])
@pytest.mark.parametrize("has_first", [True, False])
def test_a_wrong_length_neither_cuts_the_journal_nor_draws_it_out(
    with_entry: Path, pages: int, has_first: bool
) -> None:
    """The database would set the journal to it before it reads a page: nothing at all would be left."""
    whole = crashed(with_entry)
    if not has_first:  # the save had not come to page 1
        count = int.from_bytes(whole[8:12], "big")
        records = [whole[512 + n * _RECORD : 512 + (n + 1) * _RECORD] for n in range(count)]
        kept = [record for record in records if record[:4] != (1).to_bytes(4, "big")]
        (first,) = (record for record in records if record not in kept)
        content = (with_entry / "journal.db").read_bytes()
        (with_entry / "journal.db").write_bytes(first[4:-4] + content[PAGE_BYTES:])
        whole = whole[:8] + len(kept).to_bytes(4, "big") + whole[12:512] + b"".join(kept)
    half = (with_entry / "journal.db").read_bytes()
    (with_entry / "journal.db-journal").write_bytes(whole[:16] + pages.to_bytes(4, "big") + whole[20:])
    with pytest.raises(JournalDamaged) as caught:
        opened(with_entry)
    assert caught.value.values["reason"] == "rollback"
    assert (with_entry / "journal.db").read_bytes() == half
    (with_entry / "journal.db-journal").write_bytes(whole)
    vault = opened(with_entry)
    assert [row.title for row in vault.entries.rows()] == ["Note 1"]
    vault.close()


def test_one_of_another_day_is_refused_and_changes_nothing(with_entry: Path, tmp_path: Path) -> None:
    """It would put old pages among newer ones, and cut off what was written since."""
    elsewhere = shutil.copytree(with_entry, tmp_path / "elsewhere")
    older = crashed(elsewhere)
    vault = opened(with_entry)
    for number in range(2, 30):
        vault.entries.put(note(number, "beta " * 300))
    vault.close()
    whole = (with_entry / "journal.db").read_bytes()
    (with_entry / "journal.db-journal").write_bytes(older)
    with pytest.raises(JournalDamaged) as caught:
        opened(with_entry)
    assert caught.value.values["reason"] == "rollback"
    assert (with_entry / "journal.db").read_bytes() == whole


def test_one_that_comes_while_the_journal_is_open_is_not_played_back(
    with_entry: Path, tmp_path: Path
) -> None:
    older = crashed(shutil.copytree(with_entry, tmp_path / "elsewhere"))
    vault = opened(with_entry)
    for number in range(2, 30):
        vault.entries.put(note(number, "beta " * 300))
    whole = (with_entry / "journal.db").read_bytes()
    (with_entry / "journal.db-journal").write_bytes(older)
    for act in (vault.entries.count, lambda: vault.entries.put(note(30)), vault.look_after):
        with pytest.raises(JournalDamaged) as caught:
            act()
        assert caught.value.values["reason"] == "rollback"
    assert (with_entry / "journal.db").read_bytes() == whole
    (with_entry / "journal.db-journal").unlink()
    vault.entries.put(note(30))
    assert vault.entries.count() == 30
    vault.close()
