"""The program's icon in the forms that Windows and macOS want, from the drawings of each size."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from itertools import groupby

import pixels
import product

DRAWINGS = product.ROOT / "resources" / "icons" / "app"
LARGEST = product.ROOT / "installers" / "macos" / "app-icon-1024.png"


def picture(size: int) -> bytes:
    """The PNG drawn for ``size`` pixels."""
    return (DRAWINGS / f"app-icon-{size}.png").read_bytes()


def ico(sizes: Iterable[int]) -> bytes:
    """An icon for Windows with one PNG a size in pixels, none over 256.

    The form is Microsoft's ICONDIR: a head, a row of 16 bytes a picture, then the pictures; 256 is
    written as 0.
    """
    pictures = [(size, picture(size)) for size in sorted(sizes)]
    place = 6 + 16 * len(pictures)
    rows = []
    for size, png in pictures:
        rows.append(struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(png), place))
        place += len(png)
    head = struct.pack("<HHH", 0, 1, len(pictures))
    return b"".join((head, *rows, *(png for _, png in pictures)))


_SMALL = {16: (b"is32", b"s8mk"), 32: (b"il32", b"l8mk")}
"""Pixels and their opacity. As PNGs these two sizes are drawn wrongly on some releases of macOS."""
_LARGE = {128: b"ic07", 256: b"ic08", 512: b"ic09"}
_RETINA = {16: b"ic11", 32: b"ic12", 128: b"ic13", 256: b"ic14"}
"""PNGs of twice the size, for screens with two pixels a point."""


def icns() -> bytes:
    """An icon for macOS, from 16 points to 512 and with twice the pixels of each.

    The form is Apple's: a head, then each picture with its kind and length.
    """
    parts = []
    for size, (colours, opacity) in _SMALL.items():
        _, _, dots = pixels.rgba(picture(size))
        parts += [(colours, b"".join(_packed(dots[plane::4]) for plane in range(3))), (opacity, dots[3::4])]
    parts += [(kind, picture(size)) for size, kind in _LARGE.items()]
    parts += [(kind, picture(2 * size)) for size, kind in _RETINA.items()]
    parts.append((b"ic10", LARGEST.read_bytes()))
    body = b"".join(kind + struct.pack(">I", len(data) + 8) + data for kind, data in parts)
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def _packed(plane: bytes) -> bytes:
    """One colour of all pixels: 128 to 255 says that a byte comes 3 to 130 times, less that many follow."""
    packed, plain = bytearray(), bytearray()
    for value, length in _runs(plane):
        if length >= 3:
            packed += _as_they_are(plain) + bytes((length + 125, value))
            plain.clear()
        else:
            plain += bytes((value,)) * length
    return bytes(packed + _as_they_are(plain))


def _runs(plane: bytes) -> Iterator[tuple[int, int]]:
    for value, same in groupby(plane):
        count = len(list(same))
        for start in range(0, count, 130):
            yield value, min(130, count - start)


def _as_they_are(plain: bytes | bytearray) -> bytes:
    pieces = (plain[start : start + 128] for start in range(0, len(plain), 128))
    return b"".join(bytes((len(piece) - 1,)) + piece for piece in pieces)
