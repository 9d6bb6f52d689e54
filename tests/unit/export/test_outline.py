"""Nested lists and headings that never skip, out of flat blocks."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given

from coprod_desktop.domain.richtext import Block, BlockKind, Document, Span, normalise, parse
from coprod_desktop.export.outline import Item, ListNode, Node, Paragraph, Quote, SubHeading, is_seen, outline
from tests.support.documents import documents


def flat(nodes: tuple[Node, ...]) -> list[str]:
    """Every piece of text of an outline in reading order."""
    found: list[str] = []
    for node in nodes:
        if isinstance(node, Quote):
            found += flat(node.nodes)
        elif isinstance(node, ListNode):
            found += items(node)
        else:
            found.append("".join(span.text for span in node.spans))
    return found


def items(node: ListNode) -> list[str]:
    found = []
    for item in node.items:
        found.append("".join(span.text for span in item.spans))
        for inner in item.lists:
            found += items(inner)
    return found


def levels(nodes: tuple[Node, ...]) -> list[int]:
    found = []
    for node in nodes:
        if isinstance(node, Quote):
            found += levels(node.nodes)
        elif isinstance(node, SubHeading):
            found.append(node.level)
    return found


def item(text: str, *lists: ListNode) -> Item:
    return Item((Span(text),), lists)


def test_lists_nest_and_numbers_begin_again() -> None:
    made = outline(parse("- a\n    1. b\n    2. c\n- d\n\n1. e"), 1)
    inner = ListNode(True, (item("b"), item("c")))
    assert made == (ListNode(False, (item("a", inner), item("d"))), ListNode(True, (item("e"),)))


def test_an_item_deeper_than_the_first_of_all_stands_alone() -> None:
    deep = Block(BlockKind.BULLET, (Span("deep"),), 3)
    top = Block(BlockKind.BULLET, (Span("top"),), 1)
    assert outline((deep, top), 1) == (ListNode(False, (item("deep"),)), ListNode(False, (item("top"),)))


def test_headings_start_under_their_place_and_skip_nothing() -> None:
    assert levels(outline(parse("### c\n\n# a\n\n### c"), 2)) == [3, 3, 4]
    assert levels(outline(parse("# a\n\n### c\n\n## b"), 1)) == [2, 3, 3]


def test_quotes_hold_their_paragraphs_together() -> None:
    made = outline(parse("a\n\n> b\n>\n> - c\n\nd"), 1)
    assert [type(node) for node in made] == [Paragraph, Quote, Paragraph]


def test_blocks_without_words_are_left_out() -> None:
    empty = Block(BlockKind.HEADING, (Span(" "),), 1)
    assert outline((empty, Block(spans=(Span("x"),))), 1) == (Paragraph((Span("x"),)),)


@given(documents())
def test_every_word_is_there_once_in_order(document: Document) -> None:
    document = normalise(document)
    made = outline(document, 2)
    assert flat(made) == [block.text for block in document if is_seen(block.text)]
    assert all(after <= before + 1 for before, after in pairwise([2, *levels(made)]))
    assert all(2 < level <= 5 for level in levels(made))
