"""A calendar file: other programs read the days that the reminder has, and no word but the title."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from coprod_desktop.domain.reminders import (
    WEEKS,
    EveryWeeks,
    Reminder,
    Rhythm,
    WeekdayOfMonth,
    Which,
    standing,
)
from coprod_desktop.export.calendar import is_whole, make

MADE = datetime(2026, 11, 20, 9, 30, 0, 123, tzinfo=UTC)
RHYTHMS: list[Rhythm] = [EveryWeeks(weeks) for weeks in WEEKS]
RHYTHMS += [WeekdayOfMonth(which, weekday) for which in Which for weekday in (0, 4, 6)]


def days_told(rhythm: Rhythm, since: date, count: int) -> list[date]:
    """What the program itself would remind of, if nobody ever reflected."""
    told: list[date] = []
    today = since
    while len(told) < count:
        today = standing(Reminder(rhythm, since), None, today + timedelta(days=1)).next
        told.append(today)
    return told


def rule_of(event: Event) -> str:
    (line,) = [line for line in event.to_ical().decode().split("\r\n") if line.startswith("RRULE:")]
    return str(line.removeprefix("RRULE:"))


@pytest.mark.parametrize("rhythm", RHYTHMS, ids=str)
def test_a_calendar_has_the_same_days_as_the_program(rhythm: Rhythm) -> None:
    since = date(2026, 11, 20)
    told = days_told(rhythm, since, 15)
    event = Calendar.from_ical(make(rhythm, told[0], "Title", "id", MADE)).events[0]
    rule = rrulestr(rule_of(event), dtstart=datetime.combine(told[0], datetime.min.time()))
    assert [moment.date() for moment in islice(rule, 15)] == told


def test_the_file_holds_the_days_and_the_title_and_nothing_else() -> None:
    made = make(WeekdayOfMonth(Which.LAST, 4), date(2026, 11, 27), "Reflect", "5f0c", MADE)
    assert made.decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Co-production Companion//Reminders//EN",
        "BEGIN:VEVENT",
        "SUMMARY:Reflect",
        "DTSTART;VALUE=DATE:20261127",
        "DTSTAMP:20261120T093000Z",
        "UID:5f0c",
        "RRULE:FREQ=MONTHLY;BYDAY=-1FR",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=120))
def test_any_title_reads_back_and_breaks_no_line(title: str) -> None:
    made = make(EveryWeeks(4), date(2026, 11, 27), title, "id", MADE)
    assert is_whole(made)
    assert Calendar.from_ical(made).events[0]["summary"] == title
    assert max(len(line) for line in made.split(b"\r\n")) <= 75
    assert not re.search(rb"(?<!\r)\n", made)


@pytest.mark.parametrize("data", [b"", b"hello", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"])
def test_what_is_no_such_file_is_not_whole(data: bytes) -> None:
    assert not is_whole(data)
    whole = make(EveryWeeks(2), date(2026, 11, 27), "Title", "id", MADE)
    assert not is_whole(whole[: len(whole) // 2])
