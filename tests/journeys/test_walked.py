"""The Journal and the guide by keys alone, as a screen reader that follows the focus tells them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    QuestionSet,
    Rating,
    Reflection,
)
from coprod_desktop.services.unlocking import Unlocking
from tests.journeys import words
from tests.journeys.private_screen import need_a_private_screen, walk
from tests.support.home import Home

SAID = (
    ("Gooseberries", EventDate(2026, 3, 9), Rating.NEEDS_THOUGHT),
    ("Damsons", EventDate(2026, 11, 18), Rating.WELL),
)
QUESTION = "Am I really treating everyone as an equal and seeing the whole person in each person?"


@pytest.mark.journey
def test_the_journal_and_the_guide_are_walked_by_keys_and_heard(tmp_path: Path) -> None:
    need_a_private_screen()
    home = Home(tmp_path / "computer").make()
    _fill(home)
    walk("walked", home)


def _fill(home: Home) -> None:
    """A journal with two reflections on one question."""
    unlocking = Unlocking(home.journal)
    unlocking.create(words.PASSPHRASE, unlocking.new_secret(), recovery_confirmed=True)
    for number, (title, when, rating) in enumerate(SAID):
        answer = Answer("values-1", QUESTION, f"{title}, and who picked them.", rating=rating)
        content = Reflection(QuestionSet.CHOSEN, Context(when), (answer,))
        written = datetime(2026, 11, 20, 9, number, tzinfo=UTC)
        unlocking.vault.entries.put(Entry(f"{number:032x}", title, when, written, written, content))
    unlocking.lock()
