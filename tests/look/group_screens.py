"""The screens for a group: on paper, and shown to a group. The journal stays locked."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt

from tests.journeys.sittings import Doing
from tests.look.screens import Screen
from tests.support.finding import BUTTONS
from tests.support.waiting import until


def _on_paper(doing: Doing) -> None:
    doing.shell.go_to("Recipe")
    doing.person.clicks("On paper")
    _pages(doing)


def _pages(doing: Doing) -> None:
    until(lambda: re.search(r"\b\d+ pages?[.]", doing.person.reads()), "the pages of the sheet")


def _cards(doing: Doing) -> None:
    doing.person.clicks("Question cards, to cut out")
    doing.person.clicks("Easier words")
    _pages(doing)


def _paper_words(doing: Doing) -> None:
    doing.person.clicks("The litmus test, to write on")
    doing.person.clicks("Words only")
    doing.person.waits_to_see("Use roles, not names.")
    _pages(doing)


def _choose(doing: Doing) -> None:
    doing.person.clicks("Back")
    doing.person.waits_for("Read the whole sheet", BUTTONS)
    doing.person.clicks("Show to a group")
    doing.person.waits_to_see("What do you want to show?")


def _question(doing: Doing) -> None:
    doing.person.clicks(re.compile("^All the questions"))
    doing.person.waits_to_see("Values · 1 of 18")


def _long_question(doing: Doing) -> None:
    for _ in range(7):
        doing.person.hits(Qt.Key.Key_PageDown)
    doing.person.waits_to_see("Values · 8 of 18")


def _easier(doing: Doing) -> None:
    doing.person.clicks("Easier words")
    doing.person.hits(Qt.Key.Key_PageUp)
    doing.person.waits_to_see("Values · 7 of 18")


def _item(doing: Doing) -> None:
    doing.person.clicks("Something else")
    doing.person.clicks(re.compile("^Ingredients"))
    doing.person.hits(Qt.Key.Key_End)
    doing.person.waits_to_see("8 of 8")


def _left(doing: Doing) -> None:
    doing.person.hits(Qt.Key.Key_Escape)
    doing.person.waits_for("Read the whole sheet", BUTTONS)


FOR_A_GROUP = (
    Screen("32-on-paper", _on_paper),
    Screen("32b-question-cards", _cards),
    Screen("32c-paper-words", _paper_words),
    Screen("33-show-to-a-group", _choose),
    Screen("33b-group-question", _question),
    Screen("33c-group-long-question", _long_question),
    Screen("33d-group-easier-words", _easier),
    Screen("33e-group-item", _item),
    Screen("33f-group-left", _left),
)
"""In a window of their own."""
