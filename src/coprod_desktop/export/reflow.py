"""A report as one piece of formatted text: the same words as on its pages, free to flow at any size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coprod_desktop.domain.richtext import MAX_HEADING, Block, BlockKind, Document, Span, normalise
from coprod_desktop.export.report import Detail, Heading, Part, Report, Writing


def as_text(report: Report) -> Document:
    """Everything a reader of the report gets to read, in the same order, the title first."""
    blocks = [_heading(report.title, 1), *_lines((report.period,))]
    for entry in report.entries:
        blocks += [_heading(entry.title, 2), *_lines((entry.when,))]
        for part in entry.parts:
            blocks += _part(part)
    return normalise([*blocks, Block(spans=report.credit)])


def _part(part: Part) -> list[Block]:
    if isinstance(part, Heading):
        return [_heading(part.text, MAX_HEADING)]
    if isinstance(part, Detail):
        return [_detail(part)]
    if isinstance(part, Writing):
        return [_below(block) for block in part.document]
    label = Block(spans=(Span(part.label, bold=True),))
    return [label, *(_below(block) for block in part.document), *(_detail(detail) for detail in part.details)]


def _below(block: Block) -> Block:
    """A heading somebody wrote stands below those of the report."""
    return replace(block, level=MAX_HEADING) if block.kind is BlockKind.HEADING else block


def _heading(text: str, level: int) -> Block:
    return Block(BlockKind.HEADING, (Span(text),), level)


def _detail(detail: Detail) -> Block:
    return Block(spans=(Span(detail.label, bold=True), Span(" " + detail.text)))


def _lines(texts: Iterable[str]) -> list[Block]:
    return [Block(spans=(Span(text),)) for text in texts if text]
