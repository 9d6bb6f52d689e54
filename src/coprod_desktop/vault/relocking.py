"""A changed lock: the journal under a new secret, and so with a new recovery code.

The passphrase seals the next secret as *pending* beside the present one. The database is written anew under
the next key, read to its last page, and put in the place of the present one in one step. Until that step the
present secret holds, from then on the next one; the key file opens with the passphrase either way, and
whatever a crash leaves is put right at the next opening.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace

from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import ClosedByNewLock, DiskFull, JournalBusy, VaultError, WrongPassphrase
from coprod_desktop.vault.files import is_there, told_plainly
from coprod_desktop.vault.kdf import SALT_BYTES, wrapping_key
from coprod_desktop.vault.keyfile import KeyFile, Pending, next_seq
from coprod_desktop.vault.keyfilepair import KeyFilePair
from coprod_desktop.vault.keys import JournalSecret, database_key
from coprod_desktop.vault.look import NEXT_NAME
from coprod_desktop.vault.opening import sweep_next
from coprod_desktop.vault.slots import Slot, seal

_SPARE_BYTES = 1 << 20
"""Room beside the second database, for what else is written meanwhile."""


@dataclass(frozen=True, slots=True)
class Lock:
    """The secret of today and the next one, and the key file in which both can be found."""

    present: JournalSecret
    following: JournalSecret
    both: KeyFile

    @property
    def alone(self) -> KeyFile:
        """The key file in which only the next secret can be found."""
        finished = self.both.finished()
        assert finished is not None
        return finished


def both_ways(
    key_file: KeyFile,
    secret: JournalSecret,
    following: JournalSecret,
    passphrase: str,
    sign_in: bytes | None,
    highest: int,
) -> KeyFile:
    """The key file that seals the next secret as pending. Slow: the passphrase is checked, and seals anew.

    ``sign_in`` is the key of this computer's sign-in, which stays a way in if it is one now. ``highest`` is
    the highest number that a key file of this journal had.

    Raises:
        WrongPassphrase: it is not the one of the key file.
        KeyFileDamaged, NotEnoughMemory: as for opening.
    """
    found = key_file.try_passphrase(passphrase)
    right = found.secret == secret
    found.secret.wipe()
    if not right or found.slot.kdf is None:
        raise WrongPassphrase
    costs = replace(found.slot.kdf, salt=secrets.token_bytes(SALT_BYTES))
    slots: list[Slot] = [seal(following, wrapping_key(passphrase, costs), key_file.vault_id, costs)]
    if sign_in is not None and _opens(key_file, sign_in, secret):
        slots.append(seal(following, sign_in, key_file.vault_id, None))
    seq = next_seq(max(key_file.seq, highest))
    alone = KeyFile(key_file.vault_id, next_seq(seq), tuple(slots)).signed(following)
    pending = Pending(alone.slots, alone.mac)
    return KeyFile(key_file.vault_id, seq, key_file.slots, pending=pending).signed(secret)


def _opens(key_file: KeyFile, sign_in: bytes, secret: JournalSecret) -> bool:
    """Whether this is the key of the sign-in's slot, which may be another computer's by now."""
    try:
        found = key_file.open_with_sign_in(sign_in)
    except VaultError:
        return False
    right = found == secret
    found.wipe()
    return right


def exchange(connection: Connection, keys: KeyFilePair, lock: Lock) -> None:
    """Put the journal under its next key in the place of the present one.

    Raises:
        ClosedByNewLock: it was done, and the connection is closed.
        VaultError: it could not be done, and the present secret holds. `Connection.is_open` says whether the
            connection is.
    """
    folder = connection.path.parent
    try:
        with told_plainly(folder):
            if keys.disk.free(folder) < connection.path.stat().st_size + _SPARE_BYTES:
                raise DiskFull(path=folder)
        keys.write(lock.both)
        _write_next(connection, keys, lock)
        if not connection.at_hand.is_as_left():
            raise JournalBusy(path=connection.path)  # it came from elsewhere meanwhile, and would be lost
        connection.close()
        if is_there(connection.path.with_name(f"{connection.path.name}-journal")):
            raise JournalBusy(path=connection.path)  # a save that did not end: it would be played back
        with told_plainly(folder):
            keys.disk.replace(folder / NEXT_NAME, connection.path)
    except VaultError:
        if _reopened(connection, lock) is lock.present:
            _give_up(keys, lock)
            raise
        return  # the system said that the last step failed, and it was done all the same
    try:
        connection.reopen(database_key(lock.following, lock.both.vault_id))
    except VaultError as error:
        raise ClosedByNewLock(path=folder) from error


def _write_next(connection: Connection, keys: KeyFilePair, lock: Lock) -> None:
    """The database under its next key, of which every page was read again, and which is on the disk."""
    folder, vault_id, disk = connection.path.parent, lock.both.vault_id, keys.disk
    path = folder / NEXT_NAME
    sweep_next(folder)
    with told_plainly(folder):
        disk.close(disk.create(path))
    following = Connection(path, database_key(lock.following, vault_id), vault_id, disk.vfs)
    try:
        connection.back_up_into(following)
        following.require_sound()
    finally:
        following.close()
    with told_plainly(folder):
        handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            disk.sync(handle)
        finally:
            disk.close(handle)


def _reopened(connection: Connection, lock: Lock) -> JournalSecret:
    """Open the connection again if it was closed, and say under which secret the file is by now."""
    if connection.is_open:
        return lock.present
    vault_id = lock.both.vault_id
    try:
        connection.reopen(database_key(lock.present, vault_id))
    except VaultError:
        connection.reopen(database_key(lock.following, vault_id))
        return lock.following
    return lock.present


def _give_up(keys: KeyFilePair, lock: Lock) -> None:
    """Leave the present ways in alone, as far as the disk lets us. The next opening does the rest."""
    sweep_next(keys.path.parent)
    alone = KeyFile(lock.both.vault_id, next_seq(lock.both.seq), lock.both.slots).signed(lock.present)
    with suppress(VaultError):
        keys.replace(alone)
