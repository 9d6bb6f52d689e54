"""Files and folders that only their owner can read, replaced whole or not at all.

On Windows a folder has a list of who may enter instead of modes; files inherit what the folder has.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from coprod_desktop.vault.errors import DiskFull, DiskTrouble, FolderGone, JournalBusy, JournalReadOnly

FOLDER_MODE, FILE_MODE = (0o777, 0o666) if sys.platform == "win32" else (0o700, 0o600)
"""For their owner alone. On Windows Python and filelock would turn such modes into lists of their own, bound
to one account of one computer: a journal on a stick would not open on the next. See `make_own_folder`."""

PORTABLE_NOTE = "portable.txt"
"""Lies in a folder that is carried from computer to computer, with a program beside it."""

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}
HELD_ON_WINDOWS = {32, 33}
"""Windows' numbers for a file that another program holds so that nobody else may have it."""

_TEMPORARY = ".tmp"


class Disk:
    """The few calls that write, and how much there is room for.

    A test puts a disk in its place that fails where it likes.
    """

    vfs: str | None = None
    """Through which of SQLite's file systems the database's own files go; None for the system's files."""

    def create(self, path: Path) -> int:
        """Open a file that does not exist yet, readable and writable by its owner alone."""
        return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), FILE_MODE)

    def free(self, folder: Path) -> int:
        """Bytes that there is room for."""
        return shutil.disk_usage(folder).free

    def write(self, handle: int, data: bytes) -> int:
        """Write some of the bytes and say how many."""
        return os.write(handle, data)

    def sync(self, handle: int) -> None:
        """Return once the bytes are on the disk itself; on macOS past the drive's own cache too."""
        if sys.platform == "darwin":
            import fcntl

            with suppress(OSError):  # memory sticks and network disks may not know it
                fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
                return
        os.fsync(handle)

    def close(self, handle: int) -> None:
        """Let go of a file."""
        os.close(handle)

    def replace(self, source: Path, target: Path) -> None:
        """Put one file in another's place in one step."""
        patiently(lambda: os.replace(source, target))

    def give_name(self, source: Path, target: Path) -> None:
        """Rename to a name that must be free.

        Raises:
            FileExistsError: it is taken. Nothing is changed.
        """
        if sys.platform == "win32":
            patiently(lambda: source.rename(target))  # there it refuses a name that is taken
            return
        try:
            target.hardlink_to(source)
        except FileExistsError:
            raise
        except OSError as error:  # memory sticks know no second name for a file
            if os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, "taken") from error
            os.replace(source, target)
        else:
            source.unlink()

    def sync_folder(self, folder: Path) -> None:
        """Return once the folder's list of names is on the disk. Windows does so by itself."""
        if sys.platform == "win32":
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def patiently(rename: Callable[[], object]) -> None:
    """Rename, on Windows a few times: a virus scanner may hold the new file or the old one for a moment."""
    for pause in (0.02, 0.1, 0.5) if sys.platform == "win32" else ():
        try:
            rename()
        except PermissionError:
            time.sleep(pause)
        else:
            return
    rename()


@contextmanager
def told_plainly(folder: Path) -> Iterator[None]:
    """Turn an OSError of the block into the known error that says what happened to ``folder``."""
    try:
        yield
    except OSError as error:
        if not is_folder(folder):
            raise FolderGone(path=folder) from error
        if error.errno in NO_ROOM:
            raise DiskFull(path=folder) from error
        if getattr(error, "winerror", None) in HELD_ON_WINDOWS:
            raise JournalBusy(path=folder) from error
        if error.errno in NOT_ALLOWED:
            raise JournalReadOnly(path=folder) from error
        raise DiskTrouble(path=folder) from error


def write_whole(path: Path, data: bytes, disk: Disk) -> None:
    """Put ``data`` in the place of ``path``: after a crash either the old file is there or the new one.

    Raises:
        VaultError: it could not be written. The old file is untouched then and no temporary file is
            left, unless the system refuses even that; `sweep` takes away what a crash leaves.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}{_TEMPORARY}")
    with told_plainly(path.parent):
        try:
            write_and_sync(temporary, (data,), disk)
            disk.replace(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        disk.sync_folder(path.parent)


def write_and_sync(path: Path, pieces: Iterable[bytes], disk: Disk) -> None:
    """Write a new file, and return once it is on the disk. What was written stays when that fails.

    Raises:
        OSError: it could not be written.
    """
    handle = disk.create(path)
    try:
        for piece in pieces:
            remaining = memoryview(piece)
            while remaining:
                remaining = remaining[disk.write(handle, bytes(remaining)) :]
        disk.sync(handle)
    finally:
        disk.close(handle)


def sweep(path: Path) -> None:
    """Take away temporary files that a crash left beside ``path``. Only while the journal is locked."""
    for stray in path.parent.glob(f".{path.name}.*{_TEMPORARY}"):
        stray.unlink(missing_ok=True)


def is_temporary_of(name: str, of: str) -> bool:
    """Whether `write_whole` may have left a file of that name beside the file named ``of``."""
    return name.startswith(f".{of}.") and name.endswith(_TEMPORARY)


def open_to_read(path: Path) -> BinaryIO:
    """Open a file, and nothing that only looks like one: a named pipe would keep us waiting for ever.

    Raises:
        OSError: it cannot be opened, or is no file.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "not a file")
    return os.fdopen(handle, "rb")


def is_folder(path: Path) -> bool:
    """Whether a folder is there, as far as we can see. Never raises."""
    return os.path.isdir(path)  # noqa: PTH112  # before Python 3.14 Path.is_dir raises PermissionError


def is_real_folder(path: Path) -> bool:
    """Whether a folder itself is there, and no link (on Windows: no junction) to one. Never raises."""
    try:
        return is_real(os.lstat(path))
    except (OSError, ValueError):
        return False


def is_real(found: os.stat_result) -> bool:
    """Whether what ``lstat`` found is a folder itself."""
    return stat.S_ISDIR(found.st_mode) and not getattr(found, "st_reparse_tag", 0)


def is_there(path: Path) -> bool:
    """Whether a file is there.

    Raises:
        VaultError: the system does not let us see; that is no reason to take it for missing.
    """
    with told_plainly(path.parent):
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return False
    return True


def make_private_folder(folder: Path) -> None:
    """Make a folder, and its missing parents, that only their owner can enter.

    Raises:
        VaultError: it cannot be made.
    """
    missing: list[Path] = []
    step = folder
    while not is_there(step):
        if step.parent == step:
            raise FolderGone(path=folder)
        missing.append(step)
        step = step.parent
    with told_plainly(step):
        for part in reversed(missing):
            make_own_folder(part, exist_ok=True)


def make_own_folder(folder: Path, *, exist_ok: bool = False) -> None:
    """Make one folder that its owner alone can enter.

    On Windows it gets an access list, unless it may be carried to another computer.

    Raises:
        FileExistsError: it is there, or with ``exist_ok`` something is that is no folder.
        OSError: it cannot be made.
    """
    if sys.platform != "win32":
        folder.mkdir(mode=FOLDER_MODE, exist_ok=exist_ok)
        return
    from coprod_desktop.vault import windows_access

    if not windows_access.stays_here(folder):
        folder.mkdir(mode=FOLDER_MODE, exist_ok=exist_ok)
        return
    try:
        windows_access.make_folder(folder)
    except FileExistsError:
        if not (exist_ok and is_folder(folder)):
            raise
