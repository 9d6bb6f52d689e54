"""Formatted text: a small tree, its normal form, and its plain text.

The tree says exactly what an editor offers (bold, italic, three headings, nested lists, quotes, safe
links and line breaks) and nothing else. It is stored as CommonMark written by
`domain.markdown_writer` and read by `domain.markdown_reader`; Qt's own Markdown loses text
(``<b>``, ``> not a quote``, blank paragraphs), so neither direction goes through it.

For every document ``d``: ``parse(serialise(normalise(d))) == normalise(d)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import Final, TypeAlias
from unicodedata import category

MAX_HEADING: Final = 3
MAX_DEPTH: Final = 6

_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufeff\ufffc\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(1, 17))
    + "]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAFE_LINK = re.compile(
    r"(?:https?://(?:[^/?#@\[\]:]+|\[[\da-f:.]+\])(?::\d*)?(?:[/?#].*)?|mailto:[^?]+@.+)\Z",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_LINK = 2000
_PIECE = re.compile(r"\s+|\S+")


class BlockKind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLET = "bullet"
    NUMBERED = "numbered"


LIST_KINDS: Final = frozenset({BlockKind.BULLET, BlockKind.NUMBERED})


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text of one look. A line feed in ``text`` is a line break inside the block."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None

    @property
    def look(self) -> tuple[bool, bool, str | None]:
        """Everything but the text."""
        return self.bold, self.italic, self.link


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading (``level`` 1 to 3) or an item of a list (``level`` is its depth, 1 to 6)."""

    kind: BlockKind = BlockKind.PARAGRAPH
    spans: tuple[Span, ...] = ()
    level: int = 0
    quote: bool = False

    @property
    def text(self) -> str:
        """The words of the block without their looks."""
        return "".join(span.text for span in self.spans)


Document: TypeAlias = tuple[Block, ...]


def parse(markdown: str) -> Document:
    """Read stored Markdown. Never fails: what the tree cannot say becomes plain text."""
    from coprod_desktop.domain.markdown_reader import read_markdown

    return read_markdown(markdown)


def serialise(document: Document) -> str:
    """Write a document as CommonMark, in its normal form. An empty document is the empty string."""
    from coprod_desktop.domain.markdown_writer import write_markdown

    return write_markdown(normalise(document))


def from_plain(text: str) -> Document:
    """Take plain text as it stands: one paragraph a line, nothing in it read as markup."""
    lines = _LINE_BREAKS.sub("\n", text).split("\n")
    return normalise(tuple(Block(spans=(Span(line),)) for line in lines))


def plain(document: Document) -> str:
    """The words alone, one line a block, for search, excerpts and plain text."""
    return "\n".join(block.text.replace("\n", " ") for block in document)


def normalise(document: Iterable[Block]) -> Document:
    """The one form of a document that is stored.

    Spans of one look are merged, white space carries only the looks both its neighbours share,
    characters that no file can hold are dropped, unsafe links become text, headings have neither
    breaks nor bold (they are bold anyway), and a list item is at most one deeper than the one before
    it. A document without a single word is the empty document.
    """
    blocks = tuple(_in_place(_normal_blocks(document)))
    return blocks if any(block.text.strip() for block in blocks) else ()


def clean_text(text: str) -> str:
    """Text with every kind of line break as a line feed, and without characters that no text holds.

    Those are controls, byte order marks, object marks and noncharacters.
    Halves of a surrogate pair are joined, lone ones become U+FFFD.
    """
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _DROPPED.sub("", _LINE_BREAKS.sub("\n", text))


def safe_link(address: str) -> str | None:
    """The address if it may be opened, else None.

    Only http, https (with a host) and mailto, without white space or unseen characters, which could
    hide where a link goes.
    """
    address = address.strip()
    if len(address) > _LONGEST_LINK or any(char.isspace() or category(char)[0] == "C" for char in address):
        return None
    return address if _SAFE_LINK.match(address) else None


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join neighbours of one look and drop empty spans."""
    full = (span for span in spans if span.text)
    return tuple(
        Span("".join(span.text for span in group), *look)
        for look, group in groupby(full, lambda span: span.look)
    )


def _normal_blocks(document: Iterable[Block]) -> Iterator[Block]:
    for block in document:
        heading = block.kind is BlockKind.HEADING
        spans = tuple(_normal_span(span, heading=heading) for span in block.spans)
        yield replace(block, spans=_calm_spaces(merge(spans)))


def _normal_span(span: Span, *, heading: bool) -> Span:
    text = clean_text(span.text)
    link = safe_link(span.link) if span.link else None
    if heading:
        return Span(text.replace("\n", " "), italic=span.italic, link=link)
    return Span(text, span.bold, span.italic, link)


def _calm_spaces(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Give each stretch of white space only the looks that both its neighbours share."""
    if len(spans) == 1 and not any(spans[0].look):
        return spans
    pieces = [Span(piece, *span.look) for span in spans for piece in _PIECE.findall(span.text)]
    stretches = [list(group) for _, group in groupby(pieces, lambda piece: piece.text.isspace())]
    calm: list[Span] = []
    for index, stretch in enumerate(stretches):
        if not stretch[0].text.isspace():
            calm.extend(stretch)
            continue
        space = Span("".join(piece.text for piece in stretch))
        if 0 < index < len(stretches) - 1 and "\n" not in space.text:
            before, after = stretches[index - 1][-1], stretches[index + 1][0]
            link = before.link if before.link == after.link else None
            space = Span(space.text, before.bold and after.bold, before.italic and after.italic, link)
        calm.append(space)
    return merge(calm)


def _in_place(blocks: Iterable[Block]) -> Iterator[Block]:
    """Hold levels to what the kinds allow, and list depths to one more than the item before."""
    depth, quoted = 0, False
    for block in blocks:
        kind = block.kind
        if kind is BlockKind.HEADING and not block.text.strip():
            kind = BlockKind.PARAGRAPH
        if kind in LIST_KINDS:
            before = depth if quoted == block.quote else 0
            level = max(1, min(block.level, before + 1, MAX_DEPTH))
        elif kind is BlockKind.HEADING:
            level = max(1, min(block.level, MAX_HEADING))
        else:
            level = 0
        depth, quoted = level if kind in LIST_KINDS else 0, block.quote
        yield Block(kind, block.spans, level, block.quote)
