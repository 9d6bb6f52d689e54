"""The first half of the journey through the accessible tree alone.

Run by the system's own Python on a private desktop: ``python3 -m tests.journeys.by_screen_reader LOGS --
PROGRAM…``. Nothing of the program is imported: what is known of it is what a screen reader is told, by
role, name, state and text. Keys are real ones; what no key of this keyboard has is put in as dictation does.
"""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

from tests.journeys import words
from tests.support.atspi import BUTTONS, FIELDS, PASSWORDS, RADIOS, TABS, Node, Reader
from tests.support.desktop import Desktop

QUESTIONS = 18
NOTICED = "What did I notice?"


def main() -> int:
    """Bring up the desktop, go through the half journey, take everything down."""
    logs, mark, *program = sys.argv[1:]
    assert mark == "--"
    began = time.monotonic()
    with Desktop(dict(os.environ), Path(logs)) as desktop:
        running = desktop.start(program)
        os.environ.update(desktop.environment)
        reader = Reader(running.pid, lambda: running.poll() is None)
        try:
            journey = HalfJourney(desktop, reader)
            journey.reads_the_recipe()
            journey.sets_up_a_journal()
            journey.answers_half()
            journey.leaves()
        except BaseException:
            desktop.picture(Path(logs) / "screen.xwd")
            raise
        ended = running.wait(60)
    print(f"done in {time.monotonic() - began:.0f} s, exit code {ended}")
    return int(ended)


class HalfJourney:
    """A person who hears the window and works it by keys and by what a screen reader can do."""

    def __init__(self, desktop: Desktop, reader: Reader) -> None:
        self._desktop = desktop
        self._reader = reader

    # Reading

    def reads_the_recipe(self) -> None:
        """Hear the overview, one item by keyboard, and the whole sheet."""
        self._waits_for(TABS, "Recipe")
        overview = self._reader.until(self._whole_overview, "all items of the recipe")
        assert "Make working together the outcome!" in overview
        row = self._waits_for(BUTTONS, re.compile(r"^Respect"))
        row.takes_focus()
        self._key("space")
        self._waits_for(BUTTONS, re.compile(r"^Write about"))
        heard = self._reader.reads()
        assert "Am I being honest and respectful?" in heard
        self._presses("Whole recipe")
        self._presses("Read the whole sheet")
        self._waits_to_hear("How do I know that everyone in the room feels safe to make mistakes")
        self._waits_to_hear("Creative Commons")
        self._presses("Whole recipe")

    def _whole_overview(self) -> str:
        heard = self._reader.reads()
        items = ("Beliefs", "Courage", "Reciprocity", "Facilitation", "Patience", "Resilience", "Learning,")
        return heard if all(item in heard for item in items) else ""

    # Setting up

    def sets_up_a_journal(self) -> None:
        """Through the first-run pages by keyboard."""
        self._chooses_tab("Reflect")
        self._presses("Set up my journal")
        self._writes(PASSWORDS, "Passphrase", words.PASSPHRASE)
        self._writes(PASSWORDS, "Type it again", words.PASSPHRASE)
        self._presses("Next: recovery code")
        self._waits_to_hear("Keep your recovery code safe")
        code = self._hears_recovery_code()
        field = self._waits_for(FIELDS, re.compile(r"^Type group \d"))
        number = int(re.findall(r"\d", field.name)[0])
        self._writes(FIELDS, field.name, code[number])
        self._presses("Next: make it yours")
        self._presses("Create my journal")
        self._waits_to_hear("How much would you like to look at?")

    def _hears_recovery_code(self) -> dict[int, str]:
        pattern = re.compile(r"^Group (\d) of 8: ([0-9A-Z ]+)$")
        groups = {}
        for node in self._reader.find_all(None, pattern):
            match = pattern.search(node.name)
            if match:
                groups[int(match[1])] = match[2].replace(" ", "")
        assert sorted(groups) == list(range(1, 9)), groups
        return groups

    # Answering

    def answers_half(self) -> None:
        """Context, then nine questions: by keys in English, by dictation in Welsh and Arabic."""
        self._presses(re.compile(r"^All of them\b"))
        self._waits_to_hear("Before you start")
        self._writes(FIELDS, "A name for this reflection", words.NAME)
        self._onward()
        for number, said in enumerate(words.FIRST_HALF, 1):
            self._waits_to_hear(f"Question {number} of {QUESTIONS}")
            self._answers(said)
            self._onward()
        self._waits_to_hear(f"Question {len(words.FIRST_HALF) + 1} of {QUESTIONS}")

    def _answers(self, said: words.Said) -> None:
        field = self._waits_for(FIELDS, NOTICED)
        field.takes_focus()
        if said.noticed.isascii():
            self._types(said.noticed)
        else:
            field.insert(said.noticed)
        if said.bullets:
            self._key("Return")
            self._types("- " + said.bullets[0])
            self._key("Return")
            self._types(said.bullets[1])
        wanted = [said.noticed, *said.bullets]
        self._reader.until(lambda: _holds(field.text(), wanted), f"{wanted} in the answer")
        if said.rating and said.noticed.isascii():
            self._rates(said.rating)

    def _rates(self, rating: str) -> None:
        if not self._reader.find_all(RADIOS, rating):
            self._presses(re.compile(r"^More\b"))
        self._waits_for(RADIOS, rating).does()
        self._reader.until(lambda: self._is_chosen(rating), f"{rating} chosen")

    def _is_chosen(self, rating: str) -> bool:
        return any("checked" in node.states for node in self._reader.find_all(RADIOS, rating))

    def leaves(self) -> None:
        """Save for later; hear that it is kept; quit by its key."""
        self._presses("Save for later")
        self._waits_for(BUTTONS, "Carry on")
        self._waits_to_hear(f"question {len(words.FIRST_HALF) + 1} of {QUESTIONS}")
        self._key("ctrl+q")

    # Hands and ears

    def _onward(self) -> None:
        """Alt and the right arrow: the key for the next page."""
        self._key("alt+Right")

    def _chooses_tab(self, name: str) -> None:
        self._waits_for(TABS, name).does()

    def _presses(self, name: str | re.Pattern[str]) -> None:
        self._waits_for(BUTTONS, name).does()

    def _writes(self, roles: tuple[str, ...], name: str, text: str) -> None:
        field = self._waits_for(roles, name)
        field.takes_focus()
        self._types(text)

    def _types(self, text: str) -> None:
        self._desktop.keys("type", "--delay", "4", "--", text)

    def _key(self, key: str) -> None:
        self._desktop.keys("key", "--", key)

    def _waits_for(self, roles: tuple[str, ...], name: str | re.Pattern[str]) -> Node:
        return self._reader.waits_for(roles, name)

    def _waits_to_hear(self, text: str) -> None:
        self._reader.until(lambda: text in self._reader.reads(), f"the words {text!r}")


def _holds(text: str, wanted: list[str]) -> bool:
    return all(line in text for line in wanted)


if __name__ == "__main__":
    sys.exit(main())
