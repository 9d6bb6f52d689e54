"""What the tests do to a closed journal, and how they see that it is still whole."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, PASSPHRASE, note

LOCK_STAYS = sys.platform != "win32"
"""Windows takes a lock's file away when the lock is given back."""

NAMES = {"journal.db", "journal.keys", "journal.keys.copy"} | ({"journal.lock"} if LOCK_STAYS else set())
KEYS = ("journal.keys", "journal.keys.copy")


def opened(folder: Path, passphrase: str = PASSPHRASE) -> Vault:
    return Vault.open(folder, passphrase, kdf=CHEAP)


def reads_again(folder: Path) -> None:
    """See that the journal opens and holds the entry that `with_entry` put in."""
    vault = opened(folder)
    assert vault.entries.get(note(1).id) == note(1)
    vault.close()


def remove(*names: str) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        for name in names:
            (folder / name).unlink()

    return act


def overwrite(content: bytes, *names: str) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        for name in names:
            (folder / name).write_bytes(content)

    return act


def flip(place: int, *names: str) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        for name in names:
            data = bytearray((folder / name).read_bytes())
            data[place] ^= 1
            (folder / name).write_bytes(data)

    return act
