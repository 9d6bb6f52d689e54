"""The one spelling of the key file's JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping


def canonical(content: Mapping[str, object]) -> bytes:
    """ASCII, one space of indent, members in their given order."""
    return (json.dumps(content, ensure_ascii=True, indent=1) + "\n").encode("ascii")


def hex_of(value: object, length: int) -> bytes:
    """The bytes that a text spells in hexadecimal.

    Raises:
        TypeError, ValueError: it is no text, or spells another number of bytes.
    """
    if not isinstance(value, str):
        raise TypeError("hex")
    decoded = bytes.fromhex(value)
    if len(decoded) != length:
        raise ValueError("hex")
    return decoded
