"""What the tests of the Reflect tab share."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_desktop.content.loader import load
from coprod_desktop.content.model import Recipe
from coprod_desktop.services.reflecting import Reflecting
from tests.ui.reflect.memory import InstantJobs, MemoryUnlocking, MemoryVault, reflecting_in

CONTENT = Path(__file__).parents[3] / "resources" / "content" / "en-GB"


@pytest.fixture(scope="session")
def recipe() -> Recipe:
    """The real recipe."""
    return load(CONTENT)


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
def jobs(qtbot: object) -> InstantJobs:
    """Jobs that run at once."""
    return InstantJobs()
