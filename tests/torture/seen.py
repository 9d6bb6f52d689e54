"""All that a journal holds, as one value that can be compared: every row of every table, and its ways in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from coprod_desktop.vault.connection import Connection, Row
from coprod_desktop.vault.errors import WrongPassphrase, WrongRecoveryCode
from coprod_desktop.vault.unlocked import FORMER_LOCKS
from coprod_desktop.vault.vault import Vault
from coprod_desktop.vault.ways import HIGHEST_SEQ
from tests.support.journals import CHEAP
from tests.torture.matrix import require

Content = dict[str, tuple[Row, ...]]

_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    " AND name NOT LIKE 'entry\\_words%' ESCAPE '\\' ORDER BY name"
)


_COUNTERS = {HIGHEST_SEQ, FORMER_LOCKS}
"""Settings that only count upwards, or note an act before it is done, whatever becomes of it."""


def content_of(connection: Connection) -> Content:
    """Every row of the tables; of the search index, that it is whole and fits the texts.

    Raises:
        VaultError: something does not read.
    """
    connection.require_sound()
    names = [str(name) for (name,) in connection.read(_TABLES)]
    rows = {name: tuple(sorted(connection.read(f"SELECT * FROM {name}"), key=repr)) for name in names}
    rows["setting"] = tuple(row for row in rows["setting"] if row[0] not in _COUNTERS)
    return rows | {"version of the format": ((connection.number("user_version"),),)}


def held_by(vault: Vault) -> Content:
    """The same of an open journal."""
    return content_of(vault._connection)


def held_in(
    folder: Path, passphrases: Iterable[str], codes: Iterable[str] = ()
) -> tuple[Content, frozenset[str]]:
    """What a closed journal holds, and which of these ways in open it: a passphrase has to."""
    works: dict[str, Content] = {}
    known = frozenset(passphrases)
    for way in (*known, *codes):
        opened = Vault.open if way in known else Vault.open_with_recovery_code
        try:
            vault = opened(folder, way, kdf=CHEAP)
        except (WrongPassphrase, WrongRecoveryCode):
            continue
        try:
            works[way] = held_by(vault)
        finally:
            vault.close()
    require(bool(known & works.keys()), "no passphrase opens it")
    contents = list(works.values())
    require(all(content == contents[0] for content in contents), "each way in shows something else")
    return contents[0], frozenset(works)
