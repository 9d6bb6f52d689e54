"""A folder with backups: what lies in it, what a new one is called, and which old ones go.

A backup is a copy in one file like any other (`portable.py`). Several journals may have theirs in one folder,
and anything else may lie there: only a regular file that has a backup's name *and* whose head bears the
journal's vault id is ever deleted, and only once those that stay in its stead were read to their end.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from coprod_desktop.errors import KnownError
from coprod_desktop.vault.backup_tiers import LEAST, Backup, Tiers, stand_for, to_keep
from coprod_desktop.vault.files import open_to_read
from coprod_desktop.vault.kdf import KdfPolicy
from coprod_desktop.vault.portable import (
    ENDING,
    MAGIC,
    Stopped,
    check_copy,
    never,
    opened_copy,
    read_head,
)

_BEFORE_CHANGE = " before a change"
_NAME = re.compile(
    rf"Journal backup (\d{{4}}-\d\d-\d\d \d\d\.\d\d)({_BEFORE_CHANGE})?(?: \d{{1,4}})?{re.escape(ENDING)}"
)
_PART = re.compile(r"\.[0-9a-f]{16}\.part")
_STRAY_AFTER = 24 * 60 * 60
"""Seconds after which an unfinished file is one that a crash left: nothing writes for so long."""


@dataclass(frozen=True, slots=True)
class Found:
    """One file with a backup's name. ``fault`` is the code of what is wrong with its head; None for nothing.

    ``made`` is what its head says, in UTC; where that cannot be read, what its name says. ``vault_id`` is
    empty then. Neither proves anything before the file is unlocked.
    """

    path: Path
    made: datetime
    size: int
    vault_id: bytes
    before_change: bool
    fault: str | None = None


def free_name(folder: Path, made: datetime, *, before_change: bool = False) -> Path:
    """A path that no file has yet. It tells when, where the person is, and nothing else."""
    when = made.astimezone().strftime("%Y-%m-%d %H.%M")
    first = f"Journal backup {when}{_BEFORE_CHANGE if before_change else ''}"
    names = (first if number == 1 else f"{first} {number}" for number in count(1))
    return next(path for path in (folder / f"{name}{ENDING}" for name in names) if not os.path.lexists(path))


def found_in(folder: Path, kdf: KdfPolicy) -> list[Found]:
    """Every file with a backup's name, newest first, by its head alone: a few thousand bytes each.

    Raises:
        OSError: the folder is not there or cannot be read.
    """
    found = [_looked_at(Path(each.path), kdf) for each in os.scandir(folder) if _NAME.fullmatch(each.name)]
    return sorted(
        (each for each in found if each), key=lambda each: (each.made, each.path.name), reverse=True
    )


def _looked_at(path: Path, kdf: KdfPolicy) -> Found | None:
    """What one file is; None where it is no regular file, or is gone by now."""
    named = _NAME.fullmatch(path.name)
    try:
        seen = path.lstat()
    except OSError:
        return None
    if named is None or not stat.S_ISREG(seen.st_mode):
        return None
    try:
        by_name = datetime.strptime(named[1], "%Y-%m-%d %H.%M").astimezone()
    except (ValueError, OverflowError, OSError):
        return None
    before_change = named[2] is not None
    try:
        with opened_copy(path) as stream:
            head = read_head(stream, path, kdf)
    except KnownError as error:
        return Found(path, by_name, seen.st_size, b"", before_change, error.code)
    return Found(path, head.made, seen.st_size, head.vault_id, before_change)


class Whole:
    """Remembers which files were read to their end and were whole, until they change."""

    def __init__(self, kdf: KdfPolicy) -> None:
        self._kdf = kdf
        self._seen: dict[tuple[Path, int, int], bool] = {}

    def is_whole(self, path: Path, stopped: Stopped = never) -> bool:
        """Read a file to its end, unless that was done before; say whether it is as it was made.

        Raises:
            CopyStopped: ``stopped`` said so.
        """
        from coprod_desktop.vault.errors import CopyStopped

        try:
            seen = path.stat()
        except OSError:
            return False
        mark = (path, seen.st_size, seen.st_mtime_ns)
        if mark not in self._seen:
            try:
                check_copy(path, self._kdf, stopped)
            except CopyStopped:
                raise
            except KnownError:
                self._seen[mark] = False
            else:
                self._seen[mark] = True
        return self._seen[mark]


def prune(
    folder: Path,
    vault_id: bytes,
    whole: Whole,
    *,
    now: datetime,
    tiers: Tiers,
    new: Path,
    kdf: KdfPolicy,
    stopped: Stopped = never,
) -> list[Path]:
    """Delete this journal's backups that no tier wants, and say which. ``new`` stays in any case.

    A file that is damaged, of another journal, or has another name, is neither counted nor deleted. What the
    system does not let go stays.

    Raises:
        CopyStopped: ``stopped`` said so. Nothing more is deleted then.
        OSError: the folder cannot be read.
    """
    ours = {
        each.path.name: each for each in found_in(folder, kdf) if not each.fault and each.vault_id == vault_id
    }
    backups = {Backup(name, each.made, each.before_change) for name, each in ours.items()}
    while True:
        kept = to_keep(backups, now, tiers)
        going = {each for each in backups - kept if each.name != new.name}
        if not going:
            return []
        relied_on = _relied_on(going, kept, now)
        damaged = {each for each in relied_on if not whole.is_whole(folder / each.name, stopped)}
        if not damaged:
            return [path for each in going if (path := _deleted(ours[each.name], kdf))]
        backups -= damaged


def _relied_on(going: Collection[Backup], kept: Collection[Backup], now: datetime) -> set[Backup]:
    """What must be whole before any of ``going`` is deleted."""
    past = [each for each in kept if each.made <= now]
    newest = sorted(past, key=lambda each: (each.made, each.name), reverse=True)[:LEAST]
    return {*newest, *(each for one in going for each in stand_for(one, past))}


def _deleted(found: Found, kdf: KdfPolicy) -> Path | None:
    """Delete a file if it is still what was found, and say so."""
    if _looked_at(found.path, kdf) != found:
        return None
    try:
        found.path.unlink()
    except OSError:
        return None
    return found.path


def sweep_parts(folder: Path, vault_id: bytes) -> None:
    """Delete unfinished files of this journal that a crash left a day ago or longer. Raises for nothing."""
    with suppress(OSError):
        for each in [Path(found.path) for found in os.scandir(folder) if _PART.fullmatch(found.name)]:
            with suppress(OSError):
                seen = each.lstat()
                old = abs(time.time() - seen.st_mtime) > _STRAY_AFTER
                if stat.S_ISREG(seen.st_mode) and old and _is_part_of(each, vault_id):
                    each.unlink()


def _is_part_of(path: Path, vault_id: bytes) -> bool:
    with open_to_read(path) as stream:
        start = stream.read(8192)
    return start.startswith(MAGIC) and f'"vault": "{vault_id.hex()}"'.encode() in start
