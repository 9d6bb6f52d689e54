"""One program a journal: the system's own lock on a file beside it.

The system gives the lock back when a program ends in any way, so a lock file that a crash left behind
is no obstacle.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from coprod_desktop.vault.errors import JournalOpenElsewhere, JournalReadOnly
from coprod_desktop.vault.files import FILE_MODE, told_plainly

LOCK_NAME = "journal.lock"


class JournalLock:
    """Held from before the key is asked for until the journal is closed."""

    def __init__(self, folder: Path, name: str = LOCK_NAME) -> None:
        self._folder = folder
        self._lock = FileLock(folder / name, mode=FILE_MODE, thread_local=False)
        self._kept = False

    @contextmanager
    def held_until_kept(self) -> Iterator[JournalLock]:
        """Take the lock for the block, and beyond it once `keep` was called.

        Raises:
            JournalOpenElsewhere: another program, or another window, has it.
            JournalReadOnly: the folder cannot be written.
        """
        self._acquire()
        try:
            yield self
        except BaseException:
            self.release()
            raise
        if not self._kept:
            self.release()

    def keep(self) -> None:
        """Go on holding the lock after the block of `held_until_kept`."""
        self._kept = True

    def renew(self) -> None:
        """Take the lock anew: its file may be another one, and a disk that was taken out forgets locks.

        Raises:
            JournalOpenElsewhere: another program has it by now. It is not held then.
            VaultError: the folder is gone or cannot be written. It is not held then.
        """
        with suppress(OSError):  # the file that was locked may be gone with its disk
            self._lock.release(force=True)
        self._acquire()

    def release(self) -> None:
        """Give the lock back. Can be called again."""
        self._lock.release(force=True)

    def _acquire(self) -> None:
        if not os.access(self._folder, os.W_OK):
            raise JournalReadOnly(path=self._folder)
        with told_plainly(self._folder):
            try:
                self._lock.acquire(blocking=False)
            except Timeout as error:
                raise JournalOpenElsewhere(path=self._folder) from error
