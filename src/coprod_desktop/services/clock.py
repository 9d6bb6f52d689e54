"""Where the services get the time from, so that a test can hand in its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

Clock = Callable[[], datetime]
"""Gives the present moment: aware, UTC."""


def system_clock() -> datetime:
    """The computer's own clock."""
    return datetime.now(UTC)


def local_day(moment: datetime) -> date:
    """The calendar day of a moment where the person is."""
    return moment.astimezone().date()


@dataclass(frozen=True, slots=True)
class Saved:
    """Something was written durably, at this moment (aware, UTC)."""

    at: datetime
