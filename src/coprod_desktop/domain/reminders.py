"""When somebody wants to be reminded to reflect, and what that means on a day.

There is one reminder and never a number of them: a day that came up waits as one quiet thing until the next
reflection, or until it is put away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

WEEKS = (2, 4, 8, 12)
"""After how many weeks one can be reminded."""


class Which(IntEnum):
    """Which of the weekdays of that name in a month."""

    FIRST = 1
    SECOND = 2
    THIRD = 3
    FOURTH = 4
    LAST = -1


@dataclass(frozen=True, slots=True)
class EveryWeeks:
    """Some weeks after the last reflection, and again after as many."""

    weeks: int

    def __post_init__(self) -> None:
        if self.weeks not in WEEKS:
            raise ValueError("no such number of weeks")


@dataclass(frozen=True, slots=True)
class WeekdayOfMonth:
    """A weekday of every month; ``weekday`` counts from Monday, 0."""

    which: Which
    weekday: int

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6:
            raise ValueError("no such weekday")


Rhythm = EveryWeeks | WeekdayOfMonth


@dataclass(frozen=True, slots=True)
class Reminder:
    """What was chosen, on which day, and the day on which what had come up was last put away."""

    rhythm: Rhythm
    since: date
    put_away: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a reminder stands on a day: the next day, today at the earliest, and the one that waits, if any."""

    rhythm: Rhythm
    next: date
    waiting: date | None = None


def standing(reminder: Reminder, reflected: date | None, today: date) -> Standing:
    """How the reminder stands on ``today``, if ``reflected`` is the day of the last reflection.

    A day ahead of today was written while the clock of the computer went wrong, or in another time zone. It
    tells how the days fall, but keeps nothing from coming up.
    """
    begun = max((day for day in (reminder.since, reflected) if day and day <= today), default=None)
    put_away = reminder.put_away if reminder.put_away and reminder.put_away <= today else None
    done = begun or today - timedelta(days=1)
    if put_away is not None:
        done = max(done, put_away)
    latest = _latest(reminder.rhythm, begun or reminder.since, today)
    following = _following(reminder.rhythm, latest)
    waiting = latest if latest > done else None
    return Standing(reminder.rhythm, today if waiting == today else following, waiting)


def _latest(rhythm: Rhythm, first: date, today: date) -> date:
    """The latest day of the rhythm that is not after today."""
    if isinstance(rhythm, EveryWeeks):
        return today - timedelta(days=(today - first).days % (7 * rhythm.weeks))
    day = _in_month(rhythm, today.year, today.month)
    if day <= today:
        return day
    before = today.replace(day=1) - timedelta(days=1)
    return _in_month(rhythm, before.year, before.month)


def _following(rhythm: Rhythm, latest: date) -> date:
    """The day of the rhythm after ``latest``, which is one."""
    if isinstance(rhythm, EveryWeeks):
        return latest + timedelta(weeks=rhythm.weeks)
    after = (latest.replace(day=1) + timedelta(days=31)).replace(day=1)
    return _in_month(rhythm, after.year, after.month)


def _in_month(rhythm: WeekdayOfMonth, year: int, month: int) -> date:
    first = date(year, month, 1)
    if rhythm.which is Which.LAST:
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - rhythm.weekday) % 7)
    return first + timedelta(days=(rhythm.weekday - first.weekday()) % 7, weeks=rhythm.which - 1)


# ---------------------------------------------------------------------- as one short text
_WRITTEN = re.compile(r"(weeks|month) (-?\d+)(?: (\d))? since (\S+)(?: away (\S+))?")


def to_text(reminder: Reminder) -> str:
    """The reminder as a short text, for the journal."""
    rhythm = reminder.rhythm
    if isinstance(rhythm, EveryWeeks):
        said = f"weeks {rhythm.weeks}"
    else:
        said = f"month {rhythm.which.value} {rhythm.weekday}"
    away = f" away {reminder.put_away.isoformat()}" if reminder.put_away else ""
    return f"{said} since {reminder.since.isoformat()}{away}"


def from_text(text: str) -> Reminder:
    """Read what `to_text` wrote.

    Raises:
        ValueError: it is something else.
    """
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError("no reminder")
    kind, number, weekday, since, away = found.groups()
    rhythm: Rhythm
    if kind == "weeks" and weekday is None:
        rhythm = EveryWeeks(int(number))
    elif kind == "month" and weekday is not None:
        rhythm = WeekdayOfMonth(Which(int(number)), int(weekday))
    else:
        raise ValueError("no reminder")
    return Reminder(rhythm, date.fromisoformat(since), date.fromisoformat(away) if away else None)
