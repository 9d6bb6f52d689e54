"""Making, looking for, opening and closing a journal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coprod_desktop.vault import making as making_module
from coprod_desktop.vault.errors import (
    JournalExists,
    JournalOpenElsewhere,
    PassphraseTooShort,
    RecoveryCodeIncomplete,
    RecoveryCodeMistyped,
    WrongPassphrase,
    WrongRecoveryCode,
)
from coprod_desktop.vault.keyfile import KeyFile
from coprod_desktop.vault.keyfilepair import KeyFilePair
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.look import JournalState, look
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, PASSPHRASE, note
from tests.unit.vault.acts import NAMES, opened, reads_again


def test_made_closed_and_opened_again(with_entry: Path) -> None:
    assert {path.name for path in with_entry.iterdir()} == NAMES
    reads_again(with_entry)


def test_the_recovery_code_opens_it_too(with_entry: Path, secret: JournalSecret) -> None:
    vault = Vault.open_with_recovery_code(with_entry, secret.recovery_code().lower(), kdf=CHEAP)
    assert vault.entries.get(note(1).id) == note(1)
    vault.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead")
def test_only_its_owner_can_read_it(folder: Path, secret: JournalSecret) -> None:
    former = os.umask(0)
    try:
        vault = Vault.create(folder, PASSPHRASE, secret, kdf=CHEAP)
        vault.entries.put(note(1))
    finally:
        os.umask(former)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert folder.parent.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    vault.close()


def test_closing_twice_and_wiping(vault: Vault) -> None:
    vault.close()
    vault.close()
    assert vault.secret.reveal() == bytes(20)


def test_making_leaves_the_secret_of_the_caller_alone(vault: Vault, secret: JournalSecret) -> None:
    vault.close()
    assert secret.reveal() == bytes(range(20))


def test_a_short_passphrase_makes_nothing(folder: Path, secret: JournalSecret) -> None:
    with pytest.raises(PassphraseTooShort):
        Vault.create(folder, "1234567", secret, kdf=CHEAP)
    assert not folder.exists()


def test_a_journal_is_never_made_over_another(with_entry: Path) -> None:
    before = {path.name: path.read_bytes() for path in with_entry.iterdir()}
    with pytest.raises(JournalExists):
        Vault.create(with_entry, PASSPHRASE, JournalSecret.random(), kdf=CHEAP)
    assert {path.name: path.read_bytes() for path in with_entry.iterdir()} == before


@pytest.mark.parametrize("lost", ["journal.db", "journal.keys"])
def test_nor_over_half_of_one(with_entry: Path, lost: str) -> None:
    (with_entry / lost).unlink()
    with pytest.raises(JournalExists):
        Vault.create(with_entry, PASSPHRASE, JournalSecret.random(), kdf=CHEAP)


@pytest.mark.parametrize(
    "when", ["while the passphrase is worked on", "while the database is made", "at last"]
)
def test_a_journal_that_arrives_meanwhile_is_left_alone(
    folder: Path, secret: JournalSecret, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """A program that keeps folders alike on two computers may bring one at any moment."""
    away = tmp_path / "away"
    Vault.create(away, PASSPHRASE, JournalSecret.random(), kdf=CHEAP).close()
    there = {path.name: path.read_bytes() for path in away.iterdir()}

    def arriving(name: str) -> Callable[..., Any]:
        real = getattr(making_module, name)

        def work(*given: Any) -> Any:
            done = real(*given)
            for name, content in there.items():
                (folder / name).write_bytes(content)
            return done

        return work

    if when == "at last":
        real_write = KeyFilePair.write

        def write(keys: KeyFilePair, key_file: KeyFile) -> None:
            real_write(keys, key_file)
            (folder / "journal.db").write_bytes(there["journal.db"])

        monkeypatch.setattr(KeyFilePair, "write", write)
    else:
        name = "new_key_file" if when.startswith("while the passphrase") else "prepare_new"
        monkeypatch.setattr(making_module, name, arriving(name))
    with pytest.raises(JournalExists):
        Vault.create(folder, PASSPHRASE, secret, kdf=CHEAP)
    assert (folder / "journal.db").read_bytes() == there["journal.db"]
    if when != "at last":
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == there


def test_rollback_files_of_nothing_are_all_set_aside(folder: Path, secret: JournalSecret) -> None:
    folder.mkdir(parents=True)
    (folder / "journal.db-journal.set-aside").write_bytes(b"older")
    (folder / "journal.db-journal").mkdir()
    Vault.create(folder, PASSPHRASE, secret, kdf=CHEAP).close()
    assert (folder / "journal.db-journal.set-aside").read_bytes() == b"older"
    assert (folder / "journal.db-journal.set-aside2").is_dir()


def test_two_journals_share_nothing(folder: Path, secret: JournalSecret, tmp_path: Path) -> None:
    for place in (folder, tmp_path / "other"):
        Vault.create(place, PASSPHRASE, secret, kdf=CHEAP).close()
    one, other = folder / "journal.db", tmp_path / "other" / "journal.db"
    assert one.read_bytes()[:16] != other.read_bytes()[:16]
    assert one.read_bytes()[4096:8192] != other.read_bytes()[4096:8192]


class TestLook:
    def test_nothing(self, tmp_path: Path) -> None:
        assert look(tmp_path) is JournalState.ABSENT
        assert look(tmp_path / "not" / "there") is JournalState.ABSENT

    def test_a_journal(self, closed: Path) -> None:
        before = sorted(closed.iterdir())
        assert look(closed, kdf=CHEAP) is JournalState.PRESENT
        assert sorted(closed.iterdir()) == before

    def test_while_it_is_open(self, vault: Vault, folder: Path) -> None:
        assert look(folder, kdf=CHEAP) is JournalState.PRESENT

    def test_one_that_was_never_finished(self, closed: Path) -> None:
        (closed / "journal.db").rename(closed / "journal.db.new")
        assert look(closed, kdf=CHEAP) is JournalState.ABSENT
        (closed / "journal.db.new-journal").write_bytes(b"left over")
        Vault.create(closed, PASSPHRASE, JournalSecret.random(), kdf=CHEAP).close()
        assert {path.name for path in closed.iterdir()} == NAMES
        opened(closed).close()


def test_wrong_passphrases(with_entry: Path) -> None:
    for wrong in ("", "short", PASSPHRASE.upper(), PASSPHRASE + " ", "something else entirely"):
        with pytest.raises(WrongPassphrase):
            opened(with_entry, wrong)
    reads_again(with_entry)


def test_recovery_codes_that_do_not_open_it(with_entry: Path, secret: JournalSecret) -> None:
    right = secret.recovery_code()
    wrong = JournalSecret.random().recovery_code()
    for code, error in (
        (wrong, WrongRecoveryCode),
        (right[:-1], RecoveryCodeIncomplete),
        ("", RecoveryCodeIncomplete),
        (right[1] + right[0] + right[2:], RecoveryCodeMistyped),
    ):
        if code != right:
            with pytest.raises(error):
                Vault.open_with_recovery_code(with_entry, code, kdf=CHEAP)
    reads_again(with_entry)


def test_a_new_passphrase(with_entry: Path, secret: JournalSecret) -> None:
    vault = opened(with_entry)
    with pytest.raises(PassphraseTooShort):
        vault.change_passphrase("short", kdf=CHEAP)
    vault.change_passphrase("quite another one", kdf=CHEAP)
    vault.close()
    with pytest.raises(WrongPassphrase):
        opened(with_entry)
    opened(with_entry, "quite another one").close()
    Vault.open_with_recovery_code(with_entry, secret.recovery_code(), kdf=CHEAP).close()


def test_a_crash_between_the_two_copies_is_rolled_forward(with_entry: Path) -> None:
    old = (with_entry / "journal.keys.copy").read_bytes()
    vault = opened(with_entry)
    vault.change_passphrase("quite another one", kdf=CHEAP)
    vault.close()
    new = (with_entry / "journal.keys").read_bytes()
    (with_entry / "journal.keys.copy").write_bytes(old)
    with pytest.raises(WrongPassphrase):
        opened(with_entry)
    opened(with_entry, "quite another one").close()
    assert (with_entry / "journal.keys.copy").read_bytes() == new


def test_stray_temporary_files_are_swept(with_entry: Path) -> None:
    (with_entry / ".journal.keys.0123456789ab.tmp").write_bytes(b"half a key file")
    (with_entry / "something of mine.tmp").write_bytes(b"not ours")
    reads_again(with_entry)
    assert {path.name for path in with_entry.iterdir()} == NAMES | {"something of mine.tmp"}


def test_open_twice(vault: Vault, folder: Path) -> None:
    with pytest.raises(JournalOpenElsewhere):
        opened(folder)
    with pytest.raises(JournalOpenElsewhere):
        Vault.open_with_recovery_code(folder, vault.secret.recovery_code(), kdf=CHEAP)
    vault.entries.put(note(1))
    vault.close()
    reads_again(folder)


def test_a_lock_file_left_behind_is_no_obstacle(with_entry: Path) -> None:
    (with_entry / "journal.lock").write_bytes(b"12345")
    reads_again(with_entry)


def test_a_failed_opening_lets_go_of_the_lock(with_entry: Path) -> None:
    with pytest.raises(WrongPassphrase):
        opened(with_entry, "something else")
    reads_again(with_entry)


def test_no_heavy_module_is_loaded_by_a_look(closed: Path) -> None:
    code = (
        "import sys; from pathlib import Path;"
        "from coprod_desktop.vault.look import look; look(Path('/none'));"
        "heavy = {'apsw', 'argon2', 'cryptography', 'filelock', 'markdown_it'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
