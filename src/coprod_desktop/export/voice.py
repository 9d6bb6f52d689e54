"""Which way a paragraph runs and which language it is in, so that it is laid out and read aloud right.

The direction is that of the first letter with one (the Unicode Bidirectional Algorithm's rules P2 and
P3). The language is told from the script where the script tells it, with two refinements that matter
in Oxfordshire and Wales: Urdu and Persian by letters Arabic does not have, Welsh by its commonest
words. Where nothing is sure, nothing is claimed and the document's own language stands.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_SCRIPTS: Final = {
    "ARABIC": "ar",
    "ARMENIAN": "hy",
    "BENGALI": "bn",
    "CYRILLIC": "ru",
    "DEVANAGARI": "hi",
    "ETHIOPIC": "am",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "HANGUL": "ko",
    "HEBREW": "he",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "SINHALA": "si",
    "TAMIL": "ta",
    "THAI": "th",
}
_URDU = frozenset("ٹڈڑںےہ")
_PERSIAN = frozenset("پچژگ")
_UKRAINIAN = frozenset("іїєґІЇЄҐ")
_WELSH = frozenset(
    {"mae", "yn", "yr", "ddim", "wedi", "gyda", "bod", "ein", "eich", "roedd", "oedd", "nid", "dyma", "sydd"}
    | {"hynny", "hefyd", "beth", "pobl", "diolch", "fel", "dwi", "rydw", "rwy", "dw", "gan", "gwrando"}
    | {"gweithio", "siarad", "chi", "ni", "nhw", "pawb"}
)
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SAMPLE = 2000


@dataclass(frozen=True, slots=True)
class Voice:
    """``language`` is a two-letter code, or None when it is the document's own."""

    rtl: bool = False
    language: str | None = None


def voice(text: str) -> Voice:
    """The voice of one paragraph. Looks at its first 2,000 characters."""
    sample = text[:_SAMPLE]
    if sample.isascii() and not _may_be_welsh(sample):
        return Voice()
    return Voice(_runs_right_to_left(sample), _language(sample))


def _runs_right_to_left(text: str) -> bool:
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def _language(text: str) -> str | None:
    counts: dict[str, int] = {}
    for character in text:
        if character.isalpha():
            script = unicodedata.name(character, "").partition(" ")[0]
            counts[script] = counts.get(script, 0) + 1
    if not counts:
        return None
    script = max(counts, key=lambda name: counts[name])
    if script == "LATIN":
        return "cy" if _may_be_welsh(text) else None
    if script == "ARABIC":
        return _arabic_language(text)
    if script == "CYRILLIC" and _UKRAINIAN.intersection(text):
        return "uk"
    if script == "CJK" and ("HIRAGANA" in counts or "KATAKANA" in counts):
        return "ja"
    return _SCRIPTS.get(script)


def _arabic_language(text: str) -> str:
    if _URDU.intersection(text):
        return "ur"
    return "fa" if _PERSIAN.intersection(text) else "ar"


def _may_be_welsh(text: str) -> bool:
    """True when at least two, and at least a fifth, of the words are common Welsh ones."""
    words = [word.replace("’", "'").lower() for word in _LATIN_WORD.findall(text)]
    hits = sum(1 for word in words if any(part in _WELSH for part in word.split("'")))
    return hits >= 2 and hits * 5 >= len(words)
