"""The encrypted database file: opening it with every answer checked, reading, writing, plain errors.

Follows the opening sequence of docs/decisions/vault.md. Everything written in the journal passes
`Connection.write`; every text that goes in passes `storable`.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import apsw

from coprod_desktop.domain.records import storable
from coprod_desktop.errors import BugError
from coprod_desktop.vault.athand import AtHand
from coprod_desktop.vault.errors import (
    DiskFull,
    DiskTrouble,
    FolderGone,
    JournalBusy,
    JournalDamaged,
    JournalMissing,
    JournalReadOnly,
)
from coprod_desktop.vault.files import is_folder, is_there
from coprod_desktop.vault.look import PAGE_BYTES
from coprod_desktop.vault.rollback import require_own_rollback
from coprod_desktop.vault.slots import CIPHER

Value = str | int | float | bytes | None
Row = tuple[Value, ...]

PATIENCE_MS = 2000
"""How long a statement waits for a program that holds the file, such as one that copies it."""

_QUIET = {
    "temp_store": 2,
    "secure_delete": 1,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
}
_DURABLE = {"synchronous": 3, "fullfsync": 1, "checkpoint_fullfsync": 1}
_STEPS = 10_000
"""Of SQLite's own machine, between two looks at the clock."""

_MOVED = 8 | 4 << 8
"""SQLITE_READONLY_DBMOVED: the file was renamed or removed under the open connection."""


class Connection:
    """One open, decrypted connection. Used by one thread at a time."""

    def __init__(self, path: Path, key: bytes, vault_id: bytes, vfs: str | None = None) -> None:
        """Open an existing file, which may be new and empty only right after it was made.

        ``vfs`` is what `Disk.vfs` says; None for the system's own files.

        Raises:
            JournalDamaged: it does not decrypt with this key (``pages``), or is cut short, or a rollback
                file that does not belong to it lies beside it (``rollback``). Nothing is changed then.
            JournalReadOnly: the system opens it for reading only.
            VaultError: another cause that the system gave.
        """
        self.path, self._vault_id, self._vfs = path, vault_id, vfs
        self._seconds = self._until = math.inf
        self.at_hand = AtHand(path)
        self._db = self._opened(key)
        self._is_open = True
        self.at_hand.settle()

    def reopen(self, key: bytes) -> None:
        """Open the file again after `close`: it may be another one by now, under another key.

        Raises:
            VaultError: as for a new connection. This one stays closed.
        """
        self._db = self._opened(key)
        self._is_open = True
        self.at_hand.forget_mark()
        self.at_hand.settle()

    def exchange(self, key: bytes, check: Callable[[], object]) -> None:
        """Open the file at the path, which may be another one by now, in the place of the one that is open.

        ``check`` looks at it through this connection. Until it has returned, the former file stays open.

        Raises:
            VaultError: as for a new connection, or what ``check`` raised. The former file is still open.
        """
        former, self._db = self._db, self._opened(key)
        try:
            check()
        except BaseException:
            self._db.close(True)
            self._db = former
            raise
        with suppress(apsw.Error):  # its disk may be gone
            former.close(True)
        self.at_hand.settle()

    def require_in_place(self, *, to_write: bool) -> None:
        """See that the file that is open is the one at the path, and open the other one if it is not.

        Raises:
            VaultError: what is the matter there. Never where only reading is wanted and can go on.
        """
        if self._is_open and not self._db.in_transaction:
            self.at_hand.require(to_write=to_write)

    def _opened(self, key: bytes) -> apsw.Connection:
        require_own_rollback(self.path, key)
        with self._told_plainly():
            db = apsw.Connection(str(self.path), flags=apsw.SQLITE_OPEN_READWRITE, vfs=self._vfs)
            try:
                self._unlock(db, key)
                self._require_whole_file(db)
            except BaseException:
                db.close(True)
                raise
        return db

    @classmethod
    def in_memory(cls) -> Connection:
        """An empty database that is never on a disk."""
        made = cls.__new__(cls)
        made.path, made._vault_id, made._vfs = Path(), b"", None
        made.at_hand = AtHand(made.path)
        made._seconds = made._until = math.inf
        made._db = apsw.Connection(":memory:")
        made._is_open = True
        return made

    def limit(self, seconds: float) -> None:
        """Have no call take longer, for a database that somebody may have made up.

        One that does raises `JournalDamaged` (``slow``).
        """
        self._seconds = seconds
        self._db.set_progress_handler(lambda: time.monotonic() > self._until, _STEPS)

    def end_when(self, stopped: Callable[[], bool]) -> None:
        """Have a call end soon after ``stopped`` says so: it raises `JournalDamaged` (``slow``)."""
        self._db.set_progress_handler(stopped, _STEPS)

    def _unlock(self, db: apsw.Connection, key: bytes) -> None:
        db.set_busy_timeout(PATIENCE_MS)
        self._expect(db.pragma("cipher", CIPHER), CIPHER)
        self._expect(db.pragma("key", f"raw:{key.hex()}{self._vault_id.hex()}"), "ok")
        self._expect(db.pragma("cipher"), CIPHER)
        for name, value in _QUIET.items():
            db.pragma(name, value)
            self._expect(db.pragma(name), value)
        db.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        if db.readonly("main"):
            raise JournalReadOnly(path=self.path)
        self._expect(db.pragma("journal_mode", "DELETE"), "delete")
        for name, value in _DURABLE.items():
            db.pragma(name, value)
            self._expect(db.pragma(name), value)

    def _require_whole_file(self, db: apsw.Connection) -> None:
        """A file that lost its end is refused at once, not on the day its last page is read."""
        pages = db.pragma("page_count")
        try:
            size = self.path.stat().st_size
        except OSError as error:  # it was taken away since it was opened
            raise self._cause(error) from error
        if size < int(pages) * PAGE_BYTES:
            raise JournalDamaged(path=self.path, reason="short")

    @staticmethod
    def _expect(answer: object, wanted: object) -> None:
        """Hold a PRAGMA to its word: an ignored one would write plain text or lose a save."""
        if answer != wanted:
            raise BugError(f"the database answered {answer!r} instead of {wanted!r}")

    def read(self, sql: str, *values: Value) -> list[Row]:
        """All rows of a query."""
        self.require_in_place(to_write=False)
        with self._told_plainly():
            try:
                return self._db.execute(sql, _cleaned(values)).fetchall()
            except UnicodeDecodeError:  # it would quote what it could not read
                raise JournalDamaged(path=self.path, reason="record") from None

    def one(self, sql: str, *values: Value) -> Row | None:
        """The first row of a query, or None. The query runs to its end."""
        return next(iter(self.read(sql, *values)), None)

    def change(self, sql: str, *values: Value) -> None:
        """Run one statement that changes something. Only inside `write`."""
        with self._told_plainly():
            self._db.execute(sql, _cleaned(values))

    def change_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run one statement for each row of values. Only inside `write`."""
        with self._told_plainly():
            self._db.executemany(sql, [_cleaned(row) for row in rows])

    @contextmanager
    def write(self) -> Iterator[None]:
        """One transaction: all of the block is stored durably when it ends, or none of it.

        After an error the connection is as it was before the block, and the block can be run again.

        Raises:
            VaultError: why it could not be stored.
        """
        self.require_in_place(to_write=True)
        with self._told_plainly():
            self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            with self._told_plainly():
                self._db.execute("COMMIT")
        except BaseException:
            self.at_hand.forget_mark()
            self._roll_back()
            raise
        self.at_hand.note_mark()

    def _roll_back(self) -> None:
        if self._db.in_transaction:
            with self._told_plainly():
                self._db.execute("ROLLBACK")

    def number(self, pragma: str) -> int:
        """The whole number that a PRAGMA answers."""
        with self._told_plainly():
            return int(self._db.pragma(pragma))

    def set_number(self, pragma: str, value: int) -> None:
        """Set a PRAGMA and see that it holds."""
        with self._told_plainly():
            self._db.pragma(pragma, value)
            self._expect(self._db.pragma(pragma), value)

    def back_up_into(self, other: Connection) -> None:
        """Write all of this database into an empty one, which encrypts it with its own key.

        In one step: nothing can be saved between its first page and its last.

        Raises:
            VaultError: it could not be read or written.
        """
        self.require_in_place(to_write=False)
        with other._told_plainly():
            backup = other._db.backup("main", self._db, "main")
            try:
                backup.step(-1)
            except BaseException:
                with suppress(apsw.Error):  # that it cannot be given up well is no news: the cause is told
                    backup.close()
                raise
            backup.finish()

    def write_anew(self) -> None:
        """Write every page anew, so that nothing stands in the file but what is in its tables.

        Raises:
            VaultError: it could not be written; the file is as it was.
        """
        self.require_in_place(to_write=True)
        self.at_hand.forget_mark()
        self.change("VACUUM")
        self.at_hand.note_mark()

    def require_sound(self) -> None:
        """Read every page and see that they fit together, the search index included.

        Raises:
            JournalDamaged: they do not (``pages``).
        """
        if self.read("PRAGMA integrity_check") != [("ok",)]:
            raise JournalDamaged(path=self.path, reason="pages")

    def require_quickly_sound(self) -> None:
        """Read every page, without comparing the search index with the texts. Quick only for a small file.

        Raises:
            JournalDamaged: they do not fit together (``pages``).
        """
        if self.read("PRAGMA quick_check(1)") != [("ok",)]:
            raise JournalDamaged(path=self.path, reason="pages")

    @property
    def is_open(self) -> bool:
        """Whether it has the file open."""
        return self._is_open

    def close(self) -> None:
        """Let go of the file. Can be called again."""
        self._is_open = False
        self._db.close(True)

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        """Turn the library's errors into known ones, and begin to count the time of `limit`."""
        self._until = time.monotonic() + self._seconds
        try:
            yield
        except (apsw.NotADBError, apsw.CorruptError) as error:
            raise JournalDamaged(path=self.path, reason="pages") from error
        except apsw.InterruptError as error:
            raise JournalDamaged(path=self.path, reason="slow") from error
        except apsw.FullError as error:
            raise DiskFull(path=self.path.parent) from error
        except (apsw.BusyError, apsw.LockedError) as error:
            raise JournalBusy(path=self.path) from error
        except (apsw.ReadOnlyError, apsw.PermissionsError, apsw.CantOpenError, apsw.IOError) as error:
            self.at_hand.is_lost = True
            raise self._cause(error) from error

    def _cause(self, error: apsw.Error | OSError) -> Exception:
        """What lies behind an error of the file system."""
        folder = self.path.parent
        if not is_folder(folder):
            return FolderGone(path=folder)
        if getattr(error, "extendedresult", 0) == _MOVED or not is_there(self.path):
            return JournalMissing(path=self.path)
        if isinstance(error, (apsw.ReadOnlyError, apsw.PermissionsError)):
            return JournalReadOnly(path=self.path)
        if not os.access(folder, os.W_OK) or not os.access(self.path, os.W_OK):
            return JournalReadOnly(path=self.path)
        return DiskTrouble(path=folder)


def _cleaned(values: Sequence[Value]) -> tuple[Value, ...]:
    """The door that every value goes through: text that the file could not hold is made whole."""
    return tuple(storable(value) if isinstance(value, str) else value for value in values)
