"""The bundled typefaces, each loaded when it is first chosen.

OpenDyslexic is published as WOFF, and its licence keeps the name for unmodified files. The file is
shipped as it came and unwrapped in memory when it is loaded, since not every platform's font loader
reads WOFF by itself.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

from coprod_desktop.ui.theme.tokens import Family

_WOFF_HEADER = struct.Struct(">4sIIHHIHHIIIII")
_WOFF_ENTRY = struct.Struct(">4sIIII")
_SFNT_ENTRY = struct.Struct(">4sIII")


class Typefaces:
    """Loads families of faces once each from one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loaded: dict[str, bool] = {}

    def load(self, family: Family) -> bool:
        """Make a family available; True when every face loaded (always so for the system's own).

        A face that does not load leaves the platform to choose another font: the words are still shown.
        """
        if family.family not in self._loaded:
            self._loaded[family.family] = self._load_faces(family)
        return self._loaded[family.family]

    def _load_faces(self, family: Family) -> bool:
        missing = [name for name in family.faces.values() if not self._load_face(name)]
        return not missing

    def _load_face(self, name: str) -> bool:
        path = self._folder / name
        if path.suffix != ".woff":
            return QFontDatabase.addApplicationFont(str(path)) >= 0
        try:
            plain = unwrap_woff(path.read_bytes())
        except (OSError, ValueError, struct.error, zlib.error):
            return False
        return QFontDatabase.addApplicationFontFromData(QByteArray(plain)) >= 0


def unwrap_woff(data: bytes) -> bytes:
    """Give the font inside a WOFF 1.0 file (W3C Recommendation, 13 December 2012, sections 3 to 5).

    Raises:
        ValueError, struct.error, zlib.error: not a WOFF file, or a damaged one.
    """
    signature, flavour, _length, count, *_rest = _WOFF_HEADER.unpack_from(data)
    if signature != b"wOFF":
        raise ValueError("not a WOFF file")
    power = max(1, count).bit_length() - 1
    head = struct.pack(">IHHHH", flavour, count, 16 << power, power, 16 * count - (16 << power))
    directory, body = b"", b""
    start = len(head) + _SFNT_ENTRY.size * count
    for index in range(count):
        tag, offset, packed, size, checksum = _WOFF_ENTRY.unpack_from(
            data, _WOFF_HEADER.size + index * _WOFF_ENTRY.size
        )
        table = data[offset : offset + packed]
        if packed < size:
            table = zlib.decompress(table)
        if len(table) != size:
            raise ValueError("a table of the font has another length than it says")
        directory += _SFNT_ENTRY.pack(tag, checksum, start + len(body), size)
        body += table + b"\0" * (-size % 4)
    return head + directory + body
