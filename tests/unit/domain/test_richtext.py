"""Formatted text: what is written comes back exactly, whatever it looks like."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from markdown_it import MarkdownIt

from coprod_desktop.domain import markdown_reader, richtext
from coprod_desktop.domain.markdown_reader import MOST_BRACKETS
from coprod_desktop.domain.richtext import (
    LIST_KINDS,
    Block,
    BlockKind,
    Document,
    Span,
    clean_text,
    from_plain,
    normalise,
    parse,
    plain,
    safe_link,
    serialise,
)
from tests.support.documents import documents, nasty_text


def paragraph(text: str) -> Document:
    return (Block(spans=(Span(text),)),)


@settings(max_examples=200)
@given(documents())
def test_a_document_reads_back_as_it_was_written(document: Document) -> None:
    kept = normalise(document)
    assert parse(serialise(document)) == kept
    assert normalise(kept) == kept


@settings(max_examples=200)
@given(nasty_text)
@example("<b>x</b>")
@example("> not a quote")
@example("_x_ *y* `z` **w**")
@example("1. one\n2) two")
@example("# not a heading\n=====\n---")
@example("| a | b |\n|---|---|")
@example("&amp; &#65; &nbsp; AT&T;")
@example("two spaces  \n\ttab \\ backslash\\\n")
@example("NUL \x00 and lone \ud83d half and pair \ud83d\ude00")
@example("line\u2028separator\u2029paragraph")
@example("\xa0no-break\xa0 zero\u200bwidth \ufeff")
@example("[a]: http://example.org\n\n[a] ![b](c)")
@example("\u0645\u0631\u062d\u0628\u0627 Diolch yn fawr, d\u0175r \U0001f468\u200d\U0001f469\u200d\U0001f467")
@example("    four spaces\n~~~\nfence")
@example("")
@example("   ")
def test_text_that_looks_like_markup_stays_text(text: str) -> None:
    document = from_plain(text)
    again = parse(serialise(document))
    assert again == document
    assert plain(again) == plain(document)
    assert all(block.kind is BlockKind.PARAGRAPH and not block.quote for block in again)


@settings(max_examples=100)
@given(nasty_text)
def test_any_markdown_is_read_without_fault_into_the_normal_form(text: str) -> None:
    document = parse(text)
    assert normalise(document) == document
    assert parse(serialise(document)) == document


@settings(max_examples=100)
@given(nasty_text)
def test_no_word_of_plain_text_is_lost(text: str) -> None:
    kept = plain(from_plain(text))
    expected = clean_text(text)
    assert kept == (expected if expected.strip() else "")


@settings(max_examples=100)
@given(documents())
def test_depths_never_jump(document: Document) -> None:
    depth = 0
    for block in normalise(document):
        if block.kind in LIST_KINDS:
            assert 1 <= block.level <= min(depth + 1, 6)
        depth = block.level if block.kind in LIST_KINDS else 0


def test_what_a_journal_holds_is_plain_commonmark() -> None:
    document = (
        Block(BlockKind.HEADING, (Span("What happened"),), 2),
        Block(
            spans=(Span("We "), Span("slowed down", bold=True), Span(" and "), Span("listened", italic=True))
        ),
        Block(BlockKind.BULLET, (Span("a quiet minute"),), 1),
        Block(BlockKind.BULLET, (Span("before each question"),), 2),
        Block(BlockKind.NUMBERED, (Span("first"),), 1),
        Block(BlockKind.NUMBERED, (Span("second"),), 1),
        Block(spans=(Span("Whose deadline is it?"),), quote=True),
        Block(spans=(Span("more here", link="https://example.org/a_b?c=1&d=2"),)),
    )
    assert serialise(document) == (
        "## What happened\n\nWe **slowed down** and _listened_\n\n- a quiet minute\n"
        "  - before each question\n1. first\n2. second\n\n> Whose deadline is it?\n\n[more here](<https://example.org/a\\_b?c=1\\&d=2>)"
    )
    assert parse(serialise(document)) == document


def test_blank_paragraphs_and_breaks_at_the_ends_are_kept() -> None:
    document = (
        Block(),
        Block(spans=(Span("\na\n\nb\n"),)),
        Block(),
        Block(),
        Block(spans=(Span("c"),)),
        Block(),
    )
    assert parse(serialise(document)) == document


def test_a_document_without_words_is_empty() -> None:
    assert normalise((Block(), Block(spans=(Span(" \n"),)))) == ()
    assert normalise((Block(BlockKind.BULLET, (), 1),)) == ()
    assert serialise((Block(),)) == ""
    assert parse("&nbsp;") == ()


def test_a_hundred_numbers_count_on() -> None:
    items = tuple(Block(BlockKind.NUMBERED, (Span(f"item {n}"),), 1) for n in range(100))
    nested = (
        *items,
        Block(BlockKind.BULLET, (Span("below"),), 2),
        Block(BlockKind.NUMBERED, (Span("on"),), 1),
    )
    assert parse(serialise(nested)) == nested
    assert "\n101. on" in serialise(nested)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "http://münchen.de/a(b)c",
        "mailto:a@example.org",
        "https://example.org/`*_[]<>&amp;\\",
    ],
)
def test_safe_links_are_kept_as_they_are(address: str) -> None:
    document = (Block(spans=(Span("there", link=address),)),)
    assert safe_link(address) == address
    assert parse(serialise(document)) == document


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//example.org", "https://", "mailto:",
     "https://exa mple.org", "https://example.org/\u202egnp", "https://[bad", "vbscript:x", ""],
)  # fmt: skip
def test_other_links_become_text(address: str) -> None:
    assert safe_link(address) is None
    assert normalise((Block(spans=(Span("there", link=address),)),)) == paragraph("there")
    assert parse(f"[there](<{address}>)") in {paragraph("there"), paragraph(f"[there](<{address}>)")}


def test_markdown_from_elsewhere_keeps_its_words() -> None:
    document = parse("#### deep\n\n```\ncode\n```\n\n- a\n\n  second\n\n![alt text](x.png) `code` one\ntwo")
    assert plain(document) == "deep\ncode\na\nsecond\nalt text code one two"
    assert document[0] == Block(BlockKind.HEADING, (Span("deep"),), 3)


def test_reading_plain_text_needs_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coprod_desktop.domain.markdown_reader._parser", None)
    assert parse("A line.\n\nAnother, with a comma; Dŵr.") == (
        Block(spans=(Span("A line."),)),
        Block(spans=(Span("Another, with a comma; Dŵr."),)),
    )


def test_plain_puts_each_block_on_a_line() -> None:
    document = (Block(spans=(Span("a\nb"),)), Block(BlockKind.BULLET, (Span("c"),), 1))
    assert plain(document) == "a b\nc"


def test_the_module_offers_what_the_other_floors_use() -> None:
    assert {"parse", "serialise", "plain", "normalise"} <= set(dir(richtext))


def test_links_are_looked_for_up_to_a_number_of_brackets() -> None:
    link = "[the sheet](https://example.org/sheet)"
    filler = "[" * (MOST_BRACKETS - 1)
    (block,) = parse(f"{link} {filler}")
    assert block.spans[0].link == "https://example.org/sheet"
    (block,) = parse(f"{link} {filler}[")
    assert [span.link for span in block.spans] == [None]
    assert plain((block,)) == f"{link} {filler}["


@pytest.mark.parametrize(
    ("text", "looked_for"), [("[" * 5000, False), ("[" * 5000 + "](x)", False), ("[a](x)", True)]
)
def test_brackets_without_end_never_reach_the_slow_rules(
    monkeypatch: pytest.MonkeyPatch, text: str, looked_for: bool
) -> None:
    asked: list[bool] = []
    parser = markdown_reader._parser

    def noted(*, with_links: bool) -> MarkdownIt:
        asked.append(with_links)
        return parser(with_links=with_links)

    monkeypatch.setattr(markdown_reader, "_parser", noted)
    parse(text)
    assert asked == [looked_for]
