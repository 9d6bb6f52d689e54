"""An honest, modest estimate of how hard a passphrase is to guess.

It counts what somebody guessing systematically would have to try, in bits (each bit doubles the work):

* Words: about 11 bits for each different word of three or more letters (a working vocabulary of some
  two thousand words), and 3 for each shorter or numeric one. Sentences and sayings are easier than
  that, which no count can see: the advice says so.
* Anything else: the size of the alphabet used for each character, but only one bit for a character that
  repeats the one before it or continues a run such as ``abc``, ``321`` or ``qwerty``.

The lower of the two counts. The journal's key is derived slowly (a fraction of a second a guess), so
about 40 bits keep off a determined guesser with ordinary means; that is where "strong enough" begins.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import Enum

MINIMUM = 8
"""The fewest characters a passphrase may have."""

_WORD_BITS = 11.0
_SCRAP_BITS = 3.0
_EASY_BELOW, _FAIR_BELOW = 26.0, 40.0
_RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_SEPARATOR = re.compile(r"[\s\-_.,;:/+&]+")


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
    bits = min(_word_bits(words), _character_bits(passphrase))
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


def _word_bits(words: list[str]) -> float:
    """Bits of a row of words; without bound where a "word" is no word but a jumble."""
    bits = 0.0
    for word in {word.lower() for word in words}:
        letters = word.isalpha()
        if letters and 3 <= len(word) <= 14:
            bits += _WORD_BITS
        elif letters or word.isdigit():
            bits += _SCRAP_BITS + max(0, len(word) - 4) * 1.5
        else:
            bits += _character_bits(word)
    return bits


def _character_bits(text: str) -> float:
    alphabet = 0
    alphabet += 26 if any(c.islower() for c in text) else 0
    alphabet += 26 if any(c.isupper() for c in text) else 0
    alphabet += 10 if any(c.isdigit() for c in text) else 0
    alphabet += 20 if any(not c.isalnum() for c in text) else 0
    each = math.log2(alphabet) if alphabet else 0.0
    bits, before = 0.0, ""
    for character in text.lower():
        bits += 1.0 if before and _follows(before, character) else each
        before = character
    return bits


def _follows(before: str, after: str) -> bool:
    pair, back = before + after, after + before
    return before == after or any(pair in run or back in run for run in _RUNS)
