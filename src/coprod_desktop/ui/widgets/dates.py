"""Reads a date as people in Britain write it, and writes one as they read it. No widget, no clock."""

from __future__ import annotations

import re
from datetime import date, timedelta

from coprod_desktop.domain.entries import EventDate

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SPLIT = re.compile(r"[\s/.,\-–]+")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WORDS_FOR_DAYS = {"today": 0, "yesterday": 1, "tomorrow": -1}


class DateNotUnderstood(ValueError):
    """The text is no date that this reads; nothing is guessed."""


def read_date(text: str, today: date, *, ahead: bool = False) -> EventDate | None:
    """Read a day or a month; None for no text.

    Read are ``18/11/2026``, ``18.11.26``, ``18 Nov 2026``, ``Wed 18th November``, ``Nov 2026``,
    ``11/2026``, ``November``, ``2026-11-18``, ``2026-11``, ``today``, ``yesterday`` and ``tomorrow``. Day
    before month, as in Britain. Without a year the latest such date that is not after ``today`` is meant;
    with ``ahead`` the first that is not before it.

    Raises:
        DateNotUnderstood: anything else, and days that do not exist.
    """
    words = [word for word in _SPLIT.split(text.strip().lower()) if word]
    if not words:
        return None
    if len(words) == 1 and words[0] in _WORDS_FOR_DAYS:
        return EventDate.of(today - timedelta(days=_WORDS_FOR_DAYS[words[0]]))
    if len(words) > 1 and words[0][:3] in _WEEKDAYS and words[0].isalpha():
        words = words[1:]
    try:
        return _from_parts([_part(word) for word in words], today, ahead=ahead)
    except ValueError as error:
        raise DateNotUnderstood(text) from error


def write_date(when: EventDate) -> str:
    """``18 November 2026``, or ``November 2026`` where only the month is known."""
    month = f"{_MONTHS[when.month - 1].capitalize()} {when.year}"
    return f"{when.day} {month}" if when.day else month


def _part(word: str) -> tuple[str, int]:
    """A word as a number or a month: its sort (``name``, ``year`` or ``number``) and value."""
    ordinal = _ORDINAL.fullmatch(word)
    if ordinal:
        return "number", int(ordinal[1])
    if word.isascii() and word.isdigit() and len(word) in (1, 2, 4):
        return ("year" if len(word) == 4 else "number"), int(word)
    found = [i for i, name in enumerate(_MONTHS, 1) if len(word) >= 3 and name.startswith(word)]
    if word == "sept":
        found = [9]
    if len(found) != 1:
        raise ValueError(word)
    return "name", found[0]


def _from_parts(parts: list[tuple[str, int]], today: date, *, ahead: bool) -> EventDate:
    sorts, values = [sort for sort, _ in parts], [value for _, value in parts]
    match sorts:
        case ["number", "name" | "number", "year"]:
            return EventDate(values[2], values[1], _day(values[0]))
        case ["number", "name" | "number", "number"]:
            return EventDate(_century(values[2], today), values[1], _day(values[0]))
        case ["name", "number", "year"]:
            return EventDate(values[2], values[0], _day(values[1]))
        case ["year", "number", "number"]:
            return EventDate(values[0], values[1], _day(values[2]))
        case ["year", "number"]:
            return EventDate(values[0], values[1])
        case ["name" | "number", "year"]:
            return EventDate(values[1], values[0])
        case ["number", "name" | "number"]:
            return _nearest(values[1], _day(values[0]), today, ahead=ahead)
        case ["name", "number"]:
            return _nearest(values[0], _day(values[1]), today, ahead=ahead)
        case ["name"]:
            return _nearest(values[0], 0, today, ahead=ahead)
    raise ValueError("no order of parts that is read")


def _day(number: int) -> int:
    """A day of a month; 0 would silently mean the whole month."""
    if not number:
        raise ValueError("no day is numbered 0")
    return number


def _century(two_digits: int, today: date) -> int:
    """The year with these last two digits that is nearest to now, at most ten years ahead."""
    year = today.year - today.year % 100 + two_digits
    return year - 100 if year > today.year + 10 else year


def _nearest(month: int, day: int, today: date, *, ahead: bool) -> EventDate:
    """The latest such date that is not after today, or the first that is not before it."""
    step = 1 if ahead else -1
    for year in range(today.year, today.year + 9 * step, step):  # eight years hold a 29 February
        if not _exists(year, month, day):
            continue
        found = EventDate(year, month, day)
        this_month = not day and (year, month) == (today.year, today.month)
        if this_month or (found.as_day() >= today if ahead else found.as_day() <= today):
            return found
    raise ValueError("no such day")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        EventDate(year, month, day)
    except ValueError:
        return False
    return True
