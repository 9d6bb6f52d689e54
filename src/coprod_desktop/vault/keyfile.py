"""The key file as bytes: how it is written, and what is refused when it is read.

A small JSON text. ``docs/journal-format.md`` describes every member. Only the exact bytes that
`to_bytes` would write are accepted, so that no edit of a single character goes unnoticed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from coprod_desktop.vault.errors import JournalNewer, KeyFileDamaged, WrongPassphrase
from coprod_desktop.vault.kdf import SALT_BYTES, KdfParameters, KdfPolicy, tuned, wrapping_key
from coprod_desktop.vault.keys import VAULT_ID_BYTES, JournalSecret, database_key, key_file_mac_key
from coprod_desktop.vault.recoverycode import SECRET_BYTES

FORMAT = "coprod-journal-keys"
VERSION = 1
CIPHER = "chacha20"
LARGEST = 64 * 1024
"""Bytes. A real key file has about one thousand."""

_SLOT_ID_BYTES = 8
_NONCE_BYTES = 12
_TAG_BYTES = 16
_MOST_SLOTS = 16


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in: the secret, sealed under a key made from the passphrase."""

    id: str
    kdf: KdfParameters
    nonce: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A key file whose bytes are whole. Whether it is genuine shows only once its secret is known.

    ``seq`` grows by one with every change, so that the newer of two copies is known.
    """

    vault_id: bytes
    seq: int
    slots: tuple[Slot, ...]
    mac: bytes

    def open_with(self, passphrase: str) -> JournalSecret:
        """The journal's secret. Slow on purpose.

        Raises:
            WrongPassphrase: no slot opens with it.
            KeyFileDamaged: a slot opens, but the file around it is not as the program wrote it.
            NotEnoughMemory: a slot asks for more memory than there is.
        """
        for slot in self.slots:
            secret = _unseal(slot, passphrase, self.vault_id)
            if secret is not None:
                if not self.is_genuine(secret):
                    raise KeyFileDamaged
                return secret
        raise WrongPassphrase

    def is_genuine(self, secret: JournalSecret) -> bool:
        """Whether the file was written by a holder of this secret, and not changed since."""
        return hmac.compare_digest(self.mac, _mac(self._body(), secret, self.vault_id))

    def to_bytes(self) -> bytes:
        """The file's bytes: the body, its ``mac``, and a plain SHA-256 of both."""
        content = self._body() | {"mac": self.mac.hex()}
        return _canonical(content | {"sha256": hashlib.sha256(_canonical(content)).hexdigest()})

    def _body(self) -> dict[str, object]:
        return _header(self.vault_id) | {"seq": self.seq, "slots": [_slot_record(s) for s in self.slots]}


def new_key_file(
    vault_id: bytes, passphrase: str, secret: JournalSecret, policy: KdfPolicy, seq: int = 1
) -> KeyFile:
    """A key file with one slot. Slow: the cost is tuned to this computer first.

    Raises:
        NotEnoughMemory: the least memory that the policy allows cannot be had.
    """
    slot = _seal(secret, passphrase, vault_id, tuned(policy, secrets.token_bytes(SALT_BYTES)))
    unsigned = KeyFile(vault_id, seq, (slot,), b"")
    return KeyFile(vault_id, seq, (slot,), _mac(unsigned._body(), secret, vault_id))


def read_key_file(data: bytes, policy: KdfPolicy) -> KeyFile:
    """Read a key file's bytes, checking their SHA-256 before any key is derived.

    Raises:
        KeyFileDamaged: they are not what the program writes, or the cost of its slots is out of bounds.
        JournalNewer: a newer program wrote them.
    """
    content = _checked_content(data)
    version = content.get("ver")
    if content.get("fmt") != FORMAT or type(version) is not int:
        raise KeyFileDamaged
    if version > VERSION:
        raise JournalNewer(version=version)
    try:
        key_file = _from_content(content)
    except (KeyError, TypeError, ValueError) as error:
        raise KeyFileDamaged from error
    bounded = policy.accepts_all([slot.kdf for slot in key_file.slots])
    if not bounded or key_file.to_bytes() != data:
        raise KeyFileDamaged
    return key_file


def _checked_content(data: bytes) -> dict[str, object]:
    if len(data) > LARGEST:
        raise KeyFileDamaged
    try:
        content = json.loads(data.decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise KeyFileDamaged from error
    if not isinstance(content, dict) or _canonical(content) != data:
        raise KeyFileDamaged
    claimed = content.pop("sha256", None)
    if claimed != hashlib.sha256(_canonical(content)).hexdigest():
        raise KeyFileDamaged
    return content


def _from_content(content: Mapping[str, object]) -> KeyFile:
    seq, slots = content["seq"], content["slots"]
    if type(seq) is not int or not 1 <= seq < 2**53:
        raise ValueError("seq")
    if not isinstance(slots, list) or not 1 <= len(slots) <= _MOST_SLOTS:
        raise ValueError("slots")
    return KeyFile(
        _hex(content["vault"], VAULT_ID_BYTES),
        seq,
        tuple(_slot_from(slot) for slot in slots),
        _hex(content["mac"], hashlib.sha256().digest_size),
    )


def _slot_from(record: object) -> Slot:
    if not isinstance(record, dict) or not isinstance(record["kdf"], dict):
        raise TypeError("slot")
    kdf = record["kdf"]
    costs = (kdf["memory_kib"], kdf["passes"], kdf["lanes"])
    if any(type(cost) is not int for cost in costs):
        raise TypeError("kdf")
    return Slot(
        _hex(record["id"], _SLOT_ID_BYTES).hex(),
        KdfParameters(*costs, salt=_hex(kdf["salt"], SALT_BYTES)),
        _hex(record["nonce"], _NONCE_BYTES),
        _hex(record["sealed"], SECRET_BYTES + _TAG_BYTES),
    )


def _hex(value: object, length: int) -> bytes:
    if not isinstance(value, str):
        raise TypeError("hex")
    decoded = bytes.fromhex(value)
    if len(decoded) != length:
        raise ValueError("hex")
    return decoded


def _header(vault_id: bytes) -> dict[str, object]:
    return {"fmt": FORMAT, "ver": VERSION, "vault": vault_id.hex(), "cipher": CIPHER}


def _way_in(slot_id: str, kdf: KdfParameters) -> dict[str, object]:
    """The part of a slot that is public and sealed along as associated data."""
    costs = {"name": "argon2id", "memory_kib": kdf.memory_kib, "passes": kdf.passes, "lanes": kdf.lanes}
    return {"id": slot_id, "kind": "passphrase", "kdf": costs | {"salt": kdf.salt.hex()}}


def _slot_record(slot: Slot) -> dict[str, object]:
    return _way_in(slot.id, slot.kdf) | {"nonce": slot.nonce.hex(), "sealed": slot.sealed.hex()}


def _associated_data(slot_id: str, kdf: KdfParameters, vault_id: bytes) -> bytes:
    return _canonical(_header(vault_id) | {"slot": _way_in(slot_id, kdf)})


def _seal(secret: JournalSecret, passphrase: str, vault_id: bytes, kdf: KdfParameters) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    slot_id, nonce = secrets.token_hex(_SLOT_ID_BYTES), secrets.token_bytes(_NONCE_BYTES)
    aead = ChaCha20Poly1305(wrapping_key(passphrase, kdf))
    sealed = aead.encrypt(nonce, secret.reveal(), _associated_data(slot_id, kdf, vault_id))
    return Slot(slot_id, kdf, nonce, sealed)


def _unseal(slot: Slot, passphrase: str, vault_id: bytes) -> JournalSecret | None:
    """The secret, or None when the passphrase is not this slot's."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    aead = ChaCha20Poly1305(wrapping_key(passphrase, slot.kdf))
    try:
        opened = aead.decrypt(slot.nonce, slot.sealed, _associated_data(slot.id, slot.kdf, vault_id))
    except InvalidTag:
        return None
    return JournalSecret(opened)


def _mac(body: Mapping[str, object], secret: JournalSecret, vault_id: bytes) -> bytes:
    key = key_file_mac_key(database_key(secret, vault_id), vault_id)
    return hmac.digest(key, _canonical(body), "sha256")


def _canonical(content: Mapping[str, object]) -> bytes:
    """The one spelling of a JSON object: ASCII, one space of indent, members in their given order."""
    return (json.dumps(content, ensure_ascii=True, indent=1) + "\n").encode("ascii")
