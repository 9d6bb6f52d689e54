"""Where one sentence ends and the next begins."""

from __future__ import annotations

import re
from typing import Final

_END: Final = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)")
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


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of ``text`` stand, as start and end, without the space between them.

    A full stop after "e.g." or an initial ends none, and neither does one before a small letter.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(text):
        rest = text[end.end() :].lstrip()
        if rest and _ends(text[start : end.start()], end.group(), text[end.end() :]):
            found.append((start, end.end()))
            start = len(text) - len(rest)
    found.append((start, len(text)))
    return tuple(_trimmed(text, first, last) for first, last in found if text[first:last].strip())


def _ends(before: str, mark: str, after: str) -> bool:
    """Whether a mark ends a sentence, by the word before it and by what follows."""
    if "\n" in after[: len(after) - len(after.lstrip())]:
        return True
    if not _BEGINS.match(after.lstrip()):
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
