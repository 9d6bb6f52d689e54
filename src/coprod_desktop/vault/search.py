"""Finding entries by the words in them, inside the encryption."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from coprod_desktop.domain.entries import EntryKind, EntryRow
from coprod_desktop.domain.matching import is_word_character, matches
from coprod_desktop.vault import rows
from coprod_desktop.vault.connection import Connection, Row
from coprod_desktop.vault.errors import JournalDamaged

MARK_BEGIN, MARK_END = "\x02", "\x03"
"""Stand around what matched; no stored text holds them."""

_SNIPPET_WORDS = 28
_LONG = 4000
"""Characters. The index takes the square of the number of hits to mark a text: of a longer one minutes."""

_PIECE = 240
"""Characters of a long text that are shown, as long as an excerpt of the list."""

_QUERY = 1000
"""Characters of a query that are looked at; somebody may paste a page into the search."""

_TAIL_OF_EMOJI = re.compile(MARK_END + "([\u200d\ufe0f\U0001f3fb-\U0001f3ff]+)")
"""Joiners, variants and skin tones, which belong to the picture before them."""

_FIND = f"""
SELECT {rows.ENTRY_ROW},
    CASE WHEN length(entry_words.title) > {_LONG} THEN entry_words.title
        ELSE highlight(entry_words, 0, char(2), char(3)) END,
    CASE WHEN length(entry_words.body) > {_LONG} THEN NULL
        ELSE snippet(entry_words, 1, char(2), char(3), '…', {_SNIPPET_WORDS}) END,
    CASE WHEN length(entry_words.body) > {_LONG} THEN entry_words.body END
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
        Without any letter, number or symbol in ``words`` nothing is found. Of a very long query the
        beginning counts.
        """
        words = words[:_QUERY]
        query = query_of(words)
        if not query:
            return []
        only = None if kind is None else kind.value
        hits = self._connection.read(_FIND, query, only, only, limit, offset)
        try:
            return [_hit(hit, words) for hit in hits]
        except ValueError:
            raise JournalDamaged(path=self._connection.path, reason="record") from None


def query_of(words: str) -> str:
    """The words as a query of the index: each quoted, so that no character in them is a command."""
    words = unicodedata.normalize("NFC", words)
    terms = [term for term in words.replace("\x00", " ").split() if any(map(is_word_character, term))]
    if not terms:
        return ""
    once = [*dict.fromkeys(terms[:-1]), terms[-1]]
    quoted = ['"' + term.replace('"', '""') + '"' for term in once]
    return " ".join(quoted) + "*"


def _hit(hit: Row, words: str) -> EntryRow:
    """The row of a hit, with the marked title and excerpt in place of the plain ones."""
    *row, title, excerpt, long_body = hit
    marked = _whole_emoji(str(excerpt)) if long_body is None else _marked_piece(str(long_body), words)
    row[2], row[4] = _whole_emoji(str(title)), " ".join(marked.split())
    return rows.entry_row(tuple(row))


def _marked_piece(body: str, words: str) -> str:
    """The first piece of a long text in which a word stands, marked; else the text's beginning."""
    for piece in _pieces(body):
        places = matches(piece, words)
        if places:
            break
    else:
        piece, places = next(_pieces(body)), ()
    shown, end = "", 0
    for place in places:
        shown += piece[end : place.start] + MARK_BEGIN + piece[place.start : place.end] + MARK_END
        end = place.end
    before = "" if body.startswith(piece) else "…"
    return before + shown + piece[end:].rstrip() + ("" if body.endswith(piece) else "…")


def _pieces(body: str) -> Iterator[str]:
    """A text in pieces of about `_PIECE` characters, cut between words where that is possible."""
    start = 0
    while start < len(body):
        end = body.rfind(" ", start, start + _PIECE) + 1 if start + _PIECE < len(body) else len(body)
        end = end or start + _PIECE
        yield body[start:end]
        start = end


def _whole_emoji(marked: str) -> str:
    """Move the end of a mark behind an emoji's own tail, so that the picture is not drawn in pieces."""
    return _TAIL_OF_EMOJI.sub(r"\1" + MARK_END, marked)
