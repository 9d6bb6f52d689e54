"""Whether the file that is open is still the one at its path, and what happens when it is not.

Sticks are pulled out, folders are renamed, and programs that keep folders alike put another file in the place
of an open one. SQLite goes on with the file it has: reading shows what is no longer there, and each save
fails for ever. So we look before each use, and open what is there now if it is the same journal.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from coprod_desktop.vault.errors import VaultError
from coprod_desktop.vault.files import open_to_read
from coprod_desktop.vault.look import PAGE_BYTES

_MARK_BYTES = 32
"""The last of page 1: a nonce and a tag, which are new after every save."""


class AtHand:
    """What is known of an open file and of its place. Reads nothing while a transaction is under way.

    ``again`` opens the file at the path anew; it is None where nothing can come in a file's place, as in a
    room of the program's own. ``is_lost``: the system refused the open file, so the next use opens it anew.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.again: Callable[[], object] | None = None
        self.is_lost = False
        self._identity: tuple[int, int] | None = None
        self._mark: bytes | None = None
        self._was_replaced = self._is_opening = False

    def settle(self) -> None:
        """The file at the path was opened just now."""
        self.is_lost = False
        found = self._stat()
        self._identity = (found.st_dev, found.st_ino) if found else None
        self.note_mark()

    def note_mark(self) -> None:
        """Remember how the file is after a save of ours. About 20 µs; a save takes a hundred times that."""
        if self.again is not None or self._mark is None:
            self._mark = self._read_mark()

    def forget_mark(self) -> None:
        """Nothing is known of how the file is: a save failed, and may have been undone by writing."""
        self._mark = None

    def require(self, *, to_write: bool) -> None:
        """See that the open file is the one at the path, and open the one that is there if it is not.

        While there is none that can be opened, reading goes on from the file that was opened, as long as
        the system still has it: it may be the only whole one.

        Raises:
            VaultError: what is the matter at the path.
        """
        if self.again is None or self._is_opening or (not self.is_lost and self._is_in_place()):
            return
        self._is_opening, former = True, self._mark
        try:
            self.again()
            if former is not None and self._mark is not None and self._mark != former:
                self._was_replaced = True
        except VaultError:
            self.is_lost = True
            if to_write or self._is_same():
                raise
        finally:
            self._is_opening = False

    def is_as_left(self) -> bool:
        """Whether the file at the path is the open one, as our last save left it; between transactions."""
        return self._is_in_place() and self._mark is not None and self._read_mark() == self._mark

    def was_replaced(self) -> bool:
        """Whether another program wrote the file since this was last asked. Only between transactions."""
        mark = self._read_mark()
        if self._mark is not None and mark is not None and mark != self._mark:
            self._was_replaced = True
        self._mark = mark or self._mark
        told, self._was_replaced = self._was_replaced, False
        return told

    def _is_in_place(self) -> bool:
        found = self._stat()
        return (
            found is not None
            and self._is_same(found)
            and found.st_size >= PAGE_BYTES
            # Between transactions there is no rollback file of ours, unless a save failed. The database would
            # play back whatever lies there: so the journal is opened anew, which looks at it first.
            and not os.path.lexists(self._path.with_name(f"{self._path.name}-journal"))
        )

    def _is_same(self, found: os.stat_result | None = None) -> bool:
        found = found or self._stat()
        return found is not None and (found.st_dev, found.st_ino) == self._identity

    def _stat(self) -> os.stat_result | None:
        try:
            return self._path.stat()
        except OSError:
            return None

    def _read_mark(self) -> bytes | None:
        try:
            with open_to_read(self._path) as stream:
                stream.seek(PAGE_BYTES - _MARK_BYTES)
                return stream.read(_MARK_BYTES)
        except OSError:
            return None
