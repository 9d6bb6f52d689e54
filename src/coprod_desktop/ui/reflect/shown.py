"""Formatted text as the HTML that a label shows: read-only, and nothing in it is ever read as markup."""

from __future__ import annotations

import html

from coprod_desktop.domain.richtext import Block, BlockKind, Span, parse, plain
from coprod_desktop.domain.shortening import in_short

_LONGEST = 4000
"""Characters of what is shown beside other things. What is longer was pasted; it stands whole where it is
read or written."""
_BULLET = "\u2022\u2002"


def shown(markdown: str) -> str:
    """Stored Markdown as lines of HTML, for a `Text` that takes rich text. Links show as plain words.

    Of more than `_LONGEST` characters the first are shown, without looks, and an ellipsis.
    """
    if len(markdown) > _LONGEST:
        words = in_short(plain(parse(markdown[: 2 * _LONGEST])), _LONGEST).removesuffix("…")
        return html.escape(words, quote=False).replace("\n", "<br>") + "…"
    lines: list[str] = []
    numbers: dict[int, int] = {}
    for block in parse(markdown):
        numbers = _counted(numbers, block)
        lines.append(_lead(block, numbers) + _inline(block))
    return "<br>".join(lines)


def _counted(numbers: dict[int, int], block: Block) -> dict[int, int]:
    """How far each depth of a numbered list has come; anything else begins anew."""
    if block.kind not in (BlockKind.NUMBERED, BlockKind.BULLET):
        return {}
    outer = {depth: number for depth, number in numbers.items() if depth <= block.level}
    if block.kind is BlockKind.NUMBERED:
        outer[block.level] = outer.get(block.level, 0) + 1
    else:
        outer.pop(block.level, None)
    return outer


def _lead(block: Block, numbers: dict[int, int]) -> str:
    indent = "\u2003" * max(0, block.level - 1)
    if block.kind is BlockKind.BULLET:
        return indent + _BULLET
    if block.kind is BlockKind.NUMBERED:
        return f"{indent}{numbers[block.level]}.\u2002"
    return ""


def _inline(block: Block) -> str:
    words = "".join(_span(span) for span in block.spans)
    return f"<b>{words}</b>" if block.kind is BlockKind.HEADING else words


def _span(span: Span) -> str:
    words = html.escape(span.text, quote=False).replace("\n", "<br>")
    if span.bold:
        words = f"<b>{words}</b>"
    return f"<i>{words}</i>" if span.italic else words
