"""What the tests of the Recipe tab share."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from coprod_desktop.content.model import Recipe
from coprod_desktop.ui.recipe.tab import RecipeTab
from coprod_desktop.ui.theme.theme import Theme
from tests.support.scripted_ask import ScriptedAsk


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
