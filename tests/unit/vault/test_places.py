"""Folders that are gone, moved or read-only."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coprod_desktop.vault.errors import (
    FolderGone,
    JournalMissing,
    JournalReadOnly,
)
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.look import JournalState, look
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, PASSPHRASE, note
from tests.unit.vault.acts import opened


@contextmanager
def no_right_to_write(*paths: Path) -> Iterator[None]:
    """Take away the right to write, also from root, who would not notice."""
    modes = {path: path.stat().st_mode for path in paths}
    is_root = os.geteuid() == 0
    nobody = 65534
    try:
        for path in paths:
            path.chmod(0o555 if path.is_dir() else 0o444)
        if is_root:
            os.seteuid(nobody)
        yield
    finally:
        if is_root:
            os.seteuid(0)
        for path, mode in modes.items():
            path.chmod(mode)


@pytest.fixture
def open_to_all(with_entry: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the journal whose parent folders anybody may enter, so that rights can be dropped."""
    place = Path("/tmp") / f"coprod-test-{os.getpid()}"  # the folders of pytest are closed to others
    place.mkdir(mode=0o755)
    shutil.copytree(with_entry, place / "Journal")
    (place / "Journal").chmod(0o755)
    for path in (place / "Journal").iterdir():
        path.chmod(0o644)
    yield place / "Journal"
    shutil.rmtree(place)


def test_the_folder_is_gone(tmp_path: Path) -> None:
    with pytest.raises(FolderGone) as caught:
        opened(tmp_path / "taken out")
    assert caught.value.values == {"path": tmp_path / "taken out"}


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_the_folder_goes_while_the_journal_is_open(vault: Vault, folder: Path) -> None:
    vault.entries.put(note(1))
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(FolderGone):
        vault.entries.put(note(2))
    folder.with_name("elsewhere").rename(folder)
    vault.entries.put(note(2))
    assert vault.entries.count() == 2


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be replaced there")
def test_the_file_is_replaced_under_the_open_journal(vault: Vault, folder: Path) -> None:
    shutil.copy(folder / "journal.db", folder / "copy")
    (folder / "copy").replace(folder / "journal.db")
    with pytest.raises(JournalMissing):
        vault.entries.put(note(1))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead")
class TestReadOnly:
    def test_the_folder(self, open_to_all: Path) -> None:
        with no_right_to_write(open_to_all), pytest.raises(JournalReadOnly):
            opened(open_to_all)

    def test_the_file(self, open_to_all: Path) -> None:
        open_to_all.chmod(0o777)
        (open_to_all / "journal.lock").chmod(0o666)
        with no_right_to_write(open_to_all / "journal.db"), pytest.raises(JournalReadOnly):
            opened(open_to_all)

    def test_no_place_for_a_new_one(self, open_to_all: Path) -> None:
        with no_right_to_write(open_to_all.parent), pytest.raises(JournalReadOnly):
            Vault.create(open_to_all.parent / "new", PASSPHRASE, JournalSecret.random(), kdf=CHEAP)

    def test_looking_still_works(self, open_to_all: Path) -> None:
        with no_right_to_write(open_to_all):
            assert look(open_to_all, kdf=CHEAP) is JournalState.PRESENT
