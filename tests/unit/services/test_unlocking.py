"""Making and looking for a journal when the disk or the system does not play along."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_desktop.services.unlocking import LockState, Unlocking
from coprod_desktop.vault.errors import DiskFull, JournalReadOnly
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.settings import Settings
from tests.support.journals import CHEAP, PASSPHRASE


def test_a_journal_that_was_made_is_open_even_if_nothing_more_fits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlocking = Unlocking(tmp_path / "journal", CHEAP)
    with monkeypatch.context() as patch:

        def full(*_: object) -> None:
            raise DiskFull(path=tmp_path)

        patch.setattr(Settings, "put", full)
        unlocking.create(PASSPHRASE, unlocking.new_secret(), recovery_confirmed=True)
    assert unlocking.state() is LockState.UNLOCKED
    assert not unlocking.recovery_code_confirmed()
    unlocking.lock()


def test_a_folder_that_cannot_be_seen_is_a_known_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlocking = Unlocking(tmp_path / "journal", CHEAP)
    unlocking.create(PASSPHRASE, unlocking.new_secret(), recovery_confirmed=False)
    unlocking.lock()

    def refused(path: Path, *, follow_symlinks: bool = True) -> None:
        raise PermissionError(13, "as planned", str(path))

    monkeypatch.setattr(Path, "stat", refused)
    with pytest.raises(JournalReadOnly):
        unlocking.state()


def test_without_a_folder_there_is_no_journal(tmp_path: Path) -> None:
    assert Unlocking(tmp_path / "not" / "there").state() is LockState.ABSENT
    (tmp_path / "file").touch()
    assert Unlocking(tmp_path / "file" / "below").state() is LockState.ABSENT


def test_a_journal_that_a_copy_became_is_opened_without_spelling_its_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlocking = Unlocking(tmp_path / "Journal", CHEAP)
    secret = unlocking.new_secret()
    unlocking.create(PASSPHRASE, secret, recovery_confirmed=True)
    unlocking.lock()
    with monkeypatch.context() as patch:
        patch.setattr(JournalSecret, "recovery_code", lambda _self: pytest.fail("it was spelt as a text"))
        unlocking.unlock_with_secret(secret, by_recovery_code=False)
    assert unlocking.is_unlocked and not unlocking.is_passphrase_wanted
    unlocking.lock()
    assert secret.reveal() != bytes(20), "only the copy of it is wiped"
