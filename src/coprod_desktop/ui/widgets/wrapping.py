"""Where lines may break in words without an end.

Qt looks for a place to break from each line to the end of the word, which is the square of its length: a
minute for 200,000 letters in a row, as a picture pasted as text has them. Breaking anywhere is quick.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QTextOption

_ENDLESS = 1000
"""Letters without a space from which on a word counts as endless; no word and no usual address has them."""


def wrap_mode(*texts: str) -> QTextOption.WrapMode:
    """How to break lines of these texts: between words, unless one of them never ends."""
    if any(len(word) > _ENDLESS for word in _words(texts)):
        return QTextOption.WrapMode.WrapAnywhere
    return QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def _words(texts: Iterable[str]) -> Iterable[str]:
    return (word for text in texts if len(text) > _ENDLESS for word in text.split())
