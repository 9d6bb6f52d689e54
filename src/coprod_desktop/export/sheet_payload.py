"""A sheet as the plain data that ``resources/typst/sheet.typ`` reads.

A *paragraph* is that of `export.payload`. A *piece* has a ``kind``: ``words`` (``look``, ``text``), ``head``
(``level``, ``text``), ``items`` (``half``, ``title``, ``heading``, ``lines``), ``ask`` (``half``, ``group``,
``text``, ``ours``, ``room``) or ``room`` (``text``, ``lines``).
"""

from __future__ import annotations

from coprod_desktop.export.payload import Data, paragraph, plain
from coprod_desktop.export.sheet import Ask, Block, Head, Items, Sheet, Words


def payload(sheet: Sheet) -> Data:
    """The data of a whole sheet; plain dicts, lists, strings, numbers and None only."""
    language, _, region = sheet.language.partition("-")
    made = sheet.made
    return {
        "form": sheet.wish.kind.value,
        "paper": sheet.wish.paper.value,
        "large": sheet.wish.large,
        "title": sheet.title,
        "lang": language,
        "region": region or None,
        "made": [made.year, made.month, made.day, made.hour, made.minute],
        "subtitle": plain(sheet.subtitle) if sheet.subtitle else None,
        "hint": plain(sheet.hint),
        "footer": "".join(span.text for span in sheet.credit),
        "page": sheet.page,
        "ours": plain(sheet.ours),
        "pieces": [_piece(block, sheet) for block in sheet.blocks],
        "credit": paragraph(sheet.credit),
    }


def _piece(block: Block, sheet: Sheet) -> Data:
    if isinstance(block, Words):
        return {"kind": "words", "look": block.look.value, "text": paragraph(block.spans)}
    if isinstance(block, Head):
        return {"kind": "head", "level": block.level, "text": plain(block.text)}
    if isinstance(block, Items):
        return {
            "kind": "items",
            "half": block.half.value,
            "title": plain(block.title),
            "heading": paragraph(block.heading),
            "lines": [paragraph(line) for line in block.lines],
        }
    if isinstance(block, Ask):
        return {
            "kind": "ask",
            "half": block.group.value,
            "group": plain(sheet.group_title(block.group)),
            "text": plain(block.text),
            "ours": [plain(line) for line in block.ours],
            "room": block.room,
        }
    return {"kind": "room", "text": plain(block.label), "lines": block.lines}
