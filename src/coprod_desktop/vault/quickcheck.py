"""The quick check at opening: all of a small journal, and of a large one a stretch that changes every time.

Reading every page takes about 20 µs each, so that 10,000 entries (12,500 pages) would keep a person waiting
for a quarter of a second at every unlocking. The whole of a large journal is read on its backups.
"""

from __future__ import annotations

import os
import secrets
from functools import partial
from pathlib import Path

from coprod_desktop.vault.errors import JournalDamaged
from coprod_desktop.vault.files import open_to_read, told_plainly
from coprod_desktop.vault.look import PAGE_BYTES
from coprod_desktop.vault.pages import NEVER_USED, is_genuine

ALL_UP_TO = 1500
"""Pages. A journal of this size, about 1,200 entries, is checked whole, in about 35 ms."""

STRETCH = 800
"""Pages of a larger one, in about 30 ms."""


def is_small(journal: Path) -> bool:
    """Whether all of it is checked once it is open; then nothing of it need be looked at before."""
    with told_plainly(journal.parent):
        return journal.stat().st_size <= ALL_UP_TO * PAGE_BYTES


def is_key_of(journal: Path, key: bytes) -> bool:
    """Whether any page was written with this key: it tells a damaged journal from another one's key.

    Reads all of it where none was. Only while the database is not open, as below.

    Raises:
        VaultError: the file cannot be read.
    """
    with told_plainly(journal.parent), open_to_read(journal) as stream:
        pages = enumerate(iter(partial(stream.read, PAGE_BYTES), b""), 1)
        return any(is_genuine(number, page, key) for number, page in pages)


def require_genuine_stretch(journal: Path, key: bytes) -> None:
    """Look at some pages in a row, from a place that chance chooses.

    Only while the database is not open: on POSIX, closing a file gives back all locks on it that the
    program has. After a crash in a save nothing is looked at: the pages are put right by opening it.

    Raises:
        JournalDamaged: one of them is not as it was written (``pages``).
        VaultError: the file cannot be read.
    """
    with told_plainly(journal.parent):
        if os.path.lexists(journal.with_name(f"{journal.name}-journal")):
            return
        with open_to_read(journal) as stream:
            pages = os.fstat(stream.fileno()).st_size // PAGE_BYTES
            first = 1 + secrets.randbelow(max(1, pages - STRETCH + 1))
            stream.seek((first - 1) * PAGE_BYTES)
            for number in range(first, min(first + STRETCH, pages + 1)):
                page = stream.read(PAGE_BYTES)
                if number != NEVER_USED and not is_genuine(number, page, key):
                    raise JournalDamaged(path=journal, reason="pages")
