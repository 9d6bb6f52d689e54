"""Easier words under the questions of the recipe: ours, marked as ours, at a press or from the start."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.ui.recipe.easier import EasierButton, EasierWords
from coprod_desktop.ui.recipe.tab import RecipeTab
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.text import Text
from tests.support.waiting import settle


def shown(tab: RecipeTab) -> list[str]:
    """The easier words in view, each with the remark under it."""
    return [
        "|".join(text.words for text in easier.findChildren(Text))
        for easier in tab.findChildren(EasierWords)
        if easier.isVisible()
    ]


def visible(tab: RecipeTab, kind: type[QWidget]) -> list[QWidget]:
    return [widget for widget in tab.findChildren(kind) if widget.isVisible()]


def press(tab: RecipeTab) -> None:
    (button,) = visible(tab, EasierButton)
    assert isinstance(button, EasierButton)
    button.click()
    settle()


def test_an_items_questions_have_them_at_a_press(tab: RecipeTab, recipe: Recipe) -> None:
    tab.show_item("respect")
    assert shown(tab) == []
    press(tab)
    wanted = [f"{one.easier}|{recipe.our_words_note}" for one in recipe.questions_for("respect")]
    assert len(wanted) > 2 and shown(tab) == wanted
    press(tab)
    assert shown(tab) == []


def test_the_sheet_has_them_for_all_questions(tab: RecipeTab, recipe: Recipe) -> None:
    tab.show_sheet()
    press(tab)
    assert shown(tab) == [f"{one.easier}|{recipe.our_words_note}" for one in recipe.questions]


@pytest.mark.parametrize("item", ["reciprocity", "time"])
def test_an_item_without_a_question_does_not_offer_them(tab: RecipeTab, item: str) -> None:
    tab.show_item(item)
    settle()
    assert visible(tab, EasierButton) == []


def test_the_setting_shows_them_from_the_start_and_at_once(tab: RecipeTab, theme: Theme) -> None:
    tab.show_item("respect")
    theme.change(replace(theme.appearance, easier_words=True))
    settle()
    assert len(shown(tab)) > 2
    tab.show_item("courage")
    settle()
    assert shown(tab) != []
    press(tab)
    theme.change(replace(theme.appearance, text_percent=110))
    settle()
    assert shown(tab) == [], "other looks change nothing of it"
    theme.change(replace(theme.appearance, easier_words=False))
