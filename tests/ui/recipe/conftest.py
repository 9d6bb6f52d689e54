"""What the tests of the Recipe tab share."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coprod_desktop.content.loader import load
from coprod_desktop.content.model import Recipe
from coprod_desktop.resources import resource, resources_root
from coprod_desktop.services.preferences import Appearance
from coprod_desktop.ui.recipe.tab import RecipeTab
from coprod_desktop.ui.theme.theme import Theme
from tests.support.scripted_ask import ScriptedAsk


@pytest.fixture(scope="session")
def recipe() -> Recipe:
    """The real recipe."""
    return load(resource("content", "en-GB"))


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme at 100 %, applied."""
    made = Theme(resources_root(), qapp)
    made.apply(qapp, Appearance(colours="light", text_percent=100))
    return made


@pytest.fixture
def ask() -> ScriptedAsk:
    """Says yes or no as told; keeps the links that were followed."""
    return ScriptedAsk()


@pytest.fixture
def tab(qtbot: QtBot, theme: Theme, recipe: Recipe, ask: ScriptedAsk) -> RecipeTab:
    """The tab in a window of the usual size."""
    made = RecipeTab(theme, recipe, ask)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made
