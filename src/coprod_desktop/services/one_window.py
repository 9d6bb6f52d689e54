"""One program a journal: a second start finds the first, and asks it to come forward.

Two files in the program's data folder, named after the journal's place: ``window-….lock``, on which the first
start holds the system's lock as long as it runs, and ``window-….wanted``, empty and for a moment only, by
which a second start asks. They are not in the journal's folder: that may be carried to another computer by
a cloud folder, be put aside whole, or be a place where nothing can be written.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import time
from pathlib import Path

from coprod_desktop.vault.files import FILE_MODE

ANSWERED_WITHIN = 2.0
"""Seconds that a second start waits for the first."""
_LOOK_EVERY = 0.05


class OneWindow:
    """What two starts with the same journal know of each other."""

    def __init__(self, data: Path, journal: Path) -> None:
        place = os.path.normcase(os.path.realpath(journal))
        name = hashlib.sha256(os.fsencode(place)).hexdigest()[:16]
        self.folder = data
        self._lock_file = data / f"window-{name}.lock"
        self._request = data / f"window-{name}.wanted"
        self._held: int | None = None

    def take(self) -> bool:
        """Be the first from now on, unless another program is. Says whether none is known of.

        Where there is no data folder yet, or nothing can be written in it, none is known of: a start makes
        nothing. The system gives the lock back when a program ends in any way.
        """
        if self._held is not None or not self.folder.is_dir():
            return True
        try:
            file = os.open(self._lock_file, os.O_RDWR | os.O_CREAT, FILE_MODE)
        except OSError:
            return True
        if not _is_locked_by_us(file):
            os.close(file)
            return False
        self._held = file
        with contextlib.suppress(OSError):
            self._request.unlink(missing_ok=True)  # left by a start whose first had crashed
        return True

    def call_first(self, within: float = ANSWERED_WITHIN) -> bool:
        """Ask the first to come forward, and say whether it answered in time."""
        if sys.platform == "win32":
            import ctypes

            # Whoever was started last may come to the front, and may pass that on.
            ctypes.windll.user32.AllowSetForegroundWindow(-1)
        ended = time.monotonic() + within
        try:
            self._request.unlink(missing_ok=True)
            os.close(os.open(self._request, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE))
            while os.path.lexists(self._request) and time.monotonic() < ended:
                time.sleep(_LOOK_EVERY)
            answered = not os.path.lexists(self._request)
            self._request.unlink(missing_ok=True)
        except OSError:
            return False
        return answered

    def answer(self) -> bool:
        """As the first: take a request away, and say whether there was one."""
        if self._held is None or not os.path.lexists(self._request):
            return False
        try:
            self._request.unlink()
        except OSError:
            return False
        return True


if sys.platform == "win32":
    import msvcrt

    def _is_locked_by_us(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _is_locked_by_us(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a disk that knows no locks: nobody can tell
        return True
