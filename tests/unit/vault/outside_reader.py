"""A reader of the journal written from docs/journal-format.md alone, with nothing of the program in it.

It shows that the format is documented well enough to get everything out without the program, and lets
tests look at every page with the key in hand.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
import struct
import unicodedata
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.poly1305 import Poly1305

PAGE, NONCE, TAG = 4096, 16, 16
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def hkdf(material: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA256 for one block (RFC 5869)."""
    extracted = hmac.digest(salt, material, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")


def canonical(content: dict[str, Any]) -> bytes:
    """The one spelling of the key file's JSON."""
    return (json.dumps(content, indent=1) + "\n").encode()


def secret_from_passphrase(key_file: Path, passphrase: str) -> bytes:
    """The secret that a passphrase opens in a key file."""
    return secret_in(key_file.read_bytes(), passphrase)


def secret_in(key_file: bytes, passphrase: str) -> bytes:
    """The same from a key file's bytes."""
    content = json.loads(key_file)
    assert content["ver"] in (1, 2)
    slot = next(slot for slot in content["slots"] if slot["kind"] == "passphrase")
    kdf = slot["kdf"]
    wrapping = hash_secret_raw(
        unicodedata.normalize("NFC", passphrase).encode(),
        bytes.fromhex(kdf["salt"]),
        kdf["passes"],
        kdf["memory_kib"],
        kdf["lanes"],
        32,
        Type.ID,
        version=19,
    )
    secret = unsealed(content, slot, wrapping)
    check(content, secret)
    return secret


def secret_from_sign_in(key_file: Path, key: bytes) -> bytes:
    """The secret that a key from a credential store opens in a key file."""
    content = json.loads(key_file.read_bytes())
    secret = unsealed(content, next(slot for slot in content["slots"] if slot["kind"] == "sign-in"), key)
    check(content, secret)
    return secret


def unsealed(content: dict[str, Any], slot: dict[str, Any], wrapping: bytes) -> bytes:
    """What a slot seals. Raises InvalidTag."""
    header = {"fmt": content["fmt"], "ver": 1, "vault": content["vault"], "cipher": content["cipher"]}
    public = {name: slot[name] for name in ("id", "kind", "kdf") if name in slot}
    return ChaCha20Poly1305(wrapping).decrypt(
        bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["sealed"]), canonical(header | {"slot": public})
    )


def check(content: dict[str, Any], secret: bytes) -> None:
    """See that hash and authentication of a key file are right."""
    claimed = content.pop("sha256")
    assert claimed == hashlib.sha256(canonical(content)).hexdigest()
    mac = content.pop("mac")
    vault = bytes.fromhex(content["vault"])
    key = hkdf(hkdf(secret, vault, b"journal db key v1"), vault, b"journal key file mac key v1")
    assert mac == hmac.digest(key, canonical(content), "sha256").hex()


def secret_from_code(code: str) -> bytes:
    """The secret of a recovery code: the first four characters of each group, five bits each."""
    number = 0
    for group in code.split("-"):
        for symbol in group[:4]:
            number = number * 32 + SYMBOLS.index(symbol)
    return number.to_bytes(20, "big")


def chacha20(key: bytes, nonce: bytes, counter: int, data: bytes) -> bytes:
    """The ChaCha20 stream of RFC 8439, from one block counter on."""
    stream = Cipher(algorithms.ChaCha20(key, struct.pack("<I", counter) + nonce), mode=None)
    return stream.encryptor().update(data)


def decrypted_page(data: bytes, number: int, key: bytes) -> bytes:
    """One page, verified; ``number`` counts from 1. Raises InvalidTag."""
    body, nonce, tag = data[: PAGE - NONCE - TAG], data[-NONCE - TAG : -TAG], data[-TAG:]
    (last,) = struct.unpack("<I", nonce[12:])
    counter = last ^ number
    block = chacha20(key, nonce[:12], counter, bytes(64))
    clear = 24 if number == 1 else 0
    if tag != Poly1305.generate_tag(block[:32], body + nonce):
        raise InvalidTag
    plain = body[:clear] + chacha20(block[32:], nonce[:12], (counter + 1) & 0xFFFFFFFF, body[clear:])
    if number == 1:
        plain = b"SQLite format 3\0" + plain[16:]
    return plain + bytes(NONCE + TAG)


def parts_of_copy(data: bytes) -> tuple[bytes, bytes, int]:
    """The key file and the database in a copy, and when it was made (seconds since 1970)."""
    assert data[:16] == b"CoProdJournal\r\n\x1a"
    version, key_bytes, begin, length, made = struct.unpack(">IIQQq", data[16:48])
    assert version == 1 and begin % PAGE == 0
    keys, database = data[144 : 144 + key_bytes], data[begin : begin + length]
    assert begin - 144 - key_bytes in range(PAGE) and not any(data[144 + key_bytes : begin])
    assert len(data) == begin + length
    assert data[48:80] == hashlib.sha256(database).digest()
    assert data[112:144] == hashlib.sha256(data[:112] + keys).digest()
    return keys, database, made


def check_copy(data: bytes, secret: bytes) -> None:
    """See that a holder of the secret put the copy together."""
    keys, database, _ = parts_of_copy(data)
    key = hkdf(hkdf(secret, database[:16], b"journal db key v1"), database[:16], b"journal copy mac key v1")
    assert data[80:112] == hmac.digest(key, data[:80] + keys, "sha256")


def decrypted(journal: Path, secret: bytes) -> bytes:
    """The whole journal as a plain SQLite database."""
    return decrypted_pages(journal.read_bytes(), secret)


def decrypted_pages(data: bytes, secret: bytes) -> bytes:
    """The same from the journal's bytes."""
    key = hkdf(secret, data[:16], b"journal db key v1")
    return b"".join(
        decrypted_page(data[start : start + PAGE], start // PAGE + 1, key)
        for start in range(0, len(data), PAGE)
    )


def as_database(plain: bytes) -> sqlite3.Connection:
    """The plain database, opened in memory by any SQLite."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(plain)
    return connection
