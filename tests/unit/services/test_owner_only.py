"""Every file and folder that the program makes is its owner's alone, whatever the surroundings ask for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coprod_desktop.services.backups import Backups
from coprod_desktop.services.copies import Copies
from coprod_desktop.services.places import backups_folder, is_open_to_others, journal_folder, rooms_folder
from coprod_desktop.services.preferences import Appearance, Preferences
from coprod_desktop.services.unlocking import Unlocking
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead of modes")


@pytest.fixture(params=[0, 0o077], ids=["umask 0", "umask 077"])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    former = os.umask(request.param)
    yield
    os.umask(former)


def modes(data: Path) -> dict[str, str]:
    """What of the data folder, itself among it, is not for its owner alone."""
    wrong = {}
    for path in (data, *data.rglob("*")):
        mode = path.stat().st_mode & 0o777
        if mode != (0o700 if path.is_dir() else 0o600):
            wrong[path.relative_to(data).as_posix()] = oct(mode)
    return wrong


@pytest.mark.usefixtures("umask")
def test_all_that_is_made_is_its_owner_s(tmp_path: Path) -> None:
    data = tmp_path / "computer" / "data"
    preferences = Preferences(data)
    preferences.set_appearance(Appearance("dark"))
    (data / "settings.json").write_text("{", "utf-8")
    Preferences(data).set_appearance(Appearance("light"))
    unlocking = Unlocking(journal_folder(data), CHEAP)
    unlocking.create(PASSPHRASE, unlocking.new_secret(), recovery_confirmed=True)
    unlocking.vault.entries.put(note(1))
    Backups(unlocking, preferences, rooms_folder(data), backups_folder(data), lambda: NOW).back_up()
    copies = Copies(unlocking, rooms_folder(data), lambda: NOW)
    saved = copies.save(data / "copy.coprod").path
    copies.look(saved)
    copies.unlock(PASSPHRASE)
    with unlocking.vault._connection.write():
        unlocking.vault._connection.change("UPDATE entry SET title = 'while a save is under way'")
        made = {path.name for path in data.rglob("*")}
        wrong = modes(data)
    assert {"journal.db-journal", "journal.lock", "settings.damaged.json", "open-copies"} <= made
    assert len(list(data.rglob("*.coprod"))) == 2
    assert wrong == {}
    unlocking.change_passphrase("another passphrase")
    unlocking.vault.bin.put(note(1).id, NOW)
    unlocking.vault.bin.remove_all()
    unlocking.vault.bin.scrub()
    copies.close()
    unlocking.lock()
    assert modes(data) == {}


@pytest.mark.parametrize(
    ("folder_mode", "file_mode", "told"),
    [
        (0o700, 0o600, False),
        (0o755, 0o600, False),
        (0o700, 0o644, False),
        (0o755, 0o644, True),
        (0o711, 0o604, True),
    ],
)
def test_a_folder_that_others_can_read_is_noticed(
    tmp_path: Path, folder_mode: int, file_mode: int, told: bool
) -> None:
    """As on a shared drive, or on a stick whose file system knows no owners."""
    folder = tmp_path / "Journal"
    folder.mkdir()
    (folder / "journal.db").touch()
    (folder / "journal.db").chmod(file_mode)
    folder.chmod(folder_mode)
    assert is_open_to_others(folder) is told


def test_a_folder_that_is_not_there_is_open_to_nobody(tmp_path: Path) -> None:
    assert not is_open_to_others(tmp_path / "gone")
