"""A calendar file (RFC 5545) with the days of a reminder: the days and a title, and no other word."""

from __future__ import annotations

from datetime import date, datetime

from coprod_desktop.domain.reminders import EveryWeeks, Rhythm

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MAKER = "-//Co-production Companion//Reminders//EN"


def make(rhythm: Rhythm, first: date, title: str, uid: str, made: datetime) -> bytes:
    """One whole-day event that comes again, from ``first`` on, in every time zone on the same day.

    It takes up no time in the calendar, so that nobody is shown as busy. ``uid`` tells it from other events;
    ``made`` (aware, UTC) is when the file was made, which the format asks for.
    """
    from icalendar import Calendar, Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", made)
    event.add("summary", title)
    event.add("dtstart", first)
    event.add("rrule", _rule(rhythm))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def is_whole(data: bytes) -> bool:
    """Whether bytes that were read back are a calendar with its one event."""
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(data)
    except ValueError:
        return False
    return len(calendar.events) == 1 and not calendar.events[0].errors


def _rule(rhythm: Rhythm) -> dict[str, str | int]:
    if isinstance(rhythm, EveryWeeks):
        return {"freq": "WEEKLY", "interval": rhythm.weeks}
    return {"freq": "MONTHLY", "byday": f"{rhythm.which.value}{_DAYS[rhythm.weekday]}"}
