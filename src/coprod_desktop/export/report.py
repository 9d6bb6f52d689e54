"""What an export says, before any format: a frozen report made from plain entries.

Everything that is left out is left out here, in one place, so that no format can let it through:
answers marked to be kept out, questions nobody answered, and whatever the options do not ask for. A
report never counts or mentions what is not in it. A question whose shown parts are all empty is not
in the report at all, since a bare heading would tell that something was there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    HowKnown,
    NextStep,
    Note,
    Reflection,
)
from coprod_desktop.domain.richtext import Document, Span, parse
from coprod_desktop.export.outline import is_seen
from coprod_desktop.export.words import ReportWords


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What goes into a report. The words for "where I am with this" stay out unless asked for.

    ``question_words``: the whole question stands over its answer, else only its short name.
    ``title``: shown on top and kept in the file; empty means the usual one.
    """

    question_words: bool = True
    ratings: bool = False
    how_known: bool = False
    next_steps: bool = True
    context: bool = True
    taking_away: bool = True
    title: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A question, or the name of a part, one level below its entry."""

    text: str


@dataclass(frozen=True, slots=True)
class Detail:
    """A short fact with its name before it: "How I know: someone told me"."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Writing:
    """What somebody wrote. ``under`` is the level of the heading it stands under."""

    document: Document
    under: int


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody wants to try next, set apart from the answer it belongs to."""

    label: str
    document: Document
    details: tuple[Detail, ...] = ()


Part: TypeAlias = Heading | Detail | Writing | Step


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One entry as it will be read. ``title`` is never empty."""

    title: str
    when: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. ``made`` is local time and the only date a file carries as its own.

    ``language`` is a language tag (``en-GB``); paragraphs in another one are told apart by
    `export.voice`. ``credit`` is never empty.
    """

    title: str
    language: str
    made: datetime
    period: str
    entries: tuple[ReportEntry, ...]
    credit: tuple[Span, ...]
    page: str


def build(entries: Sequence[Entry], options: ReportOptions, words: ReportWords, made: datetime) -> Report:
    """Put the chosen entries together, oldest first.

    Entries in which nothing is left to show are not in the report; a note's title alone is something.
    """
    ordered = sorted(entries, key=lambda entry: (entry.event.as_day(), entry.written))
    shown = [(entry, _entry(entry, options, words)) for entry in ordered]
    kept = [(entry, made_entry) for entry, made_entry in shown if made_entry.parts or _is_title_only(entry)]
    return Report(
        title=_title(options.title, words.title),
        language=words.language,
        made=made.replace(microsecond=0),
        period=words.period([entry.event for entry, _ in kept]),
        entries=tuple(made_entry for _, made_entry in kept),
        credit=words.credit,
        page=words.page,
    )


def _is_title_only(entry: Entry) -> bool:
    return isinstance(entry.content, Note) and is_seen(entry.title)


def _title(text: str, otherwise: str) -> str:
    """A title on one line; a document may not have an empty one."""
    return " ".join(text.split()) if is_seen(text) else otherwise


def _entry(entry: Entry, options: ReportOptions, words: ReportWords) -> ReportEntry:
    title = _title(entry.title, words.untitled[entry.kind])
    content = entry.content
    if isinstance(content, Note):
        document = parse(content.body)
        parts: Iterable[Part] = (Writing(document, 1),) if document else ()
    else:
        parts = _reflection(content, options, words)
    return ReportEntry(title, words.date(entry.event), tuple(parts))


def _reflection(reflection: Reflection, options: ReportOptions, words: ReportWords) -> list[Part]:
    parts: list[Part] = []
    if options.context:
        parts += _context(reflection.context, words)
    for answer in reflection.answers:
        if not answer.keep_out:
            parts += _answer(answer, options, words)
    taking_away = parse(reflection.taking_away)
    if options.taking_away and taking_away:
        parts += [Heading(words.taking_away), Writing(taking_away, 2)]
    return parts


def _context(context: Context, words: ReportWords) -> list[Part]:
    facts = (
        (words.kind, words.meeting_kinds[context.kind] if context.kind else ""),
        (words.my_part, context.my_part),
        (words.access, context.access),
    )
    return [Detail(label, text.strip()) for label, text in facts if text.strip()]


def _answer(answer: Answer, options: ReportOptions, words: ReportWords) -> list[Part]:
    parts: list[Part] = []
    if options.ratings and answer.rating is not None:
        parts.append(Detail(words.rating, words.ratings[answer.rating]))
    noticed = parse(answer.noticed)
    if noticed:
        parts.append(Writing(noticed, 2))
    if options.how_known and answer.how_known:
        known = [words.how_known[way] for way in HowKnown if way in answer.how_known]
        parts.append(Detail(words.how, " · ".join(known)))
    if options.next_steps and not answer.step.is_empty:
        parts.append(_step(answer.step, words))
    if not parts:
        return []
    short = words.question_labels.get(answer.question_id, answer.question_text)
    asked = answer.question_text if options.question_words else short
    return [Heading(asked), *parts] if is_seen(asked) else parts


def _step(step: NextStep, words: ReportWords) -> Step:
    details = []
    if step.by is not None:
        details.append(Detail(words.by, words.date(EventDate.of(step.by))))
    if step.with_whom.strip():
        details.append(Detail(words.with_whom, step.with_whom.strip()))
    return Step(words.step, parse(step.text), tuple(details))
