"""A disk that fails on order: at one call of all that change something, or after so many bytes, and then how.

The database's own files go through a file system of SQLite's that lies below the cipher, everything else
through the `Disk` of the vault; both count in the same row of calls. So a save of a copy or a changed lock
can be made to fail at each thing that it does to the disk, whoever does it.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import apsw

from coprod_desktop.vault.files import Disk


class Then(Enum):
    """How the disk is after the call that failed."""

    WELL = "well"
    """Only that call failed."""
    FULL = "full"
    """There is no room: nothing can be created or written; all else works."""
    GONE = "gone"
    """Nothing works any more, reading neither."""


@dataclass
class Plan:
    """What fails, and what was done so far. Calls are counted from 0, bytes from 0."""

    at_call: int | None = None
    at_byte: int | None = None
    then: Then = Then.WELL
    calls: int = 0
    bytes: int = 0
    broken: bool = False
    kinds: tuple[str, ...] = ()

    def of_reading(self) -> None:
        """Raise if reading fails by now."""
        if self.broken and self.then is Then.GONE:
            raise _Failed("read")

    def of_call(self, kind: str) -> None:
        """Count one call that changes something, and raise if it is to fail."""
        number, self.calls = self.calls, self.calls + 1
        self.kinds += (kind,)
        if number == self.at_call:
            self.broken = True
            raise _Failed(kind)
        self._of_state(kind)

    def of_write(self, length: int) -> int:
        """Count a write, and give how many of its bytes are written before it fails; all, if it does not."""
        number, self.calls = self.calls, self.calls + 1
        self.kinds += ("write",)
        self._of_state("write")
        before, self.bytes = self.bytes, self.bytes + length
        if number == self.at_call:
            self.broken = True
            return 0
        if self.at_byte is not None and before <= self.at_byte < self.bytes:
            self.broken = True
            return self.at_byte - before
        return length

    def _of_state(self, kind: str) -> None:
        if not self.broken or self.then is Then.WELL:
            return
        if self.then is Then.GONE or kind in {"create", "write"}:
            raise _Failed(kind)


class _Failed(Exception):
    """A call that fails as planned; ``kind`` says which."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


NO_PLAN = Plan()

_CODES = {
    "create": apsw.SQLITE_CANTOPEN,
    "read": apsw.SQLITE_IOERR_READ,
    "write": apsw.SQLITE_IOERR_WRITE,
    "sync": apsw.SQLITE_IOERR_FSYNC,
    "truncate": apsw.SQLITE_IOERR_TRUNCATE,
    "delete": apsw.SQLITE_IOERR_DELETE,
}
_UNDER = next(name for name in apsw.vfs_names() if not name.startswith("multipleciphers"))
_OURS = "torture"


class _Files(apsw.VFS):
    """SQLite's file system over the system's own, which does as the plan says."""

    def __init__(self) -> None:
        self.plan = NO_PLAN
        super().__init__(_OURS, base=_UNDER)

    def error(self, kind: str) -> Exception:
        if self.plan.then is Then.FULL and kind in {"create", "write"}:
            return apsw.exception_for(apsw.SQLITE_FULL)
        return apsw.exception_for(_CODES[kind])

    def xOpen(self, name: Any, flags: list[int]) -> _File:
        text = name.filename() if isinstance(name, apsw.URIFilename) else name
        if flags[0] & apsw.SQLITE_OPEN_CREATE and not (text and Path(text).exists()):
            self._call("create")
        return _File(self, name, flags)

    def xDelete(self, name: str, sync_folder: bool) -> None:
        self._call("delete")
        super().xDelete(name, sync_folder)

    def _call(self, kind: str) -> None:
        try:
            self.plan.of_call(kind)
        except _Failed as failed:
            raise self.error(failed.kind) from None


class _File(apsw.VFSFile):
    def __init__(self, files: _Files, name: Any, flags: list[int]) -> None:
        self._files = files
        super().__init__(_UNDER, name, flags)

    def xRead(self, amount: int, offset: int) -> bytes:
        try:
            self._files.plan.of_reading()
        except _Failed as failed:
            raise self._files.error(failed.kind) from None
        return super().xRead(amount, offset)

    def xWrite(self, data: Any, offset: int) -> None:
        try:
            written = self._files.plan.of_write(len(data))
        except _Failed as failed:
            raise self._files.error(failed.kind) from None
        super().xWrite(bytes(data)[:written], offset)
        if written < len(data):
            raise self._files.error("write")

    def xSync(self, flags: int) -> None:
        self._files._call("sync")
        super().xSync(flags)

    def xTruncate(self, size: int) -> None:
        self._files._call("truncate")
        super().xTruncate(size)


_FILES = _Files()
"""Never taken away: the cipher's own layer over it points to it for ever."""


class FailingDisk(Disk):
    """The vault's disk over the same plan, which `carry_out` gives. There is one such disk at a time."""

    vfs = f"multipleciphers-{_OURS}"

    @property
    def plan(self) -> Plan:
        """What it does now."""
        return _FILES.plan

    def carry_out(self, plan: Plan) -> None:
        """From now on, fail as this says."""
        _FILES.plan = plan

    def create(self, path: Path) -> int:
        self._call("create")
        return super().create(path)

    def write(self, handle: int, data: bytes) -> int:
        """A write that comes short is no error yet, as POSIX has it: the next one is."""
        try:
            written = self.plan.of_write(len(data))
        except _Failed as failed:
            raise self._error(failed.kind) from None
        if data and not written:
            raise self._error("write")
        return super().write(handle, data[:written])

    def sync(self, handle: int) -> None:
        self._call("sync")
        super().sync(handle)

    def replace(self, source: Path, target: Path) -> None:
        self._call("replace")
        super().replace(source, target)

    def give_name(self, source: Path, target: Path) -> None:
        self._call("give a name")
        super().give_name(source, target)

    def sync_folder(self, folder: Path) -> None:
        self._call("sync a folder")
        super().sync_folder(folder)

    def _call(self, kind: str) -> None:
        try:
            self.plan.of_call(kind)
        except _Failed as failed:
            raise self._error(failed.kind) from None

    def _error(self, kind: str) -> OSError:
        is_full = self.plan.then is Then.FULL and kind in {"create", "write"}
        return OSError(errno.ENOSPC if is_full else errno.EIO, f"as planned, at {kind}")
