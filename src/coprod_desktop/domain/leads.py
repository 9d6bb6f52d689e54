"""What stands before an item of a list where formatted text is shown as plain lines."""

from __future__ import annotations

from collections.abc import Iterator

from coprod_desktop.domain.richtext import LIST_KINDS, Block, BlockKind, Document

_BULLET = "\u2022\u2002"
_INDENT = "\u2003"


def with_leads(document: Document) -> Iterator[tuple[str, Block]]:
    """Every block, after the bullet or number that it is to be shown with; of no list, nothing."""
    numbers: dict[int, int] = {}
    for block in document:
        numbers = _counted(numbers, block)
        yield _lead(block, numbers), block


def as_lines(document: Document) -> str:
    """The words alone as they are to be read, one line a block, lists as lists."""
    return "\n".join(lead + block.text.replace("\n", " ") for lead, block in with_leads(document))


def _counted(numbers: dict[int, int], block: Block) -> dict[int, int]:
    """How far each depth of a numbered list has come; anything else begins anew."""
    if block.kind not in LIST_KINDS:
        return {}
    outer = {depth: number for depth, number in numbers.items() if depth <= block.level}
    if block.kind is BlockKind.NUMBERED:
        outer[block.level] = outer.get(block.level, 0) + 1
    else:
        outer.pop(block.level, None)
    return outer


def _lead(block: Block, numbers: dict[int, int]) -> str:
    indent = _INDENT * max(0, block.level - 1)
    if block.kind is BlockKind.BULLET:
        return indent + _BULLET
    if block.kind is BlockKind.NUMBERED:
        return f"{indent}{numbers[block.level]}.\u2002"
    return ""
