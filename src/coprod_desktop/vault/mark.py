"""What tells whether anything was written in a journal since some moment, without reading all of it."""

from __future__ import annotations

import hashlib

from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.names import BACKUP_SETTING, BIN_DAYS_SETTING, BIN_SCRUB_SETTING

_ASKED = (
    "SELECT count(*), max(changed), total(to_talk_about), count(deleted_at), max(deleted_at) FROM entry",
    "SELECT count(*), max(changed) FROM draft",
    "SELECT count(*), max(id) FROM version",
    "SELECT state, count(*), max(state_changed) FROM step GROUP BY state ORDER BY state",
)
_BINNED = "SELECT id, deleted_at FROM draft WHERE deleted_at IS NOT NULL ORDER BY id"

_SETTINGS = "SELECT key, value FROM setting WHERE key NOT IN (?, ?, ?) ORDER BY key"


def mark_of(connection: Connection) -> str:
    """Another one after anything was written, but for what is noted about backups and the bin.

    Empty where there is no entry and no draft. It is made of counts and moments.
    """
    told = [connection.read(sql) for sql in _ASKED]
    if told[0][0][0] == 0 and told[1][0][0] == 0:
        return ""
    if binned := connection.read(_BINNED):
        told.append(binned)
    told.append(connection.read(_SETTINGS, BACKUP_SETTING, BIN_DAYS_SETTING, BIN_SCRUB_SETTING))
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]
