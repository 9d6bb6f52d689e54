"""What a compressed run in a file says: zlib, gzip, and bare deflate as in a zip, begun at any byte.

A library may pack what it keeps, and a word in it is then in no search for bytes. So each place where a run
could begin is unpacked for a little; what goes on to unpack is taken whole.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

_WINDOW, _FIRST = 2048, 512
_LONGEST = 1 << 20
"""Bytes of one run that are looked at."""

_SHORTEST = 4
_GZIP = b"\x1f\x8b\x08"
_ZLIB = {bytes((0x78, flags)) for flags in range(256) if (0x7800 + flags) % 31 == 0 and not flags & 0x20}
_BARE = {(byte >> 1) & 3 for byte in (0b010, 0b100)}
"""Blocks with codes that are known before, or told; one that is only stored can be read as it stands."""


def runs_in(data: bytes, bare_within: int = 1 << 22) -> Iterator[tuple[int, bytes]]:
    """Every run that unpacks, with the place where it begins. Some of them mean nothing.

    In data of more than ``bare_within`` bytes bare deflate is only looked for behind a zip's own heads: it
    has no mark of its own, so that each byte has to be tried.
    """
    yield from _marked(data)
    view = memoryview(data)
    places = range(len(data)) if len(data) <= bare_within else _behind_heads(data)
    for place in places:
        if (data[place] >> 1) & 3 in _BARE:
            unpacked = _unpacked(view, place, -zlib.MAX_WBITS)
            if len(unpacked) >= _SHORTEST:
                yield place, unpacked


def _marked(data: bytes) -> Iterator[tuple[int, bytes]]:
    view = memoryview(data)
    place = data.find(b"\x78")
    while place >= 0:
        if data[place : place + 2] in _ZLIB:
            yield place, _unpacked(view, place, zlib.MAX_WBITS)
        place = data.find(b"\x78", place + 1)
    place = data.find(_GZIP)
    while place >= 0:
        yield place, _unpacked(view, place, 16 + zlib.MAX_WBITS)
        place = data.find(_GZIP, place + 1)


def _behind_heads(data: bytes) -> Iterator[int]:
    """Where the files of a zip begin, behind their names."""
    head = data.find(b"PK\x03\x04")
    while head >= 0:
        lengths = data[head + 26 : head + 30]
        place = head + 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
        if place < len(data):
            yield place
        head = data.find(b"PK\x03\x04", head + 4)


def _unpacked(view: memoryview, place: int, kind: int) -> bytes:
    """What unpacks from there on; nothing where its beginning does not."""
    try:
        first = zlib.decompressobj(kind).decompress(view[place : place + _WINDOW], _FIRST)
    except zlib.error:
        return b""
    if len(first) < _FIRST:
        return first
    whole, unpacking = b"", zlib.decompressobj(kind)
    fed: bytes | memoryview = view[place : place + _LONGEST]
    try:
        while fed and not unpacking.eof and len(whole) < _LONGEST:
            whole += unpacking.decompress(fed, 1 << 14)
            fed = unpacking.unconsumed_tail
    except zlib.error:
        pass
    return whole or first
