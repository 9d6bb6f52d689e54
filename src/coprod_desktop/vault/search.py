"""Finding entries by the words in them, inside the encryption."""

from __future__ import annotations

import re
import unicodedata

from coprod_desktop.domain.entries import EntryKind, EntryRow
from coprod_desktop.domain.matching import is_word_character
from coprod_desktop.vault import rows
from coprod_desktop.vault.connection import Connection, Row
from coprod_desktop.vault.errors import JournalDamaged

MARK_BEGIN, MARK_END = "\x02", "\x03"
"""Stand around what matched; no stored text holds them."""

_SNIPPET_WORDS = 28
_TAIL_OF_EMOJI = re.compile(MARK_END + "([\u200d\ufe0f\U0001f3fb-\U0001f3ff]+)")
"""Joiners, variants and skin tones, which belong to the picture before them."""

_FIND = f"""
SELECT {rows.ENTRY_ROW}, highlight(entry_words, 0, char(2), char(3)),
    snippet(entry_words, 1, char(2), char(3), '…', {_SNIPPET_WORDS})
FROM entry_words CROSS JOIN entry ON entry.number = entry_words.rowid
WHERE entry_words MATCH ? AND entry.deleted_at IS NULL AND (? IS NULL OR entry.kind = ?)
ORDER BY entry_words.rank LIMIT ? OFFSET ?
"""
"""``rank`` alone and the cross join let the index itself sort: marks are then made only for the few hits
that are shown. With any other order they are made for every hit, which took seconds for a short word."""


class Search:
    """The index ``entry_words``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(
        self, words: str, kind: EntryKind | None = None, offset: int = 0, limit: int = 50
    ) -> list[EntryRow]:
        """Entries that hold all the words, best first. The last word may be a beginning.

        Case and accents do not matter. In title and excerpt what matched stands between the marks.
        Without any letter, number or symbol in ``words`` nothing is found.
        """
        query = query_of(words)
        if not query:
            return []
        only = None if kind is None else kind.value
        hits = self._connection.read(_FIND, query, only, only, limit, offset)
        try:
            return [_hit(hit) for hit in hits]
        except ValueError:
            raise JournalDamaged(path=self._connection.path, reason="record") from None


def query_of(words: str) -> str:
    """The words as a query of the index: each quoted, so that no character in them is a command."""
    words = unicodedata.normalize("NFC", words)
    terms = [term for term in words.replace("\x00", " ").split() if any(map(is_word_character, term))]
    if not terms:
        return ""
    quoted = ['"' + term.replace('"', '""') + '"' for term in terms]
    return " ".join(quoted) + "*"


def _hit(hit: Row) -> EntryRow:
    """The row of a hit, with the marked title and excerpt in place of the plain ones."""
    *row, title, excerpt = hit
    row[2], row[4] = _whole_emoji(str(title)), _whole_emoji(" ".join(str(excerpt).split()))
    return rows.entry_row(tuple(row))


def _whole_emoji(marked: str) -> str:
    """Move the end of a mark behind an emoji's own tail, so that the picture is not drawn in pieces."""
    return _TAIL_OF_EMOJI.sub(r"\1" + MARK_END, marked)
