"""A page of the encrypted database file: proven to be genuine, and decrypted in memory.

``docs/journal-format.md`` has the steps, and `SQLite3 Multiple Ciphers` does the same when a journal is open.
"""

from __future__ import annotations

from coprod_desktop.vault.keys import VAULT_ID_BYTES
from coprod_desktop.vault.look import PAGE_BYTES

NONCE_BYTES = TAG_BYTES = 16
BODY_BYTES = PAGE_BYTES - NONCE_BYTES - TAG_BYTES
"""What is left of a page for its content."""

NEVER_USED = (1 << 30) // PAGE_BYTES + 1
"""The page that SQLite leaves out, since its locks lie on it. It is never written."""

_IN_CLEAR = 24
"""Bytes at the beginning of page 1 that are authenticated and not encrypted."""

_CHANGES_AT, _COUNT_AT = 24, 28
"""Where page 1 says how often the database was changed, and how many pages there are."""

_PLAIN_HEADER = b"SQLite format 3\x00"


def is_genuine(number: int, page: bytes, key: bytes) -> bool:
    """Whether a page, as it lies on the disk, was encrypted with this key under this number."""
    return _checked(number, page, key) is not None


def opened_page(number: int, page: bytes, key: bytes) -> bytes | None:
    """What a page holds, as SQLite would see it; None when it is not genuine."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms

    found = _checked(number, page, key)
    if found is None:
        return None
    inner, nonce, counter = found
    clear = page[: _IN_CLEAR if number == 1 else 0]
    start = ((counter + 1) & 0xFFFFFFFF).to_bytes(4, "little") + nonce
    stream = Cipher(algorithms.ChaCha20(inner, start), None).decryptor()
    if clear:
        clear = _PLAIN_HEADER + clear[VAULT_ID_BYTES:]
    return clear + stream.update(page[len(clear) : BODY_BYTES])


def pages_counted(first: bytes, key: bytes) -> int | None:
    """How many pages the database has, as its page 1 says; None when that is not genuine."""
    return _number_of(first, key, _COUNT_AT)


def changes_counted(first: bytes, key: bytes) -> int | None:
    """How often the database was changed, as its page 1 says; None when that is not genuine."""
    return _number_of(first, key, _CHANGES_AT)


def _number_of(first: bytes, key: bytes, place: int) -> int | None:
    plain = opened_page(1, first, key)
    return None if plain is None else int.from_bytes(plain[place : place + 4], "big")


def _checked(number: int, page: bytes, key: bytes) -> tuple[bytes, bytes, int] | None:
    """Key, nonce and counter of a page's content; None when its tag is not right."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
    from cryptography.hazmat.primitives.poly1305 import Poly1305

    if len(page) != PAGE_BYTES:
        return None
    signed, tag = page[:-TAG_BYTES], page[-TAG_BYTES:]
    nonce = signed[-NONCE_BYTES:]
    counter = int.from_bytes(nonce[12:], "little") ^ number
    stream = Cipher(algorithms.ChaCha20(key, counter.to_bytes(4, "little") + nonce[:12]), None).encryptor()
    keys = stream.update(bytes(64))
    try:
        Poly1305.verify_tag(keys[:32], signed, tag)
    except InvalidSignature:
        return None
    return keys[32:], nonce[:12], counter
