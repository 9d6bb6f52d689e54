"""The journey from opening the program to a kept reflection of all 18 questions, as it is heard.

Run by the system's own Python on a private desktop: ``python3 -m tests.journeys.heard HANDS LOGS --
PROGRAM…``. Nothing of the program is imported: what is known of it is what a screen reader is told, by role,
name, state and text. ``HANDS`` says how it is worked:

- ``tree``: by what a screen reader can do with what it hears; letters are typed with real keys, and what no
  key of this keyboard has is put in as dictation does;
- ``keys``: by real keys alone. Nothing is pressed, focused or filled in any other way.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.journeys import words
from tests.journeys.hands import Hands, KeyHands, TreeHands
from tests.support.atspi import BUTTONS, FIELDS, PASSWORDS, TABS, Reader
from tests.support.desktop import Desktop

QUESTIONS = len(words.ALL_ANSWERS)
NOTICED = "What did I notice?"
STEP, BY_WHEN, WHO_WITH = "What will I try next?", "By when", "Who with"
BY, BY_AS_READ, WHO = "4 December 2099", "4 December", "The caretaker"
HOW_KNOWN = "We checked together"
HANDS: dict[str, Callable[[Desktop, Reader], Hands]] = {"tree": TreeHands, "keys": KeyHands}
HALFWAY = len(words.FIRST_HALF)


def main() -> int:
    """Bring up the desktop, go through the journey, take everything down."""
    hands, logs, mark, *program = sys.argv[1:]
    assert mark == "--"
    began = time.monotonic()
    with Desktop(dict(os.environ), Path(logs)) as desktop:
        running = desktop.start(program)
        os.environ.update(desktop.environment)
        reader = Reader(running.pid, lambda: running.poll() is None)
        try:
            Journey(HANDS[hands](desktop, reader)).goes()
        except BaseException:
            desktop.picture(Path(logs) / "screen.xwd")
            raise
        ended = running.wait(60)
    print(f"done in {time.monotonic() - began:.0f} s, exit code {ended}")
    return int(ended)


class Journey:
    """A person who hears the window, and works it with one kind of hands."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands
        self._reader = hands.reader

    def goes(self) -> None:
        """All of it, from the first page to the kept entry."""
        self._reads_the_recipe()
        self._sets_up_a_journal()
        self._begins()
        for number, said in enumerate(words.ALL_ANSWERS[:HALFWAY], 1):
            self._answers(number, said)
        self._leaves_and_carries_on()
        for number, said in enumerate(words.ALL_ANSWERS[HALFWAY:], HALFWAY + 1):
            self._answers(number, said)
        self._looks_over_and_keeps()
        self._hears_the_entry()
        self._hands.key("ctrl+q")

    # ------------------------------------------------------------------ before the questions
    def _reads_the_recipe(self) -> None:
        """Hear the overview, one item, and the whole sheet."""
        hands = self._hands
        self._reader.waits_for(TABS, "Recipe")
        overview = self._reader.until(self._whole_overview, "all items of the recipe")
        assert "Make working together the outcome!" in overview
        hands.presses(re.compile(r"^Respect"))
        self._reader.waits_for(BUTTONS, re.compile(r"^Write about"))
        self._hears("Am I being honest and respectful?")
        hands.presses("Whole recipe")
        hands.presses("Read the whole sheet")
        self._hears("How do I know that everyone in the room feels safe to make mistakes")
        self._hears("Creative Commons")

    def _whole_overview(self) -> str:
        heard = self._reader.reads()
        items = ("Beliefs", "Courage", "Reciprocity", "Facilitation", "Patience", "Resilience", "Learning,")
        return heard if all(item in heard for item in items) else ""

    def _sets_up_a_journal(self) -> None:
        """Through the first-run pages."""
        hands = self._hands
        hands.key("ctrl+2")
        hands.presses("Set up my journal")
        hands.writes(PASSWORDS, "Passphrase", words.PASSPHRASE)
        hands.writes(PASSWORDS, "Type it again", words.PASSPHRASE)
        hands.presses("Next: recovery code")
        self._hears("Keep your recovery code safe")
        code = self._hears_recovery_code()
        field = self._reader.waits_for(FIELDS, re.compile(r"^Type group \d"))
        number = int(re.findall(r"\d", field.name)[0])
        hands.writes(FIELDS, field.name, code[number])
        hands.presses("Next: make it yours")
        hands.presses("Create my journal")
        self._hears("How much would you like to look at?")

    def _hears_recovery_code(self) -> dict[int, str]:
        pattern = re.compile(r"^Group (\d) of 8: ([0-9A-Z ]+)$")
        groups = {}
        for node in self._reader.find_all(None, pattern):
            match = pattern.search(node.name)
            if match:
                groups[int(match[1])] = match[2].replace(" ", "")
        assert sorted(groups) == list(range(1, 9)), groups
        return groups

    def _begins(self) -> None:
        self._hands.presses(re.compile(r"^All of them\b"))
        self._hears("Before you start")
        self._hands.writes(FIELDS, "A name for this reflection", words.NAME)
        self._hands.writes(FIELDS, "My part in it", words.MY_PART)
        self._onward()

    # ------------------------------------------------------------------ the questions
    def _answers(self, number: int, said: words.Said) -> None:
        """One page: what was noticed, and what stands under More where there is something."""
        self._hears(f"Question {number} of {QUESTIONS}")
        print(f"question {number}", flush=True)
        field = self._hands.goes_to(FIELDS, NOTICED)
        noticed = self._hands.types_into(field, said.noticed)
        if said.bullets:
            self._hands.key("Return")
            self._hands.types("- " + said.bullets[0])
            self._hands.key("Return")
            self._hands.types(said.bullets[1])
        wanted = [noticed, *said.bullets]
        self._reader.until(lambda: _holds(field.text(), wanted), f"{wanted} in the answer")
        if said.rating and number in (1, HALFWAY):
            self._opens_more()
            self._hands.chooses(said.rating)
        if said.step and said.step.isascii():
            self._opens_more()
            self._hands.presses(HOW_KNOWN)
            self._hands.types_into(self._hands.goes_to(FIELDS, STEP), said.step)
            self._hands.writes(FIELDS, BY_WHEN, BY)
            self._hands.writes(FIELDS, WHO_WITH, WHO)
        self._onward()

    def _opens_more(self) -> None:
        if not self._reader.find_all(FIELDS, STEP):
            self._hands.presses(re.compile(r"^More\b"))
            self._reader.waits_for(FIELDS, STEP)

    def _leaves_and_carries_on(self) -> None:
        """Look at an earlier page by the map; save for later; carry on exactly where one stopped."""
        self._hears(f"Question {HALFWAY + 1} of {QUESTIONS}")
        self._jumps("2", 2)
        self._jumps(str(HALFWAY + 1), HALFWAY + 1)
        self._hands.presses("Save for later")
        self._hears(f"question {HALFWAY + 1} of {QUESTIONS}")
        self._hands.presses("Carry on")

    def _jumps(self, letters: str, to: int) -> None:
        """By the map of pages: a list that opens by a key and is gone through by first letters.

        Qt leaves what pops up out of the tree; it is heard by the focus that goes there.
        """
        self._hands.key("alt+Down")
        self._reader.until(lambda: self._is_at(("list", "list item"), "Look over|All pages|^\\d"), "the map")
        self._hands.types(letters + ".")
        self._hands.key("Return")
        self._hears(f"Question {to} of {QUESTIONS}")

    def _is_at(self, roles: tuple[str, ...], name: str) -> bool:
        here = self._reader.focused()
        return here is not None and here.role in roles and bool(re.search(name, here.name))

    # ------------------------------------------------------------------ the end
    def _looks_over_and_keeps(self) -> None:
        self._hands.types_into(self._hands.goes_to(FIELDS, "What am I taking away?"), words.TAKING_AWAY)
        heard = self._reader.reads()
        for said in words.ALL_ANSWERS:
            assert self._hands.typed(said.noticed) in heard, said
        self._hands.presses("Keep in my journal")

    def _hears_the_entry(self) -> None:
        """It lies in the Journal and reads as one document."""
        self._reader.waits_for(BUTTONS, "Add to it")
        heard = self._reader.until(self._whole_entry, "the entry to its end")
        wanted = [words.NAME, words.MY_PART, words.TAKING_AWAY, BY_AS_READ, WHO]
        for said in words.ALL_ANSWERS:
            wanted += [self._hands.typed(said.noticed), *said.bullets]
            wanted += [said.step] if said.step.isascii() else []
        lost = [line for line in wanted if line and line not in heard]
        assert lost == [], f"{lost} in:\n{heard}"

    def _whole_entry(self) -> str:
        heard = self._reader.reads() + self._reader.texts()
        return heard if words.TAKING_AWAY in heard else ""

    def _onward(self) -> None:
        """Control and Enter: one of the two keys for the next page."""
        self._hands.key("ctrl+Return")

    def _hears(self, text: str) -> None:
        self._reader.until(lambda: text in self._reader.reads(), f"the words {text!r}")


def _holds(text: str, wanted: list[str]) -> bool:
    return all(line in text for line in wanted)


if __name__ == "__main__":
    sys.exit(main())
