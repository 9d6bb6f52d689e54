"""The journal as the rest of the program knows it: made, opened, closed.

A journal is a folder with ``journal.db`` (everything, encrypted) and ``journal.keys`` (the ways in)
with its second copy. One program at a time has it open, held by the system's lock on ``journal.lock``,
which Windows takes away when it is given back.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from coprod_desktop.vault import quickcheck
from coprod_desktop.vault.bin import Bin
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.copying import CopyBegun, begin_copy
from coprod_desktop.vault.drafts import Drafts
from coprod_desktop.vault.entries import Entries
from coprod_desktop.vault.errors import (
    CopyWithoutKeys,
    JournalDamaged,
    JournalExists,
    KeyFileDamaged,
    KeyFileMissing,
    WrongRecoveryCode,
)
from coprod_desktop.vault.files import Disk, is_there, make_private_folder, told_plainly
from coprod_desktop.vault.kdf import STANDARD, KdfPolicy, require_good_length
from coprod_desktop.vault.keyfile import KeyFile, new_key_file
from coprod_desktop.vault.keyfilepair import KeyFilePair
from coprod_desktop.vault.keys import VAULT_ID_BYTES, JournalSecret, database_key
from coprod_desktop.vault.lock import JournalLock
from coprod_desktop.vault.look import BEING_MADE, JOURNAL_NAME, read_vault_id, require_folder
from coprod_desktop.vault.mark import mark_of
from coprod_desktop.vault.merged import Merged, MergeOutlook
from coprod_desktop.vault.merging import Merge, Told, outlook
from coprod_desktop.vault.portable import CopyHead
from coprod_desktop.vault.schema import bring_up_to_date, prepare_new, require_own_schema
from coprod_desktop.vault.search import Search
from coprod_desktop.vault.settings import Settings
from coprod_desktop.vault.versions import Versions

BeforeUpgrade = Callable[["Vault"], object]
"""Called with a journal of an older format, open and not changed yet; what it raises ends the opening."""

_SECONDS_A_QUERY = 30.0
"""In a copy, where somebody may have made up what is slow."""


class Vault:
    """An open journal. Every call is synchronous; one thread at a time uses it.

    Any call can raise a `VaultError` when the file cannot be read or written; what was stored before
    is never touched by a call that fails.
    """

    def __init__(
        self,
        connection: Connection,
        vault_id: bytes,
        secret: JournalSecret,
        keys: KeyFilePair,
        lock: JournalLock,
    ) -> None:
        self.folder = connection.path.parent
        self.secret = secret
        self.entries = Entries(connection)
        self.drafts = Drafts(connection)
        self.search = Search(connection)
        self.settings = Settings(connection)
        self.versions = Versions(connection)
        self.bin = Bin(connection, self.entries, self.settings)
        self._connection = connection
        self._vault_id = vault_id
        self._keys = keys
        self._lock = lock

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        secret: JournalSecret,
        *,
        kdf: KdfPolicy = STANDARD,
        disk: Disk | None = None,
    ) -> Vault:
        """Make a journal with two ways in, the passphrase and the secret's recovery code, and open it.

        Takes a second or two: the cost of guessing is tuned to this computer.

        Raises:
            PassphraseTooShort: fewer than eight characters.
            JournalExists: a journal, or part of one, is there already. It is not touched.
            VaultError: it could not be written. Nothing is left behind.
        """
        require_good_length(passphrase)
        make_private_folder(folder)
        keys = KeyFilePair(folder, kdf, disk or Disk())
        with JournalLock(folder).held_until_kept() as lock:
            if is_there(folder / BEING_MADE) and not is_there(folder / JOURNAL_NAME):
                with told_plainly(folder):
                    keys.remove()  # left by a making that never ended
            _require_free(folder, keys)
            vault_id = secrets.token_bytes(VAULT_ID_BYTES)
            key_file = new_key_file(vault_id, passphrase, secret, kdf)
            _make_pair(folder, key_file, secret, keys, disk or Disk())
            return cls._opened(secret.copy(), vault_id, keys, lock)

    @classmethod
    def open(
        cls,
        folder: Path,
        passphrase: str,
        *,
        kdf: KdfPolicy = STANDARD,
        disk: Disk | None = None,
        before_upgrade: BeforeUpgrade | None = None,
    ) -> Vault:
        """Open a journal with its passphrase. Takes about a second, on purpose.

        A second copy of the key file that was damaged or is behind is put right on the way.

        Raises:
            WrongPassphrase: the files are whole and the passphrase is another.
            VaultError: the cause for which the journal cannot be opened, found before the slow part
                wherever that is possible.
        """
        require_folder(folder)
        with JournalLock(folder).held_until_kept() as lock:
            vault_id = read_vault_id(folder / JOURNAL_NAME)
            keys = KeyFilePair(folder, kdf, disk or Disk())
            keys.sweep()
            key_file = keys.read(vault_id)
            try:
                secret = key_file.open_with(passphrase)
            except KeyFileDamaged as error:
                raise KeyFileDamaged(path=keys.path) from error
            vault = cls._opened(secret, vault_id, keys, lock, before_upgrade=before_upgrade)
            keys.roll_forward(key_file)
            return vault

    @classmethod
    def open_with_recovery_code(
        cls,
        folder: Path,
        code: str,
        *,
        kdf: KdfPolicy = STANDARD,
        before_upgrade: BeforeUpgrade | None = None,
    ) -> Vault:
        """Open a journal with its recovery code. The database file and the code are enough.

        Raises:
            RecoveryCodeMistyped: a group of the code holds a slip.
            RecoveryCodeIncomplete: the code ends early.
            WrongRecoveryCode: it is another journal's code; or, when the key file is lost as well, the
                first page of the journal is damaged: the two cannot be told apart then.
            VaultError: another cause for which the journal cannot be opened.
        """
        secret = JournalSecret.from_recovery_code(code)
        require_folder(folder)
        with JournalLock(folder).held_until_kept() as lock:
            vault_id = read_vault_id(folder / JOURNAL_NAME)
            keys = KeyFilePair(folder, kdf, Disk())
            keys.sweep()
            key_file = _key_file_if_whole(keys, vault_id)
            is_code_right = key_file is not None and key_file.is_genuine(secret)
            try:
                vault = cls._opened(secret, vault_id, keys, lock, before_upgrade=before_upgrade)
            except JournalDamaged as error:
                if error.values.get("reason") in ("pages", "rollback") and not is_code_right:
                    raise WrongRecoveryCode from error
                raise
            if key_file is not None and is_code_right:
                keys.roll_forward(key_file)
            return vault

    @classmethod
    def open_with_secret(
        cls,
        folder: Path,
        secret: JournalSecret,
        *,
        kdf: KdfPolicy = STANDARD,
        is_copy: bool = False,
        before_upgrade: BeforeUpgrade | None = None,
    ) -> Vault:
        """Open a journal that came out of a copy, whose secret is known by then.

        The secret is the vault's from then on, and wiped when it does not open. ``is_copy``: it lies in a
        room, and somebody may have made it up. Then it must hold a journal's own tables and nothing else.

        Raises:
            VaultError: the cause for which the journal cannot be opened.
        """
        try:
            require_folder(folder)
            with JournalLock(folder).held_until_kept() as lock:
                vault_id = read_vault_id(folder / JOURNAL_NAME)
                keys = KeyFilePair(folder, kdf, Disk())
                return cls._opened(secret, vault_id, keys, lock, is_copy, before_upgrade)
        except BaseException:
            secret.wipe()
            raise

    def change_passphrase(self, passphrase: str, *, kdf: KdfPolicy = STANDARD) -> None:
        """Give the journal a new passphrase, also after its key file was lost. Slow, as `create` is.

        The secret is sealed anew; the recovery code and the database stay as they are.

        Raises:
            PassphraseTooShort: fewer than eight characters.
            VaultError: it could not be written; the old passphrase still holds.
        """
        require_good_length(passphrase)
        former = _key_file_if_whole(self._keys, self._vault_id)
        seq = former.seq + 1 if former else 1
        self._keys.replace(new_key_file(self._vault_id, passphrase, self.secret, kdf, seq))

    def save_copy(
        self,
        target: Path,
        *,
        made: datetime,
        rooms: Path,
        kdf: KdfPolicy = STANDARD,
        replace: bool = False,
        disk: Disk | None = None,
    ) -> CopyHead:
        """Save all of the journal as one file that opens with the passphrase of today and the recovery code.

        ``made`` is the moment that it will say; ``rooms`` a folder of the program's own to work in.

        Raises:
            CopyWithoutKeys: the key file is lost, so that no passphrase would open the copy.
            CopyNotSaved: it could not be written there. What stood there before still does.
            VaultError: the journal could not be read, or there is no room for the work.
        """
        begun = self.begin_copy(made=made, rooms=rooms, disk=disk)
        return begun.save(target, kdf, replace=replace)

    def begin_copy(
        self, *, made: datetime, rooms: Path, disk: Disk | None = None, by_code_alone: bool = False
    ) -> CopyBegun:
        """Begin what `save_copy` does: from here on another thread can finish it without the journal.

        ``by_code_alone`` allows a copy that opens with no passphrase where the key file is lost.

        Raises:
            CopyWithoutKeys: the key file is lost, so that no passphrase would open the copy.
            VaultError: the journal could not be read, or there is no room for the work.
        """
        key_file = _key_file_if_whole(self._keys, self._vault_id)
        if key_file is None or not key_file.is_genuine(self.secret):
            if not by_code_alone:
                raise CopyWithoutKeys(path=self._keys.path)
            unknown = secrets.token_hex(VAULT_ID_BYTES)
            key_file = new_key_file(self._vault_id, unknown, self.secret, self._keys.policy)
        return begin_copy(
            self._connection, self.secret, key_file, made=made, rooms=rooms, disk=disk or Disk()
        )

    def merge_outlook(self, other: Vault, told: Told) -> MergeOutlook:
        """What an opened copy holds beside this journal. ``told`` says of the copy what is wrong with it."""
        return outlook(self._connection, other._connection, told)

    def merge(self, other: Vault, told: Told, now: datetime, stopped: Callable[[], bool]) -> Merged:
        """Bring in what an opened copy holds, as `Merge.run` does it."""
        return Merge(self._connection, other._connection, told, now).run(stopped)

    @property
    def vault_id(self) -> bytes:
        """What the journal is told from others by. Public."""
        return self._vault_id

    def mark(self) -> str:
        """Something short that is another one after anything was written; empty where nothing is kept."""
        return mark_of(self._connection)

    def close(self) -> None:
        """Let go of the file, the lock and the secret. Can be called again.

        The secret is wiped and the lock given back even when the file does not close well.
        """
        try:
            self._connection.close()
        finally:
            self.secret.wipe()
            self._lock.release()

    @classmethod
    def _opened(
        cls,
        secret: JournalSecret,
        vault_id: bytes,
        keys: KeyFilePair,
        lock: JournalLock,
        is_copy: bool = False,
        before_upgrade: BeforeUpgrade | None = None,
    ) -> Vault:
        journal, key = keys.path.with_name(JOURNAL_NAME), database_key(secret, vault_id)
        is_small = is_copy or quickcheck.is_small(journal)
        if not is_small:
            quickcheck.require_genuine_stretch(journal, key)
        connection = Connection(journal, key, vault_id, keys.disk.vfs)
        try:
            if is_copy:
                connection.limit(_SECONDS_A_QUERY)
                require_own_schema(connection)
            elif is_small:
                connection.require_quickly_sound()
            vault = cls(connection, vault_id, secret, keys, lock)
            bring_up_to_date(connection, first=partial(before_upgrade, vault) if before_upgrade else None)
        except BaseException:
            connection.close()
            raise
        lock.keep()
        return vault


def _key_file_if_whole(keys: KeyFilePair, vault_id: bytes) -> KeyFile | None:
    """The key file, or None where the recovery code has to do without it."""
    try:
        return keys.read(vault_id)
    except (KeyFileMissing, KeyFileDamaged, JournalDamaged):
        return None


def _require_free(folder: Path, keys: KeyFilePair) -> None:
    """Refuse a folder that holds a journal, or the keys of one.

    Asked again after every slow step: a program that keeps folders alike may put one there meanwhile.
    """
    if is_there(folder / JOURNAL_NAME) or keys.exists():
        raise JournalExists(path=folder)


def _make_pair(folder: Path, key_file: KeyFile, secret: JournalSecret, keys: KeyFilePair, disk: Disk) -> None:
    """Write database, then keys, then give the database its name: only then is there a journal.

    What was not made here is never taken away again.
    """
    unfinished, journal = folder / BEING_MADE, folder / JOURNAL_NAME
    with ExitStack() as undo:
        with told_plainly(folder):
            _remove_unfinished(folder)
            _set_orphan_aside(folder)
            undo.callback(_quietly, partial(_remove_unfinished, folder))
            disk.close(disk.create(unfinished))
        key = database_key(secret, key_file.vault_id)
        connection = Connection(unfinished, key, key_file.vault_id, disk.vfs)
        try:
            prepare_new(connection)
        finally:
            connection.close()
        _require_free(folder, keys)
        undo.callback(_quietly, keys.remove)
        keys.write(key_file)
        if is_there(journal):
            raise JournalExists(path=folder)
        with told_plainly(folder):
            disk.replace(unfinished, journal)
            undo.callback(_quietly, journal.unlink)
            disk.sync_folder(folder)
        undo.pop_all()


def _quietly(undo: Callable[[], None]) -> None:
    """Undo a step as far as the system lets us: the fault that led here is the one to tell."""
    with suppress(OSError):
        undo()


def _remove_unfinished(folder: Path) -> None:
    for name in (BEING_MADE, f"{BEING_MADE}-journal"):
        (folder / name).unlink(missing_ok=True)


def _set_orphan_aside(folder: Path) -> None:
    """Set a rollback file aside that belongs to no journal here, under a name that is free.

    Left in place, the database would roll it back into the new journal.
    """
    orphan = folder / f"{JOURNAL_NAME}-journal"
    if not os.path.lexists(orphan):
        return
    names = (f"{orphan.name}.set-aside{number}" for number in ("", *range(2, 1000)))
    aside = next(path for path in map(orphan.with_name, names) if not os.path.lexists(path))
    orphan.replace(aside)
