"""Reads the pixels of a small PNG, in the forms that the icons here have and no others."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PALETTE, _RGBA = 3, 6


class PictureError(Exception):
    """Not a PNG, or one of another form."""


def rgba(png: bytes) -> tuple[int, int, bytes]:
    """Width, height, and four bytes a pixel (red, green, blue, opacity), row by row.

    Raises:
        PictureError: it is not a PNG with 8 bits, of colours or of a palette, without interlacing.
    """
    chunks = list(_chunks(png))
    head = next((body for kind, body in chunks if kind == b"IHDR"), b"")
    if len(head) != 13:
        raise PictureError("no head")
    width, height, depth, colour, _, _, interlaced = struct.unpack(">2I5B", head)
    if depth != 8 or colour not in {_PALETTE, _RGBA} or interlaced:
        raise PictureError(f"{depth} bits, colour type {colour}, interlacing {interlaced}")
    packed = zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"))
    pixel = 4 if colour == _RGBA else 1
    rows = b"".join(_rows(packed, width * pixel, pixel))
    if colour == _RGBA:
        return width, height, rows
    colours = next(body for kind, body in chunks if kind == b"PLTE")
    clear = next((body for kind, body in chunks if kind == b"tRNS"), b"").ljust(256, b"\xff")
    return width, height, b"".join(colours[3 * i : 3 * i + 3] + clear[i : i + 1] for i in rows)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not png.startswith(_SIGNATURE):
        raise PictureError("not a PNG")
    place = len(_SIGNATURE)
    while place + 8 <= len(png):
        size, kind = struct.unpack_from(">I4s", png, place)
        yield kind, png[place + 8 : place + 8 + size]
        place += size + 12


def _rows(packed: bytes, width: int, pixel: int) -> Iterator[bytes]:
    """Each row as it was before PNG's filters made it easier to compress; ``width`` in bytes."""
    above = bytearray(width)
    for start in range(0, len(packed), width + 1):
        kind, row = packed[start], bytearray(packed[start + 1 : start + 1 + width])
        for place in range(width):
            left = row[place - pixel] if place >= pixel else 0
            corner = above[place - pixel] if place >= pixel else 0
            guess = (0, left, above[place], (left + above[place]) // 2, _nearest(left, above[place], corner))
            row[place] = (row[place] + guess[kind]) & 0xFF
        yield bytes(row)
        above = row


def _nearest(left: int, above: int, corner: int) -> int:
    """Whichever of the three is nearest to left + above - corner (PNG's Paeth filter)."""
    aim = left + above - corner
    return min((left, above, corner), key=lambda value: abs(aim - value))
