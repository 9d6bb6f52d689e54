"""Finding words in the recipe, as a rule and through the window."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coprod_desktop.content.loader import load
from coprod_desktop.content.model import Recipe, Run, text_of
from coprod_desktop.resources import resource
from coprod_desktop.ui.recipe.finding import PlaceKind, find, spans, split_marked
from coprod_desktop.ui.recipe.tab import RecipeTab
from coprod_desktop.ui.recipe.words import Words
from tests.ui.recipe.seen import button, buttons, focused, says

RECIPE = load(resource("content", "en-GB"))
ALPHABET = "aAáÁbBßéıİŵ’' .ﬁ–"


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Respect- valuing", "respect", ["Respect"]),
        ("Café au lait", "CAFE", ["Café"]),
        ("Cafe\u0301 au lait", "café ", ["Cafe\u0301"]),
        ("one's own", "one’s", ["one's"]),
        ("a  b", "a b", []),
        ("Straße", "strasse", ["Straße"]),
        ("aaa", "aa", ["aa"]),
        ("anything", "", []),
        ("anything", "   ", []),
    ],
)
def test_where_words_stand(text: str, words: str, found: list[str]) -> None:
    got = [text[start:end] for start, end in spans(text, words)]
    assert got == found or [piece + "\u0301" for piece in got] == found


@given(st.text(ALPHABET, max_size=30), st.text(ALPHABET, max_size=4))
def test_what_is_found_is_inside_and_in_order(text: str, words: str) -> None:
    edges = [edge for span in spans(text, words) for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    if words.strip() and words in text:
        assert edges


@given(
    st.lists(st.builds(Run, st.text(ALPHABET, min_size=1, max_size=8), st.booleans()), max_size=5),
    st.text(ALPHABET, max_size=3),
)
def test_marking_loses_no_letter_and_no_bold(runs: list[Run], words: str) -> None:
    pieces = list(split_marked(tuple(runs), words))
    letters = [(letter, run.bold) for run in runs for letter in run.text]
    assert [(letter, run.bold) for run, _ in pieces for letter in run.text] == letters


@given(st.sampled_from([question.text for question in RECIPE.questions]), st.data())
def test_every_piece_of_every_question_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 3))
    piece = text[start : start + data.draw(st.integers(3, 20))]
    if len(piece.strip()) > 2:
        assert any(text == text_of(hit.runs) for hit in find(RECIPE, piece.upper()))


def test_finds_come_in_the_order_of_the_sheet(recipe: Recipe) -> None:
    kinds = [hit.place.kind for hit in find(recipe, "e")]
    assert kinds[0] is PlaceKind.SHEET
    assert kinds.count(PlaceKind.ITEM) >= 22
    assert kinds[-1] is PlaceKind.SHEET


def type_in_line(tab: RecipeTab, words: str) -> None:
    tab.open_find()
    assert tab._bar().field.hasFocus()
    QTest.keyClicks(tab._bar().field, words)


def marked(tab: RecipeTab) -> list[str]:
    return [
        re.sub("<[^>]+>", "", piece)
        for label in tab.findChildren(Words)
        if label.isVisible()
        for piece in re.findall(r'<span style="background-color[^>]*>(.*?)</span>', label.text())
    ]


def test_finds_are_listed_as_one_types(tab: RecipeTab) -> None:
    type_in_line(tab, "respect")
    assert says(tab, "4 places")
    assert button(tab, re.compile(r"^Ingredient · Respect\. Respect- valuing"))
    assert button(tab, "Co-production litmus test · Values. Am I being honest and respectful?")
    QTest.keyClicks(tab._bar().field, "fulness")
    assert says(tab, "No place in the recipe has “respectfulness”. Try fewer words.")


def test_a_find_leads_to_its_page_with_the_word_marked(tab: RecipeTab) -> None:
    type_in_line(tab, "listening")
    button(tab, re.compile("^Ingredient · Respect. Respect- ")).click()
    assert tab.place.id == "respect"
    assert marked(tab) == ["listening", "listening"]
    assert says(tab, "1 of 3")
    tab.close_find()
    assert marked(tab) == []
    assert tab.place.id == "respect"


def test_enter_goes_from_find_to_find_and_round(tab: RecipeTab) -> None:
    type_in_line(tab, "respect")
    field = tab._bar().field
    places = []
    for _ in range(5):
        QTest.keyClick(field, Qt.Key.Key_Return)
        places.append(tab.place.id)
        assert field.hasFocus()
    assert places == ["respect", "litmus", "litmus", "litmus", "respect"]
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert tab.place.id == "litmus"
    assert says(tab, "4 of 4")


def test_the_line_that_was_found_is_in_view(tab: RecipeTab, qtbot: QtBot) -> None:
    type_in_line(tab, "safe to challenge")
    QTest.keyClick(tab._bar().field, Qt.Key.Key_Return)
    line = next(
        label for label in tab.findChildren(Words) if "and safe to challenge" in label.accessibleName()
    )
    qtbot.waitUntil(lambda: not line.visibleRegion().isEmpty())


def test_escape_ends_finding_where_one_was(tab: RecipeTab) -> None:
    tab.show_item("time")
    type_in_line(tab, "lego")
    assert buttons(tab, re.compile("box of Lego"))
    QTest.keyClick(tab._bar().field, Qt.Key.Key_Escape)
    assert tab.place.id == "time"
    assert says(tab, "Time- involving people fully.")
    assert not tab._bar().isVisible()
    assert focused(tab) is button(tab, "Time")


def test_what_is_ours_is_named_as_ours_among_the_finds(tab: RecipeTab, recipe: Recipe) -> None:
    type_in_line(tab, "caught yourself")
    line = f"Ingredient · Respect · {recipe.our_words_note}. {recipe.item('respect').prompt}"
    assert button(tab, line)


def test_finding_again_begins_with_the_old_words_ready_to_type_over(tab: RecipeTab) -> None:
    type_in_line(tab, "lego")
    tab.close_find()
    tab.open_find()
    assert tab._bar().field.selectedText() == "lego"
    assert buttons(tab, re.compile("box of Lego"))
