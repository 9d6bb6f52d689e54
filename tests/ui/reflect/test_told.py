"""What somebody hears who does not see the pages of a reflection."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Group, Recipe
from coprod_desktop.ui.reflect import disclosure, question_page, side_notes
from coprod_desktop.ui.reflect import tab as tab_module
from coprod_desktop.ui.reflect.tab import ReflectTab
from coprod_desktop.ui.widgets.text import Text
from tests.support.finding import Role, described, told
from tests.ui.reflect.steps import begin, focused, presses, settle, types, wizard_of


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that is read out without the focus, but for the pages of the wizard."""
    heard: list[str] = []

    def hear(_widget: QWidget, words: str) -> None:
        heard.append(words)

    for module in (tab_module, disclosure, question_page, side_notes):
        monkeypatch.setattr(module, "announce", hear)
    return heard


def test_the_home_says_what_it_is_when_one_comes_back_to_it(
    tab: ReflectTab, recipe: Recipe, said: list[str]
) -> None:
    begin(tab, position=1)
    types(tab, "Later")
    presses(tab, Qt.Key.Key_Escape)
    assert said == [recipe.litmus_title]
    assert focused(tab) is tab.home.draft_notes()[0].carry_on_button


def test_what_is_chosen_and_what_came_of_a_reflection_are_said(tab: ReflectTab, said: list[str]) -> None:
    tab.home.choose.emit()
    assert said == ["Choose my own"]
    begin(tab, position=1)
    types(tab, "Kept")
    wizard_of(tab).jump(9)
    del said[:]
    wizard_of(tab).onward()
    assert said[0] == "Kept in your journal."


def test_questions_to_choose_are_in_two_named_groups_and_escape_leads_back(
    tab: ReflectTab, recipe: Recipe, said: list[str]
) -> None:
    tab.home.choose.emit()
    here = focused(tab)
    group = here.parentWidget() if here is not None else None
    assert group is not None
    around = described(group)
    assert (around.role, around.name) == (Role.Grouping, recipe.group_titles[Group.VALUES])
    presses(tab, Qt.Key.Key_Escape)
    assert said[-1] == recipe.litmus_title
    assert focused(tab) is tab.home.way_cards[0]


def test_a_way_to_begin_says_its_words_once(tab: ReflectTab) -> None:
    heard = told(tab.home)
    assert [name for name in heard if name.startswith("Values")] == [tab.home.way_cards[1].accessibleName()]
    assert "8 questions" not in heard


def test_what_opens_says_that_it_is_open(tab: ReflectTab, said: list[str]) -> None:
    page = begin(tab, position=1).question_page
    page.more_fold.button.click()
    assert len(said) == 1 and said[0].endswith("(open)")
    del said[:]
    page._easier.button.click()
    assert said == ["Hide easier words", page._easier_words.words]


def test_earlier_answers_are_read_out_and_come_by_tab_where_they_stand(
    tab: ReflectTab, said: list[str]
) -> None:
    begin(tab, position=1)
    types(tab, "What I wrote then")
    wizard_of(tab).jump(9)
    wizard_of(tab).onward()
    earlier = begin(tab, position=1).question_page.earlier
    del said[:]
    earlier._fold.button.click()
    assert any("What I wrote then." in words for words in said)
    settle()
    earlier._fold.button.setFocus()
    presses(tab, Qt.Key.Key_Tab)
    here = focused(tab)
    assert isinstance(here, Text) and earlier.isAncestorOf(here)
    assert "What I wrote then" in here.text()
