"""The growth view in a window of its own, over a picture that a test makes up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import Entry, EventDate, Rating
from coprod_desktop.domain.growth import CameOf, GrowthPicture, Moment, Named, Said, Tried
from coprod_desktop.services.growing import Growing
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.journal.growth.view import GrowthView
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.entries import Entries
from coprod_desktop.vault.growth import Growth
from coprod_desktop.vault.schema import prepare_new
from tests.support.scripted_ask import ScriptedAsk

FIRST, SECOND = EventDate(2025, 3, 9), EventDate(2026, 11, 18)


@pytest.fixture
def view(
    theme: Theme, recipe: Recipe, unlocking: Unlocking, jobs: Jobs, ask: ScriptedAsk, qtbot: QtBot
) -> Iterator[GrowthView]:
    """The view, shown; nothing read yet."""
    made = GrowthView(theme, recipe, Growing(unlocking, recipe), jobs, ask)
    made.resize(1280, 720)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    jobs.wait_for_all()
    made.close()
    made.deleteLater()


@pytest.fixture
def picture() -> GrowthPicture:
    """Two reflections, an entry about time, and a step that was tried."""
    told = "I said “I work on housing”, and it was warmer straight away."
    return GrowthPicture(
        (
            Moment(
                "first",
                "Garden",
                FIRST,
                (
                    Said("first", "values-1", FIRST, Rating.NEEDS_THOUGHT, "I asked officers *first*."),
                    Said("first", "values-7", FIRST, None, "I gave my title."),
                ),
                frozenset({"values-2"}),
            ),
            Moment(
                "second",
                "Leaflet",
                SECOND,
                (
                    Said("second", "values-7", SECOND, Rating.GETTING_THERE, told),
                    Said("second", "skills-1", SECOND, Rating.WELL, "", keep_out=True),
                ),
            ),
        ),
        (Named("time", "note", SECOND),),
        (
            Tried(
                "first",
                "values-1",
                FIRST,
                "Ask one person first.",
                CameOf.TRIED,
                "Two minutes, and it *helped*.",
                datetime(2026, 11, 2, 12, tzinfo=UTC),
            ),
        ),
    )


def picture_of(entries: Sequence[Entry], recipe: Recipe) -> GrowthPicture:
    """What the vault reads of these entries, from tables that are on no disk."""
    connection = Connection.in_memory()
    prepare_new(connection)
    kept = Entries(connection)
    for entry in entries:
        kept.put(entry)
    return Growth(connection).picture([question.id for question in recipe.questions])


def process() -> None:
    """Let what is due happen."""
    for _ in range(4):
        QApplication.processEvents()
