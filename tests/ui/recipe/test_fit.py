"""Nothing is cut off, at any size of window and text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from coprod_desktop.content.model import Recipe
from coprod_desktop.services.preferences import Appearance
from coprod_desktop.ui.recipe.tab import RecipeTab
from coprod_desktop.ui.theme.theme import Theme
from tests.support.clipping import cut_off
from tests.ui.recipe.seen import button

SIZES = [(1280, 800), (900, 580), (760, 560), (683, 384), (1920, 1000)]


def find_something(tab: RecipeTab) -> None:
    tab.open_find()
    tab._bar().field.setText("respect")


def show_longest_item(tab: RecipeTab) -> None:
    tab.show_item("accessibility-participation")


PAGES: dict[str, Callable[[RecipeTab], None]] = {
    "overview": RecipeTab.show_overview,
    "item": show_longest_item,
    "sheet": RecipeTab.show_sheet,
    "finds": find_something,
}


@pytest.mark.parametrize(
    ("percent", "typeface"), [(100, "default"), (150, "default"), (200, "default"), (200, "dyslexia")]
)
@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_off(
    tab: RecipeTab, theme: Theme, qapp: QApplication, page: str, percent: int, typeface: str
) -> None:
    theme.apply(qapp, Appearance(colours="light", text_percent=percent, typeface=typeface))
    PAGES[page](tab)
    for width, height in SIZES:
        tab.resize(width, height)
        for _ in range(4):
            qapp.processEvents()
        assert tab.minimumSizeHint().width() <= 683, "the window could not become as narrow as it must"
        assert cut_off(tab) == [], f"at {width}×{height}"


def test_every_item_fits_the_smallest_window_with_the_widest_letters(
    tab: RecipeTab, theme: Theme, qapp: QApplication, recipe: Recipe
) -> None:
    theme.apply(qapp, Appearance(colours="light", text_percent=200, typeface="dyslexia"))
    tab.resize(683, 384)
    for item in recipe.items:
        tab.show_item(item.id)
        for _ in range(4):
            qapp.processEvents()
        assert cut_off(tab) == [], item.name


@pytest.mark.parametrize(("width", "height"), [(1280, 740), (900, 520)])
def test_what_is_for_a_group_is_in_sight_without_scrolling(
    tab: RecipeTab, qapp: QApplication, width: int, height: int
) -> None:
    tab.resize(width, height)
    for _ in range(4):
        qapp.processEvents()
    for name in ("Show to a group", "On paper"):
        seen = button(tab, name)
        assert seen.visibleRegion().boundingRect() == seen.rect(), name


def test_the_whole_recipe_fits_the_usual_window(tab: RecipeTab, qapp: QApplication) -> None:
    tab.resize(1280, 736)
    for _ in range(4):
        qapp.processEvents()
    assert tab._overview.verticalScrollBar().maximum() == 0
