"""Where one sentence ends and the next begins."""

from __future__ import annotations

import re
from typing import Final

_END: Final = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s)")
"""Goes back nowhere: a text that somebody made up may be a million marks long."""
_SPACE: Final = re.compile(r"\s*")
_BEGINS: Final = re.compile(r"[\"'“‘(\[]*[A-Z0-9À-ÞŒŠŽ]")
_NEVER_LAST: Final = frozenset({"e.g", "i.e", "cf", "vs", "mr", "mrs", "ms", "mx", "dr", "prof"})
_SHORT: Final = _NEVER_LAST | {
    "etc",
    "st",
    "no",
    "nos",
    "pp",
    "vol",
    "ed",
    "eds",
    "approx",
    "tel",
    "inc",
    "ltd",
}
_INITIAL: Final = re.compile(r"(?:[A-Za-z]\.)*[A-Z]")
_LONG_WORD: Final = 100
"""Letters before a mark that are looked at for its word."""


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of ``text`` stand, as start and end, without the space between them.

    A full stop after "e.g." or an initial ends none, and neither does one before a small letter.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(text):
        space = _SPACE.match(text, end.end())
        after = space.end() if space else end.end()
        if after < len(text) and _ends(text[max(start, end.start() - _LONG_WORD) : end.start()], end, after):
            found.append((start, end.end()))
            start = after
    found.append((start, len(text)))
    trimmed = (_trimmed(text, *one) for one in found)
    return tuple((first, last) for first, last in trimmed if first < last)


def _ends(before: str, end: re.Match[str], after: int) -> bool:
    """Whether a mark ends a sentence, by the words right before it and by what follows at ``after``."""
    text, mark = end.string, end.group()
    if "\n" in text[end.end() : after]:
        return True
    if not _BEGINS.match(text, after):
        return False
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    words = before.split()
    word = words[-1].lstrip("\"'“‘([") if words else ""
    if word.lower() in _NEVER_LAST or _INITIAL.fullmatch(word):
        return word == "I"  # "… and so did I. Then …"
    is_closed = len(mark) > 1  # "(… etc.) Then": the bracket says that it is over
    return is_closed or word.lower() not in _SHORT


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
