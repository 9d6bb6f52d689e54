"""What the tests of the Reflect tab share."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coprod_desktop.content.model import Recipe
from coprod_desktop.services.deleting import Deleting
from coprod_desktop.services.reflecting import Reflecting
from coprod_desktop.ui.reflect.tab import ReflectTab
from coprod_desktop.ui.theme.theme import Theme
from tests.ui.reflect.memory import InstantJobs, MemoryUnlocking, MemoryVault, deleting_in, reflecting_in


@pytest.fixture
def unlocking() -> MemoryUnlocking:
    """An open journal in memory."""
    return MemoryUnlocking()


@pytest.fixture
def vault(unlocking: MemoryUnlocking) -> MemoryVault:
    """What is in that journal."""
    return unlocking.vault


@pytest.fixture
def reflecting(unlocking: MemoryUnlocking, recipe: Recipe) -> Reflecting:
    """The real service over it."""
    return reflecting_in(unlocking, recipe)


@pytest.fixture
def jobs(qapp: QApplication) -> InstantJobs:
    """Jobs that run at once."""
    return InstantJobs()


@pytest.fixture
def deleting(unlocking: MemoryUnlocking) -> Deleting:
    """The real bin of it."""
    return deleting_in(unlocking)


@pytest.fixture
def tab(
    qtbot: QtBot,
    theme: Theme,
    recipe: Recipe,
    reflecting: Reflecting,
    deleting: Deleting,
    jobs: InstantJobs,
) -> ReflectTab:
    """The tab, shown as a window of its own."""
    made = ReflectTab(theme, recipe, reflecting, deleting, jobs)
    qtbot.addWidget(made)
    made.resize(1280, 740)
    made.show()
    made.refresh()
    return made
