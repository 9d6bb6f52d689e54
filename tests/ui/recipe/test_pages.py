"""The pages of the Recipe tab: all the sheet's words, and where each thing leads."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coprod_desktop.content.model import FollowedBy, Recipe, SectionId, text_of
from coprod_desktop.services.preferences import Appearance
from coprod_desktop.ui.recipe.finding import Place, PlaceKind
from coprod_desktop.ui.recipe.tab import RecipeTab
from coprod_desktop.ui.recipe.words import Words
from coprod_desktop.ui.theme.theme import Theme
from tests.support.scripted_ask import ScriptedAsk
from tests.ui.recipe.seen import button, buttons, said, says

CREDIT = "Co-production Oxfordshire, funded by Oxfordshire County Council"


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_the_overview_has_the_whole_recipe_and_its_credit(tab: RecipeTab, recipe: Recipe) -> None:
    page = said(tab)
    for line in (*recipe.idea, recipe.quotation, recipe.quotation_by, recipe.footnote):
        assert text_of(line) in page
    assert [name for name in page if name in {item.text for item in recipe.items}] == [
        item.text for item in recipe.items
    ]
    assert says(tab, CREDIT)


def test_each_line_leads_to_its_item(tab: RecipeTab, recipe: Recipe, qtbot: QtBot) -> None:
    for item in recipe.items:
        tab.show_overview()
        with qtbot.waitSignal(tab.item_shown) as told:
            button(tab, item.text).click()
        assert told.args == [item.id]
        assert tab.place == Place(PlaceKind.ITEM, item.id)


def test_an_item_has_its_words_its_questions_and_a_prompt_of_ours(tab: RecipeTab, recipe: Recipe) -> None:
    for item in recipe.items:
        tab.show_item(item.id)
        page = said(tab)
        assert item.text in page
        assert item.prompt in page
        assert recipe.our_words_note in page
        for question in recipe.questions_for(item.id):
            assert question.text in page
            assert buttons(tab, f"Reflect on: {question.text}")
            if question.note:
                assert question.note in page
            if question.care:
                assert question.care in page
        assert len(buttons(tab, re.compile("^Reflect on: "))) == len(recipe.questions_for(item.id))
        assert says(tab, CREDIT)


@pytest.mark.parametrize("item_id", ["reciprocity", "time"])
def test_two_items_say_that_they_have_no_question(tab: RecipeTab, item_id: str) -> None:
    tab.show_item(item_id)
    assert says(tab, "The litmus test has no question about this one.")
    assert not buttons(tab, re.compile("^Reflect on: "))
    tab.show_item("respect")
    assert not says(tab, "The litmus test has no question about this one.")


def test_an_item_tells_what_one_wants_to_do(tab: RecipeTab, qtbot: QtBot) -> None:
    tab.show_item("respect")
    with qtbot.waitSignal(tab.reflect_on) as told:
        button(tab, "Reflect on: Am I being honest and respectful?").click()
    assert told.args == ["values-2"]
    with qtbot.waitSignal(tab.write_about) as told:
        button(tab, "Write about respect").click()
    assert told.args == ["respect"]


def test_one_can_leaf_through_all_items(tab: RecipeTab, recipe: Recipe) -> None:
    tab.show_item(recipe.items[0].id)
    assert not buttons(tab, re.compile("^Before this"))
    for item in recipe.items[1:]:
        button(tab, f"After this: {item.name}").click()
        assert tab.place.id == item.id
    assert not buttons(tab, re.compile("^After this"))
    button(tab, f"Before this: {recipe.items[-2].name}").click()
    assert tab.place.id == recipe.items[-2].id


def test_the_list_beside_an_item_folds_the_other_half(tab: RecipeTab) -> None:
    tab.show_item("respect")
    assert button(tab, "Respect").isChecked()
    assert not button(tab, "Courage").isChecked()
    assert not buttons(tab, "Facilitation")
    button(tab, "Show the 14 skills").click()
    button(tab, "Facilitation").click()
    assert tab.place.id == "facilitation"
    assert not buttons(tab, "Courage")
    button(tab, "Facilitation").click()
    assert button(tab, "Facilitation").isChecked(), "one stays where one is"


def test_the_sheet_is_there_whole_and_in_order(tab: RecipeTab, recipe: Recipe) -> None:
    button(tab, "Read the whole sheet").click()
    expected = ["Working together", "How to do good co-production: What's the recipe? - Grab sheet"]
    for section in recipe.sections:
        expected.append(section.title)
        expected += [paragraph.text for paragraph in section.paragraphs]
        if section.followed_by is FollowedBy.VALUES:
            expected += [item.text for item in recipe.values]
        elif section.followed_by is FollowedBy.SKILLS:
            expected += [item.text for item in recipe.skills]
        elif section.followed_by is FollowedBy.QUESTIONS:
            for group, title in recipe.group_titles.items():
                expected += [title, *(question.text for question in recipe.questions_of(group))]
    page = iter(said(tab._sheet_view().page))
    assert [words for words in expected if words not in page] == []
    assert says(tab, "The comparison of two local examples is not part of this program.")


def test_every_question_of_the_sheet_can_be_reflected_on(
    tab: RecipeTab, recipe: Recipe, qtbot: QtBot
) -> None:
    tab.show_sheet()
    for question in recipe.questions:
        with qtbot.waitSignal(tab.reflect_on) as asked:
            button(tab, f"Reflect on: {question.text}").click()
        assert asked.args == [question.id]


def test_a_section_comes_to_the_top(tab: RecipeTab, qtbot: QtBot) -> None:
    tab.show_sheet()
    bar = tab._sheet_view().page.verticalScrollBar()
    assert bar.value() == 0
    button(tab, "A box of Lego").click()
    lego = bar.value()
    assert lego > 0
    tab.show_overview()
    tab.show_sheet(SectionId.LITMUS)
    qtbot.waitUntil(lambda: bar.value() > lego)


def test_links_go_through_the_question_where_they_lead(tab: RecipeTab, ask: ScriptedAsk) -> None:
    footnote = next(label for label in tab.findChildren(Words) if "Growth Mindset" in label.accessibleName())
    footnote.linkActivated.emit("https://www.mindsetworks.com/science/")
    assert ask.links == ["https://www.mindsetworks.com/science/"]


def test_links_are_the_sheets_own_and_reached_by_keyboard(tab: RecipeTab) -> None:
    labels = [label for label in tab.findChildren(Words) if any(run.link for run in label.line)]
    assert len(labels) == 2
    for label in labels:
        for run in label.line:
            assert run.link is None or f'href="{run.link}"' in label.text()
        assert label.focusPolicy()


def test_what_is_copied_has_the_credit(tab: RecipeTab, recipe: Recipe, ask: ScriptedAsk) -> None:
    button(tab, "Copy with credit").click()
    assert "growth mindset*" in ask.copied[-1]
    assert ask.copied[-1].endswith(
        "Shared under a Creative Commons Licence, CC-BY.\n"
        "https://creativecommons.org/share-your-work/cclicenses/"
    )
    assert buttons(tab, "Copied")
    tab.show_item("respect")
    button(tab, "Copy with credit").click()
    assert ask.copied[-1].startswith(
        "Respect- valuing each other's contributions and truly listening.\n\n- Am I"
    )
    assert CREDIT in ask.copied[-1]
    tab.show_sheet()
    button(tab, "Copy with credit").click()
    assert recipe.questions[-1].text in ask.copied[-1]
    assert "box of Lego" in ask.copied[-1]
    assert CREDIT in ask.copied[-1]


def test_copied_addresses_have_no_hidden_letters(tab: RecipeTab) -> None:
    footnote = next(label for label in tab.findChildren(Words) if "Growth Mindset" in label.accessibleName())
    assert "\u2060" in footnote.text()
    plain = footnote.accessibleName()
    footnote.setSelection(0, len(plain) + footnote.text().count("\u2060"))
    footnote.copy()
    assert clipboard() == plain


def test_bold_words_are_bold(tab: RecipeTab, recipe: Recipe) -> None:
    tab.show_item("patience")
    lead = next(
        label for label in tab.findChildren(Words) if label.accessibleName() == recipe.item("patience").text
    )
    assert "<b>Patience</b> and <b>openness</b> to change." in lead.text()


def test_everything_changes_its_looks_while_it_is_open(
    tab: RecipeTab, theme: Theme, qapp: QApplication, recipe: Recipe
) -> None:
    tab.show_item("respect")
    lead = next(
        label for label in tab.findChildren(Words) if label.accessibleName() == recipe.item("respect").text
    )
    before = lead.font().pixelSize()
    theme.apply(qapp, Appearance(colours="dark", text_percent=150))
    assert lead.font().pixelSize() > before
    assert tab.place.id == "respect"
