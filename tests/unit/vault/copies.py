"""Copies for the tests, and what somebody could do to one who knows the format and not the key."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, NOW
from tests.unit.vault import outside_reader as outside

KEYS_AT, DATABASE_AT = 144, 4096


def save(vault: Vault, path: Path, rooms: Path) -> Path:
    vault.save_copy(path, made=NOW, rooms=rooms, kdf=CHEAP)
    return path


def resealed(data: bytes) -> bytes:
    """What somebody can do who knows the format and not the key: every plain hash is right again."""
    key_bytes = int.from_bytes(data[20:24], "big")
    begin = int.from_bytes(data[24:32], "big")
    facts = data[:48] + hashlib.sha256(data[begin:]).digest() + data[80:112]
    keys = data[KEYS_AT : KEYS_AT + key_bytes]
    return facts + hashlib.sha256(facts + keys).digest() + data[KEYS_AT:]


def huge(data: bytes, path: Path, size: int = 1 << 36) -> Path:
    """A file that says it holds a huge database, and takes hardly any room: all but its start is a hole."""
    head = data[:32] + size.to_bytes(8, "big") + data[40:]
    with path.open("wb") as stream:
        stream.write(resealed(head))
        stream.truncate(DATABASE_AT + size)
    return path


def with_keys(data: bytes, keys: bytes) -> bytes:
    """The copy with another key file of the same place in it."""
    head = data[:20] + len(keys).to_bytes(4, "big") + data[24:KEYS_AT] + keys
    return resealed(head.ljust(DATABASE_AT, b"\0") + data[DATABASE_AT:])


def edited_keys(data: bytes, edit: Callable[[dict[str, object]], None]) -> bytes:
    """The copy with its key file edited, and that file's plain hash right again."""
    keys = json.loads(data[KEYS_AT : KEYS_AT + int.from_bytes(data[20:24], "big")])
    edit(keys)
    del keys["sha256"]
    return with_keys(
        data, outside.canonical(keys | {"sha256": hashlib.sha256(outside.canonical(keys)).hexdigest()})
    )
