"""Entries, words and reports for the tests of exports, and how a PDF's words are compared."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime

from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EntryKind,
    EventDate,
    HowKnown,
    MeetingKind,
    NextStep,
    Note,
    QuestionSet,
    Rating,
    Reflection,
)
from coprod_desktop.domain.richtext import Span, from_plain, serialise
from coprod_desktop.export.report import Report, ReportOptions, build
from coprod_desktop.export.words import ReportWords

MADE = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)

WORDS = ReportWords(
    ratings={rating: f"rating {rating.value}" for rating in Rating},
    how_known={how: f"known {how.value}" for how in HowKnown},
    meeting_kinds={kind: f"kind {kind.value}" for kind in MeetingKind},
    question_labels={"values-1": "Treating everyone as an equal"},
    credit=(
        Span("Words: Co-production Oxfordshire. "),
        Span("CC-BY", link="https://example.org/by"),
        Span("."),
    ),
)
EVERYTHING = ReportOptions(ratings=True, how_known=True)

WELSH = "Mae'r tŷ ar lan y môr; roedd pobl yn gwrando. Ŵyr, cŵn, ysbyty."
ARABIC = "هذه فقرة كاملة باللغة العربية. شكرا جزيلا لا إله"
EMOJI = "Rain 🌧️ and thanks 🙏, 👩🏽‍⚕️ ❤️ ☐ ☑"
MARKUP = (
    "#let x = 1 $x^2$ *a* _b_ @ref <tag> `raw` \\ \\\\ = head -- --- ... ~ ' \" "
    "// no /* no */ https://a.b [x]"
)


def note(body: str, title: str = "A note", *, entry_id: str = "n1", day: int = 18) -> Entry:
    """A note of one day of November 2026; ``body`` is Markdown."""
    return Entry(entry_id, title, EventDate(2026, 11, day), MADE, MADE, Note(body))


def plain_note(text: str, title: str = "A note") -> Entry:
    """A note that holds exactly this text, nothing of it markup."""
    return note(serialise(from_plain(text)), title)


def reflection(*answers: Answer, taking_away: str = "", entry_id: str = "r1") -> Entry:
    """A reflection with every field of the context filled in."""
    context = Context(
        EventDate(2026, 11, 18), "Welcome pack", MeetingKind.MEETING, "took the notes", "quiet room"
    )
    kept = Reflection(QuestionSet.VALUES, context, answers, taking_away)
    return Entry(entry_id, "Welcome pack group", EventDate(2026, 11, 18), MADE, MADE, kept)


def full_answer() -> Answer:
    """An answer with everything in it."""
    return Answer(
        "values-1",
        "Am I really treating everyone as an equal?",
        "I went round the *table* with **a colleague**.\n\n- one\n- two\n    - inside\n\n1. first\n2. second",
        frozenset({HowKnown.NOTICED, HowKnown.TOLD}),
        Rating.GETTING_THERE,
        NextStep("Ask everyone.", date(2026, 12, 2), "Dev"),
    )


def report(*entries: Entry, options: ReportOptions = EVERYTHING) -> Report:
    """A report of these entries, everything ticked unless told otherwise."""
    return build(entries, options, WORDS, MADE)


def all_scripts() -> Report:
    """A report that goes through everything a document can hold, in many scripts."""
    body = (
        "# Heading\n\n### Deeper\n\nText with [a link](https://example.org/a?b=1&c=2).\n\n"
        f"> Quoted.\n>\n> - in it\n\n{WELSH}\n\n{ARABIC}\n\nשלום עולם\n\n- مرحبا\n- سلام\n\n{EMOJI}\n\n"
        "Ελληνικά і українська\n\nहिन्दी में लिखना"
    )
    return report(
        note(body, "مرحبا بالعالم", day=3),
        reflection(full_answer(), taking_away="Start at the other end."),
        plain_note(MARKUP, MARKUP),
    )


def bare(text: str) -> str:
    """Text without white space and unseen marks, in one Unicode form: what a page must still hold."""
    text = unicodedata.normalize("NFC", text)
    return re.sub(
        "[\\s\u00ad\u061c\u200b-\u200c\u200e-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]", "", text
    )


KINDS = tuple(EntryKind)
