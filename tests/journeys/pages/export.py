"""Prepare for supervision: choose, include, look, save."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.finding import RADIOS
from tests.support.person import Person
from tests.support.scripted_ask import ScriptedAsk
from tests.support.waiting import until


class ExportPages:
    """The guided export."""

    def __init__(self, person: Person, ask: ScriptedAsk) -> None:
        self._person = person
        self._ask = ask

    def chooses(self, *titles: str) -> None:
        """Tick entries by their titles."""
        self._person.waits_to_see("Prepare for supervision")
        for title in titles:
            tick = self._person.waits_for(re.compile(re.escape(title)))
            if not tick.widget.property("checked"):
                self._person.clicks_on(tick.widget)

    def goes_on(self) -> None:
        """Next page."""
        self._person.clicks(re.compile("^Next"))

    def has_read_it(self) -> None:
        """Tick that it was read through, once the preview is there."""
        self._person.clicks("I have read it through")

    def saves_as(self, kind: str, path: Path) -> None:
        """Choose a format and save the file to a place; wait until the program says that it is there."""
        self._person.clicks(re.compile(rf"^{re.escape(kind)}\b"), RADIOS)
        self._ask.will_say(path)
        self._person.clicks("Save the file")
        self._person.waits_to_see(f"Saved as {path.name}", seconds=90)
        until(path.exists, f"{path.name} on the disk")

    def closes(self) -> None:
        """Back to the journal."""
        self._person.clicks("Close")
