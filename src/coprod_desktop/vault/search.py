"""Finding entries by the words in them, inside the encryption."""

from __future__ import annotations

import re
import unicodedata

from coprod_desktop.domain.entries import EntryKind, EntryRow
from coprod_desktop.domain.matching import is_word_character
from coprod_desktop.vault import rows
from coprod_desktop.vault.connection import Connection, Value
from coprod_desktop.vault.errors import JournalDamaged

MARK_BEGIN, MARK_END = "\x02", "\x03"
"""Stand around what matched; no stored text holds them."""

_SNIPPET_WORDS = 28
_TAIL_OF_EMOJI = re.compile(MARK_END + "([\u200d\ufe0f\U0001f3fb-\U0001f3ff]+)")
"""Joiners, variants and skin tones, which belong to the picture before them."""

_NUMBERS = """
SELECT entry_words.rowid FROM entry_words JOIN entry ON entry.number = entry_words.rowid
WHERE entry_words MATCH ? AND entry.deleted_at IS NULL AND (? IS NULL OR entry.kind = ?)
ORDER BY entry_words.rank, entry.event DESC, entry.written DESC LIMIT ? OFFSET ?
"""

_HIT = f"""
SELECT {rows.ENTRY_ROW}, highlight(entry_words, 0, char(2), char(3)),
    snippet(entry_words, 1, char(2), char(3), '…', {_SNIPPET_WORDS})
FROM entry_words JOIN entry ON entry.number = entry_words.rowid
WHERE entry_words MATCH ? AND entry_words.rowid = ?
"""
"""Marks are made for the few hits that are shown, not for every one that is ranked."""


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
        numbers = self._connection.read(_NUMBERS, query, only, only, limit, offset)
        return [self._hit(query, number) for (number,) in numbers]

    def _hit(self, query: str, number: Value) -> EntryRow:
        found = self._connection.one(_HIT, query, number)
        if found is None:
            raise JournalDamaged(path=self._connection.path, reason="record")
        *row, title, excerpt = found
        shown = list(row)
        shown[2], shown[4] = _whole_emoji(str(title)), _whole_emoji(" ".join(str(excerpt).split()))
        try:
            return rows.entry_row(tuple(shown))
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


def _whole_emoji(marked: str) -> str:
    """Move the end of a mark behind an emoji's own tail, so that the picture is not drawn in pieces."""
    return _TAIL_OF_EMOJI.sub(r"\1" + MARK_END, marked)
