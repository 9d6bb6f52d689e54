"""A sheet as one piece of formatted text: the same words as on its pages, free to flow at any size."""

from __future__ import annotations

from coprod_desktop.domain.richtext import Block as Line
from coprod_desktop.domain.richtext import BlockKind, Document, Span, normalise
from coprod_desktop.export.sheet import Ask, Block, Head, Items, Sheet, SheetKind, Words


def as_text(sheet: Sheet) -> Document:
    """Everything a reader of the sheet gets to read, in the same order, the title first."""
    lines = [_heading(sheet.title, 1)]
    if sheet.subtitle:
        lines.append(_plain(sheet.subtitle))
    for block in sheet.blocks:
        lines += _lines(block, sheet)
    return normalise([*lines, Line(spans=sheet.credit)])


def _lines(block: Block, sheet: Sheet) -> list[Line]:
    if isinstance(block, Words):
        return [Line(spans=block.spans)]
    if isinstance(block, Head):
        return [_heading(block.text, block.level + 1)]
    if isinstance(block, Items):
        above = [_heading(block.title, 2), Line(spans=block.heading)] if block.title else []
        return [*above, *(Line(BlockKind.BULLET, line) for line in block.lines)]
    if isinstance(block, Ask):
        return _ask(block, sheet)
    if not block.label:
        return []
    return [_heading(block.label, 2) if block.is_large else _plain(block.label)]


def _ask(block: Ask, sheet: Sheet) -> list[Line]:
    is_card = sheet.wish.kind is SheetKind.CARDS
    lines = [_plain(sheet.group_title(block.group))] if is_card else []
    lines.append(Line(spans=(Span(block.text, bold=True),)))
    if block.ours:
        lines.append(_plain(f"{sheet.ours}: {' '.join(block.ours)}"))
    return lines


def _heading(text: str, level: int) -> Line:
    return Line(BlockKind.HEADING, (Span(text),), level)


def _plain(text: str) -> Line:
    return Line(spans=(Span(text),))
