"""An evening of looking back: two reflections, how things have been, and a picture to take along."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from tests.journeys import words
from tests.journeys.plan import GROWTH
from tests.journeys.sittings import Doing, Facts
from tests.support.finding import BUTTONS, LISTS
from tests.support.scripted_ask import ScriptedAsk
from tests.support.waiting import until

if TYPE_CHECKING:
    from coprod_desktop.ui.shell.window import MainWindow

QUESTION = "values-1"
LABEL = "Treating everyone as an equal"
BEFORE = words.Said(QUESTION, "The gooseberry growers spoke last, as ever.", "Needs thought")
AFTER = words.Said(QUESTION, "The gooseberry growers opened the meeting.", "Getting there")


def looking_back(window: MainWindow, ask: ScriptedAsk) -> Facts:
    """Reflect twice on a question, walk the picture, read where it leads, save the question's path; quit."""
    doing = Doing(window, ask)
    doing.shell.go_to("Reflect")
    doing.welcome.creates_journal(words.PASSPHRASE)
    doing.reflection.begins("Values")
    doing.reflection.tells_context(words.NAME, words.MY_PART, words.ACCESS)
    doing.reflection.goes_on()
    _answers(doing, BEFORE, 8)
    _opens_growth(doing)
    doing.person.waits_for(re.compile("Needs thought"), BUTTONS)
    doing.person.clicks("Reflect on this again")
    _answers(doing, AFTER, 1)
    _opens_growth(doing)
    doing.person.waits_for(re.compile("Getting there"), BUTTONS)
    facts: Facts = {"walked": _walks(doing)}
    doing.person.hits(Qt.Key.Key_Return)
    doing.person.waits_to_see(BEFORE.noticed)
    facts["enter_opens"] = not doing.person.sees(AFTER.noticed)
    doing.person.clicks("Growth picture")
    doing.person.clicks("One question")
    ask.will_say(True, Path.home() / "Documents" / GROWTH)
    doing.person.clicks("Save as a file")
    until(lambda: doing.person.sees(f"Saved as {GROWTH}"), "the picture to be saved", 60)
    doing.shell.quits()
    return {**facts, "asked": list(ask.asked)}


def _answers(doing: Doing, said: words.Said, pages: int) -> None:
    """Answer the first of these pages, skip the others, and keep it."""
    doing.reflection.is_at_question(1, pages)
    doing.reflection.answers(said, doing.recipe.content.question(QUESTION).text)
    doing.reflection.goes_on()
    for number in range(2, pages + 1):
        doing.reflection.is_at_question(number, pages)
        doing.reflection.skips()
    doing.reflection.looks_over((said,))
    doing.reflection.keeps()
    doing.person.waits_to_see(said.noticed)


def _opens_growth(doing: Doing) -> None:
    doing.shell.go_to("Journal")
    doing.person.clicks("Growth picture")


def _walks(doing: Doing) -> list[str]:
    """What the places of the first question say, from the last to the first, by the arrow key."""
    grid = doing.person.waits_for("Questions by reflections", LISTS).widget
    assert isinstance(grid, QTableView)
    doing.person.goes_to(grid)
    doing.person.hits(Qt.Key.Key_End)
    said = []
    for _ in range(grid.model().columnCount()):
        said.append(str(grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)))
        doing.person.hits(Qt.Key.Key_Left)
    return said
