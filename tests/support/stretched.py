"""A pseudo-language: every word of the program half as long again, with accents, between brackets.

Where English just fits, German or Welsh does not; this shows it without a translation. Before each vowel
stands the same one with an accent, so that taking these away gives the English back: a test goes on finding
things by their names.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from PySide6.QtCore import QCoreApplication, QTranslator

from coprod_desktop.content.model import Recipe

_VOWELS = dict(zip("aeiouAEIOU", "áéíóúÁÉÍÓÚ", strict=True))
_ADDED = re.compile(f"[{''.join(_VOWELS.values())}«»]")
_KEPT = re.compile(r"(\{[^}]*\}|<[^>]*>|&\w+;|https?://\S+|\*\.\w+)")
_FORM_OF_A_DATE = re.compile(r"[dMyhHmsz :,./'-]+")
_NO_WORDS = {"id", "icon", "link", "kind", "followed_by", "item_ids", "group"}

_on = False


def stretch(text: str) -> str:
    """The text in the pseudo-language. Placeholders, marks and addresses stay as they are."""
    if not any(char.isalpha() for char in text) or _FORM_OF_A_DATE.fullmatch(text):
        return text
    parts = _KEPT.split(text)
    parts[::2] = ["".join(_VOWELS.get(char, "") + char for char in part) for part in parts[::2]]
    return f"«{''.join(parts)}»"


def plain(text: str) -> str:
    """The English again, where the pseudo-language is spoken; else the text as it is."""
    return _ADDED.sub("", text) if _on else text


def as_written(word: str) -> str:
    """A word as the program shows it now, to search for."""
    return stretch(word).strip("«»") if _on else word


def stretched(recipe: Recipe) -> Recipe:
    """The recipe in the pseudo-language."""
    made = _stretched(recipe)
    assert isinstance(made, Recipe)
    return made


def speak(app: QCoreApplication) -> None:
    """Have everything said in the pseudo-language from now on, the recipe too."""
    global _on  # noqa: PLW0603  # one process speaks one language
    from coprod_desktop.content import loader

    _on = True
    load = loader.load
    loader.load = lambda folder: stretched(load(folder))
    app.installTranslator(_Stretching(app))


class _Stretching(QTranslator):
    def isEmpty(self) -> bool:
        return False

    def translate(self, _context: str, source: str, _comment: str | None = None, _n: int = -1) -> str:
        return stretch(source)


def _stretched(value: Any) -> Any:
    if isinstance(value, Enum) or (not isinstance(value, str | tuple | dict) and not is_dataclass(value)):
        return value
    if isinstance(value, str):
        return stretch(value)
    if isinstance(value, tuple):
        return tuple(_stretched(part) for part in value)
    if isinstance(value, dict):
        return {key: _stretched(part) for key, part in value.items()}
    assert is_dataclass(value) and not isinstance(value, type)
    changed = {
        field.name: _stretched(getattr(value, field.name))
        for field in fields(value)
        if field.name not in _NO_WORDS
    }
    return replace(value, **changed)
