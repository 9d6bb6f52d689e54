"""A real journal in a temporary folder, opened cheaply, with the real services over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coprod_desktop.content.model import Recipe
from coprod_desktop.services.deleting import Deleting
from coprod_desktop.services.journalling import Journalling
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.journal.tab import JournalTab
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from tests.support.journals import CHEAP, NOW, PASSPHRASE
from tests.support.scripted_ask import ScriptedAsk

Settle = Callable[[], None]


@pytest.fixture
def unlocking(tmp_path: Path) -> Iterator[Unlocking]:
    """An open journal."""
    made = Unlocking(tmp_path / "journal", CHEAP)
    made.create(PASSPHRASE, made.new_secret(), recovery_confirmed=True)
    yield made
    made.lock()


@pytest.fixture
def journalling(unlocking: Unlocking) -> Journalling:
    """The real service, on a fixed day."""

    def clock() -> datetime:
        return NOW

    return Journalling(unlocking, clock)


@pytest.fixture
def deleting(unlocking: Unlocking) -> Deleting:
    """The real bin, on the same day, without backups."""

    def clock() -> datetime:
        return NOW

    return Deleting(unlocking, clock)


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    """The real background work."""
    made = Jobs()
    yield made
    made.wait_for_all()


@pytest.fixture
def settle(jobs: Jobs, qtbot: QtBot) -> Settle:
    """Wait until every job has come back, and what it led to as well."""

    def wait() -> None:
        for _ in range(3):
            qtbot.waitUntil(lambda: jobs.is_idle, timeout=60_000)  # it ends a hang, and times nothing
            QApplication.processEvents()

    return wait


@pytest.fixture
def tab(
    theme: Theme,
    recipe: Recipe,
    journalling: Journalling,
    deleting: Deleting,
    jobs: Jobs,
    ask: ScriptedAsk,
) -> Iterator[JournalTab]:
    """The tab in a window of the usual size; nothing fetched yet."""
    made = JournalTab(theme, recipe, journalling, deleting, jobs, ask, {})
    made.resize(1280, 760)
    made.show()
    yield made
    made.flush()
    jobs.wait_for_all()
    made.close()
    made.deleteLater()


def press_edit(tab: JournalTab) -> None:
    """Press *Edit*, or *Add to it*, in the reader."""
    button = tab.browse.reader.findChild(Button, "edit")
    assert isinstance(button, Button)
    button.click()
