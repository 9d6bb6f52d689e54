"""Copies of which somebody wrote the pages by hand, with a key of their own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.poly1305 import Poly1305

from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import CopyDamaged
from coprod_desktop.vault.keys import database_key
from coprod_desktop.vault.look import PAGE_BYTES
from coprod_desktop.vault.opened import OpenedCopy
from coprod_desktop.vault.pages import opened_page
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, PASSPHRASE, note
from tests.unit.vault.acts import opened
from tests.unit.vault.copies import save
from tests.unit.vault.outside_reader import chacha20


def sealed_page(number: int, plain: bytes, key: bytes) -> bytes:
    """A page as the library would write it."""
    nonce = os.urandom(16)
    counter = int.from_bytes(nonce[12:], "little") ^ number
    keys = chacha20(key, nonce[:12], counter, bytes(64))
    body = chacha20(keys[32:], nonce[:12], counter + 1 & 0xFFFFFFFF, plain) + nonce
    return body + Poly1305.generate_tag(keys[:32], body)


def test_a_text_that_never_ends_is_not_read(
    vault: Vault, tmp_path: Path, rooms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page whose next page is itself: so a short file could hold any number of texts of a gigabyte."""
    vault.entries.put(note(1, "marmalade " * 3000))
    key, path = database_key(vault.secret, vault.vault_id), vault.folder / "journal.db"
    vault.close()
    data = path.read_bytes()
    pages = {n + 1: data[n * PAGE_BYTES : (n + 1) * PAGE_BYTES] for n in range(len(data) // PAGE_BYTES)}
    plain = {number: opened_page(number, page, key) or b"" for number, page in pages.items()}
    number = next(n for n, page in plain.items() if page.count(b"marmalade") > 400 and any(page[:4]))
    pages[number] = sealed_page(number, number.to_bytes(4, "big") + plain[number][4:], key)
    path.write_bytes(b"".join(pages.values()))
    with monkeypatch.context() as careless:
        careless.setattr(Connection, "require_sound", lambda _: None)
        careless.setattr(Connection, "require_quickly_sound", lambda _: None)
        theirs = opened(vault.folder)
        copy = OpenedCopy(save(theirs, tmp_path / "copy.coprod", rooms), CHEAP, rooms)
        theirs.close()
    with pytest.raises(CopyDamaged) as caught:
        copy.unlock(PASSPHRASE)
    assert caught.value.values["reason"] == "inside"
