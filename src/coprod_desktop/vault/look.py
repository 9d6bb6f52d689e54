"""A look at a journal's folder without a key: cheap enough for the start of the program.

Imports neither the database nor anything that encrypts.
"""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path

from coprod_desktop.vault.errors import FolderGone, JournalDamaged, JournalEmpty, JournalMissing, VaultError
from coprod_desktop.vault.files import Disk, is_folder, is_there, open_to_read, told_plainly
from coprod_desktop.vault.kdf import STANDARD, KdfPolicy
from coprod_desktop.vault.keyfilepair import KeyFilePair
from coprod_desktop.vault.keys import VAULT_ID_BYTES

JOURNAL_NAME = "journal.db"
BEING_MADE = "journal.db.new"
"""A journal under this name was never finished: making it ends with the rename to `JOURNAL_NAME`."""

NEXT_NAME = "journal.db.next"
"""The journal under its next key, while the lock is changed. Never the only one: it can always be deleted."""

PAGE_BYTES = 4096
"""The page size of the database, and so the least that a journal can have."""

_PLAIN_HEADER = b"SQLite format 3\x00"


class JournalState(StrEnum):
    """What a look at the folder shows, without a key."""

    ABSENT = "absent"
    PRESENT = "present"


def look(folder: Path, *, kdf: KdfPolicy = STANDARD) -> JournalState:
    """Whether a journal is in the folder. Reads a few bytes and writes nothing.

    Raises:
        VaultError: part of a journal is there and the rest is missing or visibly damaged.
    """
    journal, keys = folder / JOURNAL_NAME, KeyFilePair(folder, kdf, Disk())
    if not is_there(folder) or not is_there(journal):
        if keys.exists() and not is_there(folder / BEING_MADE):
            raise JournalMissing(path=journal)
        return JournalState.ABSENT
    keys.read(read_vault_id(journal))
    return JournalState.PRESENT


def sign_in_offered(folder: Path, *, kdf: KdfPolicy = STANDARD) -> bool:
    """Whether the journal there says that this computer's sign-in opens it. Raises for nothing."""
    try:
        return KeyFilePair(folder, kdf, Disk()).read(read_vault_id(folder / JOURNAL_NAME)).sign_in is not None
    except VaultError:
        return False


def read_vault_id(journal: Path) -> bytes:
    """The vault id: the first 16 bytes of the database file.

    Raises:
        FolderGone, JournalMissing, JournalEmpty: that is what there is instead.
        JournalDamaged: the file is shorter than a page (``short``), or unencrypted (``plain``).
        VaultError: it cannot be read.
    """
    require_folder(journal.parent)
    with told_plainly(journal.parent):
        try:
            with open_to_read(journal) as stream:
                size = os.fstat(stream.fileno()).st_size
                header = stream.read(VAULT_ID_BYTES)
        except FileNotFoundError:
            raise JournalMissing(path=journal) from None
    if size == 0:
        raise JournalEmpty(path=journal)
    if size < PAGE_BYTES:
        raise JournalDamaged(path=journal, reason="short")
    if header == _PLAIN_HEADER:
        raise JournalDamaged(path=journal, reason="plain")
    return header


def require_folder(folder: Path) -> None:
    """Refuse a folder that is not there.

    Raises:
        FolderGone: it was moved or renamed, or its disk was taken out.
    """
    if not is_folder(folder):
        raise FolderGone(path=folder)
