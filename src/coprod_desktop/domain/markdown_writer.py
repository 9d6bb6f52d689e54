"""From the tree of `domain.richtext` to CommonMark that reads back as exactly the same tree.

Characters that could be taken for markup are escaped with a backslash; white space that Markdown
would swallow, and a letter beside a delimiter that would otherwise not count as one (CommonMark 0.31,
"left-flanking"), are written as numeric entities. A blank paragraph is ``&nbsp;``, which every
reader shows as an empty line; a no-break space that somebody typed is ``&#160;``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from coprod_desktop.domain.richtext import LIST_KINDS, Block, BlockKind, Document, Span

BLANK: Final = "&nbsp;"

_ALWAYS_ESCAPED = frozenset("\\`*_[]<~|")
_ENTITY = re.compile(r"&#?\w+;")
_SPECIAL = re.compile(r"([\\`*_\[\]<~|]|&(?=#?\w+;))|([^\S ])")
"""What is escaped, and white space that is written as an entity, where no markup is near."""
_BLOCK_START = re.compile(r"#{1,6}(?=\s|$)|[-+](?=[-\s]|$)|=+\s*$|>")
_NUMBER_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_CLOSING = re.compile(r"(?<![\\#])(#+)$")
_IN_ADDRESS = re.compile(r"([\\<>&`*_\[\]!~])")


def write_markdown(document: Document) -> str:
    """Write a document that is in its normal form."""
    parts = []
    for quoted, blocks in groupby(document, lambda block: block.quote):
        text = _write_group(list(blocks))
        if quoted:
            text = "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))
        parts.append(text)
    return "\n\n".join(parts)


def _write_group(blocks: list[Block]) -> str:
    parts = []
    for in_list, run in groupby(blocks, lambda block: block.kind in LIST_KINDS):
        if in_list:
            parts.append(_write_list(list(run)))
        else:
            parts.extend(
                _write_heading(b) if b.kind is BlockKind.HEADING else _write_spans(b.spans) for b in run
            )
    return "\n\n".join(parts)


def _write_list(items: list[Block]) -> str:
    """Write the items of one list, nested ones indented by the width of their parents' markers."""
    widths: list[int] = []
    last: list[tuple[BlockKind, int]] = []
    lines = []
    for item in items:
        depth = item.level
        number = 1
        if len(last) >= depth and last[depth - 1][0] is item.kind:
            number = last[depth - 1][1] + 1
        marker = "- " if item.kind is BlockKind.BULLET else f"{number}. "
        del widths[depth - 1 :], last[depth - 1 :]
        indent = " " * sum(widths)
        widths.append(len(marker))
        last.append((item.kind, number))
        text = _write_spans(item.spans).replace("\n", "\n" + indent + " " * len(marker))
        lines.append(indent + marker + text)
    return "\n".join(lines)


def _write_heading(block: Block) -> str:
    text = _CLOSING.sub(r"\\\1", _guard(_write_line(block.spans)))
    return "#" * block.level + " " + text


def _write_spans(spans: tuple[Span, ...]) -> str:
    lines: list[list[Span]] = [[]]
    for span in spans:
        first, *rest = span.text.split("\n")
        lines[-1].append(Span(first, *span.look))
        lines.extend([Span(text, *span.look)] for text in rest)
    written = [_guard(_write_line(tuple(line))) for line in lines]
    if not written[-1]:
        written[-1] = BLANK
    return "\\\n".join(written)


def _guard(line: str) -> str:
    """Keep spaces at both ends, and a start that would open a block, as text."""
    inner = line.strip(" ")
    start = len(line) - len(line.lstrip(" "))
    if not inner:
        return "&#32;" * len(line)
    end = len(line) - start - len(inner)
    if not start:
        if _BLOCK_START.match(inner):
            inner = "\\" + inner
        inner = _NUMBER_START.sub(r"\1\\\2", inner, count=1) if _NUMBER_START.match(inner) else inner
    return "&#32;" * start + inner + "&#32;" * end


@dataclass(slots=True)
class _Token:
    """A character of text, or a piece of markup; ``opens`` is None for markup that is no delimiter."""

    text: str
    markup: bool = False
    opens: bool | None = None
    escaped: str = ""


def _write_line(spans: tuple[Span, ...]) -> str:
    if not any(any(span.look) for span in spans):  # most of what is written, and many times quicker
        return _SPECIAL.sub(_escaped, "".join(span.text for span in spans))
    tokens = _tokens(spans)
    while _encode_beside_delimiters(tokens):
        pass
    for before, token in pairwise(tokens):
        if token.markup and token.text == "[" and before.escaped == "!":
            before.escaped = "\\!"
    return "".join(token.escaped for token in tokens)


def _tokens(spans: tuple[Span, ...]) -> list[_Token]:
    tokens: list[_Token] = []
    open_looks: list[str] = []
    address: str | None = None

    def close(wanted: set[str]) -> None:
        while not set(open_looks) <= wanted:
            tokens.append(_markup(open_looks.pop(), opens=False))

    for span in (*spans, Span("")):
        wanted = [mark for mark, on in (("**", span.bold), ("_", span.italic)) if on]
        if span.link != address:
            close(set())
            if address is not None:
                tokens.append(_markup("](<" + _IN_ADDRESS.sub(r"\\\1", address) + ">)"))
            if span.link is not None:
                tokens.append(_markup("["))
            address = span.link
        close(set(wanted))
        for mark in wanted:
            if mark not in open_looks:
                tokens.append(_markup(mark, opens=True))
                open_looks.append(mark)
        tokens.extend(_characters(span.text))
    return tokens


def _markup(text: str, *, opens: bool | None = None) -> _Token:
    return _Token(text, markup=True, opens=opens, escaped=text)


def _characters(text: str) -> list[_Token]:
    entities = {match.start() for match in _ENTITY.finditer(text)}
    tokens = []
    for index, char in enumerate(text):
        if char in _ALWAYS_ESCAPED or index in entities:
            escaped = "\\" + char
        elif char != " " and char.isspace():
            escaped = _entity(char)
        else:
            escaped = char
        tokens.append(_Token(char, escaped=escaped))
    return tokens


def _escaped(match: re.Match[str]) -> str:
    return "\\" + match[0] if match[1] else _entity(match[0])


def _entity(char: str) -> str:
    return f"&#{ord(char)};"


def _encode_beside_delimiters(tokens: list[_Token]) -> bool:
    """Write a letter as an entity where its neighbour would not be read as a delimiter otherwise.

    An opening delimiter always counts when white space or punctuation stands before it; without that
    only ``**`` before a letter does. Closing ones mirror this. True when anything was encoded, since
    that letter may stand beside another delimiter too.
    """
    encoded = False
    for index, token in enumerate(tokens):
        if token.opens is None:
            continue
        outward, inward = (-1, 1) if token.opens else (1, -1)
        outer, inner = _neighbour(tokens, index, outward), _neighbour(tokens, index, inward)
        if inner is not None and inner.escaped == " ":
            inner.escaped, encoded = _entity(" "), True
        if outer is None or outer.markup or _separates(_facing(outer, outward)):
            continue
        if token.text == "_" or inner is None or inner.markup or not _is_word(_facing(inner, inward)):
            outer.escaped, encoded = _entity(outer.text), True
    return encoded


def _facing(token: _Token, direction: int) -> str:
    """The character of a neighbour that touches the delimiter, ``direction`` being where it lies."""
    return token.escaped[0] if direction > 0 else token.escaped[-1]


def _neighbour(tokens: list[_Token], index: int, step: int) -> _Token | None:
    index += step
    return tokens[index] if 0 <= index < len(tokens) else None


def _separates(char: str) -> bool:
    return (
        char.isspace() or char in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" or unicodedata.category(char)[0] == "P"
    )


def _is_word(char: str) -> bool:
    return not char.isspace() and unicodedata.category(char)[0] not in "PS"
