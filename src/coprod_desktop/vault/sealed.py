"""Words that could not be written, held in memory as ciphertext while the journal is locked.

Where the disk is full, or the journal's folder is gone, locking must neither lose what was typed nor
leave it readable. It is sealed with ChaCha20-Poly1305 (RFC 8439) under a key that follows from the
journal's secret, and that key is dropped: only the next unlocking of the same journal opens it. Nothing
of this is ever written to a disk.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coprod_desktop.vault.errors import SealedByAnother
from coprod_desktop.vault.keys import JournalSecret, database_key, sealing_key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Sealed:
    """Ciphertext, and which journal it belongs to."""

    vault_id: bytes
    nonce: bytes = field(repr=False)
    ciphertext: bytes = field(repr=False)


def seal(plain: bytes, secret: JournalSecret, vault_id: bytes) -> Sealed:
    """Seal ``plain`` so that only a holder of the journal's secret opens it."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return Sealed(vault_id, nonce, _cipher(secret, vault_id).encrypt(nonce, plain, vault_id))


def unseal(sealed: Sealed, secret: JournalSecret, vault_id: bytes) -> bytes:
    """What was sealed.

    Raises:
        SealedByAnother: it belongs to another journal, or to this one under another secret.
    """
    from cryptography.exceptions import InvalidTag

    if sealed.vault_id != vault_id:
        raise SealedByAnother
    try:
        return _cipher(secret, vault_id).decrypt(sealed.nonce, sealed.ciphertext, vault_id)
    except InvalidTag:
        raise SealedByAnother from None


def _cipher(secret: JournalSecret, vault_id: bytes) -> ChaCha20Poly1305:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(sealing_key(database_key(secret, vault_id), vault_id))
