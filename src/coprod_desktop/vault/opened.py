"""A copy that is looked into: taken out of its file into a private room, still encrypted, opened there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

import apsw

from coprod_desktop.errors import BugError
from coprod_desktop.vault.errors import (
    CopyDamaged,
    DiskFull,
    JournalDamaged,
    JournalEmpty,
    JournalMissing,
    KeyFileDamaged,
    KeyFileMissing,
    WrongRecoveryCode,
)
from coprod_desktop.vault.files import Disk, make_own_folder, told_plainly, write_and_sync
from coprod_desktop.vault.kdf import KdfPolicy
from coprod_desktop.vault.keyfile import KeyFile, read_key_file
from coprod_desktop.vault.keyfilepair import COPY_NAME, KEYS_NAME
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.look import JOURNAL_NAME
from coprod_desktop.vault.merged import Merged, MergeOutlook
from coprod_desktop.vault.portable import (
    CopyHead,
    Stopped,
    check_copy,
    database_of,
    never,
    opened_copy,
    read_head,
)
from coprod_desktop.vault.rooms import JOURNAL, Room
from coprod_desktop.vault.vault import Vault


class OpenedCopy:
    """One copy, from the first look at it until it is closed. The file itself is only ever read."""

    def __init__(self, path: Path, kdf: KdfPolicy, rooms: Path, stopped: Stopped = never) -> None:
        """Check the whole file, without a key. ``stopped`` can call it off, as it can an opening.

        Raises:
            VaultError: it is no copy, not whole, newer, or cannot be read; as `check_copy` says.
        """
        self.path = path
        self.head = check_copy(path, kdf, stopped)
        self._kdf, self._rooms = kdf, rooms
        self._room: Room | None = None
        self._vault: Vault | None = None

    @property
    def is_unlocked(self) -> bool:
        """Whether it can be looked into."""
        return self._vault is not None

    @property
    def vault(self) -> Vault:
        """What the copy holds. It lies in the room: nothing that is done with it reaches the file.

        Raises:
            BugError: it is locked.
        """
        if self._vault is None:
            raise BugError("the copy is locked")
        return self._vault

    def unlock(self, passphrase: str, stopped: Stopped = never) -> None:
        """Open it with the passphrase of the day it was made. Takes about a second, on purpose.

        Raises:
            WrongPassphrase: it is another one. Nothing was taken out of the file then.
            VaultError: it cannot be opened, with its cause.
        """
        self._open(lambda keys: keys.open_with(passphrase), stopped)

    def unlock_with_recovery_code(self, code: str, stopped: Stopped = never) -> None:
        """Open it with the recovery code of its journal.

        Raises:
            RecoveryCodeMistyped, RecoveryCodeIncomplete, WrongRecoveryCode: as for the journal itself.
            VaultError: it cannot be opened, with its cause.
        """
        self._open(lambda keys: _of_code(keys, code), stopped)

    def outlook(self, journal: Vault) -> MergeOutlook:
        """What it holds beside a journal. It is only read."""
        return journal.merge_outlook(self.vault, partial(told_of_copy, self.path))

    def merge_into(self, journal: Vault, now: datetime, stopped: Stopped = never) -> Merged:
        """Bring what it holds into an open journal, all or nothing.

        Raises:
            MergeStopped: ``stopped`` said so.
            VaultError: it does not read, or the journal cannot be written. The journal is as it was.
        """
        return journal.merge(self.vault, partial(told_of_copy, self.path), now, stopped)

    def close(self) -> None:
        """Let go of the key, and take away what was taken out of the file. Can be called again."""
        vault, self._vault = self._vault, None
        room, self._room = self._room, None
        try:
            if vault is not None:
                vault.close()
        finally:
            if room is not None:
                room.leave()

    def _open(self, secret_of: Callable[[KeyFile], JournalSecret], stopped: Stopped) -> None:
        """Only what a holder of the secret sealed is ever written to the disk."""
        if self._vault is not None:
            return
        with told_of_copy(self.path):
            secret = secret_of(read_key_file(self.head.keys, self._kdf))
        try:
            if not self.head.is_genuine(secret):
                raise CopyDamaged(path=self.path, reason="seal")
            self._take_out_and_open(secret, stopped)
        finally:
            secret.wipe()

    def _take_out_and_open(self, secret: JournalSecret, stopped: Stopped) -> None:
        room = Room(self._rooms)
        try:
            folder = room.folder / JOURNAL
            take_out(self.path, self.head, folder, self._kdf, Disk(), stopped)
            with told_of_copy(self.path):
                self._vault = Vault.open_with_secret(folder, secret.copy(), kdf=self._kdf, is_copy=True)
        except BaseException:
            room.leave()
            raise
        self._room = room


def _of_code(keys: KeyFile, code: str) -> JournalSecret:
    secret = JournalSecret.from_recovery_code(code)
    if not keys.is_genuine(secret):
        secret.wipe()
        raise WrongRecoveryCode
    return secret


def take_out(
    path: Path, head: CopyHead, folder: Path, kdf: KdfPolicy, disk: Disk, stopped: Stopped = never
) -> None:
    """Write the journal that a copy holds into a folder that it makes. If that fails, what was written stays.

    Raises:
        CopyDamaged: the file is not the one that ``head`` was read from (``changed``), or not whole.
        DiskFull: it has no room there. Nothing was written.
        CopyStopped: ``stopped`` said so.
        VaultError: the file cannot be read, or the folder not be written.
    """
    with told_plainly(folder.parent):
        make_own_folder(folder)  # never into one that is there already, or through a link
    with opened_copy(path) as stream:
        if read_head(stream, path, kdf) != head:
            raise CopyDamaged(path=path, reason="changed")
        with told_plainly(folder):
            if disk.free(folder) < head.file_bytes:
                raise DiskFull(path=folder)
            write_and_sync(folder / JOURNAL_NAME, database_of(stream, path, head, stopped), disk)
            for name in (KEYS_NAME, COPY_NAME):
                write_and_sync(folder / name, (head.keys,), disk)
            disk.sync_folder(folder)


@contextmanager
def told_of_copy(path: Path) -> Iterator[None]:
    """Say of the copy, where its owner knows it, what is told of the folder that it was taken out into."""
    try:
        yield
    except (
        apsw.Error,
        JournalDamaged,
        JournalEmpty,
        JournalMissing,
        KeyFileDamaged,
        KeyFileMissing,
    ) as error:
        raise CopyDamaged(path=path, reason="inside") from error
