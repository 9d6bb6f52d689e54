"""Every file and folder that the program makes is its owner's alone, whatever the surroundings ask for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coprod_desktop.services.backups import Backups
from coprod_desktop.services.copies import Copies
from coprod_desktop.services.places import backups_folder, is_open_to_others, journal_folder, rooms_folder
from coprod_desktop.services.preferences import Appearance, Preferences
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.vault import windows_access
from coprod_desktop.vault.access_list import lets_others_read
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note

with_modes = pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead of modes")


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


def lists(data: Path) -> dict[str, str]:
    """The same by Windows' access lists."""
    own = windows_access.own_sid()
    found = {path: windows_access.list_of(path) for path in (data, *data.rglob("*"))}
    return {str(path): written for path, written in found.items() if lets_others_read(written, own)}


@with_modes
@pytest.mark.usefixtures("umask")
def test_all_that_is_made_is_its_owner_s(tmp_path: Path) -> None:
    make_all_there_is(tmp_path / "computer" / "data", modes)


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere modes say so")
def test_all_that_is_made_on_windows_is_its_owner_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    make_all_there_is(tmp_path / "computer" / "data", lists)


def make_all_there_is(data: Path, others_read: Callable[[Path], dict[str, str]]) -> None:
    """Settings, a journal, a backup, a copy that is looked into; ``others_read`` is asked on the way."""
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
        wrong = others_read(data)
    assert {"journal.db-journal", "journal.lock", "settings.damaged.json", "open-copies"} <= made
    assert len(list(data.rglob("*.coprod"))) == 2
    assert wrong == {}
    unlocking.change_passphrase("another passphrase")
    unlocking.vault.bin.put(note(1).id, NOW)
    unlocking.vault.bin.remove_all()
    unlocking.vault.bin.scrub()
    copies.close()
    unlocking.lock()
    assert others_read(data) == {}


@with_modes
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


def test_on_windows_the_lists_are_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = {"journal.db": "D:P(A;;FA;;;S-1-5-21-1)", "journal.keys": "D:P(A;;FA;;;S-1-5-21-1)"}
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(windows_access, "own_sid", lambda: "S-1-5-21-1")
    monkeypatch.setattr(windows_access, "list_of", lambda path: written[path.name])
    for name in written:
        (tmp_path / name).touch()
    (tmp_path / "a folder").mkdir()
    assert not is_open_to_others(tmp_path)
    written["journal.keys"] += "(A;ID;0x1200a9;;;BU)"
    assert is_open_to_others(tmp_path)

    def refused(_: Path) -> str:
        raise PermissionError

    monkeypatch.setattr(windows_access, "list_of", refused)
    assert not is_open_to_others(tmp_path)
