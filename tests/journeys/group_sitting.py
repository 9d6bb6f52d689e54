"""A morning with a group: show the questions with a clicker, hand round cards, print the recipe."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.journeys import words
from tests.journeys.plan import CARDS
from tests.journeys.sittings import Doing, Facts
from tests.support.finding import BUTTONS
from tests.support.scripted_ask import ScriptedAsk
from tests.support.waiting import until

if TYPE_CHECKING:
    from coprod_desktop.ui.shell.window import MainWindow

Key = Qt.Key


def with_a_group(window: MainWindow, ask: ScriptedAsk) -> Facts:
    """With the journal open: show every question, save the cards in large print, print one item, quit."""
    doing = Doing(window, ask)
    person = doing.person
    doing.shell.go_to("Journal")
    doing.welcome.creates_journal(words.PASSPHRASE)
    doing.journal.begins_note()
    doing.journal.writes_title(words.BEFORE_COPY)
    doing.shell.go_to("Recipe")
    person.clicks("Show to a group")
    person.waits_to_see("What do you want to show?")
    facts: Facts = {
        "is_locked": not window._parts.unlocking.is_unlocked,
        "fills_screen": window.isFullScreen(),
        "sees_note": person.sees(words.BEFORE_COPY),
        "sees_bars": bool(person.finds("Settings", BUTTONS)),
    }
    person.clicks(re.compile("^All the questions"))
    shown = []
    for number, question in enumerate(doing.recipe.content.questions, 1):
        person.waits_to_see(f"{number} of 18")
        shown.append(person.sees(question.text))
        person.hits(Key.Key_PageDown)
    facts["shown"] = shown
    person.hits(Key.Key_Escape)
    person.waits_for("Read the whole sheet", BUTTONS)
    facts["bars_again"] = bool(person.finds("Settings", BUTTONS)) and not window.isFullScreen()
    _put_on_paper(doing)
    doing.shell.quits()
    return {**facts, "printed": [job.title for job in ask.print_jobs], "asked": list(ask.asked)}


def _put_on_paper(doing: Doing) -> None:
    person, ask = doing.person, doing.ask
    person.clicks("On paper")
    person.clicks("Question cards, to cut out")
    person.clicks("Large print")
    until(lambda: person.sees("9 pages."), "the pages of the cards", 60)
    ask.will_say(Path.home() / "Documents" / CARDS)
    person.clicks("Save the file")
    until(lambda: person.sees(f"Saved as {CARDS}"), "the cards to be saved", 60)
    person.clicks("Back")
    doing.recipe.opens_item(doing.recipe.content.item("respect"))
    person.hits(Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    person.waits_for("Respect, with its questions")
    until(lambda: person.sees("1 page."), "the page of the item", 60)
    ask.will_say(True)
    person.clicks("Print…")
    until(lambda: person.sees("on their way to the printer"), "the print", 60)
