"""Disks that fail while a copy is saved: what stood there before stays, and nothing half is left."""

from __future__ import annotations

import errno
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coprod_desktop.vault.errors import CopyNotSaved, DiskFull, JournalDamaged, VaultError, WhyNotSaved
from coprod_desktop.vault.files import Disk
from coprod_desktop.vault.portable import check_copy
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, NOW, note
from tests.unit.vault.test_disks import FailingDisk


@pytest.fixture
def full(vault: Vault) -> Vault:
    for n in range(5):
        vault.entries.put(note(n, "words " * 200))
    return vault


class BadDisk(Disk):
    """Says that all is well, and keeps something else."""

    def __init__(self, change: Callable[[bytes], bytes]) -> None:
        self.change = change

    def write(self, handle: int, data: bytes) -> int:
        super().write(handle, self.change(data))
        return len(data)


class CountingDisk(FailingDisk):
    """Fails at one of its calls, counted from 0, whatever that is; and from there on, if ``for_good``."""

    def __init__(self, fail_at_call: int, *, for_good: bool = True) -> None:
        super().__init__(errno.EIO)
        self.left, self.for_good = fail_at_call, for_good

    def _call(self, name: str) -> None:
        self.left -= 1
        if self.left == -1 or (self.left < 0 and self.for_good):
            raise OSError(self.code, f"as planned, at {name}")

    def give_name(self, source: Path, target: Path) -> None:
        self._call("give_name")
        super().give_name(source, target)


def attempt(vault: Vault, target: Path, rooms: Path, disk: Disk, *, replace: bool) -> VaultError | None:
    try:
        vault.save_copy(target, made=NOW, rooms=rooms, kdf=CHEAP, replace=replace, disk=disk)
    except VaultError as error:
        return error
    return None


@pytest.mark.parametrize("replace", [False, True])
def test_a_disk_that_fails_at_any_call(full: Vault, tmp_path: Path, rooms: Path, replace: bool) -> None:
    target = tmp_path / "copies" / "copy.coprod"
    target.parent.mkdir()
    for calls in range(100):
        if replace:
            target.write_bytes(b"what was there before")
        error = attempt(full, target, rooms, CountingDisk(calls), replace=replace)
        assert not rooms.exists()
        if error is None:
            break
        assert [path.name for path in target.parent.iterdir()] == ([target.name] if replace else [])
        assert not replace or target.read_bytes() == b"what was there before"
    assert 5 < calls < 100
    assert check_copy(target, CHEAP).made == NOW
    full.entries.put(note(9))


@pytest.mark.parametrize("room", [0, 1, 100, 4096, 5000, 60_000])
def test_a_disk_that_fills_up(full: Vault, tmp_path: Path, rooms: Path, room: int) -> None:
    target = tmp_path / "copy.coprod"
    error = attempt(full, target, rooms, FailingDisk(room=room), replace=False)
    assert isinstance(error, CopyNotSaved) and error.values["reason"] == WhyNotSaved.DISK_FULL
    assert not target.exists()
    assert list(tmp_path.glob(".*.part")) == []


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (errno.ENOSPC, WhyNotSaved.DISK_FULL),
        (errno.EROFS, WhyNotSaved.NOT_ALLOWED),
        (errno.EACCES, WhyNotSaved.NOT_ALLOWED),
        (errno.EIO, WhyNotSaved.OTHER),
    ],
)
def test_each_cause_has_its_reason(
    full: Vault, tmp_path: Path, rooms: Path, code: int, reason: WhyNotSaved
) -> None:
    error = attempt(full, tmp_path / "copy.coprod", rooms, FailingDisk(code, fail_at="write"), replace=False)
    assert isinstance(error, CopyNotSaved) and error.values["reason"] == reason
    gone = attempt(full, tmp_path / "stick" / "copy.coprod", rooms, Disk(), replace=False)
    assert isinstance(gone, CopyNotSaved) and gone.values["reason"] == WhyNotSaved.FOLDER_GONE
    (tmp_path / "folder.coprod").mkdir()
    folder = attempt(full, tmp_path / "folder.coprod", rooms, Disk(), replace=True)
    assert isinstance(folder, CopyNotSaved) and folder.values["reason"] == WhyNotSaved.NOT_ALLOWED


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere such a file is replaced all the same")
def test_an_open_file_and_a_read_only_one_on_windows(full: Vault, tmp_path: Path, rooms: Path) -> None:
    target = tmp_path / "copy.coprod"
    target.write_bytes(b"before")
    with target.open("rb"):
        held = attempt(full, target, rooms, Disk(), replace=True)
    target.chmod(stat.S_IREAD)
    read_only = attempt(full, target, rooms, Disk(), replace=True)
    target.chmod(stat.S_IWRITE)
    assert isinstance(held, CopyNotSaved) and held.values["reason"] == WhyNotSaved.OPEN_ELSEWHERE
    assert isinstance(read_only, CopyNotSaved) and read_only.values["reason"] == WhyNotSaved.NOT_ALLOWED
    assert target.read_bytes() == b"before"


@pytest.mark.parametrize(
    "change", [lambda data: data[:-1], lambda data: data[:-1] + b"\0", lambda data: bytes(len(data))]
)
def test_a_disk_that_keeps_something_else_is_found_out(
    full: Vault, tmp_path: Path, rooms: Path, change: Callable[[bytes], bytes]
) -> None:
    target = tmp_path / "copy.coprod"
    target.write_bytes(b"before")
    error = attempt(full, target, rooms, BadDisk(change), replace=True)
    assert isinstance(error, CopyNotSaved) and error.values["reason"] == WhyNotSaved.READS_BACK_WRONG
    assert target.read_bytes() == b"before"


def test_another_file_is_replaced_only_when_that_was_wanted(full: Vault, tmp_path: Path, rooms: Path) -> None:
    target = tmp_path / "copy.coprod"
    target.write_bytes(b"before")
    error = attempt(full, target, rooms, Disk(), replace=False)
    assert isinstance(error, CopyNotSaved) and error.values["reason"] == WhyNotSaved.ALREADY_THERE
    assert target.read_bytes() == b"before"
    assert attempt(full, target, rooms, Disk(), replace=True) is None
    assert check_copy(target, CHEAP).made == NOW


class AppearingDisk(Disk):
    """A file of the wanted name appears while the copy is written."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def give_name(self, source: Path, target: Path) -> None:
        self.target.write_bytes(b"somebody else's")
        super().give_name(source, target)


def test_a_file_that_appears_meanwhile_is_left_alone(
    full: Vault, tmp_path: Path, rooms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.coprod"
    for links in (True, False):
        if not links:  # as on a memory stick

            def refused(*_: object) -> None:
                raise OSError(errno.EPERM, "no links here")

            monkeypatch.setattr(Path, "hardlink_to", refused)
        target.unlink(missing_ok=True)
        error = attempt(full, target, rooms, AppearingDisk(target), replace=False)
        assert isinstance(error, CopyNotSaved) and error.values["reason"] == WhyNotSaved.ALREADY_THERE
        assert target.read_bytes() == b"somebody else's"
    target.unlink()
    assert attempt(full, target, rooms, Disk(), replace=False) is None


def test_no_room_for_the_work(full: Vault, tmp_path: Path, rooms: Path) -> None:
    error = attempt(full, tmp_path / "copy.coprod", rooms, FailingDisk(fail_at="create"), replace=False)
    assert isinstance(error, DiskFull)
    assert not rooms.exists()


def test_a_journal_that_is_not_sound_is_not_copied(full: Vault, tmp_path: Path, rooms: Path) -> None:
    """Every page is genuine, and they do not fit together."""
    with full._connection.write():
        full._connection.change("DELETE FROM entry_words_data WHERE id > 10")
    error = attempt(full, tmp_path / "copy.coprod", rooms, Disk(), replace=False)
    assert isinstance(error, JournalDamaged)
    assert not (tmp_path / "copy.coprod").exists() and not rooms.exists()
