"""The secret of a journal and the keys that come from it."""

from __future__ import annotations

import hmac
import secrets

from coprod_desktop.vault.recoverycode import SECRET_BYTES, read_code, write_code

VAULT_ID_BYTES = 16
"""The vault id is random, public, and the first 16 bytes of the database file."""

_DATABASE_KEY = b"journal db key v1"
_KEY_FILE_MAC_KEY = b"journal key file mac key v1"
_COPY_MAC_KEY = b"journal copy mac key v1"
_LOCK_MARK = b"journal former lock v1"
_SEALING_KEY = b"journal unwritten words key v1"


class JournalSecret:
    """160 random bits that everything else of a journal follows from.

    The recovery code *is* the secret in another spelling: whoever holds it and the database file can
    read the journal. The bytes are kept in one buffer that `wipe` overwrites; copies that Python or a
    library made on the way cannot be reached (see docs/threat-model.md).
    """

    __slots__ = ("_buffer",)

    def __init__(self, secret: bytes | bytearray) -> None:
        if len(secret) != SECRET_BYTES:
            raise ValueError("a journal's secret has 160 bits")
        self._buffer = bytearray(secret)

    @classmethod
    def random(cls) -> JournalSecret:
        """A fresh secret from the system's own source of randomness."""
        return cls(secrets.token_bytes(SECRET_BYTES))

    @classmethod
    def from_recovery_code(cls, typed: str) -> JournalSecret:
        """The secret of a typed recovery code.

        Raises:
            RecoveryCodeMistyped: a group holds a slip.
            RecoveryCodeIncomplete: the code ends early.
        """
        return cls(read_code(typed))

    def recovery_code(self) -> str:
        """The code a person writes down: eight groups of five characters."""
        return write_code(self._buffer)

    def reveal(self) -> bytes:
        """The bytes themselves, for sealing in a slot and for deriving keys."""
        return bytes(self._buffer)

    def copy(self) -> JournalSecret:
        """The same secret in a buffer of its own."""
        return JournalSecret(self._buffer)

    def wipe(self) -> None:
        """Overwrite the buffer. What was derived before goes on working; this object does not."""
        for place in range(len(self._buffer)):
            self._buffer[place] = 0

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, JournalSecret):
            return NotImplemented
        return hmac.compare_digest(self._buffer, other._buffer)

    __hash__ = None  # type: ignore[assignment]  # a wiped secret would hash differently

    def __repr__(self) -> str:
        return "JournalSecret(…)"


def database_key(secret: JournalSecret, vault_id: bytes) -> bytes:
    """The 256-bit raw key of the database: HKDF-SHA256 with the vault id as salt (RFC 5869)."""
    return _derive(secret.reveal(), vault_id, _DATABASE_KEY)


def key_file_mac_key(key: bytes, vault_id: bytes) -> bytes:
    """The key of the key file's own authentication, derived from the database key."""
    return _derive(key, vault_id, _KEY_FILE_MAC_KEY)


def lock_mark(secret: JournalSecret, vault_id: bytes) -> str:
    """What a secret is recognised by that a journal had before its lock was changed. It opens nothing."""
    return _derive(database_key(secret, vault_id), vault_id, _LOCK_MARK).hex()


def copy_mac_key(key: bytes, vault_id: bytes) -> bytes:
    """The key that seals a copy's head, derived from the database key."""
    return _derive(key, vault_id, _COPY_MAC_KEY)


def sealing_key(key: bytes, vault_id: bytes) -> bytes:
    """The key for words that wait in memory to be written, derived from the database key."""
    return _derive(key, vault_id, _SEALING_KEY)


def _derive(material: bytes, salt: bytes, purpose: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=purpose).derive(material)
