"""Names of files as the window shows them: nothing in one can pass for words of the program's own."""

from __future__ import annotations

import html
import unicodedata

_BREAKS = frozenset({"Zl", "Zp"})
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_JOINERS = "\u200c\u200d"
"""Scripts and emoji need them, and they move nothing."""

_REPLACED = "\ufffd"


def shown_name(name: object) -> str:
    """A file's name or path as one line, in the order in which it is written.

    A line break becomes a space. Control characters, marks that turn the direction of writing or cannot be
    seen, and bytes that are no text become U+FFFD. For the eye alone: such a name opens nothing.
    """
    return "".join(map(_shown, str(name)))


def plain_tip(text: str) -> str:
    """A tool tip that says ``text`` as it is. Left to itself, Qt would read "<b>" in it as HTML."""
    return f"<span>{html.escape(text)}</span>" if "<" in text or "&" in text else text


def _shown(character: str) -> str:
    kind = unicodedata.category(character)
    if character in "\t\n\v\f\r\x85" or kind in _BREAKS:
        return " "
    return _REPLACED if kind in _UNSEEN and character not in _JOINERS else character
