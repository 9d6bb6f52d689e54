"""The Reflect tab: beginning, answering, leaving, carrying on, looking over, keeping."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextEdit

from tests.journeys.words import Said
from tests.support.finding import BUTTONS, FIELDS, tidy
from tests.support.person import Person
from tests.support.waiting import until

NOTICED = "What did I notice?"
STEP = "What will I try next?"
LAST_TIME = "You wanted to try something."
_MORE = re.compile(r"^More\b")


class ReflectionPage:
    """Goes through the litmus test."""

    def __init__(self, person: Person) -> None:
        self._person = person

    # Beginning and leaving

    def begins(self, way: str) -> None:
        """Choose one of the ways to begin by its title, and go past what one wanted to try last time."""
        self._person.clicks(re.compile(f"^{re.escape(way)}[.]"))
        until(lambda: re.search("Before you start|You wanted to try", self._person.reads()), "a first page")
        if LAST_TIME in self._person.reads():
            self.skips()
        self._person.waits_to_see("Before you start")

    def is_asked_about_last_time(self, way: str) -> None:
        """Choose a way to begin; what one wanted to try comes first."""
        self._person.clicks(re.compile(f"^{re.escape(way)}[.]"))
        self._person.waits_to_see(LAST_TIME)

    def tells_context(self, name: str, my_part: str, access: str) -> None:
        """Fill in what is optional before the first question."""
        self._person.writes("A name for this reflection", name)
        self._person.writes("My part in it", my_part)
        self._person.writes("Access needs I thought about", access)

    def saves_for_later(self) -> None:
        """Leave with what is there."""
        self._person.clicks("Save for later")
        self._person.waits_to_see("How much would you like to look at?")

    def carries_on(self) -> None:
        """Go on with what was saved for later."""
        self._person.clicks("Carry on")
        self._person.waits_for("Next", BUTTONS)

    # Answering

    def is_at_question(self, number: int, of: int) -> None:
        """Wait until this question is shown."""
        self._person.waits_to_see(f"Question {number} of {of}")

    def answers(self, said: Said, question: str) -> None:
        """Write one answer: words first, then what is under More."""
        self._person.waits_to_see(question)
        self._person.writes(NOTICED, said.noticed)
        if said.bullets:
            self._person.types("\n- " + "\n".join(said.bullets))
        if said.rating or said.step:
            self._opens_more()
        if said.rating:
            self._person.clicks(said.rating)
        if said.step:
            self._person.writes(STEP, said.step)

    def adds(self, words: str) -> None:
        """Write on at the end of what was noticed."""
        self._person.writes(NOTICED, words)

    def goes_on(self) -> None:
        """Next."""
        self._person.clicks(re.compile("^(Next|Start|Look over|Back to look over)$"))

    def goes_back(self) -> None:
        """Back."""
        self._person.clicks("Back")

    def skips(self) -> None:
        """Leave this question out for now."""
        self._person.clicks("Skip this one")

    def reads_answer(self) -> str:
        """What stands in the answer box, without its formatting."""
        field = self._person.waits_for(NOTICED, FIELDS).widget
        assert isinstance(field, QTextEdit)
        return field.toPlainText()

    def shows(self, said: Said) -> None:
        """The answer stands here as it was written, rating and step included."""
        shown = self.reads_answer()
        for line in (*said.noticed.split("\n"), *said.bullets):
            assert line in shown, f"{line!r} is not in {shown!r}"
        if said.rating or said.step:
            self._opens_more()
        if said.rating:
            button = self._person.waits_for(said.rating).widget
            assert button.property("checked"), f"{said.rating} is not chosen"
        if said.step:
            field = self._person.waits_for(STEP, FIELDS).widget
            assert isinstance(field, QTextEdit)
            assert field.toPlainText() == said.step

    # Looking over and keeping

    def looks_over(self, answers: tuple[Said, ...]) -> None:
        """Every line of every answer stands on the look over."""
        self._person.waits_to_see("Look over")
        shown = tidy(self._person.reads())
        missing = [line for said in answers for line in said.lines if tidy(line) not in shown]
        assert missing == [], f"not on the look over: {missing}"

    def changes(self, number: int) -> None:
        """Press Change beside one question of the look over (1 is the first)."""
        buttons = self._person.finds(re.compile("^Change.*question|^Change:|^Change$"))
        self._person.clicks_on(buttons[number - 1].widget)
        self._person.waits_for(NOTICED, FIELDS)

    def takes_away(self, words: str) -> None:
        """Write what one is taking away."""
        self._person.writes("What am I taking away?", words)

    def keeps(self) -> None:
        """Keep it in the journal."""
        self._person.clicks("Keep in my journal")

    def _opens_more(self) -> None:
        if not self._person.finds(STEP, FIELDS):
            self._person.clicks(_MORE)
        self._person.waits_for(STEP, FIELDS)

    def waits_until_saved(self) -> None:
        """Wait until the status line says that it was saved."""
        until(lambda: re.search(r"\bSaved\b", self._person.reads()), "a word that it was saved")

    def undoes(self) -> None:
        """Take back the last thing typed."""
        self._person.hits(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
