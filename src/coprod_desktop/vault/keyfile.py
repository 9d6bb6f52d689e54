"""The key file as bytes: how it is written, and what is refused when it is read.

A small JSON text. ``docs/journal-format.md`` describes every member. Only the exact bytes that
`to_bytes` would write are accepted, so that no edit of a single character goes unnoticed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coprod_desktop.vault.errors import JournalNewer, KeyFileDamaged, SignInRefused, WrongPassphrase
from coprod_desktop.vault.kdf import SALT_BYTES, KdfPolicy, tuned, wrapping_key
from coprod_desktop.vault.keys import VAULT_ID_BYTES, JournalSecret, database_key, key_file_mac_key
from coprod_desktop.vault.slots import (
    FORMAT,
    SIGN_IN_KEY_BYTES,
    Slot,
    SlotKind,
    header,
    read_slot,
    seal,
)
from coprod_desktop.vault.spelling import canonical, hex_of

VERSION = 2
"""Of the key files that are written. 1, which knew passphrases only, is read."""

LARGEST = 64 * 1024
"""Bytes. A real key file has about one thousand."""

_MOST_SLOTS = 16
_LAST_SEQ = 2**53
"""No number of a key file reaches it. One that comes near was made up, as in a copy that somebody sent."""


@dataclass(frozen=True, slots=True)
class Pending:
    """The ways in of a lock that is being changed: they seal the next secret, not the one of today.

    ``mac`` is that of the key file that holds them alone and follows this one. So whoever has the next
    secret can see that they are genuine, and finish what was begun.
    """

    slots: tuple[Slot, ...]
    mac: bytes


@dataclass(frozen=True, slots=True)
class ByPassphrase:
    """The secret that a passphrase opened, the slot it was in, and how long the key took, in seconds."""

    secret: JournalSecret
    slot: Slot
    seconds: float


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A key file whose bytes are whole. Whether it is genuine shows only once its secret is known.

    ``seq`` grows by one with every change, so that the newer of two copies is known.
    """

    vault_id: bytes
    seq: int
    slots: tuple[Slot, ...]
    mac: bytes = b""
    pending: Pending | None = None
    version: int = VERSION

    @property
    def sign_in(self) -> Slot | None:
        """The slot of this computer's sign-in, if there is one."""
        return next((slot for slot in self.slots if slot.kind is SlotKind.SIGN_IN), None)

    def try_passphrase(self, passphrase: str) -> ByPassphrase:
        """The journal's secret by its passphrase. Slow on purpose.

        Raises:
            WrongPassphrase: no slot opens with it.
            KeyFileDamaged: a slot opens, but the file around it is not as the program wrote it.
            NotEnoughMemory: a slot asks for more memory than there is.
        """
        found = _by_passphrase(self.slots, passphrase, self.vault_id)
        if found is None:
            raise WrongPassphrase
        self._require_genuine(found.secret)
        return found

    def open_with(self, passphrase: str) -> JournalSecret:
        """The secret alone. Raises as `try_passphrase` does."""
        return self.try_passphrase(passphrase).secret

    def open_with_sign_in(self, key: bytes) -> JournalSecret:
        """The journal's secret by the key that this computer's credential store kept.

        Raises:
            SignInRefused: there is no such slot, or it opens with another key.
            KeyFileDamaged: it opens, but the file around it is not as the program wrote it.
        """
        secret = _by_sign_in(self.slots, key, self.vault_id)
        if secret is None:
            raise SignInRefused
        self._require_genuine(secret)
        return secret

    def next_by_passphrase(self, passphrase: str) -> list[JournalSecret]:
        """The secret of a lock that was being changed, if there is one that this passphrase opens. Slow."""
        found = _by_passphrase(self.pending.slots, passphrase, self.vault_id) if self.pending else None
        return [found.secret] if found else []

    def next_by_sign_in(self, key: bytes) -> list[JournalSecret]:
        """The secret of a lock that was being changed, if there is one that this key opens."""
        found = _by_sign_in(self.pending.slots, key, self.vault_id) if self.pending else None
        return [found] if found else []

    def is_genuine(self, secret: JournalSecret) -> bool:
        """Whether the file was written by a holder of this secret, and not changed since."""
        return hmac.compare_digest(self.mac, self._mac(secret))

    def signed(self, secret: JournalSecret) -> KeyFile:
        """The same file with its keyed code, as a holder of the secret writes it."""
        return replace(self, mac=self._mac(secret))

    def finished(self) -> KeyFile | None:
        """The key file that follows when the lock was changed: with the pending ways in alone."""
        if self.pending is None:
            return None
        return KeyFile(self.vault_id, next_seq(self.seq), self.pending.slots, self.pending.mac)

    def to_bytes(self) -> bytes:
        """The file's bytes: the body, its ``mac``, and a plain SHA-256 of both."""
        content = self._body() | {"mac": self.mac.hex()}
        return canonical(content | {"sha256": hashlib.sha256(canonical(content)).hexdigest()})

    def _require_genuine(self, secret: JournalSecret) -> None:
        if not self.is_genuine(secret):
            secret.wipe()
            raise KeyFileDamaged

    def _body(self) -> dict[str, object]:
        slots = [slot.record() for slot in self.slots]
        body = header(self.version, self.vault_id) | {"seq": self.seq, "slots": slots}
        if self.version == 1:
            return body
        pending = self.pending and {
            "slots": [slot.record() for slot in self.pending.slots],
            "mac": self.pending.mac.hex(),
        }
        return body | {"pending": pending}

    def _mac(self, secret: JournalSecret) -> bytes:
        key = key_file_mac_key(database_key(secret, self.vault_id), self.vault_id)
        return hmac.digest(key, canonical(self._body()), "sha256")


def next_seq(seq: int) -> int:
    """The number of the key file that follows.

    The last one stays, so that what is written can be read. Of two copies with the same number the first
    counts, and that is the one which is written first.
    """
    return min(max(seq, 0) + 1, _LAST_SEQ - 1)


def seq_from_text(text: str) -> int:
    """The number of a key file as the journal keeps it; 0 where it is none."""
    seq = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(_LAST_SEQ)) else 0
    return seq if seq < _LAST_SEQ else 0


def passphrase_slot(secret: JournalSecret, passphrase: str, vault_id: bytes, policy: KdfPolicy) -> Slot:
    """A new slot for a passphrase. Slow: the cost is tuned to this computer first.

    Raises:
        NotEnoughMemory: the least memory that the policy allows cannot be had.
    """
    kdf = tuned(policy, secrets.token_bytes(SALT_BYTES))
    return seal(secret, wrapping_key(passphrase, kdf), vault_id, kdf)


def new_key_file(
    vault_id: bytes, passphrase: str, secret: JournalSecret, policy: KdfPolicy, seq: int = 1
) -> KeyFile:
    """A key file with one slot. Slow, as `passphrase_slot` is, and raises as that does."""
    slot = passphrase_slot(secret, passphrase, vault_id, policy)
    return KeyFile(vault_id, seq, (slot,)).signed(secret)


def read_key_file(data: bytes, policy: KdfPolicy) -> KeyFile:
    """Read a key file's bytes, checking their SHA-256 before any key is derived.

    Raises:
        KeyFileDamaged: they are not what the program writes, or the cost of its slots is out of bounds.
        JournalNewer: a newer program wrote them.
    """
    content = _checked_content(data)
    version = content.get("ver")
    if content.get("fmt") != FORMAT or type(version) is not int or version < 1:
        raise KeyFileDamaged
    if version > VERSION:
        raise JournalNewer(version=version)
    try:
        key_file = _from_content(content, version)
    except (KeyError, TypeError, ValueError) as error:
        raise KeyFileDamaged from error
    if key_file.to_bytes() != data or not _are_good(key_file.slots, policy):
        raise KeyFileDamaged
    if key_file.pending and not _are_good(key_file.pending.slots, policy):
        raise KeyFileDamaged
    return key_file


def _are_good(slots: Sequence[Slot], policy: KdfPolicy) -> bool:
    """Whether they can be worked on, and the sign-in of one computer is not the only way in."""
    costs = [slot.kdf for slot in slots if slot.kdf is not None]
    return bool(costs) and policy.accepts_all(costs)


def _checked_content(data: bytes) -> dict[str, object]:
    if len(data) > LARGEST:
        raise KeyFileDamaged
    try:
        content = json.loads(data.decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise KeyFileDamaged from error
    if not isinstance(content, dict) or canonical(content) != data:
        raise KeyFileDamaged
    claimed = content.pop("sha256", None)
    if claimed != hashlib.sha256(canonical(content)).hexdigest():
        raise KeyFileDamaged
    return content


def _from_content(content: Mapping[str, object], version: int) -> KeyFile:
    seq = content["seq"]
    if type(seq) is not int or not 1 <= seq < _LAST_SEQ:
        raise ValueError("seq")
    slots = _slots_from(content["slots"])
    if version == 1 and any(slot.kind is not SlotKind.PASSPHRASE for slot in slots):
        raise ValueError("kind")
    return KeyFile(
        hex_of(content["vault"], VAULT_ID_BYTES),
        seq,
        slots,
        _mac_from(content["mac"]),
        _pending_from(content["pending"]) if version > 1 else None,
        version,
    )


def _pending_from(record: object) -> Pending | None:
    if record is None:
        return None
    if not isinstance(record, dict):
        raise TypeError("pending")
    return Pending(_slots_from(record["slots"]), _mac_from(record["mac"]))


def _slots_from(records: object) -> tuple[Slot, ...]:
    if not isinstance(records, list) or not 1 <= len(records) <= _MOST_SLOTS:
        raise ValueError("slots")
    return tuple(map(read_slot, records))


def _mac_from(value: object) -> bytes:
    return hex_of(value, hashlib.sha256().digest_size)


def _by_passphrase(slots: Sequence[Slot], passphrase: str, vault_id: bytes) -> ByPassphrase | None:
    for slot in slots:
        if slot.kdf is None:
            continue
        begun = time.perf_counter()
        key = wrapping_key(passphrase, slot.kdf)
        seconds = time.perf_counter() - begun
        secret = slot.unseal(key, vault_id)
        if secret is not None:
            return ByPassphrase(secret, slot, seconds)
    return None


def _by_sign_in(slots: Sequence[Slot], key: bytes, vault_id: bytes) -> JournalSecret | None:
    if len(key) != SIGN_IN_KEY_BYTES:
        return None  # what the credential store gave back is not what it was given
    found = (slot.unseal(key, vault_id) for slot in slots if slot.kind is SlotKind.SIGN_IN)
    return next((secret for secret in found if secret is not None), None)
