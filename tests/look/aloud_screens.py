"""The screens while something is read aloud, and easier words in the recipe."""

from __future__ import annotations

import re

from tests.journeys.sittings import Doing
from tests.look import sample
from tests.look.screens import Screen, _item
from tests.support.finding import BUTTONS, FIELDS
from tests.support.stretched import plain
from tests.support.waiting import until


def _reads(doing: Doing, words: str) -> None:
    speech = _speech(doing)
    doing.person.clicks("Read aloud")
    until(lambda: bool(speech.speaking), "the voice")
    for _ in range(100):
        if words in plain(speech.speaking):
            return
        before = len(speech.said)
        doing.person.clicks("Next sentence")
        until(lambda n=before: len(speech.said) > n, "the next sentence")  # type: ignore[misc]
    raise AssertionError(f"never read: {words}")


def _speech(doing: Doing):  # type: ignore[no-untyped-def]  # what the window was built with
    return doing.person.window._parts.aloud._speech  # type: ignore[attr-defined]


def _recipe(doing: Doing) -> None:
    doing.shell.go_to("Recipe")
    _reads(doing, "You put the values")


def _row(doing: Doing) -> None:
    _reads(doing, "Reciprocity")


def _sheet(doing: Doing) -> None:
    doing.person.clicks("Stop")
    doing.person.clicks("Read the whole sheet")
    _reads(doing, "We like to think")


def _easier(doing: Doing) -> None:
    doing.person.clicks("Stop")
    doing.recipe.goes_back()
    _item(doing)
    doing.person.clicks("Easier words")
    _reads(doing, "Do I show respect?")


def _asked(doing: Doing) -> None:
    doing.person.clicks("Stop")
    doing.person.clicks(re.compile("^Reflect on: When I introduce myself"))
    doing.unlock.unlocks(sample.PASSPHRASE)
    doing.person.waits_for("What did I notice?", FIELDS)
    doing.person.clicks(re.compile("^Easier words"))
    _reads(doing, "Could that give me power")


def _settings(doing: Doing) -> None:
    doing.person.clicks("Stop")
    doing.person.clicks("Settings")
    doing.person.clicks("Reading aloud")
    doing.person.waits_for("Try it", BUTTONS)


WITH_A_VOICE = (
    Screen("28-aloud-overview", _recipe),
    Screen("28b-aloud-row", _row),
    Screen("28c-aloud-sheet", _sheet),
    Screen("28d-aloud-item-easier", _easier),
    Screen("28e-aloud-question", _asked),
    Screen("28f-settings-reading-aloud", _settings),
)
"""With the sample journal, locked at first, and a voice that says nothing."""
