"""Where lines may break in words without an end.

Qt looks for a place to break from each line to the end of the word, which is the square of its length: a
minute for 200,000 letters in a row, as a picture pasted as text has them. Breaking anywhere is quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QTextEdit

_ENDLESS = 1000
"""Letters without a space from which on a word counts as endless; no word and no usual address has them."""


def wrap_mode(*texts: str) -> QTextOption.WrapMode:
    """How to break lines of these texts: between words, unless one of them never ends."""
    if any(len(word) > _ENDLESS for word in _words(texts)):
        return QTextOption.WrapMode.WrapAnywhere
    return QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


@contextmanager
def wrapping(field: QTextEdit, *texts: str) -> Iterator[None]:
    """Have these texts put into a field, which wraps them as they need.

    Never is a word without an end laid out in the slow way: neither the new one before the mode is set, nor
    the old one after it.
    """
    mode = wrap_mode(*texts)
    if mode is QTextOption.WrapMode.WrapAnywhere:
        field.setWordWrapMode(mode)
    yield
    field.setWordWrapMode(mode)


def _words(texts: Iterable[str]) -> Iterable[str]:
    return (word for text in texts if len(text) > _ENDLESS for word in text.split())
