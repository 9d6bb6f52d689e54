"""Everything of an entry as it lies in its tables, in one piece: equal pieces are equal entries.

Most entries of a copy are in the journal just so. Comparing the rows is several times as quick as making
both into entries, with their versions, and comparing those.
"""

from __future__ import annotations

from coprod_desktop.vault.connection import Connection, Row

_LISTS = (
    ("name, meeting_kind, my_part, access, taking_away", "reflection", "entry"),
    (
        "question_id, position, event, question_text, noticed, how_known, rating, keep_out, said",
        "answer",
        "position",
    ),
    ("origin, position, text, by_day, with_whom, state, state_words, state_changed", "step", "origin"),
    ("position, name", "entry_tag", "position"),
    ("position, item_id", "entry_item", "position"),
    ("changed, record", "version", "record"),
)

_ALL = (
    "SELECT id, kind, title, event, written, changed, question_set, deleted_at,"
    " (SELECT body FROM note WHERE note.entry = entry.number), "
    + ", ".join(
        f"(SELECT json_group_array(json_array({columns})) FROM"
        f" (SELECT * FROM {table} WHERE {table}.entry = entry.number ORDER BY {order}))"
        for columns, table, order in _LISTS
    )
    + " FROM entry WHERE number = ?"
)


def everything_of(connection: Connection, number: int) -> Row | None:
    """All values of the entry with this row number but its mark and what is made from the others."""
    return connection.one(_ALL, number)
