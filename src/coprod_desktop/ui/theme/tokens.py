"""The design tokens: the numbers and colours of `resources/theme/tokens.json` as plain values.

Sizes are logical pixels at 100 % text size.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """One role of text.

    ``line_height`` is a multiple of ``size``; ``tracking`` is added between letters. Above 100 % a
    style grows at ``scale_rate``: headings more slowly than reading text, so that a large page still
    holds a question and its answers.
    """

    size: float
    weight: int
    line_height: float
    tracking: float
    scale_rate: float


@dataclass(frozen=True, slots=True)
class Family:
    """One typeface. ``faces`` maps a weight (``"600"``, ``"400i"``) to its file; the system's has none."""

    family: str
    size_adjust: float
    faces: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RatingLook:
    """How the mark of one rating is drawn: a shape first, a colour second."""

    key: str
    colour: str
    shape: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """All tokens. ``colours`` and ``scene`` are keyed by the name of a colour set, then of a colour."""

    styles: Mapping[str, TypeStyle]
    families: Mapping[str, Family]
    colours: Mapping[str, Mapping[str, str]]
    scene: Mapping[str, Mapping[str, str]]
    radii: Mapping[str, int]
    ratings: Mapping[str, RatingLook]
    space_rate: float
    measure_characters: int
    lead_measure_characters: int


def load_tokens(file: Path) -> Tokens:
    """Read the token file.

    Raises:
        OSError, ValueError, KeyError: the file is missing or not what the program ships; a packaging fault.
    """
    plain: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return Tokens(
        styles={
            role: TypeStyle(s["size"], s["weight"], s["lineHeight"], s["tracking"], s["scaleRate"])
            for role, s in plain["font"]["styles"].items()
        },
        families={
            key: Family(f["family"], f["sizeAdjust"], f["faces"])
            for key, f in plain["font"]["families"].items()
        },
        colours=plain["colour"],
        scene=plain["scene"],
        radii=plain["radius"],
        ratings={r["key"]: RatingLook(r["key"], r["colour"], r["shape"]) for r in plain["ratings"]},
        space_rate=plain["spaceRate"],
        measure_characters=plain["measure"]["characters"],
        lead_measure_characters=plain["measure"]["leadCharacters"],
    )
