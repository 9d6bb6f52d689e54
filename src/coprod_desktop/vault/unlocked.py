"""An open journal as something with keys: its secret, the ways into it, and the program's lock on it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from coprod_desktop.errors import BugError
from coprod_desktop.vault import quickcheck
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import JournalExchanged, VaultError
from coprod_desktop.vault.kdf import STANDARD, KdfPolicy, require_good_length
from coprod_desktop.vault.keyfilepair import KeyFilePair
from coprod_desktop.vault.keys import JournalSecret, database_key, lock_mark
from coprod_desktop.vault.lock import JournalLock
from coprod_desktop.vault.look import read_vault_id
from coprod_desktop.vault.relocking import Lock, both_ways, exchange
from coprod_desktop.vault.schema import bring_up_to_date
from coprod_desktop.vault.settings import Settings
from coprod_desktop.vault.slots import SIGN_IN_KEY_BYTES
from coprod_desktop.vault.ways import Interrupted, Ways

FORMER_LOCKS = "former-locks"
"""The setting by which copies from before a changed lock are known to be the journal's own."""


class Unlocked:
    """What is done with the keys of an open journal. `Vault` adds what is written in it."""

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
        self.settings = Settings(connection)
        self._connection = connection
        self._vault_id = vault_id
        self._keys = keys
        self._lock = lock
        self._ways = Ways(keys, vault_id, self.settings)
        self._before_upgrade: Callable[[], object] | None = None
        connection.at_hand.again = self._open_again

    def look_after(self) -> bool:
        """See that the journal's file is in its place, and open it again where it is another one by now.

        Returns whether another program put another file, or other content, there since this was last asked.

        Raises:
            VaultError: what is the matter there. The next call, and every save, tries again.
        """
        self._connection.require_in_place(to_write=True)
        return self._connection.at_hand.was_replaced()

    def _open_again(self) -> None:
        """Open what lies in the journal's place now, if it is this journal and nobody else has it open."""
        path = self._connection.path
        if read_vault_id(path) != self._vault_id:
            raise JournalExchanged(path=path)
        self._lock.renew()
        key = database_key(self.secret, self._vault_id)
        is_small = quickcheck.is_small(path)
        if not is_small:
            quickcheck.require_genuine_stretch(path, key)
        self._connection.exchange(key, partial(self._check_again, is_small=is_small))

    def _check_again(self, *, is_small: bool) -> None:
        if is_small:
            self._connection.require_quickly_sound()
        bring_up_to_date(self._connection, first=self._before_upgrade)

    @property
    def vault_id(self) -> bytes:
        """What the journal is told from others by. Public."""
        return self._vault_id

    @property
    def is_open(self) -> bool:
        """Whether it was not closed, by `close` or by a fault while the lock was changed."""
        return self._connection.is_open

    @property
    def keys_are_older(self) -> bool:
        """Whether the key file is older than one the journal was opened with: so may the passphrase be."""
        return self._ways.are_older

    @property
    def interrupted(self) -> Interrupted | None:
        """What the opening did about a change of the lock that a crash had interrupted."""
        return self._ways.interrupted

    @property
    def has_sign_in(self) -> bool:
        """Whether this computer's sign-in is a way in.

        Raises:
            VaultError: the key file cannot be read.
        """
        present = self._ways.current(self.secret)
        return present is not None and present.sign_in is not None

    def change_passphrase(self, passphrase: str, *, kdf: KdfPolicy = STANDARD) -> None:
        """Give the journal a new passphrase, also after its key file was lost. Slow, as `create` is.

        The secret is sealed anew; recovery code, this computer's sign-in and the database stay as they are.

        Raises:
            PassphraseTooShort: fewer than eight characters.
            VaultError: it could not be written; the old passphrase still holds.
        """
        require_good_length(passphrase)
        self._ways.change_passphrase(passphrase, self.secret, kdf)

    def add_sign_in(self, key: bytes) -> None:
        """Make a key of 32 random bytes a way in, in the place of an older one.

        Raises:
            PassphraseWanted: no passphrase opens the journal, and a sign-in is never the only way in.
            VaultError: it could not be written; the ways in are as they were.
        """
        if len(key) != SIGN_IN_KEY_BYTES:
            raise BugError("a sign-in's key has 32 bytes")
        self._ways.add_sign_in(key, self.secret)

    def remove_sign_in(self) -> None:
        """Leave the passphrase alone as a way in. Nothing happens when it is.

        Raises:
            VaultError: it could not be written; the sign-in is still a way in.
        """
        self._ways.remove_sign_in(self.secret)

    def change_lock(
        self,
        passphrase: str,
        secret: JournalSecret,
        *,
        before_change: Callable[[], object] | None = None,
        sign_in: bytes | None = None,
    ) -> None:
        """Put the journal under another secret, and so another recovery code. The passphrase stays.

        ``before_change`` runs once the passphrase is known to be right, and may raise: nothing was changed
        then. ``sign_in`` is the key of this computer's sign-in; without the right one that is no way in any
        more.
        Older copies, backups and key files stay under the secret they have.

        Raises:
            WrongPassphrase: it is another one.
            PassphraseWanted: no passphrase opens the journal.
            ClosedByNewLock: it was done, and the journal is closed.
            VaultError: it could not be done; the secret of before holds. `is_open` says whether the journal
                is open.
        """
        present = self._ways.require_current(self.secret)
        both = both_ways(present, self.secret, secret, passphrase, sign_in, self._ways.highest())
        if before_change is not None:
            before_change()
        former = dict.fromkeys([*self._former_locks(), self._mark_of(self.secret)])  # one that failed did it
        self.settings.put(FORMER_LOCKS, " ".join(former))
        lock = Lock(self.secret, secret.copy(), both)
        try:
            exchange(self._connection, self._keys, lock)
        except VaultError:
            lock.following.wipe()
            raise
        self.secret.wipe()
        self.secret = lock.following
        with suppress(VaultError):  # the next opening does it
            self._ways.finish(lock.alone)

    def has_had(self, secret: JournalSecret) -> bool:
        """Whether this secret is the journal's, or was before its lock was changed.

        Raises:
            VaultError: it cannot be read.
        """
        return secret == self.secret or self._mark_of(secret) in self._former_locks()

    def _mark_of(self, secret: JournalSecret) -> str:
        return lock_mark(secret, self._vault_id)

    def _former_locks(self) -> list[str]:
        return (self.settings.get(FORMER_LOCKS) or "").split()

    def close(self) -> None:
        """Let go of the file, the lock and the secret. Can be called again.

        The secret is wiped and the lock given back even when the file does not close well.
        """
        try:
            self._connection.close()
        finally:
            self.secret.wipe()
            self._lock.release()
