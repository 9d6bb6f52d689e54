"""Formatted text as the HTML that a label shows: read-only, and nothing in it is ever read as markup."""

from __future__ import annotations

import html

from coprod_desktop.domain.leads import with_leads
from coprod_desktop.domain.richtext import Block, BlockKind, Span, parse, plain
from coprod_desktop.domain.shortening import in_short

LONGEST_SHOWN = 4000
"""Characters of what is shown beside other things. What is longer was pasted; it stands whole where it is
read or written."""


def shown(markdown: str) -> str:
    """Stored Markdown as lines of HTML, for a `Text` that takes rich text. Links show as plain words.

    Of more than `LONGEST_SHOWN` characters the first are shown, without looks, and an ellipsis.
    """
    if len(markdown) > LONGEST_SHOWN:
        words = in_short(plain(parse(markdown[: 2 * LONGEST_SHOWN])), LONGEST_SHOWN).removesuffix("…")
        return html.escape(words, quote=False).replace("\n", "<br>") + "…"
    return "<br>".join(lead + _inline(block) for lead, block in with_leads(parse(markdown)))


def _inline(block: Block) -> str:
    words = "".join(_span(span) for span in block.spans)
    return f"<b>{words}</b>" if block.kind is BlockKind.HEADING else words


def _span(span: Span) -> str:
    words = html.escape(span.text, quote=False).replace("\n", "<br>")
    if span.bold:
        words = f"<b>{words}</b>"
    return f"<i>{words}</i>" if span.italic else words
