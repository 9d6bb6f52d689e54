"""The pages around a reflection, by keys alone and as a screen reader tells of them, on a private screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    NextStep,
    QuestionSet,
    Reflection,
)
from coprod_desktop.services.unlocking import Unlocking
from tests.journeys.private_screen import need_a_private_screen, walk
from tests.support.home import Home
from tests.support.journals import NOW, PASSPHRASE


def _something_to_try(home: Home) -> None:
    answer = Answer("values-1", "Am I?", "I listened.", step=NextStep("Ask one person first."))
    when = EventDate(2026, 11, 18)
    content = Reflection(QuestionSet.CHOSEN, Context(when, name="Garden"), (answer,))
    unlocking = Unlocking(home.journal)
    unlocking.create(PASSPHRASE, unlocking.new_secret(), recovery_confirmed=True)
    unlocking.vault.entries.put(Entry("0" * 32, "Garden", when, NOW, NOW, content))
    unlocking.lock()


@pytest.mark.journey
def test_every_page_says_what_it_is_and_has_the_focus_in_its_place(tmp_path: Path) -> None:
    need_a_private_screen()
    home = Home(tmp_path / "computer").make()
    _something_to_try(home)
    walk("by_ear", home, after=(PASSPHRASE,))
