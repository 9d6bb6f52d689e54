"""What the growth picture is made of, read in a few quick queries. Entries in the bin are no part of it."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

from coprod_desktop.domain.entries import EventDate, Rating
from coprod_desktop.domain.growth import CameOf, GrowthPicture, Moment, Named, Said, Tried
from coprod_desktop.domain.records import moment_from_text
from coprod_desktop.domain.shortening import in_short
from coprod_desktop.vault.connection import Connection, Row
from coprod_desktop.vault.errors import JournalDamaged
from coprod_desktop.vault.rows import step_of

_ANSWERS = """
SELECT entry.id, entry.title, entry.event, answer.question_id, answer.rating, answer.noticed,
    answer.keep_out, answer.said
FROM answer JOIN entry ON entry.number = answer.entry
WHERE entry.deleted_at IS NULL
ORDER BY entry.event, entry.written, entry.number, answer.position
"""

_NAMED = """
SELECT entry_item.item_id, entry.id, max(entry.event)
FROM entry_item JOIN entry ON entry.number = entry_item.entry
WHERE entry.deleted_at IS NULL GROUP BY entry_item.item_id
"""
"""With ``max`` SQLite takes the other columns from the row that has the greatest value."""

_TRIED = """
SELECT entry.id, step.origin, entry.event, step.text, step.state, step.state_words, step.state_changed,
    coalesce(answer.keep_out, 0), step.by_day, step.with_whom
FROM step JOIN entry ON entry.number = step.entry
LEFT JOIN answer ON answer.entry = step.entry AND answer.question_id = step.origin
WHERE entry.deleted_at IS NULL AND step.state IN ('tried', 'learned', 'let-go')
ORDER BY step.state_changed, step.id
"""

_TEXTS = """
SELECT answer.question_id, answer.question_text
FROM answer JOIN entry ON entry.number = answer.entry
WHERE entry.deleted_at IS NULL AND answer.said = 1 AND answer.question_id NOT IN ({places})
ORDER BY entry.event, entry.written, entry.number, answer.position
"""


class Growth:
    """Reads across all entries what their answers, items and steps have in common."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def picture(self, question_ids: Collection[str]) -> GrowthPicture:
        """All of it. ``question_ids`` are the recipe's; of others the words of then are read as well.

        Raises:
            JournalDamaged: a value is none of the program's.
        """
        read = self._connection.read
        places = ", ".join("?" for _ in question_ids)
        try:
            return GrowthPicture(
                _moments(read(_ANSWERS)),
                tuple(Named(str(a), str(b), EventDate.from_iso(str(c))) for a, b, c in read(_NAMED)),
                tuple(_tried(row) for row in read(_TRIED) if not step_of(row[3], *row[-2:]).is_empty),
                tuple({str(a): str(b) for a, b in read(_TEXTS.format(places=places), *question_ids)}.items()),
            )
        except ValueError:
            raise JournalDamaged(path=self._connection.path, reason="record") from None


def _moments(rows: list[Row]) -> tuple[Moment, ...]:
    found = []
    for (entry_id, title, event), inside in groupby(rows, lambda row: row[:3]):
        when = EventDate.from_iso(str(event))
        said, left_out = [], set()
        for *_, question_id, rating, noticed, keep_out, says in inside:
            if not says:
                left_out.add(str(question_id))
                continue
            word = None if rating is None else Rating(str(rating))
            said.append(Said(str(entry_id), str(question_id), when, word, str(noticed), bool(keep_out)))
        found.append(Moment(str(entry_id), in_short(str(title)), when, tuple(said), frozenset(left_out)))
    return tuple(found)


def _tried(row: Row) -> Tried:
    """What came of a step that is still in its reflection: those taken out are no part, as under Actions."""
    entry_id, origin, event, text, state, words, noted, keep_out, *_ = row
    return Tried(
        str(entry_id),
        str(origin),
        EventDate.from_iso(str(event)),
        str(text),
        CameOf(str(state)),
        str(words),
        moment_from_text(str(noted)),
        bool(keep_out),
    )
