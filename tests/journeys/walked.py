"""A walk through the Journal and the guide by keys alone, held against what a screen reader is told.

Run by the system's own Python on a private desktop: ``python3 -m tests.journeys.walked LOGS -- PROGRAM…``.
The journal is there and holds what `test_walked` put into it. Nothing of the program is imported.
"""

from __future__ import annotations

import os
import re
import sys
from functools import partial
from pathlib import Path

from tests.journeys import words
from tests.journeys.hands import KeyHands
from tests.support.atspi import FIELDS, PASSWORDS, TABS, Node, Reader
from tests.support.desktop import Desktop

LIST_ROWS, CELLS, LABELS = ("list item",), ("table cell",), ("label",)
TABLES = ("table", *CELLS)


def main() -> int:
    """Bring up the desktop, go on the walk, take everything down."""
    logs, mark, *program = sys.argv[1:]
    assert mark == "--"
    with Desktop(dict(os.environ), Path(logs)) as desktop:
        running = desktop.start(program)
        os.environ.update(desktop.environment)
        reader = Reader(running.pid, lambda: running.poll() is None)
        try:
            Walk(KeyHands(desktop, reader)).goes()
        except BaseException:
            desktop.picture(Path(logs) / "screen.xwd")
            raise
        return int(running.wait(60))


class Walk:
    """A person who hears where the focus is, and what is read out besides."""

    def __init__(self, hands: KeyHands) -> None:
        self._hands, self._reader = hands, hands.reader
        self._reader.hear_announcements()

    def goes(self) -> None:
        """All of it."""
        self._reader.waits_for(TABS, "Recipe")
        self._reads_the_guide()
        self._unlocks()
        self._reads_entries()
        self._walks_the_growth_picture()
        self._hands.key("ctrl+q")

    def _reads_the_guide(self) -> None:
        """From a part on, paragraph by paragraph, and by finding a word."""
        hands = self._hands
        hands.key("F1")
        self._hears("Guide")
        hands.presses("Backups")
        self._is_at(LABELS, "^Backups$")
        hands.key("Down")
        self._is_at(LABELS, "^A backup is a locked copy")
        hands.key("ctrl+f")
        self._is_at(FIELDS, "^Find in the guide$")
        hands.types("keyring")
        self._hears("1 place")
        hands.key("Return")
        self._hears("GNOME Keyring")
        hands.key("Escape")
        self._is_at(LABELS, "GNOME Keyring")

    def _unlocks(self) -> None:
        hands = self._hands
        hands.key("ctrl+3")
        self._hears("Welcome back. Your journal is locked.")
        hands.writes(PASSWORDS, "Passphrase", words.PASSPHRASE)
        hands.key("Return")
        self._hears("Opening your journal.")
        self._hears("Your journal is open.")

    def _reads_entries(self) -> None:
        """Into the list, to its ends, into an entry and back."""
        hands = self._hands
        hands.goes_to(FIELDS, "Search your journal")
        for _ in range(2):
            hands.key("Tab")
        self._is_at(LIST_ROWS, "^Damsons")
        hands.key("End")
        self._is_at(LIST_ROWS, "^Gooseberries")
        hands.key("Home")
        self._is_at(LIST_ROWS, "^Damsons")
        hands.key("Return")
        self._is_at(LABELS, "^Damsons$")
        hands.key("Tab")
        self._is_at(FIELDS, "^What I noticed: Treating everyone as an equal$")
        hands.key("Escape")
        self._is_at(LIST_ROWS, "^Damsons")

    def _walks_the_growth_picture(self) -> None:
        """Each place says its full name; Enter opens what was said there, Escape leads back."""
        hands = self._hands
        hands.goes_to(("radio button",), "Entries")
        hands.key("Right")
        self._hears("Actions")
        hands.key("Right")
        self._hears("Growth picture")
        hands.goes_to(TABLES, re.compile("Questions by reflections|18 November"))  # type: ignore[arg-type]
        self._is_at(CELLS, "^Treating everyone as an equal, 18 November 2026: Going well$")
        hands.key("Left")
        self._is_at(CELLS, "^Treating everyone as an equal, 9 March 2026: Needs thought$")
        hands.key("Return")
        self._is_at(LABELS, "^Am I really treating everyone as an equal")
        hands.key("Escape")
        self._is_at(CELLS, "^Treating everyone as an equal, 9 March 2026: Needs thought$")

    def _is_at(self, roles: tuple[str, ...], name: str) -> None:
        self._reader.until(partial(self._at, roles, name), f"the focus on {roles} {name!r}")

    def _at(self, roles: tuple[str, ...], name: str) -> Node | None:
        here = self._reader.told_focus()
        return here if here is not None and here.role in roles and re.search(name, here.name) else None

    def _hears(self, words_said: str) -> None:
        self._reader.until(partial(self._was_said, words_said), f"{words_said!r} read out")

    def _was_said(self, words_said: str) -> bool:
        return any(words_said in said for said in self._reader.announced())


if __name__ == "__main__":
    sys.exit(main())
