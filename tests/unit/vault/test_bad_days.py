"""Files that are missing, damaged or of another journal: each gets its own error, and nothing is changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from coprod_desktop.vault.errors import (
    JournalDamaged,
    JournalEmpty,
    JournalMissing,
    KeyFileDamaged,
    KeyFileMissing,
    VaultError,
    WrongPassphrase,
    WrongRecoveryCode,
)
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.look import JournalState, look
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, PASSPHRASE, note
from tests.unit.vault.acts import KEYS, flip, opened, overwrite, reads_again, remove


@pytest.mark.parametrize(
    ("act", "error", "reason", "seen_by_look"),
    [
        (remove(*KEYS), KeyFileMissing, None, True),
        (flip(40, *KEYS), KeyFileDamaged, None, True),
        (overwrite(b"", *KEYS), KeyFileDamaged, None, True),
        (remove("journal.db"), JournalMissing, None, True),
        (overwrite(b"", "journal.db"), JournalEmpty, None, True),
        (overwrite(b"x" * 4095, "journal.db"), JournalDamaged, "short", True),
        (overwrite(b"SQLite format 3\0" + bytes(4080), "journal.db"), JournalDamaged, "plain", True),
        (flip(3, "journal.db"), JournalDamaged, "mismatch", True),
        (flip(17, "journal.db"), JournalDamaged, "pages", False),
        (flip(30, "journal.db"), JournalDamaged, "pages", False),
        (flip(4095, "journal.db"), JournalDamaged, "pages", False),
        (flip(4096 + 7, "journal.db"), JournalDamaged, "pages", False),
    ],
)
def test_bad_days(
    with_entry: Path,
    act: Callable[[Path], None],
    error: type[VaultError],
    reason: str | None,
    seen_by_look: bool,
) -> None:
    act(with_entry)
    before = {path.name: path.read_bytes() for path in with_entry.iterdir()}
    with pytest.raises(error) as caught:
        opened(with_entry).entries.rows()
    assert caught.value.values.get("reason") == reason
    assert "path" in caught.value.values
    if seen_by_look:
        with pytest.raises(error):
            look(with_entry, kdf=CHEAP)
    assert {path.name: path.read_bytes() for path in with_entry.iterdir()} == before


def test_a_file_that_lost_its_end_is_refused_at_once(with_entry: Path) -> None:
    whole = (with_entry / "journal.db").read_bytes()
    for length in (len(whole) - 1, len(whole) - 4096, 4096, len(whole) // 2):
        (with_entry / "journal.db").write_bytes(whole[:length])
        with pytest.raises(JournalDamaged):
            opened(with_entry)
    (with_entry / "journal.db").write_bytes(whole)
    reads_again(with_entry)


def test_every_damaged_page_is_found_or_holds_nothing(with_entry: Path) -> None:
    """One byte in each page: what is read is right, or it is refused."""
    whole = (with_entry / "journal.db").read_bytes()
    refused = 0
    for page in range(len(whole) // 4096):
        damaged = bytearray(whole)
        damaged[page * 4096 + 1000] ^= 0x10
        (with_entry / "journal.db").write_bytes(damaged)
        vault = None
        try:
            vault = opened(with_entry)
            assert vault.entries.get(note(1).id) == note(1)
            assert [row.id for row in vault.search.find("words")] == [note(1).id]
        except JournalDamaged:
            refused += 1
        finally:
            if vault is not None:
                vault.close()
    assert refused >= 5


def test_keys_of_another_journal(with_entry: Path, tmp_path: Path) -> None:
    Vault.create(tmp_path / "other", PASSPHRASE, JournalSecret.random(), kdf=CHEAP).close()
    for name in KEYS:
        shutil.copy(tmp_path / "other" / name, with_entry / name)
    with pytest.raises(JournalDamaged) as caught:
        opened(with_entry)
    assert caught.value.values["reason"] == "mismatch"


def test_another_journal_under_these_keys_with_its_first_bytes_changed(
    with_entry: Path, tmp_path: Path
) -> None:
    Vault.create(tmp_path / "other", PASSPHRASE, JournalSecret.random(), kdf=CHEAP).close()
    mine = (with_entry / "journal.db").read_bytes()
    other = (tmp_path / "other" / "journal.db").read_bytes()
    (with_entry / "journal.db").write_bytes(mine[:16] + other[16:])
    with pytest.raises(JournalDamaged):
        opened(with_entry)


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("act", [lambda path: path.unlink(), lambda path: path.write_bytes(b"{")])
def test_one_good_copy_of_the_keys_is_enough_and_heals_the_other(
    with_entry: Path, name: str, act: Callable[[Path], None]
) -> None:
    whole = (with_entry / name).read_bytes()
    act(with_entry / name)
    assert look(with_entry, kdf=CHEAP) is JournalState.PRESENT
    with pytest.raises(WrongPassphrase):
        opened(with_entry, "the wrong passphrase")
    reads_again(with_entry)
    assert (with_entry / name).read_bytes() == whole


def test_a_good_copy_is_used_beside_the_keys_of_another_journal(with_entry: Path, tmp_path: Path) -> None:
    Vault.create(tmp_path / "other", PASSPHRASE, JournalSecret.random(), kdf=CHEAP).close()
    shutil.copy(tmp_path / "other" / "journal.keys", with_entry / "journal.keys")
    reads_again(with_entry)


@pytest.mark.parametrize("act", [remove(*KEYS), flip(40, *KEYS), overwrite(b"", *KEYS)])
def test_the_code_and_the_database_alone_are_enough(
    with_entry: Path, secret: JournalSecret, act: Callable[[Path], None]
) -> None:
    act(with_entry)
    with pytest.raises(WrongRecoveryCode):
        Vault.open_with_recovery_code(with_entry, JournalSecret.random().recovery_code(), kdf=CHEAP)
    vault = Vault.open_with_recovery_code(with_entry, secret.recovery_code(), kdf=CHEAP)
    assert vault.entries.get(note(1).id) == note(1)
    vault.change_passphrase("a new passphrase", kdf=CHEAP)
    vault.close()
    again = opened(with_entry, "a new passphrase")
    assert again.entries.get(note(1).id) == note(1)
    again.close()


def test_damage_is_told_from_a_wrong_code(with_entry: Path, secret: JournalSecret) -> None:
    flip(30, "journal.db")(with_entry)
    with pytest.raises(JournalDamaged):
        Vault.open_with_recovery_code(with_entry, secret.recovery_code(), kdf=CHEAP)
