"""Before a journal of an older format is changed, a backup is made of it as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_desktop.vault import schema
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import UpgradeWithoutBackup, WhyNoBackup
from coprod_desktop.vault.opened import OpenedCopy
from tests.support.journals import CHEAP, PASSPHRASE
from tests.unit.services.backing_up import Computer
from tests.unit.vault import outside_reader as outside


def _dump(database: bytes, secret: bytes) -> list[str]:
    """All of a journal as a reader of the old format finds it that knows nothing of the program."""
    below = outside.as_database(outside.decrypted_pages(database, secret))
    try:
        return [f"{below.execute('PRAGMA user_version').fetchone()}", *below.iterdump()]
    finally:
        below.close()
