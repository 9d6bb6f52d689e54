"""An honest, modest estimate of how hard a passphrase is to guess.

It counts what somebody guessing systematically would have to try, in bits (each bit doubles the work),
in two ways, and the lower count stands:

* As words. About 11 bits for each different word of three or more letters (an everyday vocabulary of
  some two thousand words), 3 for a shorter one, 7 for a year, and 2 more for letters replaced by look-alikes
  (``p4ssw0rd``). Sentences and sayings are easier than that, which no count can see: the advice says so.
* As characters: the size of the alphabet in use for each one, but only one bit for a character that
  repeats the one before it or carries on a run such as ``abc``, ``321`` or ``qwerty``.

The journal's key is made slowly, at a fraction of a second a guess, so about 40 bits keep off a
determined guesser with ordinary means; that is where "strong enough" begins.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import Enum

MINIMUM = 8
"""The fewest characters a passphrase may have."""

_WORD_BITS, _SHORT_WORD_BITS, _YEAR_BITS, _LOOK_ALIKE_BITS = 11.0, 3.0, 7.0, 2.0
_EASY_BELOW, _FAIR_BELOW = 26.0, 40.0
_RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_SEPARATOR = re.compile(r"[\s\-_.,;:/+&]+")
_PIECES = re.compile(r"[^\W\d_]+|\d+|[\W_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LOOK_ALIKES = str.maketrans("01345$@!", "oieassai")
_VOWELS = frozenset("aeiouyw")


class Level(Enum):
    """How it reads in words."""

    EMPTY = 0
    SHORT = 1
    EASY = 2
    FAIR = 3
    STRONG = 4


@dataclass(frozen=True, slots=True)
class Strength:
    """The estimate: a level, the bits behind it, and the number of words and characters."""

    level: Level
    bits: float
    words: int
    characters: int


def estimate(passphrase: str) -> Strength:
    """Estimate a passphrase. Nothing of it is kept."""
    characters = len(passphrase)
    words = [word for word in _SEPARATOR.split(passphrase) if word]
    different = {word.lower(): word for word in words}.values()
    bits = min(sum(_bits_of(word) for word in different), _character_bits(passphrase))
    if not passphrase:
        level = Level.EMPTY
    elif characters < MINIMUM:
        level = Level.SHORT
    elif bits < _EASY_BELOW:
        level = Level.EASY
    elif bits < _FAIR_BELOW:
        level = Level.FAIR
    else:
        level = Level.STRONG
    return Strength(level, bits, len(words), characters)


def _bits_of(word: str) -> float:
    """Bits of one piece between spaces: a word, a word in disguise, or a mixture."""
    core = word.lower().rstrip("0123456789!?")
    plain = core.translate(_LOOK_ALIKES)
    if (
        len(core) >= 3
        and plain.isalpha()
        and plain != core
        and sum(c.isalpha() for c in core) * 2 > len(core)
    ):
        return _WORD_BITS + _LOOK_ALIKE_BITS + _character_bits(word[len(core) :])
    if word.isalpha():
        return _alphabetic_bits(word)
    return sum(_piece_bits(piece) for piece in _PIECES.findall(word))


def _piece_bits(piece: str) -> float:
    if piece.isalpha() and len(piece) >= 3:
        return _alphabetic_bits(piece)
    if _YEAR.fullmatch(piece):
        return _YEAR_BITS
    return _character_bits(piece)


def _alphabetic_bits(word: str) -> float:
    if len(word) < 3:
        return _SHORT_WORD_BITS
    vowels = sum(letter in _VOWELS for letter in word.lower())
    jumbled = word.isascii() and vowels * 5 < len(word)
    return _character_bits(word) if jumbled else _WORD_BITS


def _character_bits(text: str) -> float:
    alphabet = 0
    alphabet += 26 if any(c.islower() for c in text) else 0
    alphabet += 26 if any(c.isupper() for c in text) else 0
    alphabet += 10 if any(c.isdigit() for c in text) else 0
    alphabet += 20 if any(not c.isalnum() for c in text) else 0
    each = math.log2(alphabet or 26)
    bits, before = 0.0, ""
    for character in text.lower():
        bits += 1.0 if before and _follows(before, character) else each
        before = character
    return bits


def _follows(before: str, after: str) -> bool:
    pair, back = before + after, after + before
    return before == after or any(pair in run or back in run for run in _RUNS)
