"""What somebody hears who does not see the pages of the recipe."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.content.model import Recipe
from coprod_desktop.ui.recipe import find_bar
from coprod_desktop.ui.recipe import tab as tab_module
from coprod_desktop.ui.recipe.item_list import SidePane
from coprod_desktop.ui.recipe.tab import RecipeTab
from coprod_desktop.ui.recipe.words import Words
from tests.support.finding import Role, described, told
from tests.support.scripted_ask import ScriptedAsk
from tests.support.waiting import settle
from tests.ui.recipe.seen import button, focused

Key = Qt.Key


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that is read out without the focus."""
    heard: list[str] = []

    def hear(_widget: QWidget, words: str) -> None:
        heard.append(words)

    for module in (tab_module, find_bar):
        monkeypatch.setattr(module, "announce", hear)
    return heard


def test_every_page_says_what_it_is_once(tab: RecipeTab, recipe: Recipe, said: list[str]) -> None:
    tab.show_item("respect")
    tab.show_item("respect")
    button(tab, "After this: Committed").click()
    tab.show_sheet()
    tab.show_overview()
    sheet = f"{recipe.title.shown}. {recipe.subtitle.shown}"
    assert said == [recipe.item("respect").text, recipe.item("committed").text, sheet, recipe.heading]


def test_each_place_found_is_read_out_and_nothing_twice(tab: RecipeTab, said: list[str]) -> None:
    tab.open_find()
    QTest.keyClicks(focused(tab), "listening")
    assert len(said) == len(set(said)) and said[-1] == "3 places"
    del said[:]
    QTest.keyClick(focused(tab), Key.Key_Return)
    line = "Ingredient · Respect. Respect- valuing each other's contributions and truly listening."
    assert said == [f"1 of 3. {line}"]


def test_the_line_to_find_in_comes_before_what_was_found(tab: RecipeTab) -> None:
    tab.open_find()
    QTest.keyClicks(focused(tab), "listening")
    settle()
    names = told(tab)
    assert names.index("Find in the recipe") < names.index("Next") < names.index("3 places")
    assert names.index("3 places") < next(n for n, name in enumerate(names) if name.startswith("Ingredient"))


def test_a_section_that_is_chosen_has_the_focus_and_tab_goes_on_from_it(tab: RecipeTab, qtbot: QtBot) -> None:
    tab.show_sheet()
    QTest.keyClick(button(tab, "Co-production litmus test"), Key.Key_Return)
    assert described(focused(tab)).name == "Co-production litmus test"
    assert described(focused(tab)).role == Role.StaticText
    QTest.keyClick(focused(tab), Key.Key_Tab)
    assert focused(tab) is button(tab, "Easier words")


def test_the_list_beside_a_page_is_a_named_group(tab: RecipeTab) -> None:
    tab.show_item("respect")
    tab.show_sheet()
    panes = [described(pane) for pane in tab.findChildren(SidePane)]
    assert [(pane.role, pane.name) for pane in panes] == [
        (Role.Grouping, "Items of the recipe"),
        (Role.Grouping, "Sections of the sheet"),
    ]


def test_a_link_is_one_stop_and_says_where_enter_leads(tab: RecipeTab, ask: ScriptedAsk) -> None:
    (footnote,) = (
        words for words in tab.findChildren(Words) if "mindsetworks" in words.said and words.isVisible()
    )
    address = "https://www.mindsetworks.com/science/"
    assert address in described(footnote).description
    button(tab, "Learning, reflecting and improving together.").setFocus()
    QTest.keyClick(focused(tab), Key.Key_Tab)
    assert focused(tab) is footnote
    QTest.keyClick(focused(tab), Key.Key_Return)
    assert ask.links == [address]
    QTest.keyClick(focused(tab), Key.Key_Tab)
    assert "Creative Commons" in described(focused(tab)).name
    QTest.keyClick(focused(tab), Key.Key_Backtab)
    assert focused(tab) is footnote
    QTest.keyClick(focused(tab), Key.Key_Return)
    assert ask.links == [address] * 2
    QTest.keyClick(focused(tab), Key.Key_Backtab)
    assert focused(tab) is button(tab, "Learning, reflecting and improving together.")
