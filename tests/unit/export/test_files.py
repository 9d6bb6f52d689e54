"""Saving an export: whole or not at all, for its owner alone, and read back."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from coprod_desktop.export.errors import TargetNotWritable, WhyNotWritable
from coprod_desktop.export.files import Disk, save, with_ending
from coprod_desktop.export.formats import Format, make
from tests.unit.export.samples import all_scripts

BYTES = b"%PDF-" + b"x" * 3_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder of somebody's own."""
    made = tmp_path / "Documents"
    made.mkdir()
    return made


def anything(_: bytes) -> bool:
    return True


class FailingDisk(Disk):
    """Fails in one call, with one error."""

    def __init__(self, call: str, code: int, after: int = 0) -> None:
        self._call, self._code, self._left = call, code, after

    def _maybe(self, call: str) -> None:
        if call == self._call:
            if self._left == 0:
                raise OSError(self._code, os.strerror(self._code))
            self._left -= 1

    def create(self, path: Path) -> int:
        self._maybe("create")
        return super().create(path)

    def write(self, handle: int, data: bytes) -> int:
        self._maybe("write")
        return super().write(handle, data[:1000])

    def sync(self, handle: int) -> None:
        self._maybe("sync")
        super().sync(handle)

    def replace(self, source: Path, target: Path) -> None:
        self._maybe("replace")
        super().replace(source, target)

    def read(self, path: Path) -> bytes:
        self._maybe("read")
        return super().read(path)


def test_saved_for_its_owner_alone(folder: Path) -> None:
    target = folder / "a.pdf"
    save(BYTES, target, anything)
    assert target.read_bytes() == BYTES
    assert [path.name for path in folder.iterdir()] == ["a.pdf"]
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("call", "code", "reason", "after"),
    [
        ("create", errno.EACCES, WhyNotWritable.NOT_ALLOWED, 0),
        ("create", errno.EROFS, WhyNotWritable.NOT_ALLOWED, 0),
        ("write", errno.ENOSPC, WhyNotWritable.DISK_FULL, 0),
        ("write", errno.ENOSPC, WhyNotWritable.DISK_FULL, 3),
        ("sync", errno.EDQUOT, WhyNotWritable.DISK_FULL, 0),
        ("replace", errno.EPERM, WhyNotWritable.NOT_ALLOWED, 0),
        ("read", errno.EIO, WhyNotWritable.OTHER, 0),
    ],
)
def test_a_failing_disk_loses_nothing(
    folder: Path, call: str, code: int, reason: WhyNotWritable, after: int
) -> None:
    target = folder / "a.pdf"
    target.write_bytes(b"what was there")
    with pytest.raises(TargetNotWritable) as failed:
        save(b"y" * 5000, target, anything, FailingDisk(call, code, after))
    assert failed.value.values == {"path": str(target), "folder": str(folder), "reason": reason}
    assert target.read_bytes() == b"what was there"
    assert [path.name for path in folder.iterdir()] == ["a.pdf"]


def test_a_folder_that_is_gone(folder: Path) -> None:
    with pytest.raises(TargetNotWritable) as failed:
        save(BYTES, folder / "gone" / "a.pdf", anything)
    assert failed.value.values["reason"] is WhyNotWritable.FOLDER_GONE


def test_a_folder_in_the_place_of_the_file(folder: Path) -> None:
    (folder / "a.pdf").mkdir()
    with pytest.raises(TargetNotWritable) as failed:
        save(BYTES, folder / "a.pdf", anything)
    assert failed.value.values["reason"] is WhyNotWritable.NOT_ALLOWED
    assert [path.name for path in folder.iterdir()] == ["a.pdf"]


def test_a_name_that_is_too_long(folder: Path) -> None:
    with pytest.raises(TargetNotWritable):
        save(BYTES, folder / ("n" * 300 + ".pdf"), anything)
    assert not list(folder.iterdir())


class WindowsDisk(Disk):
    """Fails in one call as Windows does, with its own number; a rename names both files."""

    def __init__(self, call: str, number: int) -> None:
        self._call, self._number = call, number

    def _fault(self, *paths: Path) -> PermissionError:
        fault = PermissionError(errno.EACCES, "no", str(paths[0]))
        fault.filename2 = str(paths[1]) if len(paths) > 1 else None
        fault.winerror = self._number  # type: ignore[attr-defined,unused-ignore]
        return fault

    def create(self, path: Path) -> int:
        if self._call == "create":
            raise self._fault(path)
        return super().create(path)

    def replace(self, source: Path, target: Path) -> None:
        raise self._fault(source, target)


@pytest.mark.parametrize(
    ("call", "number", "there", "reason"),
    [
        ("replace", 32, "file", WhyNotWritable.OPEN_ELSEWHERE),
        ("replace", 5, "file", WhyNotWritable.OPEN_ELSEWHERE),
        ("replace", 5, "folder", WhyNotWritable.NOT_ALLOWED),
        ("replace", 5, "nothing", WhyNotWritable.NOT_ALLOWED),
        ("create", 5, "file", WhyNotWritable.NOT_ALLOWED),
    ],
)
def test_what_windows_means_by_access_denied(
    folder: Path, call: str, number: int, there: str, reason: WhyNotWritable
) -> None:
    target = folder / "a.docx"
    if there == "file":
        target.write_bytes(b"open in Word")
    elif there == "folder":
        target.mkdir()
    with pytest.raises(TargetNotWritable) as failed:
        save(BYTES, target, anything, WindowsDisk(call, number))
    assert failed.value.values["reason"] is reason


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere such a file is replaced all the same")
def test_an_open_file_and_a_read_only_one_on_windows(folder: Path) -> None:
    target = folder / "a.docx"
    target.write_bytes(b"open in Word")
    with target.open("rb"), pytest.raises(TargetNotWritable) as failed:
        save(BYTES, target, anything)
    assert failed.value.values["reason"] is WhyNotWritable.OPEN_ELSEWHERE
    target.chmod(stat.S_IREAD)
    with pytest.raises(TargetNotWritable) as failed:
        save(BYTES, target, anything)
    assert failed.value.values["reason"] is WhyNotWritable.NOT_ALLOWED
    target.chmod(stat.S_IWRITE)
    assert target.read_bytes() == b"open in Word"
    assert [path.name for path in folder.iterdir()] == ["a.docx"]


def test_what_does_not_read_back_never_takes_the_place_of_the_old(folder: Path) -> None:
    class Forgetful(Disk):
        def read(self, path: Path) -> bytes:
            return super().read(path)[:-1]

    target = folder / "a.pdf"
    target.write_bytes(b"old")
    with pytest.raises(TargetNotWritable) as failed:
        save(BYTES, target, anything, Forgetful())
    assert failed.value.values["reason"] is WhyNotWritable.READS_BACK_WRONG
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("wanted", list(Format))
def test_a_document_knows_whether_it_is_whole(wanted: Format) -> None:
    document = make(all_scripts(), wanted)
    assert document.is_whole(document.data)
    assert not document.is_whole(b"")
    assert not document.is_whole(document.data[: len(document.data) // 2])
    assert not document.is_whole(document.data[:-60])


def test_a_document_with_an_entry_fewer_is_not_whole() -> None:
    document = make(all_scripts(), Format.WORD)
    assert not type(document)(Format.WORD, document.data, document.entries + 1).is_whole(document.data)


@pytest.mark.parametrize(
    ("chosen", "becomes"),
    [("a", "a.pdf"), ("a.pdf", "a.pdf"), ("a.PDF", "a.PDF"), ("a.docx", "a.docx.pdf"), ("v1.2", "v1.2.pdf")],
)
def test_the_ending_is_added_where_it_is_missing(chosen: str, becomes: str) -> None:
    assert with_ending(Path(chosen), Format.PDF) == Path(becomes)
