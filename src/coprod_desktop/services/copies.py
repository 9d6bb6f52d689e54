"""Copies of the journal in one file: saving one, looking into one, and putting one in the journal's place."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_desktop.errors import BugError, KnownError
from coprod_desktop.services.clock import Clock, local_day
from coprod_desktop.services.guesses import Guesses
from coprod_desktop.services.listing import HITS, PAGE
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.vault.names import ARRIVED, ARRIVING

if TYPE_CHECKING:
    from coprod_desktop.domain.actions import EntryRead
    from coprod_desktop.domain.entries import Entry, EntryKind, EntryRow
    from coprod_desktop.services.copy_facts import CopyFacts, CopySaved, Holdings, PutBack, Whose
    from coprod_desktop.vault.opened import OpenedCopy

ENDING = ".coprod"


class Copies:
    """What a person does with copies. At most one is open in a window.

    All of it runs where the vault's work runs, but what says only how things stand.
    """

    def __init__(self, unlocking: Unlocking, rooms: Path, clock: Clock) -> None:
        """``rooms`` is a folder of the program's own that is there only while a copy is used."""
        self._unlocking, self._rooms, self._clock = unlocking, rooms, clock
        self._opened: OpenedCopy | None = None
        self._by_recovery_code = False
        self._stop = threading.Event()
        self.guesses = Guesses()

    # ------------------------------------------------------------------ saving
    def suggested_name(self) -> str:
        """A name that says what it is and when it was made, and nothing else."""
        return f"Journal copy {local_day(self._clock()).isoformat()}{ENDING}"

    def save(self, target: Path, *, replace: bool = False) -> CopySaved:
        """Save all of the open journal as one file, read back before it is called saved.

        ``replace`` allows a file of that name to be replaced.

        Raises:
            KnownError: it could not be saved; what stood at ``target`` still does.
        """
        from coprod_desktop.services.copy_facts import CopySaved
        from coprod_desktop.vault.portable import EARLIEST, LATEST

        made = min(
            max(self._clock(), EARLIEST), LATEST
        )  # a clock that lost the time keeps nobody from saving
        self._unlocking.vault.save_copy(
            target, made=made, rooms=self._rooms, kdf=self._unlocking.cost, replace=replace
        )
        return CopySaved(target)

    # ------------------------------------------------------------------ looking into one
    @property
    def is_open(self) -> bool:
        """Whether a copy is held, locked or unlocked."""
        return self._opened is not None

    @property
    def is_unlocked(self) -> bool:
        """Whether a copy is open so that it can be read."""
        return self._opened is not None and self._opened.is_unlocked

    def interrupt(self) -> Callable[[], bool]:
        """Have what is being read of a file just now end soon with `CopyStopped`: something else is wanted.

        Can be called from any thread. What comes back says whether it was called again since; `look`
        takes it, where it has to wait for its turn.
        """
        self._stop.set()
        self._stop = threading.Event()
        return self._stop.is_set

    def look(self, path: Path, stopped: Callable[[], bool] | None = None) -> CopyFacts:
        """Check a file without a key, and say what it is. A copy that was open before is closed.

        Raises:
            KnownError: it is no copy, not whole, made by a newer program, or cannot be read.
        """
        from coprod_desktop.services.copy_facts import CopyFacts
        from coprod_desktop.vault.opened import OpenedCopy

        self.close()
        opened = OpenedCopy(path, self._unlocking.cost, self._rooms, stopped or self._stop.is_set)
        self._opened = opened
        head = opened.head
        return CopyFacts(path, head.made, head.file_bytes, self._whose(head.vault_id), head.mac)

    def unlock(self, passphrase: str) -> None:
        """Open the copy with the passphrase of its day. Raises KnownError when it does not open."""
        with self.guesses.counted():
            self._copy.unlock(passphrase, self._stop.is_set)
        self._by_recovery_code = False

    def unlock_with_recovery_code(self, code: str) -> None:
        """Open the copy with the recovery code. Raises KnownError when it does not open."""
        with self.guesses.counted():
            self._copy.unlock_with_recovery_code(code, self._stop.is_set)
        self._by_recovery_code = True

    def holdings(self) -> Holdings:
        """How much the open copy holds."""
        from coprod_desktop.services.copy_facts import Holdings
        from coprod_desktop.vault.opened import told_of_copy

        vault = self._copy.vault
        with told_of_copy(self._copy.path):
            entries, unfinished = vault.entries.count(), len(vault.drafts.rows())
            return Holdings(entries, unfinished, vault.entries.newest_change(), self._whose_by_secret())

    def rows(self, kind: EntryKind | None = None, offset: int = 0, limit: int = PAGE) -> list[EntryRow]:
        """One page of the copy's entries, newest event first."""
        from coprod_desktop.vault.opened import told_of_copy

        with told_of_copy(self._copy.path):
            return self._copy.vault.entries.rows(kind, offset, limit)

    def find(
        self, words: str, kind: EntryKind | None = None, offset: int = 0, limit: int = HITS
    ) -> list[EntryRow]:
        """Entries of the copy that hold all the words, as `Journalling.find` gives them."""
        from coprod_desktop.vault.opened import told_of_copy

        with told_of_copy(self._copy.path):
            return self._copy.vault.search.find(words, kind, offset, limit)

    def read(self, entry_id: str) -> Entry:
        """One entry of the copy, whole."""
        from coprod_desktop.vault.opened import told_of_copy

        with told_of_copy(self._copy.path):
            return self._copy.vault.entries.get(entry_id)

    def read_with_notes(self, entry_id: str) -> EntryRead:
        """The same, with what was noted about its next steps since."""
        from coprod_desktop.domain.actions import EntryRead
        from coprod_desktop.vault.opened import told_of_copy

        entry = self.read(entry_id)
        with told_of_copy(self._copy.path):
            return EntryRead(entry, self._copy.vault.actions.noted(entry_id))

    def close(self) -> None:
        """Close the copy that is open, if any, and take away what was taken out of it."""
        opened, self._opened = self._opened, None
        self._by_recovery_code = False
        if opened is not None:
            opened.close()

    def expected(self, expected: CopyFacts) -> OpenedCopy:
        """The copy that is open, if it is the one that a person chose something to be done with.

        Raises:
            CopyExchanged: it is another one by now, or none.
        """
        from coprod_desktop.services.copy_errors import CopyExchanged

        opened = self._opened
        if opened is None or not opened.is_unlocked:
            raise CopyExchanged
        if (opened.path, opened.head.mac) != (expected.path, expected.seal):
            raise CopyExchanged
        return opened

    def stopped(self) -> Callable[[], bool]:
        """Says from then on whether `interrupt` was called."""
        return self._stop.is_set

    # ------------------------------------------------------------------ putting it in place
    def put_in_place(self, expected: CopyFacts) -> PutBack:
        """Make the open copy the journal; the journal there is, is set aside whole first.

        ``expected`` is what was found out about the copy that the person chose for it.

        The journal is locked for it, and what the copy held is open afterwards. When something fails the
        copy stays open, and the journal is where it was, locked.

        Raises:
            CopyExchanged: it is not the copy that is open; nothing was locked.
            KnownError: it could not be done.
        """
        from coprod_desktop.services.copy_facts import PutBack
        from coprod_desktop.vault.placing import put_in_place

        opened = self.expected(expected)
        self._unlocking.lock()
        secret = opened.vault.secret
        aside = put_in_place(
            opened.path,
            opened.head,
            secret,
            self._unlocking.folder,
            day=local_day(self._clock()),
            kdf=self._unlocking.cost,
        )
        with suppress(KnownError):  # it is in place; whatever keeps it from opening is told when it is opened
            self._unlocking.unlock_with_secret(secret, by_recovery_code=self._by_recovery_code)
        self.close()
        return PutBack(aside)

    @property
    def is_anything_left(self) -> bool:
        """Whether there may be something to sweep: a program that crashed left it, or another one uses it."""
        folder = self._unlocking.folder
        beside = (folder.with_name(f"{folder.name}{ending}") for ending in (ARRIVING, ARRIVED))
        return any(os.path.lexists(path) for path in (self._rooms, *beside))

    def sweep(self) -> None:
        """Take away what a program that crashed left behind. Does nothing to what another one uses."""
        from coprod_desktop.vault.placing import finish_interrupted
        from coprod_desktop.vault.rooms import sweep_rooms

        sweep_rooms(self._rooms)
        with suppress(KnownError):  # told where the journal is asked for
            finish_interrupted(self._unlocking.folder)

    @property
    def _copy(self) -> OpenedCopy:
        if self._opened is None:
            raise BugError("no copy is open")
        return self._opened

    def _whose(self, vault_id: bytes) -> Whose:
        """Whose a copy seems to be. The vault id is public, so it proves nothing."""
        from coprod_desktop.services.copy_facts import Whose
        from coprod_desktop.vault.errors import FolderGone, JournalMissing
        from coprod_desktop.vault.look import JOURNAL_NAME, read_vault_id

        try:
            own = read_vault_id(self._unlocking.folder / JOURNAL_NAME)
        except (FolderGone, JournalMissing):
            try:
                self._unlocking.state()
            except KnownError:
                return Whose.UNKNOWN
            return Whose.NO_JOURNAL_HERE
        except KnownError:
            return Whose.UNKNOWN
        return Whose.THIS_BY_ITS_MARK if own == vault_id else Whose.ANOTHER

    def _whose_by_secret(self) -> Whose:
        """Whose the open copy is: it is the journal's here only if both have the same secret."""
        from coprod_desktop.services.copy_facts import Whose
        from coprod_desktop.vault.files import Disk
        from coprod_desktop.vault.keyfilepair import KeyFilePair

        opened, unlocking = self._copy, self._unlocking
        seems = self._whose(opened.head.vault_id)
        if seems is not Whose.THIS_BY_ITS_MARK:
            return seems
        secret = opened.vault.secret
        if unlocking.is_unlocked:
            return Whose.THIS if unlocking.vault.has_had(secret) else Whose.ANOTHER
        try:
            key_file = KeyFilePair(unlocking.folder, unlocking.cost, Disk()).read(opened.head.vault_id)
        except KnownError:
            return Whose.UNKNOWN
        # Another secret can be its own, from before its lock was changed: only the open journal knows.
        return Whose.THIS if key_file.is_genuine(secret) else Whose.UNKNOWN
