"""A voice, and which of many are offered for words in one language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

USUAL_PERCENT = 100
PERCENTS = (50, 75, 100, 125, 150, 175, 200)
"""The speeds there are, in per cent of the voice's usual one."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One of the computer's voices. ``language`` is a tag such as ``en-GB``; empty where it is unknown."""

    id: str
    name: str
    language: str = ""


def tag(language: str) -> str:
    """A language tag as we write it: ``en_GB`` and ``EN-gb`` are ``en-GB``."""
    parts = language.replace("_", "-").split("-")
    return "-".join([parts[0].lower(), *(p.upper() if len(p) == 2 else p for p in parts[1:])])


def offered(voices: Iterable[Voice], language: str = "en-GB") -> tuple[Voice, ...]:
    """The voices for words in ``language``: those of its country first. All of them, where none speaks it."""
    known = tuple(voices)
    spoken, country = language.partition("-")[0], tag(language)
    fitting = [voice for voice in known if tag(voice.language).partition("-")[0] == spoken]
    fitting.sort(key=lambda voice: (tag(voice.language) != country, voice.name.casefold()))
    return tuple(fitting) or known


def nearest_percent(percent: float) -> int:
    """The speed there is that is nearest to another one."""
    return min(PERCENTS, key=lambda one: abs(one - percent))
