"""Texts as lists show them: a megabyte that somebody pasted must not be measured and painted in a row."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import category

LONGEST_IN_A_LIST = 300
"""Characters of a title in a list, before the ellipsis: five lines at least, more than a title needs."""

_TAGS_IN_A_LIST = 30
_LONGEST_TAG_IN_A_LIST = 80
_STEPS_BACK = 8
_JOINS = "\u200d"


def in_short(text: str, most: int = LONGEST_IN_A_LIST) -> str:
    """The text itself, or its first ``most`` characters with an ellipsis. Letters keep their accents."""
    if len(text) <= most:
        return text
    cut = most
    while cut > most - _STEPS_BACK and _belongs_together(text, cut):
        cut -= 1
    return text[:cut].rstrip() + "…"


def tags_in_short(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as a row of a list shows them."""
    every = [in_short(tag, _LONGEST_TAG_IN_A_LIST) for tag in tags]
    return tuple(every if len(every) <= _TAGS_IN_A_LIST else [*every[:_TAGS_IN_A_LIST], "…"])


def _belongs_together(text: str, cut: int) -> bool:
    return category(text[cut])[0] == "M" or _JOINS in text[cut - 1 : cut + 1]
