"""Takes out of ICU's table of data what Qt here never asks for: 32 MB become 8.

Qt on Linux sorts, changes case and reads time zones by ICU. It has words, units and currencies of its own,
and the program reads and writes UTF-8 only, which needs no conversion table. The library stays what it was
otherwise: one symbol, the same name, the same order.
"""

from __future__ import annotations

import re
import struct
import subprocess
from pathlib import Path

LEFT_OUT = re.compile(
    r"[^/]+/("
    r".*\.cnv|cnvalias\.icu"  # other encodings than Unicode's
    r"|unit/.*|curr/.*|lang/.*|region/.*|translit/.*|rbnf/.*|brkitr/.*"  # Qt has its own, or none
    r"|zone/(?!(root|en|en_GB|pool|res_index)\.res).*"  # names of time zones in other languages
    r"|unames\.icu|.*\.spp|confusables\.cfu"  # names of characters, forms for network names, look-alikes
    r")"
)
_ITEM = struct.Struct("<II")
_ALIGNED = 16
_SOURCE = """
.section .rodata
.balign 16
.globl {symbol}
.type {symbol}, %object
{symbol}:
.incbin "{data}"
.size {symbol}, . - {symbol}
.section .note.GNU-stack, "", %progbits
"""


class TableError(Exception):
    """The library does not look as ICU's library of data does."""


def cut(library: Path, target: Path) -> None:
    """Write ``target``, a copy of ``library`` with what is in `LEFT_OUT` taken out. Needs `as` and `ld`.

    Raises:
        TableError: ``library`` is something else, or a kind of it that is not known.
    """
    symbol, table = _read(library)
    data = target.with_suffix(".dat")
    data.write_bytes(_lighter(table))
    assembly = target.with_suffix(".s")
    assembly.write_text(_SOURCE.format(symbol=symbol, data=data), "utf-8")
    thing = target.with_suffix(".o")
    subprocess.run(["as", "-o", str(thing), str(assembly)], check=True)
    link = ["ld", "-shared", "-z", "noexecstack", "-soname", library.name, "-o", str(target), str(thing)]
    subprocess.run(link, check=True)
    for leftover in (data, assembly, thing):
        leftover.unlink()


def _read(library: Path) -> tuple[str, bytes]:
    """The one symbol and the table it stands for."""
    symbols = subprocess.run(
        ["objdump", "-T", str(library)], capture_output=True, text=True, check=True
    ).stdout
    headers = subprocess.run(
        ["objdump", "-h", str(library)], capture_output=True, text=True, check=True
    ).stdout
    symbol = re.search(r"^([0-9a-f]+) g +DO \.rodata\s+([0-9a-f]+).*\b(icudt\d+_dat)$", symbols, re.MULTILINE)
    section = re.search(r"\.rodata\s+[0-9a-f]+\s+([0-9a-f]+)\s+[0-9a-f]+\s+([0-9a-f]+)", headers)
    if symbol is None or section is None:
        raise TableError(f"{library.name} holds no table of ICU's")
    start = int(symbol[1], 16) - int(section[1], 16) + int(section[2], 16)
    return symbol[3], library.read_bytes()[start : start + int(symbol[2], 16)]


def _lighter(table: bytes) -> bytes:
    """The table without what is left out: its header, then names and places in order, then the items."""
    (header,) = struct.unpack_from("<H", table)
    if table[2:4] != b"\xda\x27" or table[12:16] != b"CmnD":
        raise TableError("the table has a form that is not known")
    kept = [(name, item) for name, item in items(table) if not LEFT_OUT.fullmatch(name)]
    at = 4 + _ITEM.size * len(kept)
    names = b"".join(name.encode("ascii") + b"\0" for name, _ in kept)
    rows, pieces = [], []
    place = at + len(names)
    place += -(header + place) % _ALIGNED
    padding = bytes(place - at - len(names))
    for name, item in kept:
        rows.append(_ITEM.pack(at, place))
        at += len(name) + 1
        piece = item + bytes(-len(item) % _ALIGNED)
        pieces.append(piece)
        place += len(piece)
    head = table[:header] + struct.pack("<I", len(kept))
    return b"".join((head, *rows, names, padding, *pieces))


def items(table: bytes) -> list[tuple[str, bytes]]:
    """Every item of a table with its name, in the table's own order."""
    (header,) = struct.unpack_from("<H", table)
    (count,) = struct.unpack_from("<I", table, header)
    rows = [_ITEM.unpack_from(table, header + 4 + _ITEM.size * number) for number in range(count)]
    ends = [place for _, place in rows[1:]] + [len(table) - header]
    found = []
    for (name, place), end in zip(rows, ends, strict=True):
        stop = table.index(b"\0", header + name)
        found.append((table[header + name : stop].decode("ascii"), table[header + place : header + end]))
    return found
