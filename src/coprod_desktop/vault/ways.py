"""The ways into an open journal, which can be changed without touching what is written in it."""

from __future__ import annotations

import secrets
from contextlib import suppress
from enum import StrEnum

from coprod_desktop.vault.errors import PassphraseWanted, VaultError
from coprod_desktop.vault.files import told_plainly
from coprod_desktop.vault.kdf import SALT_BYTES, KdfPolicy, stronger, wrapping_key
from coprod_desktop.vault.keyfile import ByPassphrase, KeyFile, next_seq, passphrase_slot, seq_from_text
from coprod_desktop.vault.keyfilepair import KeyFilePair
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.settings import Settings
from coprod_desktop.vault.slots import Slot, SlotKind, seal

HIGHEST_SEQ = "key-file-seq"
"""The setting that keeps the highest number of a key file that the journal was opened with."""


class Interrupted(StrEnum):
    """How a change of the lock ended that a crash interrupted."""

    FINISHED = "finished"
    """The new recovery code holds."""
    DROPPED = "dropped"
    """The recovery code from before holds."""


class Ways:
    """What the key file says, and how it is changed: whole, in both copies, or not at all.

    ``are_older`` says that the key file in use is older than one that this journal was opened with before.
    ``interrupted`` says what this opening did about a change of the lock that a crash had interrupted.
    """

    def __init__(self, keys: KeyFilePair, vault_id: bytes, settings: Settings) -> None:
        self._keys, self._vault_id, self._settings = keys, vault_id, settings
        self.are_older = False
        self.interrupted: Interrupted | None = None

    # ------------------------------------------------------------------ at the opening
    def settle(self, found: KeyFile | None, secret: JournalSecret) -> None:
        """Put right what a crash left, now that the database has shown which secret holds. Never fails.

        ``found`` is the whole key file that was there, if any.
        """
        if found is not None:
            self._note(found, secret)
            with suppress(VaultError):
                self._tidy(found, secret)

    def _tidy(self, found: KeyFile, secret: JournalSecret) -> None:
        following = found.finished()
        if found.is_genuine(secret):
            if following is None:
                self._keys.roll_forward(found)
                return
            self.interrupted = Interrupted.DROPPED
            self._write(found.slots, found.seq, secret)
        elif following is not None and following.is_genuine(secret):
            self.interrupted = Interrupted.FINISHED
            self.finish(following)

    def finish(self, following: KeyFile) -> None:
        """Let the pending ways in hold alone. The database is the one under their secret.

        Raises:
            VaultError: it could not be written; both are still there, and the next opening does it.
        """
        folder = self._keys.path.parent
        with told_plainly(folder):
            self._keys.disk.sync_folder(folder)  # the database's own name must outlast a power cut first
        self._keys.replace(following)
        self._remember(following.seq)

    def strengthen(self, passphrase: str, found: ByPassphrase, secret: JournalSecret, kdf: KdfPolicy) -> None:
        """Make the slot that was opened just now as costly as a new one would be. Quiet when it cannot be.

        Not where the keys are older than they should be: that would make them the newest.
        """
        with suppress(VaultError):
            self._strengthen(passphrase, found, secret, kdf)

    def _strengthen(
        self, passphrase: str, found: ByPassphrase, secret: JournalSecret, kdf: KdfPolicy
    ) -> None:
        present = self.current(secret)
        if self.are_older or present is None or found.slot not in present.slots or found.slot.kdf is None:
            return
        costs = stronger(kdf, found.slot.kdf, found.seconds, secrets.token_bytes(SALT_BYTES))
        others = tuple(slot for slot in present.slots if slot != found.slot)
        if costs is None or not kdf.accepts_all([costs, *(slot.kdf for slot in others if slot.kdf)]):
            return
        slot = seal(secret, wrapping_key(passphrase, costs), self._vault_id, costs)
        self._write((slot, *others), present.seq, secret)

    # ------------------------------------------------------------------ while it is open
    def current(self, secret: JournalSecret) -> KeyFile | None:
        """The genuine key file of this secret: on the disk, or waiting there to be finished; else None."""
        found = self._keys.read_if_whole(self._vault_id)
        candidates = (found, found.finished()) if found is not None else ()
        return next((each for each in candidates if each is not None and each.is_genuine(secret)), None)

    def require_current(self, secret: JournalSecret) -> KeyFile:
        """The same.

        Raises:
            PassphraseWanted: there is none.
        """
        present = self.current(secret)
        if present is None:
            raise PassphraseWanted(path=self._keys.path)
        return present

    def for_copy(self, secret: JournalSecret) -> KeyFile | None:
        """The key file that goes into a copy: without this computer's sign-in, which is nothing elsewhere."""
        present = self.current(secret)
        if present is None or (present.sign_in is None and present.pending is None):
            return present
        return KeyFile(self._vault_id, present.seq, _by_passphrase(present)).signed(secret)

    def change_passphrase(self, passphrase: str, secret: JournalSecret, kdf: KdfPolicy) -> None:
        """Seal the secret under another passphrase; this computer's sign-in stays a way in."""
        slot = passphrase_slot(secret, passphrase, self._vault_id, kdf)
        present, former = self.current(secret), self._keys.read_if_whole(self._vault_id)
        others = tuple(each for each in present.slots if each.kdf is None) if present else ()
        self._write((slot, *others), former.seq if former else 0, secret)
        self.are_older = False

    def add_sign_in(self, key: bytes, secret: JournalSecret) -> None:
        """Make ``key`` a way in, in the place of an older key of this computer's sign-in."""
        present = self.require_current(secret)
        slots = (*_by_passphrase(present), seal(secret, key, self._vault_id, None))
        self._write(slots, present.seq, secret)
        self.are_older = False

    def remove_sign_in(self, secret: JournalSecret) -> None:
        """Leave the passphrase alone as a way in."""
        present = self.current(secret)
        if present is not None and present.sign_in is not None:
            self._write(_by_passphrase(present), present.seq, secret)

    def _write(self, slots: tuple[Slot, ...], seq: int, secret: JournalSecret) -> None:
        following = KeyFile(self._vault_id, next_seq(max(seq, self.highest())), slots).signed(secret)
        self._keys.replace(following)
        self._remember(following.seq)

    # ------------------------------------------------------------------ which key file is the newest
    def _note(self, found: KeyFile, secret: JournalSecret) -> None:
        if not found.is_genuine(secret):
            return
        self.are_older = found.seq < self.highest()
        self._remember(found.seq)

    def highest(self) -> int:
        """The highest number of a key file that the journal was opened with; 0 where that cannot be read."""
        with suppress(VaultError):
            return seq_from_text(self._settings.get(HIGHEST_SEQ) or "")
        return 0

    def _remember(self, seq: int) -> None:
        if seq > self.highest():
            with suppress(VaultError):  # the next opening does it
                self._settings.put(HIGHEST_SEQ, str(seq))


def _by_passphrase(key_file: KeyFile) -> tuple[Slot, ...]:
    return tuple(slot for slot in key_file.slots if slot.kind is SlotKind.PASSPHRASE)
