"""Unlocking with this computer's sign-in: a key in the system's store, and a slot that it opens.

The key is made when somebody turns the sign-in on, and at no other time: that none is found, for whatever
reason, means to ask for the passphrase. What asks the store can take as long as a person takes to answer a
window of the system's, so it never runs on the vault's lane; what touches the journal runs nowhere else.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from coprod_desktop.services.credentials.errors import SignInStopped
from coprod_desktop.services.unlocking import Unlocking

if TYPE_CHECKING:
    from coprod_desktop.services.credentials.store import CredentialStore


class Key:
    """A key on its way between the store and the journal, to be used once and overwritten."""

    def __init__(self, value: bytearray) -> None:
        self._value = value

    def take(self) -> bytes:
        """The key's bytes. What this held is overwritten; the caller lets go of what it got."""
        taken = bytes(self._value)
        self.wipe()
        return taken

    def wipe(self) -> None:
        """Overwrite the key."""
        self._value[:] = bytes(len(self._value))


class SigningIn:
    """This computer's sign-in as a way into the one journal of this window.

    Each method says where it runs: *aside*, where it may wait for the store, or on *the vault's lane*.
    """

    def __init__(self, unlocking: Unlocking, store: CredentialStore | None = None) -> None:
        """``store`` replaces the system's; only a test has a reason to."""
        self._unlocking, self._made = unlocking, store
        self._has_store = False

    @property
    def is_offered(self) -> bool:
        """Whether the locked journal says that a computer's sign-in opens it. Quick, and asks no store."""
        return self._unlocking.is_sign_in_offered

    def is_on(self) -> bool:
        """Whether it is a way into the open journal. Raises KnownError. On the vault's lane."""
        return self._unlocking.has_sign_in

    # ------------------------------------------------------------------ unlocking
    def fetch(self) -> Key:
        """The key that the store has for the journal. Aside.

        Raises:
            KnownError: it has none, or did not give it; or the journal is not as it should be.
        """
        return Key(self._store.fetch(self._unlocking.vault_id))

    def unlock(self, key: Key) -> None:
        """Open the journal with a fetched key. On the vault's lane. Raises KnownError."""
        try:
            self._unlocking.unlock_with_sign_in(key.take())
        finally:
            key.wipe()

    # ------------------------------------------------------------------ turning it on and off
    def check(self) -> None:
        """Make sure that there is a store. Aside, once: a store that was there is asked no more.

        Raises:
            SignInError: there is none.
        """
        if not self._has_store:
            self._store.check()
            self._has_store = True

    def make_key(self) -> Key:
        """Make a key and put it into the store, in place of one that no slot knows any more. Aside.

        A crash after this leaves a key in the store that opens nothing; the next one takes its place.

        Raises:
            KnownError: the store did not take it, or somebody stopped waiting. The journal is as it was.
        """
        from coprod_desktop.services.credentials.store import KEY_BYTES

        key = bytearray(os.urandom(KEY_BYTES))
        self._store.keep(self._unlocking.vault_id, key)
        return Key(key)

    def turn_on(self, key: Key) -> None:
        """Make a key that the store has a way in. On the vault's lane.

        Raises:
            KnownError: it could not be written, and the ways in are as before; `forget` then.
        """
        try:
            if not self._unlocking.is_unlocked:
                raise SignInStopped
            self._unlocking.add_sign_in(key.take())
        finally:
            key.wipe()

    def turn_off(self) -> None:
        """Take the way in away. Whatever happens after this, the store's key opens it no more. Vault's lane.

        Raises:
            KnownError: it could not be written, and it still is a way in.
        """
        if not self._unlocking.is_unlocked:
            raise SignInStopped
        self._unlocking.remove_sign_in()

    def forget(self) -> None:
        """Take the key out of the store. Aside. Raises KnownError: it may still be there."""
        self._store.forget(self._unlocking.vault_id)

    def stop(self) -> None:
        """Wait for the store no more. From any thread."""
        if self._made is not None:
            self._made.stop()

    @property
    def _store(self) -> CredentialStore:
        """The system's store, which a start does not load."""
        if self._made is None:
            from coprod_desktop.services.credentials.store import SystemCredentialStore

            self._made = SystemCredentialStore()
        return self._made
