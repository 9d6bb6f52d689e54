"""What a screen is made of beneath its window."""

from __future__ import annotations

from typing import Any

from tests.journeys.sittings import Doing
from tests.support.waiting import until


def parts_at_rest(doing: Doing) -> Any:
    """What the window was built from, once nothing is under way: a journal has one writer."""
    parts = doing.person.window._parts  # type: ignore[attr-defined]  # the main window keeps it
    until(lambda: parts.jobs.is_idle, "nothing to be under way")
    return parts
