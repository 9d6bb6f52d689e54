"""What of an entry is searched, and its first words for the list: plain text, the person's own words.

The words of the questions are left out: a search for "power" should find what somebody wrote about
power, not every reflection that was asked about it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from coprod_desktop.domain.entries import Answer, Entry, Note, Reflection
from coprod_desktop.domain.records import storable

EXCERPT_LENGTH = 240
"""Characters of an excerpt at most, before the ellipsis."""


@dataclass(frozen=True, slots=True)
class EntryText:
    """The three columns of the search index."""

    title: str
    body: str
    tags: str


def text_of(entry: Entry, noted: Sequence[str] = ()) -> EntryText:
    """The plain text of an entry, with the words that were noted about its next steps at the end."""
    content = entry.content
    lines = [_plain(content.body)] if isinstance(content, Note) else _lines_of(content)
    lines += [_plain(words) for words in noted]
    body = "\n".join(line for line in lines if line.strip())
    return EntryText(*(_indexed(text) for text in (entry.title, body, "\n".join(entry.tags))))


def excerpt(body: str) -> str:
    """The first words of a plain text on one line, cut between words where that is possible."""
    line = " ".join(body[: EXCERPT_LENGTH * 4].split())
    if len(line) <= EXCERPT_LENGTH:
        return line
    cut = line[:EXCERPT_LENGTH]
    whole_words = cut.rpartition(" ")[0]
    return (whole_words if len(whole_words) > EXCERPT_LENGTH // 2 else cut) + "…"


def _lines_of(reflection: Reflection) -> list[str]:
    """What was written, the answers first: they are what the list should show."""
    context = reflection.context
    lines: list[str] = []
    for answer in reflection.answers:
        lines += _lines_of_answer(answer)
    return [*lines, _plain(reflection.taking_away), context.name, context.my_part, context.access]


def _lines_of_answer(answer: Answer) -> list[str]:
    return [_plain(answer.noticed), _plain(answer.step.text), answer.step.with_whom]


def _indexed(text: str) -> str:
    """Letters whole, with their accents: the index knows few of those that are stored apart."""
    return unicodedata.normalize("NFC", storable(text))


def _plain(markdown: str) -> str:
    """Formatted text without its marks. Imported late: it loads a Markdown reader."""
    if not markdown.strip():
        return ""
    from coprod_desktop.domain.richtext import parse, plain

    return plain(parse(markdown))
