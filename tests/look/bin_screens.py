"""Screens of what is moved to the bin and taken back."""

from __future__ import annotations

import re
from datetime import timedelta

from tests.journeys.sittings import Doing
from tests.look import sample
from tests.look.beneath import parts_at_rest
from tests.support.finding import BUTTONS
from tests.support.waiting import settle, until


def _all_is_fetched(doing: Doing) -> None:
    jobs = doing.person.window._parts.jobs  # type: ignore[attr-defined]  # what the window was built from
    until(lambda: jobs.is_idle, "what is shown to be fetched")
    settle()


def let_go(doing: Doing) -> None:
    """The home of Reflect, just after a reflection that was saved for later was let go."""
    _all_is_fetched(doing)  # the home is built anew then, with other buttons
    doing.person.clicks("Let it go")
    doing.person.waits_to_see("Moved to the bin.")


def takes_it_back(doing: Doing) -> None:
    """Undo, in Reflect."""
    doing.person.clicks(re.compile("^Undo"))
    doing.person.waits_for("Carry on", BUTTONS)


def moved(doing: Doing) -> None:
    """The Journal, just after an entry was moved."""
    doing.journal.stops_searching()
    doing.journal.opens(sample.BENCH)
    doing.person.clicks("Move to bin")
    doing.person.waits_to_see("Moved to the bin.")


def entries(doing: Doing) -> None:
    """The bin with an entry."""
    doing.person.clicks(re.compile(r"^Bin\b"))
    doing.person.waits_to_see("Moved here on")


def unfinished(doing: Doing) -> None:
    """The bin with a reflection that is not finished beside it."""
    _all_is_fetched(doing)
    vault = parts_at_rest(doing).unlocking.vault
    begun = next(row for row in vault.drafts.rows() if row.title == sample.BEGUN)
    vault.bin.put_draft(begun.id, vault.bin.moments()[-1][1] + timedelta(seconds=1))
    doing.person.clicks("Journal")
    doing.person.waits_for("New entry", BUTTONS)
    doing.person.clicks(re.compile(r"^Bin\b"))
    doing.journal.opens(sample.BEGUN)
    doing.person.waits_to_see("Not finished. Moved here on")


def puts_both_back(doing: Doing) -> None:
    """Out of the bin, as the screens before found it."""
    doing.person.clicks("Put back")
    until(lambda: not doing.person.sees("Not finished. Moved here on"), "the other one in the bin")
    doing.person.waits_to_see("Moved here on")
    doing.person.clicks("Put back")
    doing.person.waits_for("New entry", BUTTONS)
