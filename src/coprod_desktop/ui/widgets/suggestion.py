"""A passphrase to suggest: five words drawn at random from a list of everyday ones."""

from __future__ import annotations

import secrets
from pathlib import Path

HOW_MANY = 5


def suggest(word_list: Path) -> str:
    """Five different words, drawn by the system's own source of randomness.

    With the list's 1,900 words that is about 54 bits.

    Raises:
        OSError: the list is not there; a packaging fault.
    """
    words = word_list.read_text("utf-8").split()
    chosen: list[str] = []
    while len(chosen) < HOW_MANY:
        word = secrets.choice(words)
        if word not in chosen:
            chosen.append(word)
    return " ".join(chosen)
