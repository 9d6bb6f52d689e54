"""A copy in the journal's place: the old journal is set aside whole; no fault and no crash loses either."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from coprod_desktop.domain.entries import Note
from coprod_desktop.services.unlocking import LockState, Unlocking
from coprod_desktop.vault import placing
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import (
    CopyDamaged,
    DiskTrouble,
    FolderGone,
    JournalAside,
    JournalOpenElsewhere,
    VaultError,
)
from coprod_desktop.vault.files import Disk
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.lock import JournalLock
from coprod_desktop.vault.opened import OpenedCopy, take_out
from coprod_desktop.vault.placing import finish_interrupted, put_in_place
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note
from tests.support.places import ROOT
from tests.unit.vault.test_copying import CountingDisk

DAY = date(2026, 11, 26)
ASIDE = "Journal set aside 2026-11-26"
LINKS = pytest.mark.skipif(sys.platform == "win32", reason="needs a right there that few have")
OLD, NEW = "written before", "written after"


@pytest.fixture
def copy(vault: Vault, tmp_path: Path, rooms: Path) -> Path:
    """A copy with other words than the journal, which is closed."""
    vault.entries.put(note(1, OLD))
    vault.save_copy(tmp_path / "copy.coprod", made=NOW, rooms=rooms, kdf=CHEAP)
    vault.entries.put(note(1, NEW))
    vault.close()
    return tmp_path / "copy.coprod"


def put(copy: Path, folder: Path, rooms: Path, disk: Disk | None = None) -> Path | None:
    opened = OpenedCopy(copy, CHEAP, rooms)
    opened.unlock(PASSPHRASE)
    try:
        return put_in_place(copy, opened.head, opened.vault.secret, folder, day=DAY, kdf=CHEAP, disk=disk)
    finally:
        opened.close()


def words(folder: Path) -> object:
    """What the journal in a folder says; it is opened for that."""
    vault = Vault.open(folder, PASSPHRASE, kdf=CHEAP)
    content = vault.entries.get(note(1).id).content
    assert vault._connection.read("PRAGMA integrity_check") == [("ok",)]
    vault.close()
    return content.body if isinstance(content, Note) else content


def hashes(folder: Path) -> dict[str, str]:
    files = (path for path in folder.iterdir() if path.name != "journal.lock")
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_copy_becomes_the_journal_and_the_old_one_is_kept_untouched(
    copy: Path, folder: Path, rooms: Path
) -> None:
    (folder / "journal.db-journal").write_bytes(b"\0" * 512)  # as a crash in a save leaves it
    before = hashes(folder)
    aside = put(copy, folder, rooms)
    assert aside == folder.with_name(ASIDE)
    assert hashes(aside) == before
    assert words(folder) == OLD
    (aside / "journal.db-journal").unlink()
    assert words(aside) == NEW
    assert copy.exists() and not rooms.exists()


def test_each_journal_that_is_set_aside_has_its_own_name(copy: Path, folder: Path, rooms: Path) -> None:
    names = [path.name for _ in range(3) if (path := put(copy, folder, rooms))]
    assert names == [ASIDE, f"{ASIDE} 2", f"{ASIDE} 3"]
    assert words(folder.with_name(ASIDE)) == NEW


def test_where_there_is_no_journal_the_copy_becomes_it(copy: Path, tmp_path: Path, rooms: Path) -> None:
    folder = tmp_path / "another computer" / "journals" / "Journal"
    assert put(copy, folder, rooms) is None
    assert words(folder) == OLD
    if sys.platform != "win32":
        assert all(path.stat().st_mode & 0o077 == 0 for path in (folder, *folder.iterdir()))


def test_a_damaged_journal_is_set_aside_too(copy: Path, folder: Path, rooms: Path) -> None:
    (folder / "journal.db").write_bytes(b"")
    put(copy, folder, rooms)
    assert words(folder) == OLD
    assert (folder.with_name(ASIDE) / "journal.db").stat().st_size == 0


def test_another_journal_s_copy_takes_the_place_as_well(
    copy: Path, folder: Path, tmp_path: Path, rooms: Path
) -> None:
    other = Vault.create(tmp_path / "other", PASSPHRASE, JournalSecret.random(), kdf=CHEAP)
    other.entries.put(note(1, "another life"))
    other.save_copy(tmp_path / "other.coprod", made=NOW, rooms=rooms, kdf=CHEAP)
    other.close()
    put(tmp_path / "other.coprod", folder, rooms)
    assert (words(folder), words(folder.with_name(ASIDE))) == ("another life", NEW)


def test_not_while_another_program_has_the_journal_open(copy: Path, folder: Path, rooms: Path) -> None:
    other = Vault.open(folder, PASSPHRASE, kdf=CHEAP)
    with pytest.raises(JournalOpenElsewhere):
        put(copy, folder, rooms)
    other.entries.put(note(2))
    other.close()
    assert {path.name for path in folder.parent.iterdir()} <= {"Journal", "put-back.lock"}
    assert words(folder) == NEW


def test_not_while_another_program_does_the_same(copy: Path, folder: Path, rooms: Path) -> None:
    with JournalLock(folder.parent, "put-back.lock").held_until_kept(), pytest.raises(JournalOpenElsewhere):
        put(copy, folder, rooms)
    assert words(folder) == NEW


def test_a_copy_that_is_pulled_out_changes_nothing(copy: Path, folder: Path, rooms: Path) -> None:
    opened = OpenedCopy(copy, CHEAP, rooms)
    opened.unlock(PASSPHRASE)
    copy.write_bytes(copy.read_bytes()[:-4096])
    with pytest.raises(CopyDamaged):
        put_in_place(copy, opened.head, opened.vault.secret, folder, day=DAY, kdf=CHEAP)
    opened.close()
    assert words(folder) == NEW
    assert {path.name for path in folder.parent.iterdir()} <= {"Journal", "put-back.lock"}


def test_a_copy_that_is_not_sound_does_not_take_the_place(
    vault: Vault, folder: Path, tmp_path: Path, rooms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.entries.put(note(1, NEW))
    with monkeypatch.context() as patch:  # a program that does not look made it
        patch.setattr(Connection, "require_sound", lambda _self: None)
        with vault._connection.write():
            vault._connection.change("DELETE FROM entry_words_data WHERE id > 10")
        vault.save_copy(tmp_path / "copy.coprod", made=NOW, rooms=rooms, kdf=CHEAP)
    vault.close()
    before = hashes(folder)
    with pytest.raises(CopyDamaged):
        put(tmp_path / "copy.coprod", folder, rooms)
    assert hashes(folder) == before
    assert {path.name for path in folder.parent.iterdir()} <= {"Journal", "put-back.lock"}


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("with_journal", [True, False])
def test_a_disk_that_fails_at_any_step_loses_nothing(
    copy: Path, folder: Path, tmp_path: Path, rooms: Path, with_journal: bool, for_good: bool
) -> None:
    outcomes = set()
    for calls in range(100):
        place = tmp_path / f"{calls}" / "Journal"
        place.parent.mkdir()
        if with_journal:
            shutil.copytree(folder, place)
        before = hashes(place) if with_journal else {}
        try:
            put(copy, place, rooms, CountingDisk(calls, for_good=for_good))
        except VaultError:
            told = "failed"
        else:
            told = "done"
        in_place = place.exists()
        finish_interrupted(place)
        left = {path.name for path in place.parent.iterdir()} - {"put-back.lock"}
        if told == "failed" and in_place == with_journal:
            assert left == ({"Journal"} if with_journal else set())
            assert not with_journal or hashes(place) == before
        else:
            assert told == "done" or for_good
            assert left == ({"Journal", ASIDE} if with_journal else {"Journal"})
            assert words(place) == OLD
            assert not with_journal or hashes(place.with_name(ASIDE)) == before
        outcomes.add((told, in_place))
        if told == "done" and calls > 20:
            break
    assert outcomes >= {("failed", with_journal), ("done", True)}
    assert (("failed", False) in outcomes) is (for_good or not with_journal)


class StuckDisk(Disk):
    """The new folder cannot be renamed, and the old one cannot be renamed back."""

    def __init__(self) -> None:
        self.renames = 0

    def replace(self, source: Path, target: Path) -> None:
        self.renames += 1
        if self.renames > 2:
            raise OSError(errno.EIO, "as planned")
        super().replace(source, target)


def test_two_renames_that_both_fail_are_put_right_at_the_next_start(
    copy: Path, folder: Path, rooms: Path
) -> None:
    with pytest.raises(VaultError):
        put(copy, folder, rooms, StuckDisk())
    assert not folder.exists()
    unlocking = Unlocking(folder, CHEAP)
    assert unlocking.state() is LockState.LOCKED, "nobody is offered a new journal"
    assert (words(folder), words(folder.with_name(ASIDE))) == (OLD, NEW)
    assert not folder.with_name("Journal.arrived").exists()


def test_killed_at_any_step(copy: Path, folder: Path, tmp_path: Path, rooms: Path) -> None:
    """One process does it; its children, each in folders of its own, are killed one step later each time."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.unit.vault.killed_placing", str(copy), str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        timeout=600 if sys.platform == "win32" else 120,  # each child is a program there
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    killed = [Path(line) for line in ended.stdout.splitlines()]
    seen = set()
    for place in killed:
        interrupted = not place.exists()
        finish_interrupted(place)
        now = words(place)
        asides = [path for path in place.parent.iterdir() if path.name.startswith(ASIDE)]
        assert (now, [words(path) for path in asides]) in ((NEW, []), (OLD, [NEW])), place
        left = {path.name for path in place.parent.iterdir()}
        assert left <= {"Journal", ASIDE, "put-back.lock", "rooms"}
        seen.add((now, interrupted))
    assert seen == {(NEW, False), (OLD, True), (OLD, False)}, (
        "kills fell before, between and after the renames"
    )


# ------------------------------------------------------------------ what lies beside the journal
def interrupted(copy: Path, folder: Path, rooms: Path) -> Path:
    """As a crash between the two renames leaves it. Gives the folder that was to take the journal's place."""
    with pytest.raises(JournalAside):
        put(copy, folder, rooms, StuckDisk())
    return folder.with_name("Journal.arrived")


@pytest.mark.parametrize("inside", [(), ("journal.lock",)])
def test_an_empty_folder_of_the_journal_s_name_does_not_cost_what_arrived(
    copy: Path, folder: Path, rooms: Path, inside: tuple[str, ...]
) -> None:
    arrived = interrupted(copy, folder, rooms)
    folder.mkdir()
    for name in inside:
        (folder / name).touch()
    assert Unlocking(folder, CHEAP).state() is LockState.LOCKED, "nobody is offered a new journal"
    assert (words(folder), words(folder.with_name(ASIDE))) == (OLD, NEW)
    assert not arrived.exists()


def test_a_folder_with_anything_but_a_journal_is_set_aside_for_what_arrived(
    copy: Path, folder: Path, rooms: Path
) -> None:
    arrived = interrupted(copy, folder, rooms)
    folder.mkdir()
    shutil.copy(arrived / "journal.keys", folder)
    assert Unlocking(folder, CHEAP).state() is LockState.LOCKED
    assert words(folder) == OLD
    found = [path for path in folder.parent.glob("Journal set aside *") if not (path / "journal.db").exists()]
    assert [(path / "journal.keys").exists() for path in found] == [True]


def test_a_journal_that_is_in_its_place_stays_there(copy: Path, folder: Path, rooms: Path) -> None:
    arrived = interrupted(copy, folder, rooms)
    folder.with_name(ASIDE).rename(folder)
    finish_interrupted(folder)
    assert words(folder) == NEW
    assert not arrived.exists()


@LINKS
def test_a_disk_that_is_not_there_costs_nothing(
    copy: Path, folder: Path, tmp_path: Path, rooms: Path
) -> None:
    """The journal's folder is a link to a disk that was taken out."""
    arrived = interrupted(copy, folder, rooms)
    folder.symlink_to(tmp_path / "stick")
    with pytest.raises(FolderGone):
        finish_interrupted(folder)
    assert (arrived / "journal.db").exists() and folder.is_symlink()


@LINKS
@pytest.mark.parametrize("ending", [".arriving", ".arrived"])
@pytest.mark.parametrize("kind", ["link", "dangling", "file"])
def test_links_and_files_in_the_place_of_the_folders_beside(
    copy: Path, folder: Path, tmp_path: Path, rooms: Path, ending: str, kind: str
) -> None:
    beside, elsewhere = folder.with_name(f"Journal{ending}"), tmp_path / "elsewhere"
    if kind == "link":
        elsewhere.mkdir()
        (elsewhere / "journal.db").write_bytes(b"mine")
    if kind == "file":
        beside.write_bytes(b"x")
    else:
        beside.symlink_to(elsewhere)
    put(copy, folder, rooms)
    assert words(folder) == OLD
    assert not folder.is_symlink() and not os.path.lexists(beside)
    assert kind != "link" or [path.name for path in elsewhere.iterdir()] == ["journal.db"]
    assert kind != "link" or (elsewhere / "journal.db").read_bytes() == b"mine"


@LINKS
def test_a_link_named_as_what_arrived_never_becomes_the_journal(
    folder: Path, closed: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    folder.rename(elsewhere)
    folder.with_name("Journal.arrived").symlink_to(elsewhere)
    assert Unlocking(folder, CHEAP).state() is LockState.ABSENT
    assert (elsewhere / "journal.db").exists()


def test_what_cannot_be_cleared_away_is_told(
    copy: Path, folder: Path, rooms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.with_name("Journal.arriving").mkdir()
    monkeypatch.setattr(placing, "_without", lambda _path: None)
    with pytest.raises(DiskTrouble):
        put(copy, folder, rooms)
    assert words(folder) == NEW


def test_a_folder_that_appears_meanwhile_is_not_filled(copy: Path, folder: Path, rooms: Path) -> None:
    opened = OpenedCopy(copy, CHEAP, rooms)
    folder.with_name("Journal.arriving").mkdir()
    with pytest.raises(VaultError):
        take_out(copy, opened.head, folder.with_name("Journal.arriving"), CHEAP, Disk())
    assert list(folder.with_name("Journal.arriving").iterdir()) == []


def test_both_renames_failing_is_told_as_it_is(copy: Path, folder: Path, rooms: Path) -> None:
    with pytest.raises(JournalAside) as caught:
        put(copy, folder, rooms, StuckDisk())
    assert caught.value.values == {"path": folder, "aside": folder.with_name(ASIDE)}
