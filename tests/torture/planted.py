"""Words that nobody uses, so that one of them in a file was typed: the same ones for the same seed."""

from __future__ import annotations

import random

_SCRIPTS = ("bcdfghjklmnpqrstvwxz", "ŵŷâêîôû" + "bcdfgl", "ابتثجحخدذرزسشصضطظعغ", "бвгджзклмнпрстфхц")


def words_of(seed: int, many: int = 40) -> tuple[str, ...]:
    """So many words, most of them in plain letters."""
    chance = random.Random(f"words {seed}")
    kinds = chance.choices(_SCRIPTS, (7, 1, 1, 1), k=many)
    return tuple("".join(chance.choices(letters, k=11)) for letters in kinds)
