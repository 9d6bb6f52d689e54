"""Makes a payload fit for a PDF that everybody's reader accepts, and says what it had to change.

PDF/UA forbids a character that no font can draw, and the typesetter then makes no document at all.
Such a character is replaced by its name, ``[U+0F56]``, and reported, so that the person can be told
before anything is saved. Words too long for a line are given places to break, which are not seen and
take no room.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from typing import Any, Final, TypeAlias

Payload: TypeAlias = dict[str, Any]

_DROPPED: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_LONG_WORD: Final = re.compile(r"[^\s\u200b]{48,}")
_TEXT_FIELDS: Final = frozenset({"text", "title", "label", "footer", "page"})
BREAK_EVERY: Final = 12
TAB: Final = "    "


def clean(payload: Payload) -> Payload:
    """A copy without what no page can show: controls, direction overrides, halves of characters."""
    cleaned: Payload = _mapped(payload, _clean_text)
    return cleaned


def characters(payload: Payload) -> frozenset[str]:
    """Every character of a payload that is not plain ASCII, for asking whether a font has it."""
    return frozenset(ch for text in _texts(payload) for ch in text if ch > "~" and not _unseen(ch))


def without(payload: Payload, missing: Collection[str]) -> Payload:
    """A copy with each missing character replaced by its name, after which a line may break."""
    names = {ord(ch): named(ch) + "\u200b" for ch in missing}
    replaced: Payload = _mapped(payload, lambda text: text.translate(names))
    return replaced


def with_breaks(payload: Payload) -> Payload:
    """A copy in which words too long for a line may break."""
    broken: Payload = _mapped(payload, lambda text: _LONG_WORD.sub(_broken, text))
    return broken


def named(character: str) -> str:
    """How a character that cannot be drawn is shown."""
    return f"[U+{ord(character):04X}]"


def private_use(characters_used: Collection[str]) -> frozenset[str]:
    """Those whose meaning is one font's own, which PDF/A forbids."""
    return frozenset(ch for ch in characters_used if unicodedata.category(ch) == "Co")


def _clean_text(text: str) -> str:
    text = text.replace("\t", TAB).replace("\x85", " ").replace("\u2028", " ").replace("\u2029", " ")
    return _DROPPED.sub("", text.replace("\n", " "))


def _unseen(character: str) -> bool:
    """Joiners, variation selectors and tags are never drawn by themselves."""
    code = ord(character)
    return (
        0x200B <= code <= 0x200F
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0000 <= code <= 0xE0FFF
        or code in (0xAD, 0x34F, 0x2060)
    )


def _broken(match: re.Match[str]) -> str:
    """A long word with an unseen place to break before every twelfth letter that stands by itself."""
    pieces: list[str] = []
    since = 0
    word = match[0]
    for position, character in enumerate(word):
        joined = unicodedata.combining(character) or _unseen(character) or not character.isprintable()
        after_joiner = position and _unseen(word[position - 1])
        if since >= BREAK_EVERY and not joined and not after_joiner and _is_plain(character):
            pieces.append("\u200b")
            since = 0
        pieces.append(character)
        since += 1
    return "".join(pieces)


def _is_plain(character: str) -> bool:
    """Letters that are not shaped together with their neighbours, as Arabic and Indic ones are."""
    return character < "\u0590" or "\u1e00" <= character < "\u2030"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str):
                if key in _TEXT_FIELDS:
                    yield inner
            else:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """A copy of a payload with every text in it changed, and addresses and codes left alone."""
    if isinstance(value, list):
        return [_mapped(inner, change) for inner in value]
    if not isinstance(value, dict):
        return value
    return {
        key: (change(inner) if key in _TEXT_FIELDS else inner)
        if isinstance(inner, str)
        else _mapped(inner, change)
        for key, inner in value.items()
    }
