"""Saves an export where the person wants it: whole or not at all, and read back before it is called saved.

The bytes go to a file beside the target that only its owner can read, to the disk itself, and then
into the target's place in one step. What stood there before is only lost once the new file is whole.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from coprod_desktop.export.errors import TargetNotWritable, WhyNotWritable

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_ALLOWED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_HELD_ON_WINDOWS: Final = frozenset({32, 33})

Check = Callable[[bytes], bool]
"""Says whether bytes that were read back are the whole document."""


class Disk:
    """The calls that write. A test puts one in its place that fails where it likes."""

    def create(self, path: Path) -> int:
        """Open a new file for its owner alone."""
        return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)

    def write(self, handle: int, data: bytes) -> int:
        """Write some of the bytes and say how many."""
        return os.write(handle, data)

    def sync(self, handle: int) -> None:
        """Return once the bytes are on the disk."""
        os.fsync(handle)

    def close(self, handle: int) -> None:
        """Let go of the file."""
        os.close(handle)

    def replace(self, source: Path, target: Path) -> None:
        """Put one file in another's place in one step.

        On Windows a virus scanner may hold the new file for a moment, so it is tried a few times.
        """
        for pause in (0.02, 0.1, 0.5) if sys.platform == "win32" else ():
            try:
                os.replace(source, target)
            except PermissionError:
                time.sleep(pause)
            else:
                return
        os.replace(source, target)

    def read(self, path: Path) -> bytes:
        """The whole file, read again."""
        return path.read_bytes()


def save(data: bytes, target: Path, check: Check, disk: Disk | None = None) -> None:
    """Write ``data`` to ``target`` and read it back.

    Raises:
        TargetNotWritable: it could not be written, or did not read back as it was written. Unless it
            was replaced already, what stood at ``target`` is untouched; nothing is left beside it.
    """
    disk = disk or Disk()
    beside = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _write(data, beside, disk)
        if not _reads_back(data, beside, check, disk):
            raise _refusal(target, WhyNotWritable.READS_BACK_WRONG)
        disk.replace(beside, target)
        _sync_folder(target.parent)
        if not _reads_back(data, target, check, disk):
            raise _refusal(target, WhyNotWritable.READS_BACK_WRONG)
    except OSError as fault:
        raise _refusal(target, _reason(fault, target)) from fault
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def with_ending(target: Path, ending: str) -> Path:
    """The target with an ending, such as ``pdf``, which some systems' windows for files leave off."""
    is_there = target.suffix.lower() == f".{ending}"
    return target if is_there else target.with_name(f"{target.name}.{ending}")


def _write(data: bytes, path: Path, disk: Disk) -> None:
    handle = disk.create(path)
    try:
        remaining = memoryview(data)
        while remaining:
            remaining = remaining[disk.write(handle, bytes(remaining[:1_048_576])) :]
        disk.sync(handle)
    finally:
        disk.close(handle)


def _reads_back(data: bytes, path: Path, check: Check, disk: Disk) -> bool:
    read = disk.read(path)
    return read == data and check(read)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable. Network drives refuse this, and the file itself is already safe."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(fault: OSError, target: Path) -> WhyNotWritable:
    # Of a name that is too long, Path.is_dir and Path.exists raise before Python 3.14.
    if not os.path.isdir(target.parent):  # noqa: PTH112
        return WhyNotWritable.FOLDER_GONE
    if fault.errno in _NO_ROOM:
        return WhyNotWritable.DISK_FULL
    is_folder = os.path.isdir(target)  # noqa: PTH112
    if not is_folder and _is_open_elsewhere(fault, target):
        return WhyNotWritable.OPEN_ELSEWHERE
    if fault.errno in _NOT_ALLOWED or is_folder:
        return WhyNotWritable.NOT_ALLOWED
    return WhyNotWritable.OTHER


def _is_open_elsewhere(fault: OSError, target: Path) -> bool:
    """Whether Windows refuses because a program has the file open that was to be replaced.

    Its number for that is 5 as a rule, and 5 as well for a file that is read-only and for a place where
    nobody may write; there it is not the rename that fails, which names two files.
    """
    number: int | None = getattr(fault, "winerror", None)
    if number in _HELD_ON_WINDOWS:
        return os.path.exists(target)  # noqa: PTH110
    return number == 5 and fault.filename2 is not None and os.access(target, os.W_OK)


def _refusal(target: Path, reason: WhyNotWritable) -> TargetNotWritable:
    return TargetNotWritable(path=str(target), folder=str(target.parent), reason=reason)
