"""Reads what a Mac's libraries and programs say of themselves: chip, oldest macOS, what they are linked to.

The form is Apple's (`mach-o/loader.h`, `mach-o/fat.h`). Own code and standard library only, so that any
machine can look.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FAT, _FAT_64 = 0xCAFEBABE, 0xCAFEBABF
_THIN_64 = 0xFEEDFACF
_CHIPS = {0x0100000C: "arm64", 0x01000007: "x86_64"}
_LOADS = {0xC, 0x80000018, 0x8000001F}  # LC_LOAD_DYLIB, …_WEAK_DYLIB, LC_REEXPORT_DYLIB
_RPATH, _OLDEST, _BUILT_FOR, _SYMBOLS = 0x8000001C, 0x24, 0x32, 0x2
_WRITING_CODE = b"\0_pthread_jit_write_protect_np\0"
_MOST_SLICES = 16  # a Java class file begins like a fat file, with its version where the count stands


@dataclass(frozen=True, slots=True)
class Slice:
    """One chip's part of a file.

    ``oldest`` is the first macOS that it runs on. ``writes_code``: it makes code as it runs, which the
    hardened runtime ends a program for; it can be told on Apple's chips alone.
    """

    chip: str
    oldest: tuple[int, int]
    needs: tuple[str, ...]
    searches: tuple[str, ...]
    writes_code: bool = False


class NotReadableError(Exception):
    """A file begins like one of a Mac's libraries and goes on otherwise."""


def is_macho(start: bytes) -> bool:
    """Whether a file with these first eight bytes is a library or program of a Mac."""
    if len(start) < 8:
        return False
    if struct.unpack("<I", start[:4])[0] == _THIN_64:
        return True
    magic, count = struct.unpack(">II", start[:8])
    return magic in {_FAT, _FAT_64} and 0 < count <= _MOST_SLICES


def found(folder: Path) -> list[Path]:
    """Every such file below a folder, links left out, the deepest first."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    ours = [path for path in files if is_macho(_start(path))]
    return sorted(ours, key=lambda path: (-len(path.parts), path.as_posix()))


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(8)


def slices(data: bytes) -> list[Slice]:
    """What each chip's part says.

    Raises:
        NotReadableError: it is cut short, or no file of this form.
    """
    if not is_macho(data[:8]):
        raise NotReadableError("not a library or program of a Mac")
    try:
        return [_one(data[offset:]) for offset in _offsets(data)]
    except struct.error as error:
        raise NotReadableError(str(error)) from error


def _offsets(data: bytes) -> Iterator[int]:
    magic, count = struct.unpack(">II", data[:8])
    if magic not in {_FAT, _FAT_64}:
        yield 0
        return
    size, form, place = (20, ">5I", 2) if magic == _FAT else (32, ">2I2Q2I", 2)
    for number in range(count):
        yield int(struct.unpack_from(form, data, 8 + number * size)[place])


def _one(data: bytes) -> Slice:
    magic, chip, _, _, count, _, _, _ = struct.unpack_from("<8I", data)
    if magic != _THIN_64:
        raise NotReadableError("not a part for a 64-bit chip")
    oldest, place, writes_code = (0, 0), 32, False
    needs: list[str] = []
    searches: list[str] = []
    for _ in range(count):
        command, size = struct.unpack_from("<2I", data, place)
        if command in _LOADS or command == _RPATH:
            text = _text(data[place : place + size])
            (searches if command == _RPATH else needs).append(text)
        elif command in {_OLDEST, _BUILT_FOR}:
            packed = struct.unpack_from("<I", data, place + (8 if command == _OLDEST else 12))[0]
            oldest = (packed >> 16, packed >> 8 & 0xFF)
        elif command == _SYMBOLS:
            start, length = struct.unpack_from("<2I", data, place + 16)
            writes_code = _WRITING_CODE in data[start : start + length]
        place += size
    return Slice(_CHIPS.get(chip, hex(chip)), oldest, tuple(needs), tuple(searches), writes_code)


def _text(command: bytes) -> str:
    start = struct.unpack_from("<I", command, 8)[0]
    return command[start:].split(b"\0", 1)[0].decode()
