"""Saving what can still be read of a damaged journal into a new one, which takes its place.

The damaged file is only read. The new journal has the same secret and the same vault id: so its passphrase,
its recovery code and its backups stay as they are. ``docs/decisions/salvage.md`` says what counts as read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import product
from pathlib import Path

from coprod_desktop.domain.entries import new_id
from coprod_desktop.errors import BugError
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.entries import Entries
from coprod_desktop.vault.entrywriter import EntryWriter
from coprod_desktop.vault.errors import (
    JournalDamaged,
    KeyFileDamaged,
    KeyFileMissing,
    NothingToSalvage,
    WrongRecoveryCode,
)
from coprod_desktop.vault.files import Disk, make_own_folder, open_to_read, told_plainly, write_and_sync
from coprod_desktop.vault.kdf import STANDARD, KdfPolicy
from coprod_desktop.vault.keyfile import KeyFile
from coprod_desktop.vault.keyfilepair import COPY_NAME, KEYS_NAME, KeyFilePair
from coprod_desktop.vault.keys import VAULT_ID_BYTES, JournalSecret, database_key
from coprod_desktop.vault.lock import JournalLock
from coprod_desktop.vault.look import JOURNAL_NAME, require_folder
from coprod_desktop.vault.placing import place
from coprod_desktop.vault.portable import Stopped, never
from coprod_desktop.vault.salvage_drafts import salvaged_drafts, write_drafts
from coprod_desktop.vault.salvage_entries import PartWords, Salvaged, SalvagedEntries
from coprod_desktop.vault.salvage_pages import DamagedFile
from coprod_desktop.vault.salvage_report import SalvageReport
from coprod_desktop.vault.salvage_tables import SalvagedTables
from coprod_desktop.vault.schema import prepare_new


def secrets_by_passphrase(folder: Path, passphrase: str, *, kdf: KdfPolicy = STANDARD) -> list[JournalSecret]:
    """The secret of a journal whose database is damaged and whose key file is whole. Slow, as opening is.

    There are two after a crash while the lock was changed.

    Raises:
        WrongPassphrase: it is another one.
        KeyFileMissing, KeyFileDamaged: only the recovery code helps.
        VaultError: the key file cannot be read.
    """
    require_folder(folder)
    key_file = KeyFilePair(folder, kdf, Disk()).read()
    return [key_file.open_with(passphrase), *key_file.next_by_passphrase(passphrase)]


def salvage(
    folder: Path,
    secrets: Sequence[JournalSecret],
    words: PartWords,
    now: datetime,
    *,
    marks: Iterable[bytes] = (),
    kdf: KdfPolicy = STANDARD,
    disk: Disk | None = None,
    stopped: Stopped = never,
) -> tuple[SalvageReport, JournalSecret]:
    """Make a new journal of what is left in the one in ``folder``, check it, and put it in its place.

    Gives which of ``secrets`` it has as well. ``words`` mark an entry of which a part is lost. ``marks`` are
    vault ids that the journal may have had, as its backups bear them, for when both its own file and its key
    file have lost theirs. ``stopped`` is asked for every page and every entry.

    Raises:
        WrongRecoveryCode: the secret is not this journal's.
        NothingToSalvage: no page of it can be read.
        SalvageStopped: ``stopped`` said so.
        VaultError: the new journal could not be written, or not be put in place. The damaged one is where
            it was.
    """
    require_folder(folder)
    through = disk or Disk()
    done: list[tuple[SalvageReport, JournalSecret]] = []

    def fill(arriving: Path) -> None:
        with JournalLock(folder).held_until_kept():
            key_file = _key_file(folder, kdf)
            with _damaged_file(folder, secrets, key_file, marks, stopped) as (file, vault_id, secret):
                report = _filled(arriving, file, secret, vault_id, words, now, through)
            done.append((report, secret))
            if key_file is not None and key_file.vault_id == vault_id:
                _write_keys(arriving, key_file, secrets, through)

    aside = place(folder, fill, day=now.astimezone().date(), disk=through)
    if aside is None:
        raise BugError("a journal was salvaged that was not there")
    report, secret = done[0]
    return replace(report, set_aside=aside), secret


def _write_keys(arriving: Path, key_file: KeyFile, secrets: Sequence[JournalSecret], disk: Disk) -> None:
    """Bring the key file along as it is, unless nobody here can tell that it is genuine."""
    if any(key_file.is_genuine(secret) for secret in secrets):
        with told_plainly(arriving):
            for name in (KEYS_NAME, COPY_NAME):
                write_and_sync(arriving / name, (key_file.to_bytes(),), disk)
            disk.sync_folder(arriving)


def _key_file(folder: Path, kdf: KdfPolicy) -> KeyFile | None:
    try:
        return KeyFilePair(folder, kdf, Disk()).read()
    except (KeyFileMissing, KeyFileDamaged, JournalDamaged):
        return None


@contextmanager
def _damaged_file(
    folder: Path,
    secrets: Sequence[JournalSecret],
    key_file: KeyFile | None,
    marks: Iterable[bytes],
    stopped: Stopped,
) -> Iterator[tuple[DamagedFile, bytes, JournalSecret]]:
    """The file under the first of its possible vault ids and secrets under which a page is genuine.

    Raises:
        WrongRecoveryCode, NothingToSalvage: there is none.
        SalvageStopped: it was called off.
    """
    journal = folder / JOURNAL_NAME
    with told_plainly(folder), open_to_read(journal) as stream:
        beginning = stream.read(VAULT_ID_BYTES)
    known = [] if key_file is None else [key_file.vault_id]
    possible = [each for each in dict.fromkeys([*known, beginning, *marks]) if len(each) == VAULT_ID_BYTES]
    for vault_id, secret in product(possible, secrets):
        file = DamagedFile(journal, database_key(secret, vault_id), stopped)
        try:
            if any(file.page(number) is not None for number in range(1, file.present + 1)):
                yield file, vault_id, secret
                return
        finally:
            file.close()
    if key_file is not None and not any(key_file.is_genuine(secret) for secret in secrets):
        raise WrongRecoveryCode
    raise NothingToSalvage(path=journal)


def _filled(
    arriving: Path,
    file: DamagedFile,
    secret: JournalSecret,
    vault_id: bytes,
    words: PartWords,
    now: datetime,
    disk: Disk,
) -> SalvageReport:
    """Write the new journal, and read all of it again. Its report still lacks where the old one goes."""
    with told_plainly(arriving.parent):
        make_own_folder(arriving)
        disk.close(disk.create(arriving / JOURNAL_NAME))
    key = database_key(secret, vault_id)
    connection = Connection(arriving / JOURNAL_NAME, key, vault_id, disk.vfs)
    try:
        prepare_new(connection)
        tables = SalvagedTables(file, _layouts(connection))
        today = now.astimezone().date()
        entries = SalvagedEntries(tables, words, today)
        drafts = salvaged_drafts(tables, words, today)
        with connection.write():
            whole, in_part = _write(connection, entries, file)
            write_drafts(connection, drafts)
            connection.change_many(
                "INSERT OR IGNORE INTO setting (key, value) VALUES (?, ?)", tables.keys["setting"]
            )
        file.go_on()
        connection.require_sound()
        file.go_on()
    finally:
        connection.close()
    return SalvageReport(
        whole=whole,
        in_part=in_part,
        gone=entries.gone,
        drafts=len(drafts),
        drafts_in_part=sum(not draft.is_whole for draft in drafts),
        pages=file.count,
        pages_lost=tables.pages_lost,
        set_aside=arriving,
    )


def _layouts(new: Connection) -> list[dict[str, int]]:
    """Where the trees of a journal begin: of one that is as it was made, and of one that was written anew."""
    found = [roots_of(new)]
    new.write_anew()
    return [*found, roots_of(new)]


def roots_of(connection: Connection) -> dict[str, int]:
    """Where each tree of an open journal begins."""
    rows = connection.read("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0")
    return {str(name): int(root or 0) for name, root in rows}


def _write(connection: Connection, found: Iterable[Salvaged], file: DamagedFile) -> tuple[int, int]:
    """Store the entries inside the caller's transaction; how many are whole, and how many are not."""
    whole = in_part = 0
    for each in found:
        file.go_on()
        _add(connection, each)
        whole += each.is_whole
        in_part += not each.is_whole
    return whole, in_part


def _add(connection: Connection, found: Salvaged) -> None:
    entries, entry = Entries(connection), found.entry
    if entries.number(entry.id) is not None:
        entry = replace(entry, id=new_id())
    writer = EntryWriter(connection)
    writer.add(entry)
    number = entries.number(entry.id)
    connection.change("UPDATE entry SET deleted_at = ? WHERE number = ?", found.deleted_at, number)
    if entry.id == found.entry.id:
        connection.change_many(
            "INSERT INTO version (entry, changed, record) VALUES (?, ?, ?)",
            [(number, changed, record) for changed, record in found.versions],
        )
    writer.note(number or 0, entry, found.steps)
