"""Through the pages around a reflection as they are heard, by real keys alone.

Run by the system's own Python on a private desktop: ``python3 -m tests.journeys.by_ear LOGS PASSPHRASE --
PROGRAM…``, with a journal in which one thing is still to be tried. What is checked is what a screen reader
is told: what each page is called, where the focus lands, and as what.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from tests.journeys.hands import KeyHands
from tests.support.atspi import BUTTONS, FIELDS, PASSWORDS, RADIOS, TABS, Node, Reader
from tests.support.desktop import Desktop


def main() -> int:
    """Bring up the desktop, go through all of it, take everything down."""
    logs, passphrase, mark, *program = sys.argv[1:]
    assert mark == "--"
    with Desktop(dict(os.environ), Path(logs)) as desktop:
        running = desktop.start(program)
        os.environ.update(desktop.environment)
        reader = Reader(running.pid, lambda: running.poll() is None)
        try:
            walk = Walk(KeyHands(desktop, reader))
            walk.reads_the_recipe()
            walk.puts_it_on_paper()
            walk.shows_it_to_a_group()
            walk.says_what_happened(passphrase)
        except BaseException:
            desktop.picture(Path(logs) / "screen.xwd")
            raise
        walk.hands.key("ctrl+q")
        return int(running.wait(60))


class Walk:
    """Somebody who hears the window and has a keyboard."""

    def __init__(self, hands: KeyHands) -> None:
        self.hands, self._reader = hands, hands.reader
        self._reader.follow_announcements()

    def reads_the_recipe(self) -> None:
        """An item, a link, and the whole sheet from one of its sections."""
        self._reader.waits_for(TABS, "Recipe")
        self.hands.presses("Beliefs – holding or developing the belief that everyone is equal.")
        self._is_told("Beliefs – holding or developing")
        self._comes_to(RADIOS, "Beliefs")
        self.hands.key("Escape")
        self._is_told("What's the recipe?")
        self.hands.presses("Read the whole sheet")
        self._is_told("Working together. ")
        self.hands.presses("Co-production litmus test")
        self._comes_to(("label",), "Co-production litmus test")
        self.hands.key("Tab")
        self._comes_to(BUTTONS, "Easier words")
        self.hands.key("Escape")

    def puts_it_on_paper(self) -> None:
        """From the way back to the buttons below, in the order in which one reads."""
        self.hands.presses("On paper")
        self._is_told("On paper")
        self._comes_to(RADIOS, "The recipe on one page")
        self._is_told("1 page.")
        for name in ("A4", "Large print", "PDF", "Pages"):
            self.hands.key("Tab")
            self._comes_to(None, name)
        self.hands.key("Tab")
        self._comes_to(("image",), "Page 1 of 1 of What's the recipe, A4")
        self.hands.key("Tab")
        self._comes_to(BUTTONS, "Print…")
        self.hands.key("Escape")
        self._is_told("Recipe")

    def shows_it_to_a_group(self) -> None:
        """One question after the other; at the last one the keys are with the words."""
        self.hands.presses("Show to a group")
        self._is_told("What do you want to show?")
        self.hands.presses("Values: 8 questions")
        first = self._comes_to(("label",), "Am I really treating everyone as an equal")
        self.hands.key("End")
        self._is_told("8 of 8")
        assert self._reader.focused() is not None and self._focus().path == first.path
        self.hands.key("Escape")
        self._is_told("Recipe")

    def says_what_happened(self, passphrase: str) -> None:
        """Begin with what one wanted to try, choose one of four, save for later, and be told where one is."""
        self.hands.key("ctrl+2")
        self._is_told("Reflect")
        self.hands.writes(PASSWORDS, "Passphrase", passphrase)
        self.hands.key("Return")
        self._is_told("Your journal is open.")
        self.hands.presses(re.compile(r"^Values\."))
        self._is_told("Last time")
        self._comes_to(RADIOS, "Tried it")
        self.hands.key("Right")
        self._comes_to(RADIOS, "Learned from it")
        self.hands.key("space")
        self.hands.goes_to(FIELDS, "In a few words")
        self.hands.key("ctrl+Return")
        self._is_told("Before you start")
        self.hands.key("Escape")
        self._is_told("Co-production litmus test")
        self._comes_to(BUTTONS, "Carry on")

    def _is_told(self, words: str) -> None:
        """Without the focus, since the last time that something was waited for."""
        self._reader.until(lambda: self._reader.was_announced(words), f"to be told {words!r}")

    def _comes_to(self, roles: tuple[str, ...] | None, beginning: str) -> Node:
        def look() -> Node | None:
            here = self._reader.focused()
            fits = here is not None and here.name.startswith(beginning)
            return here if here is not None and fits and (roles is None or here.role in roles) else None

        return self._reader.until(look, f"the focus on {roles} {beginning!r}")

    def _focus(self) -> Node:
        here = self._reader.focused()
        assert here is not None
        return here


if __name__ == "__main__":
    sys.exit(main())
