"""One way into the journal: its secret, sealed under a key that a person or this computer's sign-in has."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from coprod_desktop.vault.kdf import SALT_BYTES, KdfParameters
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.recoverycode import SECRET_BYTES
from coprod_desktop.vault.spelling import canonical, hex_of

FORMAT = "coprod-journal-keys"
CIPHER = "chacha20"

SIGN_IN_KEY_BYTES = 32
"""How long the key is that the system's credential store keeps. It is random: nothing is derived."""

_SEAL_VERSION = 1
"""Of what is sealed along with the secret. The same in every version of the key file, so that a slot stays
good when the file around it is written anew without the passphrase."""

_ID_BYTES = 8
_NONCE_BYTES = 12
_TAG_BYTES = 16


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105
    SIGN_IN = "sign-in"


@dataclass(frozen=True, slots=True)
class Slot:
    """The secret under one key. ``kdf`` says what a passphrase's key is made with; else there is none."""

    id: str
    kdf: KdfParameters | None
    nonce: bytes
    sealed: bytes

    @property
    def kind(self) -> SlotKind:
        """What opens it."""
        return SlotKind.SIGN_IN if self.kdf is None else SlotKind.PASSPHRASE

    def record(self) -> dict[str, object]:
        """The slot as it is spelt in the key file."""
        return _public(self.id, self.kdf) | {"nonce": self.nonce.hex(), "sealed": self.sealed.hex()}

    def unseal(self, key: bytes, vault_id: bytes) -> JournalSecret | None:
        """The secret, or None when the key is not this slot's."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        along = _sealed_along(self.id, self.kdf, vault_id)
        try:
            return JournalSecret(ChaCha20Poly1305(key).decrypt(self.nonce, self.sealed, along))
        except InvalidTag:
            return None


def seal(secret: JournalSecret, key: bytes, vault_id: bytes, kdf: KdfParameters | None) -> Slot:
    """A new slot that ``key`` opens. ``kdf`` is what the key was derived with; None for a random one."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    slot_id, nonce = secrets.token_hex(_ID_BYTES), secrets.token_bytes(_NONCE_BYTES)
    along = _sealed_along(slot_id, kdf, vault_id)
    return Slot(slot_id, kdf, nonce, ChaCha20Poly1305(key).encrypt(nonce, secret.reveal(), along))


def read_slot(record: object) -> Slot:
    """The slot that a key file spells so.

    Raises:
        KeyError, TypeError, ValueError: it is none.
    """
    if not isinstance(record, dict):
        raise TypeError("slot")
    return Slot(
        hex_of(record["id"], _ID_BYTES).hex(),
        _read_kdf(record["kdf"]) if SlotKind(record["kind"]) is SlotKind.PASSPHRASE else None,
        hex_of(record["nonce"], _NONCE_BYTES),
        hex_of(record["sealed"], SECRET_BYTES + _TAG_BYTES),
    )


def header(version: int, vault_id: bytes) -> dict[str, object]:
    """How a key file begins."""
    return {"fmt": FORMAT, "ver": version, "vault": vault_id.hex(), "cipher": CIPHER}


def _read_kdf(record: object) -> KdfParameters:
    if not isinstance(record, dict):
        raise TypeError("kdf")
    costs = (record["memory_kib"], record["passes"], record["lanes"])
    if any(type(cost) is not int for cost in costs):
        raise TypeError("kdf")
    return KdfParameters(*costs, salt=hex_of(record["salt"], SALT_BYTES))


def _public(slot_id: str, kdf: KdfParameters | None) -> dict[str, object]:
    """The part of a slot that is public, and sealed along as associated data."""
    if kdf is None:
        return {"id": slot_id, "kind": SlotKind.SIGN_IN.value}
    costs = {"name": "argon2id", "memory_kib": kdf.memory_kib, "passes": kdf.passes, "lanes": kdf.lanes}
    return {"id": slot_id, "kind": SlotKind.PASSPHRASE.value, "kdf": costs | {"salt": kdf.salt.hex()}}


def _sealed_along(slot_id: str, kdf: KdfParameters | None, vault_id: bytes) -> bytes:
    content: Mapping[str, object] = header(_SEAL_VERSION, vault_id) | {"slot": _public(slot_id, kdf)}
    return canonical(content)
