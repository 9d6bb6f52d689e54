"""Shown to a group: by keys, by a clicker, by mouse; every word whole; nothing kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.content.model import Recipe, text_of
from coprod_desktop.services.preferences import Appearance
from coprod_desktop.ui.group import screen
from coprod_desktop.ui.group.page import GroupPage
from coprod_desktop.ui.group.slides import Show, slides
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.text import Text
from tests.support.finding import Role, described, told
from tests.ui.recipe.seen import button, buttons

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, recipe: Recipe) -> GroupPage:
    made = GroupPage(theme, recipe)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.begin()
    return made


def shows(page: GroupPage, show: Show) -> None:
    page.chooser.chosen.emit(show)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def hits(key: Qt.Key, with_key: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, with_key)


def text(page: GroupPage) -> str:
    return page.screen_page.words.accessibleName()


def is_whole(page: GroupPage) -> bool:
    """Whether the label has the height that it asks for itself, and is as wide as its longest word."""
    words = page.screen_page.words
    widest = max(QFontMetricsF(words.font()).horizontalAdvance(word) for word in text(page).split())
    return words.heightForWidth(words.width()) <= words.height() and widest <= words.width()


def words_on(page: GroupPage) -> list[str]:
    return [label.words for label in page.screen_page.findChildren(Text) if label.isVisible()]


@pytest.mark.parametrize(
    ("show", "count"),
    [(Show.ALL, 18), (Show.VALUES, 8), (Show.SKILLS, 10), (Show.INGREDIENTS, 8), (Show.METHOD, 14)],
)
def test_every_piece_is_shown_word_for_word(page: GroupPage, recipe: Recipe, show: Show, count: int) -> None:
    shows(page, show)
    seen = [text(page)]
    for _ in range(count + 2):
        hits(Key.Key_PageDown)
        if text(page) != seen[-1]:
            seen.append(text(page))
    known = [q.text for q in recipe.questions] + [item.text for item in recipe.items]
    assert len(seen) == count
    assert set(seen) <= set(known)
    assert text_of(recipe.credit) in " ".join(words_on(page)).replace("<", "")


@pytest.mark.parametrize(
    "key", [Key.Key_Right, Key.Key_Down, Key.Key_PageDown, Key.Key_Space, Key.Key_Return]
)
def test_keys_and_clickers_go_on(page: GroupPage, recipe: Recipe, key: Qt.Key) -> None:
    shows(page, Show.ALL)
    hits(key)
    assert text(page) == recipe.questions[1].text


@pytest.mark.parametrize("key", [Key.Key_Left, Key.Key_Up, Key.Key_PageUp, Key.Key_Backspace])
def test_and_back(page: GroupPage, recipe: Recipe, key: Qt.Key) -> None:
    shows(page, Show.ALL)
    hits(Key.Key_End)
    assert text(page) == recipe.questions[-1].text
    hits(key)
    assert text(page) == recipe.questions[-2].text
    hits(Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert text(page) == recipe.questions[-3].text
    hits(Key.Key_Home)
    assert text(page) == recipe.questions[0].text


def test_the_mouse_goes_on_at_the_edges_and_keys_still_work(page: GroupPage, recipe: Recipe) -> None:
    shows(page, Show.ALL)
    assert not button(page, "Previous").isEnabled()
    for _ in range(2):
        QTest.mouseClick(button(page, "Next"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(button(page, "Previous"), Qt.MouseButton.LeftButton)
    assert text(page) == recipe.questions[1].text
    hits(Key.Key_Space)  # not the button that was clicked
    assert text(page) == recipe.questions[2].text
    QTest.mouseClick(page.screen_page.words, Qt.MouseButton.LeftButton)
    assert text(page) == recipe.questions[3].text


def test_arrows_go_on_from_a_button_too(page: GroupPage, recipe: Recipe) -> None:
    shows(page, Show.ALL)
    button(page, "Larger").setFocus()
    hits(Key.Key_Right)
    assert text(page) == recipe.questions[1].text


def test_easier_words_are_marked_as_ours(page: GroupPage, recipe: Recipe) -> None:
    shows(page, Show.ALL)
    hits(Key.Key_E)
    assert text(page) == recipe.questions[0].easier
    assert any(recipe.our_words_note in words for words in words_on(page))
    hits(Key.Key_E)
    assert text(page) == recipe.questions[0].text
    assert not any(recipe.our_words_note in words for words in words_on(page))
    shows(page, Show.METHOD)
    assert not buttons(page, "Easier words")


def test_what_stands_under_a_question_is_shown_with_it(page: GroupPage, recipe: Recipe) -> None:
    shows(page, Show.ALL)
    for question in recipe.questions:
        for note in filter(None, (question.note, question.care)):
            assert f"{note} ({recipe.our_words_note})" in words_on(page), question.id
        hits(Key.Key_PageDown)


def test_each_slide_is_said_once_and_nothing_when_only_the_looks_change(
    page: GroupPage, theme: Theme, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.change(Appearance("light", 100, easier_words=True))
    said: list[str] = []
    monkeypatch.setattr(screen, "announce", lambda _widget, words: said.append(words))
    shows(page, Show.ALL)
    assert said == ["Values · 1 of 18. Our words, not the original."]  # the words have the focus
    hits(Key.Key_Right)
    assert len(said) == 2 and recipe.questions[1].easier in said[1]
    theme.change(Appearance("dark", 130, easier_words=True))
    assert len(said) == 2


def test_easier_words_from_the_start_for_who_wants_them(
    page: GroupPage, theme: Theme, recipe: Recipe
) -> None:
    theme.change(Appearance("light", 100, easier_words=True))
    shows(page, Show.ALL)
    assert text(page) == recipe.questions[0].easier


def test_what_can_be_pressed_follows_the_looks(page: GroupPage, theme: Theme) -> None:
    shows(page, Show.ALL)
    while button(page, "Larger").isEnabled():
        hits(Key.Key_Plus)
    theme.change(Appearance("light", 80))
    assert button(page, "Larger").isEnabled()


def test_a_card_to_choose_says_its_words_once(page: GroupPage) -> None:
    names = told(page.chooser)
    assert names.count("Values: 8 questions") == 1
    assert not {"Values", "8 questions"} & set(names)


def test_at_the_end_the_focus_is_on_the_words_and_on_no_other_button(page: GroupPage) -> None:
    shows(page, Show.VALUES)
    button(page, "Next").setFocus()
    hits(Key.Key_End)
    assert focused() is page.screen_page.words
    button(page, "Previous").setFocus()
    hits(Key.Key_Home)
    assert focused() is page.screen_page.words


def test_the_black_screen_says_what_it_is(page: GroupPage) -> None:
    shows(page, Show.VALUES)
    hits(Key.Key_B)
    black = described(focused())
    assert (black.role, black.name) == (Role.StaticText, "Black screen. Any key brings the words back.")


def test_larger_and_smaller(page: GroupPage) -> None:
    shows(page, Show.ALL)
    before = page.screen_page.words.pixels
    hits(Key.Key_Plus)
    assert page.screen_page.words.pixels > before
    hits(Key.Key_Minus)
    hits(Key.Key_Minus)
    assert page.screen_page.words.pixels < before


@pytest.mark.parametrize("size", [QSize(683, 384), QSize(900, 640), QSize(1280, 800), QSize(3840, 2160)])
@pytest.mark.parametrize("percent", [100, 200])
def test_no_word_is_ever_cut(page: GroupPage, theme: Theme, size: QSize, percent: int) -> None:
    if percent == 200 and size.width() < 1000:
        size = size * 2  # what 200 % leaves of a small window scrolls as a whole
    theme.change(Appearance("light", percent))
    page.resize(size)
    for show in Show:
        shows(page, show)
        for _ in range(20):
            hits(Key.Key_Plus)
            assert is_whole(page), text(page)
            hits(Key.Key_PageDown)
            assert is_whole(page), text(page)


def test_a_black_screen_and_back(page: GroupPage, recipe: Recipe) -> None:
    shows(page, Show.ALL)
    hits(Key.Key_B)
    assert page.black.isVisible()
    assert page.black.size() == page.size()
    assert page.black.hasFocus()
    hits(Key.Key_B)
    assert not page.black.isVisible()
    assert text(page) == recipe.questions[0].text
    button(page, "Black screen").click()
    QTest.mouseClick(page.black, Qt.MouseButton.LeftButton)
    assert not page.black.isVisible()
    hits(Key.Key_Period)
    hits(Key.Key_PageDown)  # brings the words back, and does not go on unseen
    assert text(page) == recipe.questions[0].text
    closed = QSignalSpy(page.closed)
    hits(Key.Key_B)
    hits(Key.Key_Shift)
    assert page.black.isVisible(), "somebody holds it down for another key"
    hits(Key.Key_Escape)
    assert not page.black.isVisible() and closed.count() == 0


def test_escape_leaves_from_everywhere(page: GroupPage) -> None:
    closed = QSignalSpy(page.closed)
    hits(Key.Key_Escape)
    shows(page, Show.ALL)
    hits(Key.Key_Escape)
    button(page, "Leave").click()
    assert closed.count() == 3


def test_something_else_can_be_chosen(page: GroupPage) -> None:
    shows(page, Show.ALL)
    button(page, "Something else").click()
    assert page.chooser.isVisible()
    hits(Key.Key_Tab)
    hits(Key.Key_Space)
    assert page.screen_page.slide.part == "Values"
    assert page.screen_page.place.words == "Values · 1 of 8"


def test_slides_are_the_recipe_in_its_order(recipe: Recipe) -> None:
    assert [slide.text for slide in slides(recipe, Show.ALL)] == [q.text for q in recipe.questions]
    items = [*slides(recipe, Show.INGREDIENTS), *slides(recipe, Show.METHOD)]
    assert [slide.text for slide in items] == [item.text for item in recipe.items]
