"""One journal: opened by either way in, given a new passphrase, and what is known about that meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_desktop.errors import BugError
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.vault.errors import DiskFull, PassphraseTooShort, WrongPassphrase
from coprod_desktop.vault.files import Disk
from tests.support.journals import CHEAP, PASSPHRASE

NEW = "quite another one"


class FullDisk(Disk):
    """A disk on which no file can be made any more."""

    def create(self, path: Path) -> int:
        raise OSError(28, f"no room for {path.name}")


@pytest.fixture
def unlocking(tmp_path: Path) -> Unlocking:
    """A journal that was just made."""
    unlocking = Unlocking(tmp_path / "Journal", CHEAP)
    unlocking.create(PASSPHRASE, unlocking.new_secret(), recovery_confirmed=True)
    return unlocking


def reopened(unlocking: Unlocking, passphrase: str) -> Unlocking:
    """The journal after the program was started again."""
    unlocking.lock()
    again = Unlocking(unlocking.folder, CHEAP)
    again.unlock(passphrase)
    return again


def test_a_changed_passphrase_opens_and_the_former_one_does_not(unlocking: Unlocking) -> None:
    code = unlocking.recovery_code()
    unlocking.change_passphrase(NEW)
    with pytest.raises(WrongPassphrase):
        reopened(unlocking, PASSPHRASE)
    again = reopened(unlocking, NEW)
    assert again.recovery_code() == code
    again.lock()
    again.unlock_with_recovery_code(code)
    again.lock()


@pytest.mark.parametrize("name", ["journal.keys", "journal.keys.copy"])
def test_a_copy_of_the_folder_keeps_its_passphrase(unlocking: Unlocking, name: str) -> None:
    former = (unlocking.folder / name).read_bytes()
    unlocking.change_passphrase(NEW)
    unlocking.lock()
    for path in unlocking.folder.glob("journal.keys*"):
        path.write_bytes(former)
    reopened(unlocking, PASSPHRASE).lock()


def test_what_is_wanted_is_known_until_it_is_done(unlocking: Unlocking) -> None:
    code = unlocking.recovery_code()
    assert not unlocking.is_passphrase_wanted
    unlocking.lock()
    unlocking.unlock_with_recovery_code(code)
    assert unlocking.is_passphrase_wanted
    unlocking.lock()
    assert not unlocking.is_passphrase_wanted
    unlocking.unlock_with_recovery_code(code)
    unlocking.change_passphrase(NEW)
    assert not unlocking.is_passphrase_wanted
    reopened(unlocking, NEW).lock()


def test_a_write_that_does_not_go_well_keeps_the_former(unlocking: Unlocking) -> None:
    code = unlocking.recovery_code()
    unlocking.lock()
    unlocking.unlock_with_recovery_code(code)
    unlocking.vault._keys._disk = FullDisk()
    with pytest.raises(DiskFull):
        unlocking.change_passphrase(NEW)
    assert unlocking.is_passphrase_wanted
    reopened(unlocking, PASSPHRASE).lock()
    with pytest.raises(WrongPassphrase):
        reopened(unlocking, NEW)


def test_too_short_changes_nothing(unlocking: Unlocking) -> None:
    with pytest.raises(PassphraseTooShort):
        unlocking.change_passphrase("short")
    reopened(unlocking, PASSPHRASE).lock()


def test_a_locked_journal_is_not_changed(unlocking: Unlocking) -> None:
    unlocking.lock()
    with pytest.raises(BugError):
        unlocking.change_passphrase(NEW)
