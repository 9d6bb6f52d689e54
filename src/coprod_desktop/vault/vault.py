"""The journal as the rest of the program knows it: made, opened, closed.

A journal is a folder with ``journal.db`` (everything, encrypted) and ``journal.keys`` (the ways in)
with its second copy. One program at a time has it open, held by the system's lock on ``journal.lock``,
which Windows takes away when it is given back.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from coprod_desktop.vault import quickcheck
from coprod_desktop.vault.actions import Actions
from coprod_desktop.vault.bin import Bin
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.copying import CopyBegun, begin_copy
from coprod_desktop.vault.drafts import Drafts
from coprod_desktop.vault.entries import Entries
from coprod_desktop.vault.errors import (
    CopyWithoutKeys,
    JournalDamaged,
    KeyFileDamaged,
    SignInRefused,
    VaultError,
    WrongRecoveryCode,
)
from coprod_desktop.vault.files import Disk, make_private_folder
from coprod_desktop.vault.follow_ups import FollowUps
from coprod_desktop.vault.growth import Growth
from coprod_desktop.vault.kdf import STANDARD, KdfPolicy, require_good_length
from coprod_desktop.vault.keyfile import KeyFile, new_key_file
from coprod_desktop.vault.keyfilepair import KeyFilePair
from coprod_desktop.vault.keys import VAULT_ID_BYTES, JournalSecret, database_key
from coprod_desktop.vault.lock import JournalLock
from coprod_desktop.vault.look import require_folder
from coprod_desktop.vault.making import make_journal
from coprod_desktop.vault.mark import mark_of
from coprod_desktop.vault.merged import Merged, MergeOutlook
from coprod_desktop.vault.merging import Merge, Told
from coprod_desktop.vault.opening import NOT_THIS_KEY, Door
from coprod_desktop.vault.outlook import outlook
from coprod_desktop.vault.portable import CopyHead
from coprod_desktop.vault.schema import bring_up_to_date
from coprod_desktop.vault.search import Search
from coprod_desktop.vault.unlocked import Unlocked
from coprod_desktop.vault.versions import Versions

BeforeUpgrade = Callable[["Vault"], object]
"""Called with a journal of an older format, open and not changed yet; what it raises ends the opening."""


class Vault(Unlocked):
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
        super().__init__(connection, vault_id, secret, keys, lock)
        self.entries = Entries(connection)
        self.actions = Actions(connection, self.entries)
        self.drafts = Drafts(connection)
        self.follow_ups = FollowUps(connection, self.drafts.entries_gone)
        self.search = Search(connection)
        self.versions = Versions(connection)
        self.growth = Growth(connection)
        self.bin = Bin(connection, self.entries, self.drafts, self.settings)

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
            key_file = make_journal(folder, passphrase, secret, keys, kdf, disk or Disk())
            return cls._through(Door(folder, kdf, disk), [secret.copy()], lock, key_file)

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

        A second copy of the key file that was damaged or is behind is put right on the way, and a slot that
        is weak by now is made as costly as a new one.

        Raises:
            WrongPassphrase: the files are whole and the passphrase is another.
            VaultError: the cause for which the journal cannot be opened, found before the slow part
                wherever that is possible.
        """
        require_folder(folder)
        with JournalLock(folder).held_until_kept() as lock:
            door = Door(folder, kdf, disk)
            key_file = door.keys.read(door.vault_id)
            with _told_of(door):
                found = key_file.try_passphrase(passphrase)
            candidates = [found.secret, *key_file.next_by_passphrase(passphrase)]
            vault = cls._through(door, candidates, lock, key_file, before_upgrade=before_upgrade)
            vault._ways.strengthen(passphrase, found, vault.secret, kdf)
            return vault

    @classmethod
    def open_with_sign_in(
        cls,
        folder: Path,
        key: bytes,
        *,
        kdf: KdfPolicy = STANDARD,
        before_upgrade: BeforeUpgrade | None = None,
    ) -> Vault:
        """Open a journal with the key that this computer's credential store keeps for it.

        Raises:
            SignInRefused: the journal has no such way in, or another key. The passphrase opens it.
            VaultError: another cause for which the journal cannot be opened.
        """
        require_folder(folder)
        with JournalLock(folder).held_until_kept() as lock:
            door = Door(folder, kdf)
            key_file = door.keys.read(door.vault_id)
            with _told_of(door):
                secret = key_file.open_with_sign_in(key)
            candidates = [secret, *key_file.next_by_sign_in(key)]
            with _refused(SignInRefused, when=lambda: key_file.pending is not None):
                return cls._through(door, candidates, lock, key_file, before_upgrade=before_upgrade)

    @classmethod
    def open_with_recovery_code(
        cls,
        folder: Path,
        code: str,
        *,
        kdf: KdfPolicy = STANDARD,
        before_upgrade: BeforeUpgrade | None = None,
        marks: Callable[[], Iterable[bytes]] = tuple,
    ) -> Vault:
        """Open a journal with its recovery code. The database file and the code are enough.

        ``marks`` gives vault ids that the journal may have had, as its backups bear them: with one of them a
        code is known to be right where the journal has lost its own.

        Raises:
            RecoveryCodeMistyped: a group of the code holds a slip.
            RecoveryCodeIncomplete: the code ends early.
            WrongRecoveryCode: it is another journal's code, or the one from before the lock was changed; or,
                when the key file is lost as well, the first bytes of the journal are damaged and no mark is
                its own: the two cannot be told apart then.
            VaultError: another cause for which the journal cannot be opened.
        """
        secret = JournalSecret.from_recovery_code(code)
        require_folder(folder)
        with JournalLock(folder).held_until_kept() as lock:
            door = Door(folder, kdf)
            key_file = door.keys.read_if_whole(door.vault_id)
            is_right = key_file is not None and key_file.pending is None and key_file.is_genuine(secret)

            def is_wrong() -> bool:
                return not is_right and not _is_code_of(door.journal, code, (door.vault_id, *marks()))

            with _refused(WrongRecoveryCode, when=is_wrong):
                return cls._through(door, [secret], lock, key_file, before_upgrade=before_upgrade)

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
                door = Door(folder, kdf)
                key_file = None if is_copy else door.keys.read_if_whole(door.vault_id)
                return cls._through(door, [secret], lock, key_file, is_copy, before_upgrade)
        except BaseException:
            secret.wipe()
            raise

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
        key_file = self._ways.for_copy(self.secret)
        if key_file is None:
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

    def mark(self) -> str:
        """Something short that is another one after anything was written; empty where nothing is kept."""
        return mark_of(self._connection)

    @classmethod
    def _through(
        cls,
        door: Door,
        candidates: Sequence[JournalSecret],
        lock: JournalLock,
        key_file: KeyFile | None,
        is_copy: bool = False,
        before_upgrade: BeforeUpgrade | None = None,
    ) -> Vault:
        connection, secret = door.open_under(candidates, is_copy)
        try:
            vault = cls(connection, door.vault_id, secret, door.keys, lock)
            vault._before_upgrade = partial(before_upgrade, vault) if before_upgrade else None
            bring_up_to_date(connection, first=vault._before_upgrade)
        except BaseException:
            connection.close()
            raise
        lock.keep()
        vault._ways.settle(key_file, secret)
        return vault


def _is_code_of(journal: Path, code: str, vault_ids: Iterable[bytes]) -> bool:
    """Whether any page of a journal was written under this recovery code, with one of these vault ids."""
    secret = JournalSecret.from_recovery_code(code)
    try:
        keys = (database_key(secret, vault_id) for vault_id in dict.fromkeys(vault_ids))
        return any(quickcheck.is_key_of(journal, key) for key in keys)
    finally:
        secret.wipe()


@contextmanager
def _told_of(door: Door) -> Iterator[None]:
    """Say where the key file is that is not as the program wrote it."""
    try:
        yield
    except KeyFileDamaged as error:
        raise KeyFileDamaged(path=door.keys.path) from error


@contextmanager
def _refused(refusal: type[VaultError], *, when: Callable[[], bool]) -> Iterator[None]:
    """Say that it is another key where the database does not open and nothing shows that the key is right."""
    try:
        yield
    except JournalDamaged as error:
        if error.values.get("reason") in NOT_THIS_KEY and when():
            raise refusal from error
        raise
