"""A picture as PNG, packed strip by strip and read back.

Qt's own writer takes five times as long for a large picture, and its reader stops every other thread
meanwhile; zlib lets the window go on.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_EIGHT_BITS_OF_RGB: Final = bytes((8, 2, 0, 0, 0))
_QUICKLY: Final = 2
"""How hard zlib tries: flat colours get small at once, and more takes three times as long."""
_UNPACKED_AT_ONCE: Final = 1 << 20


def pack(width: int, height: int, strips: Iterable[bytes], texts: Mapping[str, str]) -> bytes:
    """Make a PNG of ``strips`` of whole rows, three bytes (red, green, blue) a dot, from the top.

    ``texts`` are its texts by their key, as `Title` and `Description`.
    """
    packing = zlib.compressobj(_QUICKLY)
    packed = [packing.compress(_unfiltered(strip, width * 3)) for strip in strips]
    packed.append(packing.flush())
    said = [_chunk(b"iTXt", _text(key, text)) for key, text in texts.items()]
    head = struct.pack(">II", width, height) + _EIGHT_BITS_OF_RGB
    data = b"".join(packed)
    return b"".join((_SIGNATURE, _chunk(b"IHDR", head), *said, _chunk(b"IDAT", data), _chunk(b"IEND", b"")))


def is_whole(data: bytes) -> bool:
    """Whether bytes that were read back are a whole picture of `pack`: every check sum, every dot."""
    try:
        chunks = list(_chunks(data))
        head = next(words for name, words in chunks if name == b"IHDR")
        dots = b"".join(words for name, words in chunks if name == b"IDAT")
        width, height = struct.unpack(">II", head[:8])
        return chunks[-1][0] == b"IEND" and _unpacked_size(dots) == height * (1 + width * 3)
    except (ValueError, IndexError, StopIteration, struct.error, zlib.error):
        return False


def _unfiltered(strip: bytes, row: int) -> bytes:
    """Rows as PNG wants them: each says first that it is as it is."""
    return b"".join(b"\0" + strip[start : start + row] for start in range(0, len(strip), row))


def _text(key: str, text: str) -> bytes:
    return key.encode("latin-1") + b"\0\1\0\0\0" + zlib.compress(text.encode("utf-8"))


def _chunk(name: bytes, words: bytes) -> bytes:
    return (
        struct.pack(">I", len(words)) + name + words + struct.pack(">I", zlib.crc32(words, zlib.crc32(name)))
    )


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of every part.

    Raises:
        ValueError: it is no PNG, or a part is not what it was.
        struct.error: it ends too soon.
    """
    if not data.startswith(_SIGNATURE):
        raise ValueError("no PNG")
    at = len(_SIGNATURE)
    while at < len(data):
        (size,) = struct.unpack_from(">I", data, at)
        name, words = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        (expected,) = struct.unpack_from(">I", data, at + 8 + size)
        if zlib.crc32(words, zlib.crc32(name)) != expected:
            raise ValueError("a part is not what it was")
        yield name, words
        at += 12 + size


def _unpacked_size(dots: bytes) -> int:
    """How many bytes the dots are, without ever having all of them in memory."""
    unpacking, size = zlib.decompressobj(), 0
    while dots:
        size += len(unpacking.decompress(dots, _UNPACKED_AT_ONCE))
        dots = unpacking.unconsumed_tail
    size += len(unpacking.flush())
    return size if unpacking.eof else -1
