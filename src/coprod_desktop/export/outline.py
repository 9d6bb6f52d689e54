"""From the flat blocks of formatted text to the nested outline that documents are made of.

Word and PDF both want real nested lists and headings that never skip a level, whatever was typed:
readers who move by heading or by list rely on both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from coprod_desktop.domain.richtext import Block, BlockKind, Document, Span

_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_LISTS = (BlockKind.BULLET, BlockKind.NUMBERED)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Ordinary words."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SubHeading:
    """A heading somebody wrote, at the ``level`` it has in the whole document."""

    level: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list and the lists inside it."""

    spans: tuple[Span, ...]
    lists: tuple[ListNode, ...] = ()


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list. A numbered one begins at 1."""

    numbered: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Paragraphs, lists and headings that are quoted."""

    nodes: tuple[Node, ...]


Node: TypeAlias = Paragraph | SubHeading | ListNode | Quote


def outline(document: Document, under: int) -> tuple[Node, ...]:
    """The nodes of a document that stands under a heading of level ``under``.

    The levels that are used become ``under + 1``, ``under + 2`` …; none is skipped on the way down.
    Blocks without a word are left out: an empty heading or paragraph only interrupts a reader.
    """
    written = [block for block in document if is_seen(block.text)]
    used = sorted({block.level for block in written if block.kind is BlockKind.HEADING})
    headings = _Headings(used, under)
    nodes: list[Node] = []
    for quoted, group in groupby(written, key=lambda block: block.quote):
        inside = tuple(_nodes(list(group), headings))
        nodes += [Quote(inside)] if quoted else inside
    return tuple(nodes)


def is_seen(text: str) -> bool:
    """Whether anything of a text can be seen: not white space, controls and joiners alone."""
    return any(not ch.isspace() and unicodedata.category(ch) not in _UNSEEN for ch in text)


class _Headings:
    """Gives each heading its level in the whole document, in reading order."""

    def __init__(self, used: Sequence[int], under: int) -> None:
        self._used = used
        self._under = under
        self._last = under

    def level(self, written: int) -> int:
        wanted = self._under + 1 + self._used.index(written)
        self._last = min(wanted, self._last + 1)
        return self._last


def _nodes(blocks: Sequence[Block], headings: _Headings) -> list[Node]:
    nodes: list[Node] = []
    for is_list, group in groupby(blocks, key=lambda block: block.kind in _LISTS):
        if is_list:
            nodes += _lists(list(group))
            continue
        for block in group:
            if block.kind is BlockKind.HEADING:
                nodes.append(SubHeading(headings.level(block.level), block.spans))
            else:
                nodes.append(Paragraph(block.spans))
    return nodes


def _lists(blocks: Sequence[Block]) -> tuple[ListNode, ...]:
    """Lists out of neighbouring items. Deeper items belong to the item before them."""
    depth = min(block.level for block in blocks)
    starts = [n for n, block in enumerate(blocks) if block.level == depth]
    if starts[0] != 0:  # the first items are deeper than a later one: they stand on their own
        return _lists(blocks[: starts[0]]) + _lists(blocks[starts[0] :])
    lists: list[ListNode] = []
    bounds = [*starts, len(blocks)]
    for kind, group in groupby(zip(starts, bounds[1:], strict=True), key=lambda pair: blocks[pair[0]].kind):
        items = []
        for start, end in group:
            inner = blocks[start + 1 : end]
            items.append(Item(blocks[start].spans, _lists(inner) if inner else ()))
        lists.append(ListNode(kind is BlockKind.NUMBERED, tuple(items)))
    return tuple(lists)
