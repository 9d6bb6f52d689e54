"""Heads, pages and whole files that somebody puts in the place of today's: another journal's, or yesterday's.

What cannot be noticed (docs/threat-model.md) at least never shows anything that was not written.
"""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from coprod_desktop.vault.errors import JournalDamaged, VaultError, WrongPassphrase, WrongRecoveryCode
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, PASSPHRASE, note
from tests.torture.seen import Content, held_by
from tests.unit.vault.acts import KEYS, opened

PAGE = 4096
OTHER = "quite another one"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another journal of somebody who knows how one is made, with a passphrase of their own."""
    made = Vault.create(tmp_path / "other", OTHER, JournalSecret.random(), kdf=CHEAP)
    made.entries.put(note(1, "made up"))
    made.close()
    return made.folder


@pytest.fixture
def days(folder: Path, secret: JournalSecret, tmp_path: Path) -> tuple[Path, Path]:
    """The journal of yesterday, and that of today with other words under another passphrase."""
    vault = Vault.create(folder, PASSPHRASE, secret, kdf=CHEAP)
    for number in range(12):
        vault.entries.put(note(number, f"yesterday {number} " * 40))
    vault.close()
    yesterday = Path(shutil.copytree(folder, tmp_path / "yesterday"))
    vault = opened(folder)
    for number in range(6, 15):
        vault.entries.put(note(number, f"today {number} " * 60))
    vault.change_passphrase(OTHER, kdf=CHEAP)
    vault.close()
    return yesterday, folder


def content(folder: Path, passphrase: str) -> Content:
    vault = opened(folder, passphrase)
    try:
        return held_by(vault)
    finally:
        vault.close()


def exchanged(target: Path, source: Path, start: int, end: int) -> None:
    """Put the bytes of one file in the place of another's."""
    data = bytearray(target.read_bytes())
    data[start:end] = source.read_bytes()[start:end]
    target.write_bytes(data)


@pytest.mark.parametrize("length", [16, 24, 100, PAGE, 2 * PAGE])
def test_the_head_of_another_journal(
    with_entry: Path, other: Path, secret: JournalSecret, length: int
) -> None:
    exchanged(with_entry / "journal.db", other / "journal.db", 0, length)
    with pytest.raises(JournalDamaged) as caught:
        opened(with_entry)
    assert caught.value.values["reason"] == "mismatch"
    with pytest.raises((WrongRecoveryCode, JournalDamaged)):
        Vault.open_with_recovery_code(with_entry, secret.recovery_code(), kdf=CHEAP)
    for name in KEYS:  # with its key files too, its own passphrase is right, and opens none of our pages
        shutil.copyfile(other / name, with_entry / name)
    with pytest.raises(JournalDamaged):
        opened(with_entry, OTHER)


def test_another_journal_under_our_key_files(with_entry: Path, other: Path) -> None:
    shutil.copyfile(other / "journal.db", with_entry / "journal.db")
    with pytest.raises(JournalDamaged) as caught:
        opened(with_entry)
    assert caught.value.values["reason"] == "mismatch"


def test_yesterdays_database_under_todays_keys_is_yesterday_whole(days: tuple[Path, Path]) -> None:
    """Not noticed, as the threat model says: but it is what was written that day, and nothing else."""
    yesterday, today = days
    wanted = content(yesterday, PASSPHRASE)
    shutil.copyfile(yesterday / "journal.db", today / "journal.db")
    assert content(today, OTHER) == wanted
    with pytest.raises(WrongPassphrase):
        opened(today)


def test_yesterdays_database_and_keys_are_yesterday_whole(days: tuple[Path, Path]) -> None:
    yesterday, today = days
    wanted = content(yesterday, PASSPHRASE)
    for name in ("journal.db", *KEYS):
        shutil.copyfile(yesterday / name, today / name)
    assert content(today, PASSPHRASE) == wanted
    with pytest.raises(WrongPassphrase):
        opened(today, OTHER)


def test_a_page_of_yesterday_never_shows_what_was_not_written(days: tuple[Path, Path]) -> None:
    """Every single page in turn. Some are refused; what opens holds only entries of one of the two days."""
    yesterday, today = days
    written = {number: {f"yesterday {number} " * 40, f"today {number} " * 60} for number in range(15)}
    whole, older = (today / "journal.db").read_bytes(), (yesterday / "journal.db").read_bytes()
    seen: Counter[str] = Counter()
    for start in range(0, min(len(whole), len(older)), PAGE):
        if whole[start : start + PAGE] == older[start : start + PAGE]:
            continue
        (today / "journal.db").write_bytes(
            whole[:start] + older[start : start + PAGE] + whole[start + PAGE :]
        )
        try:
            vault = opened(today, OTHER)
        except VaultError:
            seen["refused at once"] += 1
            continue
        try:
            for row in vault.entries.rows():
                entry = vault.entries.get(row.id)
                assert entry.content.body in written[int(entry.id, 16)]  # type: ignore[union-attr]
            seen["shows one of the two days"] += 1
        except VaultError:
            seen["refused later"] += 1
        finally:
            vault.close()
    assert seen["refused at once"] > 2 and sum(seen.values()) > 8
