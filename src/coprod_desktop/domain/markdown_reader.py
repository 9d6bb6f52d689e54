"""From CommonMark to the tree of `domain.richtext`.

markdown-it-py does the reading, with HTML off. Markdown written elsewhere may hold more than the tree
can say: code, rules and pictures become their text, deeper headings the deepest, links to anywhere
but the web and mail their words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coprod_desktop.domain.markdown_writer import BLANK
from coprod_desktop.domain.richtext import Block, BlockKind, Document, Span, clean_text, normalise, safe_link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_ANY_MARKUP = re.compile(
    r"[\\`*_\[\]<~|&#\t]|^[>=+\-\d]|^[^\S\n]|[^\S\n]$|\A\n|\n\Z|\n\n\n|(?<!\n)\n(?!\n)", re.MULTILINE
)
_NESTING = 100
MOST_BRACKETS = 2000
"""Opening brackets in a text whose links are looked for. Each costs the parser a fifth of a millisecond; a
million of them, pasted or made up, would hold everything up for minutes."""


def read_markdown(markdown: str) -> Document:
    """Read Markdown into a document in its normal form.

    In a text with more than `MOST_BRACKETS` opening brackets, links and pictures stay as they are spelt.
    """
    text = clean_text(markdown)
    if not text.strip():
        return ()
    if not _ANY_MARKUP.search(text):
        return tuple(Block(spans=(Span(part),)) for part in text.split("\n\n"))
    walk = _Walk()
    for token in _parser(with_links=_may_hold_links(text)).parse(text):
        walk.take(token)
    return normalise(walk.blocks)


def _may_hold_links(text: str) -> bool:
    """Whether looking for links can find any, at a bounded cost."""
    return ("](" in text or "]:" in text) and text.count("[") <= MOST_BRACKETS


def _parser(*, with_links: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt

    class Reader(MarkdownIt):
        """Keeps addresses as they were written; `safe_link` checks them."""

        def validateLink(self, url: str) -> bool:  # noqa: N802 - the parser's own name
            return bool(url)

        def normalizeLink(self, url: str) -> str:  # noqa: N802 - the parser's own name
            return url

    reader = Reader("commonmark", {"html": False, "maxNesting": _NESTING})
    return reader if with_links else reader.disable(["link", "image"])


class _Walk:
    """Turns the nested tokens of a parser into flat blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._lists: list[BlockKind] = []
        self._quotes = 0
        self._heading = 0
        self._item_waits = False

    def take(self, token: Token) -> None:
        """Take the next token of the block level."""
        match token.type:
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "bullet_list_open" | "ordered_list_open":
                self._begin_item_that_has_no_words()
                self._lists.append(BlockKind.BULLET if token.type[0] == "b" else BlockKind.NUMBERED)
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._item_waits = True
            case "list_item_close":
                self._begin_item_that_has_no_words()
            case "heading_open":
                self._heading = int(token.tag[1])
            case "heading_close":
                self._heading = 0
            case "inline":
                self._add(_spans(token))
            case "fence" | "code_block":
                self._add((Span(token.content.rstrip("\n")),))
            case "hr":
                self._add((Span("———"),))
            case _:
                pass

    def _begin_item_that_has_no_words(self) -> None:
        if self._item_waits:
            self._add(())

    def _add(self, spans: tuple[Span, ...]) -> None:
        quote = self._quotes > 0
        if self._item_waits:
            self._item_waits = False
            self.blocks.append(Block(self._lists[-1], spans, len(self._lists), quote))
        elif self._heading:
            self.blocks.append(Block(BlockKind.HEADING, spans, self._heading, quote))
        else:
            self.blocks.append(Block(BlockKind.PARAGRAPH, spans, 0, quote))


def _spans(inline: Token) -> tuple[Span, ...]:
    spans = _inline_spans(inline.children or ())
    if inline.content == BLANK or inline.content.endswith("\n" + BLANK):
        spans[-1] = Span(spans[-1].text.removesuffix("\xa0"))
    return tuple(spans)


def _inline_spans(tokens: Sequence[Token]) -> list[Span]:
    spans: list[Span] = []
    bold = italic = 0
    links: list[str | None] = []
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                links.append(safe_link(str(token.attrGet("href") or "")))
            case "link_close":
                links.pop()
            case "softbreak" | "hardbreak":
                spans.append(Span("\n"))
            case "image":
                alternative = "".join(child.content for child in token.children or ())
                spans.append(Span(alternative))
            case _:
                link = links[-1] if links else None
                spans.append(Span(token.content, bold > 0, italic > 0, link))
    return spans
