"""Where searched words stand in a text, for highlighting what the search of the journal found.

Cuts text into words as the index of the journal does (`vault.search`): a word is a run of letters,
numbers and symbols such as emoji. Case and accents do not matter, whether a letter is stored whole or
with its accent after it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD_CATEGORIES = frozenset({"Co", "So"})
_NUKTA_TO_VIRAMA = range(7, 10)
"""Combining classes of marks that make another letter of the one before, in the scripts of India."""


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A place in a text, in characters: ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    folded: str


def fold(text: str) -> str:
    """Text without case and accents, to be compared and not to be shown."""
    return "".join(map(_folded, text))


def is_word_character(character: str) -> bool:
    """Whether the index of the journal keeps this character."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category in _WORD_CATEGORIES


def matches(text: str, words: str) -> tuple[Match, ...]:
    """The places where any of the searched words stands, in order and without overlap.

    A term such as ``e-mail`` matches where its words follow each other. The last word of all may be
    the beginning of a longer one; the whole longer word is the match then, as in the index.
    """
    terms = [term for term in (_words(part) for part in words.split()) if term]
    if not terms:
        return ()
    there = list(_words(text))
    found: set[Match] = set()
    for number, term in enumerate(terms):
        found.update(_places(there, term, last_is_prefix=number == len(terms) - 1))
    return tuple(_merged(sorted(found)))


def _places(there: Sequence[_Word], term: Sequence[_Word], *, last_is_prefix: bool) -> Iterator[Match]:
    *whole, last = [word.folded for word in term]
    for place in range(len(there) - len(whole)):
        candidate = there[place + len(whole)].folded
        fits = candidate.startswith(last) if last_is_prefix else candidate == last
        if fits and [word.folded for word in there[place : place + len(whole)]] == whole:
            yield Match(there[place].start, there[place + len(whole)].end)


def _merged(ordered: Sequence[Match]) -> Iterator[Match]:
    current = None
    for match in ordered:
        if current is not None and match.start < current.end:
            current = Match(current.start, max(current.end, match.end))
            continue
        if current is not None:
            yield current
        current = match
    if current is not None:
        yield current


def _words(text: str) -> list[_Word]:
    """The words of a text with their places. Marks belong to the word they stand in."""
    found: list[_Word] = []
    start, parts = -1, [""]
    for place, character in enumerate(text):
        if _is_part(character, inside=start >= 0):
            if start < 0:
                start, parts = place, []
            parts.append(_folded(character))
        elif start >= 0:
            found.append(_Word(start, place, "".join(parts)))
            start = -1
    if start >= 0:
        found.append(_Word(start, len(text), "".join(parts)))
    return [word for word in found if word.folded]


@lru_cache(maxsize=4096)
def _is_part(character: str, *, inside: bool) -> bool:
    if is_word_character(character):
        return True
    return inside and unicodedata.category(character)[0] == "M"


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    """One character without case and accents; nothing at all for an accent by itself."""
    parts = unicodedata.normalize("NFD", unicodedata.normalize("NFD", character).casefold())
    return "".join(part for part in parts if not _is_accent(part))


def _is_accent(character: str) -> bool:
    """Whether a mark only colours its letter: accents, Arabic and Hebrew vowel points, emoji variants.

    The vowel signs of Indian and other scripts have combining class 0 and are letters in all but name.
    """
    if "\ufe00" <= character <= "\ufe0f":
        return True
    order = unicodedata.combining(character)
    return order != 0 and order not in _NUKTA_TO_VIRAMA
