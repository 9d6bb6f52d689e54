"""The files that an open journal's folder can hold: all that is ever deleted in a room."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from coprod_desktop.vault.files import is_real_folder, is_temporary_of
from coprod_desktop.vault.keyfilepair import COPY_NAME, KEYS_NAME
from coprod_desktop.vault.lock import LOCK_NAME
from coprod_desktop.vault.look import JOURNAL_NAME, NEXT_NAME

_NAMES = {
    KEYS_NAME,
    COPY_NAME,
    LOCK_NAME,
    *(f"{JOURNAL_NAME}{ending}" for ending in ("", "-journal", "-wal", "-shm")),
    *(f"{NEXT_NAME}{ending}" for ending in ("", "-journal")),
}


def empty_journal_folder(folder: Path) -> None:
    """Delete these files in a folder, and nothing else. Follows no link, and raises for nothing."""
    if not is_real_folder(folder):
        return
    with suppress(OSError):
        for path in [Path(each.path) for each in os.scandir(folder)]:
            if path.name in _NAMES or any(
                is_temporary_of(path.name, name) for name in (KEYS_NAME, COPY_NAME)
            ):
                with suppress(OSError):
                    path.unlink()
