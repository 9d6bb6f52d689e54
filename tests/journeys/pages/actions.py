"""The view *Actions* of the Journal: what one said one would try."""

from __future__ import annotations

import re

from tests.support.person import Person
from tests.support.waiting import until

WORDS = "In my own words"


class ActionsPage:
    """Looks at steps again and notes what happened."""

    def __init__(self, person: Person) -> None:
        self._person = person

    def opens(self) -> None:
        """Show the view, from wherever one is in the Journal."""
        self._person.clicks("Actions")
        self._person.waits_to_see("Things I said I'd try")

    def tried(self, step: str, happened: str) -> None:
        """Tick a step, say in a few words what happened, and close the form."""
        self._person.clicks(re.compile("^" + re.escape(step.rstrip("."))))
        self._person.writes(WORDS, happened)
        self._person.clicks("Done")
        until(lambda: not self._person.sees(WORDS), "the form to close")
        until(lambda: not self._person.sees(step), "the step to stand in another list")

    def goes_to_entry(self, title: str) -> None:
        """Follow the link from a step to its entry."""
        self._person.clicks(f"From {title}")
        self._person.waits_to_see(title)

    def stands_in(self, listed: str, step: str, happened: str) -> None:
        """See that a step and what happened with it stand in one of the lists; then back to the entries."""
        self.opens()
        self._person.clicks(listed)
        self._person.waits_to_see(step)
        self._person.waits_to_see(happened)
        self._person.clicks("Entries")
