"""Folders that are gone, moved or read-only."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coprod_desktop.services.places import make_private_folder as make_own_folder
from coprod_desktop.vault.errors import (
    DiskTrouble,
    FolderGone,
    JournalReadOnly,
)
from coprod_desktop.vault.files import PORTABLE_NOTE, make_private_folder
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.look import JournalState, look
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, PASSPHRASE
from tests.support.rights import rights
from tests.unit.vault.acts import opened


@pytest.fixture
def open_to_all(with_entry: Path) -> Path:
    """A journal whose modes let in everybody, so that only what a test takes away is missing."""
    with_entry.chmod(0o755)
    for path in with_entry.iterdir():
        path.chmod(0o644)
    return with_entry


def test_the_folder_is_gone(tmp_path: Path) -> None:
    with pytest.raises(FolderGone) as caught:
        opened(tmp_path / "taken out")
    assert caught.value.values == {"path": tmp_path / "taken out"}


@pytest.mark.parametrize("make", [make_private_folder, make_own_folder])
def test_a_new_folder_is_its_owner_s_or_on_a_windows_stick_as_the_one_it_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    """There a mode of 0o700 would bind it to one account of one computer."""
    (tmp_path / PORTABLE_NOTE).touch()
    real, modes = os.mkdir, []

    def mkdir(path: str, mode: int = 0o777) -> None:
        modes.append(mode)
        real(path, mode)

    monkeypatch.setattr(os, "mkdir", mkdir)
    make(tmp_path / "journals" / "Journal")
    assert modes == [0o777 if sys.platform == "win32" else 0o700] * 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead")
class TestReadOnly:
    def test_the_folder(self, open_to_all: Path) -> None:
        with rights({open_to_all: 0o555}), pytest.raises(JournalReadOnly):
            opened(open_to_all)

    def test_the_file(self, open_to_all: Path) -> None:
        given = {open_to_all: 0o777, open_to_all / "journal.lock": 0o666}
        with rights(given | {open_to_all / "journal.db": 0o444}), pytest.raises(JournalReadOnly):
            opened(open_to_all)

    def test_no_place_for_a_new_one(self, open_to_all: Path) -> None:
        with rights({open_to_all.parent: 0o555}), pytest.raises(JournalReadOnly):
            Vault.create(open_to_all.parent / "new", PASSPHRASE, JournalSecret.random(), kdf=CHEAP)

    def test_looking_still_works(self, open_to_all: Path) -> None:
        with rights({open_to_all: 0o555}):
            assert look(open_to_all, kdf=CHEAP) is JournalState.PRESENT

    def test_a_folder_that_cannot_be_entered_is_not_taken_for_an_empty_one(self, open_to_all: Path) -> None:
        with rights({open_to_all: 0o000}), pytest.raises(JournalReadOnly):
            look(open_to_all, kdf=CHEAP)

    def test_a_file_that_cannot_be_read(self, open_to_all: Path) -> None:
        given = {open_to_all: 0o777, open_to_all / "journal.lock": 0o666}
        for name in ("journal.db", "journal.keys"):
            with rights(given | {open_to_all / name: 0o000}), pytest.raises(JournalReadOnly):
                opened(open_to_all)


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere the modes say so")
def test_keys_that_windows_calls_read_only(with_entry: Path) -> None:
    (with_entry / "journal.keys").chmod(stat.S_IREAD)
    vault = opened(with_entry)
    with pytest.raises(JournalReadOnly):
        vault.change_passphrase("another passphrase", kdf=CHEAP)
    vault.close()
    (with_entry / "journal.keys").chmod(stat.S_IWRITE)
    opened(with_entry).close()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
@pytest.mark.parametrize("name", ["journal.db", "journal.keys"])
def test_a_file_that_is_none_is_never_waited_for(with_entry: Path, name: str) -> None:
    """Reading a named pipe would wait for ever, and looking is done while the window waits."""
    (with_entry / name).unlink()
    os.mkfifo(with_entry / name)
    with pytest.raises(DiskTrouble):
        look(with_entry, kdf=CHEAP)
    with pytest.raises(DiskTrouble):
        opened(with_entry)
