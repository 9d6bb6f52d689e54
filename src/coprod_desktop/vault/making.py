"""Making a new journal: database, then keys, then the database's name. Only then is there a journal."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import JournalExists
from coprod_desktop.vault.files import Disk, is_there, told_plainly
from coprod_desktop.vault.kdf import KdfPolicy
from coprod_desktop.vault.keyfile import KeyFile, new_key_file
from coprod_desktop.vault.keyfilepair import KeyFilePair
from coprod_desktop.vault.keys import VAULT_ID_BYTES, JournalSecret, database_key
from coprod_desktop.vault.look import BEING_MADE, JOURNAL_NAME
from coprod_desktop.vault.schema import prepare_new


def make_journal(
    folder: Path, passphrase: str, secret: JournalSecret, keys: KeyFilePair, kdf: KdfPolicy, disk: Disk
) -> KeyFile:
    """Make a journal that opens with the passphrase and the secret's recovery code.

    Only while the folder is locked by us.

    Raises:
        JournalExists: a journal, or part of one, is there already. It is not touched.
        VaultError: it could not be written. Nothing is left behind.
    """
    if is_there(folder / BEING_MADE) and not is_there(folder / JOURNAL_NAME):
        with told_plainly(folder):
            keys.remove()  # left by a making that never ended
    _require_free(folder, keys)
    key_file = new_key_file(secrets.token_bytes(VAULT_ID_BYTES), passphrase, secret, kdf)
    _make_pair(folder, key_file, secret, keys, disk)
    return key_file


def _require_free(folder: Path, keys: KeyFilePair) -> None:
    """Refuse a folder that holds a journal, or the keys of one.

    Asked again after every slow step: a program that keeps folders alike may put one there meanwhile.
    """
    if is_there(folder / JOURNAL_NAME) or keys.exists():
        raise JournalExists(path=folder)


def _make_pair(folder: Path, key_file: KeyFile, secret: JournalSecret, keys: KeyFilePair, disk: Disk) -> None:
    """The three steps. What was not made here is never taken away again."""
    unfinished, journal = folder / BEING_MADE, folder / JOURNAL_NAME
    with ExitStack() as undo:
        with told_plainly(folder):
            _remove_unfinished(folder)
            _set_orphan_aside(folder)
            undo.callback(_quietly, partial(_remove_unfinished, folder))
            disk.close(disk.create(unfinished))
        key = database_key(secret, key_file.vault_id)
        connection = Connection(unfinished, key, key_file.vault_id, disk.vfs)
        try:
            prepare_new(connection)
        finally:
            connection.close()
        _require_free(folder, keys)
        undo.callback(_quietly, keys.remove)
        keys.write(key_file)
        if is_there(journal):
            raise JournalExists(path=folder)
        with told_plainly(folder):
            disk.replace(unfinished, journal)
            undo.callback(_quietly, journal.unlink)
            disk.sync_folder(folder)
        undo.pop_all()


def _quietly(undo: Callable[[], None]) -> None:
    """Undo a step as far as the system lets us: the fault that led here is the one to tell."""
    with suppress(OSError):
        undo()


def _remove_unfinished(folder: Path) -> None:
    for name in (BEING_MADE, f"{BEING_MADE}-journal"):
        (folder / name).unlink(missing_ok=True)


def _set_orphan_aside(folder: Path) -> None:
    """Set a rollback file aside that belongs to no journal here, under a name that is free.

    Left in place, the database would roll it back into the new journal.
    """
    orphan = folder / f"{JOURNAL_NAME}-journal"
    if not os.path.lexists(orphan):
        return
    names = (f"{orphan.name}.set-aside{number}" for number in ("", *range(2, 1000)))
    aside = next(path for path in map(orphan.with_name, names) if not os.path.lexists(path))
    orphan.replace(aside)
