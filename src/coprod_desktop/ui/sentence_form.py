"""What a sentence about a fault is made of."""

from __future__ import annotations

from dataclasses import dataclass

from coprod_desktop.errors import KnownError
from coprod_desktop.ui.names import shown_name


@dataclass(frozen=True, slots=True)
class Sentence:
    """``what`` happened, and what to do ``next``."""

    what: str
    next: str


def value_of(error: KnownError, name: str) -> str:
    """One of a fault's facts, as the window shows it."""
    return shown_name(error.values.get(name, ""))
