"""When entries were taken out of the bin again: what merging needs to know which act was the last.

It is no change of an entry, whose words could else come out on top of later ones. So it stands beside them,
in one setting: a JSON object with the moment for each entry's id.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from contextlib import suppress

from coprod_desktop.domain.records import moment_from_text, moment_to_text
from coprod_desktop.vault.connection import Connection

_SETTING = "bin-put-back"


def put_back_moments(connection: Connection) -> dict[str, str]:
    """When each entry was last taken out of the bin, by their ids.

    Raises:
        ValueError, RecursionError: what is kept is none of the program's.
    """
    row = connection.one("SELECT value FROM setting WHERE key = ?", _SETTING)
    kept = json.loads(str(row[0])) if row is not None else {}
    if not isinstance(kept, dict):
        raise ValueError("no moments")  # noqa: TRY004  # what does not read is one kind of error here
    return {entry_id: moment_to_text(moment_from_text(str(moment))) for entry_id, moment in kept.items()}


def own_put_back_moments(connection: Connection) -> dict[str, str]:
    """The same of one's own journal, where what does not read counts as nothing."""
    with suppress(ValueError, RecursionError):
        return put_back_moments(connection)
    return {}


def note_put_back(connection: Connection, moments: Mapping[str, str]) -> None:
    """Note these moments, by the ids of entries. Inside the caller's transaction."""
    if moments:
        _keep(connection, {**own_put_back_moments(connection), **moments})


def forget_put_back(connection: Connection, entry_ids: Collection[str]) -> None:
    """Keep nothing of entries that go for good. Inside the caller's transaction."""
    kept = own_put_back_moments(connection)
    if not kept.keys().isdisjoint(entry_ids):
        gone = set(entry_ids)
        _keep(connection, {each: moment for each, moment in kept.items() if each not in gone})


def _keep(connection: Connection, moments: Mapping[str, str]) -> None:
    connection.change(
        "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", _SETTING, json.dumps(moments)
    )
