"""The words of the Journal tab that more than one of its parts says: dates, types, whole sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from coprod_desktop.domain.entries import EntryKind, EntryRow, EventDate, QuestionSet

MARKS = str.maketrans("", "", "\x02\x03")
ICONS = {EntryKind.REFLECTION: "message-circle-question-mark", EntryKind.NOTE: "pen-line"}


@dataclass(frozen=True, slots=True)
class Marked:
    """Words and the places in them that were searched for, in characters."""

    text: str
    places: tuple[tuple[int, int], ...] = ()


def unmark(text: str) -> Marked:
    r"""Take the marks of the search (``\x02`` … ``\x03``) out of a text, and remember where they stood."""
    if "\x02" not in text:
        return Marked(text.translate(MARKS))
    words: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0
    for part in text.split("\x02"):
        hit, closed, rest = part.partition("\x03")
        if closed:
            places.append((length, length + len(hit)))
        words.append(hit + rest)
        length += len(hit) + len(rest)
    return Marked("".join(words).translate(MARKS), tuple(places))


def month_of(when: EventDate) -> str:
    """The month an entry stands under: November 2026."""
    return QLocale().toString(_qdate(when), _tr("MMMM yyyy"))


def weekday_of(when: EventDate) -> str:
    """The short name of the weekday; nothing when only the month is known."""
    return "" if when.is_month else QLocale().toString(_qdate(when), "ddd")


def number_of(when: EventDate) -> str:
    """What stands large beside an entry: the day, or the short month when there is no day."""
    return QLocale().toString(_qdate(when), "MMM") if when.is_month else str(when.day)


def date_of(when: EventDate) -> str:
    """When something happened, in full: Wednesday 18 November 2026, or November 2026."""
    form = _tr("MMMM yyyy") if when.is_month else _tr("dddd d MMMM yyyy")
    return QLocale().toString(_qdate(when), form)


def day_of(day: date) -> str:
    """A day in a sentence: Wednesday 2 December."""
    return QLocale().toString(QDate(day.year, day.month, day.day), _tr("dddd d MMMM"))


def type_of(kind: EntryKind, question_set: QuestionSet | None) -> str:
    """The type of an entry in words: Reflection, values."""
    if kind is EntryKind.NOTE:
        return _tr("Quick note")
    return {
        QuestionSet.VALUES: _tr("Reflection, values"),
        QuestionSet.SKILLS: _tr("Reflection, skills"),
        QuestionSet.ALL: _tr("Reflection, all questions"),
        QuestionSet.THREE: _tr("Reflection, three questions"),
        QuestionSet.CHOSEN: _tr("Reflection, my own choice"),
    }.get(question_set or QuestionSet.ALL, _tr("Reflection"))


def name_of(title: str, kind: EntryKind, question_set: QuestionSet | None) -> str:
    """What something that is not finished is called: its title, or what it is when it was given none."""
    if title.strip():
        return title
    return _tr("An entry without a title") if kind is EntryKind.NOTE else type_of(kind, question_set)


def title_of(row: EntryRow) -> str:
    """The title of a row, as the list shows it."""
    return name_of(row.title, row.kind, row.question_set) if row.is_draft else row.title


def not_finished() -> str:
    """What is said of a draft in the bin."""
    return _tr("Not finished")


def sentence_of(row: EntryRow) -> str:
    """Everything the list shows of an entry, as one text to be read out."""
    parts = [title_of(row), date_of(row.event), type_of(row.kind, row.question_set)]
    if row.is_draft:
        parts.append(not_finished())
    if row.to_talk_about:
        parts.append(to_talk_about())
    if row.tags:
        parts.append(_tr("Tags: {tags}").format(tags=", ".join(row.tags)))
    parts.append(row.excerpt)
    return ". ".join(part.translate(MARKS).strip().rstrip(".") for part in parts if part.strip())


def to_talk_about() -> str:
    """The mark of an entry that somebody wants to talk about."""
    return _tr("To talk about")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Journal", text)


def _qdate(when: EventDate) -> QDate:
    day = when.as_day()
    return QDate(day.year, day.month, day.day)
