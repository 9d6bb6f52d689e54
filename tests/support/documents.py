"""Made-up formatted documents and troublesome text, for the round trips."""

from __future__ import annotations

from hypothesis import strategies as st

from coprod_desktop.domain.richtext import Block, BlockKind, Document, Span

_MARKUP = "\\`*_[]<>~|&#!-+=.():;\"' \t\n1a0)é/"
_PIECES = [
    "<b>x</b>", "> q", "_x_", "`c`", "1. ", "12) ", "# ", "---", "===", "&amp;", "&#65;", "&nbsp;",
    "**", "***", "~~~", "```", "[a](b)", "![a](b)", "[r]: /x", "|a|b|", "|---|---|", "\\", "  ", "    ",
    "\t", "\n", "\n\n", "- ", "* ", "+ ", "word", "Dŵr", "مرحبا", "שלום", "\u4f60\u597d", "\U0001f600",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467", "é", "\xa0", "\u200b", "\u202e", "\ufeff", "\u2028",
    "\x85", "\x00", "\ud83d", "\ude00", "\x1f", "¢", "\u201e", "\u3001", "\x0b", "\x0c", "\r\n", "<!--",
    "<http://a.b>", "\ufdd0", "\ufffc", "\u1680",
]  # fmt: skip

nasty_text = st.one_of(
    st.text(alphabet=_MARKUP, max_size=30),
    st.lists(st.sampled_from(_PIECES), max_size=12).map("".join),
    st.text(max_size=30),
    st.text(alphabet=st.characters(categories=["Cs", "Zs", "Cc", "Po", "Sm", "Lo"]), max_size=12),
)

links = st.one_of(
    st.none(),
    st.sampled_from(
        ["https://example.org/a_b?c=1&d=2", "mailto:a@example.org", "javascript:alert(1)", "http://x.y/(`*)"]
    ),
)

spans = st.builds(Span, nasty_text, st.booleans(), st.booleans(), links)

blocks = st.builds(
    Block,
    st.sampled_from(BlockKind),
    st.lists(spans, max_size=5).map(tuple),
    st.integers(min_value=-1, max_value=8),
    st.booleans(),
)


def documents(max_size: int = 8) -> st.SearchStrategy[Document]:
    """Documents of every shape the types allow, most of them not yet in their normal form."""
    return st.lists(blocks, max_size=max_size).map(tuple)
