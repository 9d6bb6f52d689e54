"""Where the services get the time from, so that a test can hand in its own."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

Clock = Callable[[], datetime]
"""Gives the present moment: aware, UTC."""


def system_clock() -> datetime:
    """The computer's own clock."""
    return datetime.now(UTC)


Stopwatch = Callable[[], float]
"""Gives seconds since some moment or other. It never goes back, and goes on while the computer sleeps."""


def seconds_asleep_or_awake() -> float:
    """A `Stopwatch` of the system's. Python's own one stands still in a sleep on Linux and macOS."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)  # there it goes on; Python's own takes another
    if sys.platform == "win32":
        import ctypes

        since_start = ctypes.windll.kernel32.GetTickCount64
        since_start.restype = ctypes.c_uint64
        return float(since_start()) / 1000
    return time.monotonic()


def local_day(moment: datetime) -> date:
    """The calendar day of a moment where the person is."""
    return moment.astimezone().date()


@dataclass(frozen=True, slots=True)
class Saved:
    """Something was written durably, at this moment (aware, UTC)."""

    at: datetime
