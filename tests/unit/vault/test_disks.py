"""Disks that fill up and fail: the old files stay whole, and saving works again afterwards."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coprod_desktop.domain.entries import EventDate, Note, NoteDraft
from coprod_desktop.vault.errors import (
    DiskFull,
    DiskTrouble,
    FolderGone,
    JournalBusy,
    JournalReadOnly,
    VaultError,
    WrongPassphrase,
)
from coprod_desktop.vault.files import Disk, patiently, write_whole
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.look import JournalState, look
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note


class FailingDisk(Disk):
    """Writes a number of bytes, then fails; or fails at one kind of call."""

    def __init__(self, code: int = errno.ENOSPC, room: int | None = None, fail_at: str = "") -> None:
        self.code, self.room, self.fail_at = code, room, fail_at
        self.calls = 0

    def _call(self, name: str) -> None:
        if name == self.fail_at:
            raise OSError(self.code, "as planned")

    def create(self, path: Path) -> int:
        self._call("create")
        return super().create(path)

    def write(self, handle: int, data: bytes) -> int:
        self._call("write")
        if self.room is not None:
            if self.room == 0:
                raise OSError(self.code, "as planned")
            data = data[: min(self.room, 100)]
            self.room -= len(data)
        return super().write(handle, data)

    def sync(self, handle: int) -> None:
        self._call("sync")
        super().sync(handle)

    def replace(self, source: Path, target: Path) -> None:
        self._call("replace")
        super().replace(source, target)

    def sync_folder(self, folder: Path) -> None:
        self._call("sync_folder")
        super().sync_folder(folder)


OLD, NEW = b"old " * 100, b"new " * 160


@pytest.mark.parametrize("room", [*range(0, 640, 7), 639])
def test_a_disk_that_fails_after_so_many_bytes_leaves_the_old_file(tmp_path: Path, room: int) -> None:
    path = tmp_path / "file"
    write_whole(path, OLD, Disk())
    with pytest.raises(DiskFull):
        write_whole(path, NEW, FailingDisk(room=room))
    assert path.read_bytes() == OLD
    assert list(tmp_path.glob(".*.tmp")) == []
    write_whole(path, NEW, FailingDisk(room=640))
    assert path.read_bytes() == NEW


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, JournalReadOnly),
        (errno.EACCES, JournalReadOnly),
        (errno.EIO, DiskTrouble),
    ],
)
@pytest.mark.parametrize("fail_at", ["create", "write", "sync", "replace"])
def test_each_cause_has_its_own_error(
    tmp_path: Path, code: int, error: type[VaultError], fail_at: str
) -> None:
    path = tmp_path / "file"
    write_whole(path, OLD, Disk())
    with pytest.raises(error) as caught:
        write_whole(path, NEW, FailingDisk(code, fail_at=fail_at))
    assert caught.value.values == {"path": tmp_path}
    assert path.read_bytes() == OLD
    assert [each for each in tmp_path.iterdir() if each.is_file()] == [path]


def test_only_on_windows_a_rename_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def rename() -> None:
        if faults:
            raise faults.pop()

    monkeypatch.setattr(sys, "platform", "win32")
    faults = [PermissionError()] * 3
    patiently(rename)
    assert faults == []
    faults = [PermissionError()] * 4
    with pytest.raises(PermissionError):
        patiently(rename)
    assert faults == []
    monkeypatch.setattr(sys, "platform", "linux")
    faults = [PermissionError()] * 3
    with pytest.raises(PermissionError):
        patiently(rename)
    assert len(faults) == 2


def test_a_file_that_another_program_holds_on_windows(tmp_path: Path) -> None:
    class Held(Disk):
        def create(self, path: Path) -> int:
            fault = PermissionError(errno.EACCES, "held")
            fault.winerror = 32  # type: ignore[attr-defined,unused-ignore]
            raise fault

    with pytest.raises(JournalBusy):
        write_whole(tmp_path / "file", NEW, Held())


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FolderGone):
        write_whole(tmp_path / "gone" / "file", NEW, Disk())


FAILURES: list[Callable[[], FailingDisk]] = [
    *(lambda room=room: FailingDisk(room=room) for room in (0, 1, 300, 629, 631, 900)),
    *(
        lambda name=name: FailingDisk(fail_at=name)
        for name in ("create", "write", "sync", "replace", "sync_folder")
    ),
]


@pytest.mark.parametrize("failing", FAILURES)
def test_a_journal_that_cannot_be_made_leaves_nothing(
    folder: Path, secret: JournalSecret, failing: Callable[[], FailingDisk]
) -> None:
    with pytest.raises(DiskFull):
        Vault.create(folder, PASSPHRASE, secret, kdf=CHEAP, disk=failing())
    assert {path.name for path in folder.iterdir()} <= {"journal.lock"}
    assert look(folder, kdf=CHEAP) is JournalState.ABSENT
    Vault.create(folder, PASSPHRASE, secret, kdf=CHEAP).close()
    Vault.open(folder, PASSPHRASE, kdf=CHEAP).close()


@pytest.mark.parametrize("failing", FAILURES)
def test_a_new_passphrase_holds_or_the_old_one_does(closed: Path, failing: Callable[[], FailingDisk]) -> None:
    vault = Vault.open(closed, PASSPHRASE, kdf=CHEAP)
    vault._keys._disk = failing()
    told_of_failure = False
    try:
        vault.change_passphrase("quite another one", kdf=CHEAP)
    except DiskFull:
        told_of_failure = True
    vault.close()
    works = {}
    for passphrase in (PASSPHRASE, "quite another one"):
        try:
            Vault.open(closed, passphrase, kdf=CHEAP).close()
            works[passphrase] = True
        except WrongPassphrase:
            works[passphrase] = False
    assert sum(works.values()) == 1
    assert works[PASSPHRASE] == told_of_failure


def test_opening_goes_on_when_a_copy_of_the_keys_cannot_be_healed(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (closed / "journal.keys.copy").unlink()
    monkeypatch.setattr(Disk, "create", FailingDisk(fail_at="create").create)
    Vault.open(closed, PASSPHRASE, kdf=CHEAP).close()
    assert not (closed / "journal.keys.copy").exists()


def limited_to(vault: Vault, more: int) -> int:
    """Let the database grow by so many pages and no further."""
    pages = vault._connection.number("page_count")
    vault._connection.read(f"PRAGMA max_page_count = {pages + more}")
    return pages


@pytest.mark.parametrize("more", range(6))
def test_a_full_disk_loses_nothing_and_saving_goes_on(vault: Vault, folder: Path, more: int) -> None:
    vault.entries.put(note(1, "there before"))
    vault.drafts.put_note(NoteDraft("draft", EventDate(2026, 1), body="being written"), NOW)
    limited_to(vault, more)
    large = note(2, "a long text " * 4000)
    with pytest.raises(DiskFull) as caught:
        vault.entries.put(large, remove_draft="draft")
    assert caught.value.values == {"path": folder}
    with pytest.raises(DiskFull):
        vault.drafts.put_note(NoteDraft("other", EventDate(2026, 1), body="x" * 90_000), NOW)
    assert vault.entries.get(note(1).id).content == Note("there before")
    assert vault.search.find("long") == []
    assert [row.id for row in vault.drafts.rows()] == ["draft"]
    limited_to(vault, 1000)
    vault.entries.put(large, remove_draft="draft")
    assert vault.entries.get(large.id) == large
    assert [row.id for row in vault.search.find("long")] == [large.id]
    assert vault.drafts.rows() == []
    assert vault._connection.read("PRAGMA integrity_check") == [("ok",)]


def test_small_saves_still_fit_when_a_large_one_did_not(vault: Vault) -> None:
    limited_to(vault, 3)
    with pytest.raises(DiskFull):
        vault.entries.put(note(1, "x" * 200_000))
    vault.entries.put(note(2, "short"))
    assert vault.entries.get(note(2).id).content == Note("short")
