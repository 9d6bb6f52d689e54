"""The guide by keyboard: its list of parts comes first, and leads to the parts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coprod_desktop.content.model import Recipe
from coprod_desktop.resources import resources_root
from coprod_desktop.services.preferences import Appearance
from coprod_desktop.ui.guide.page import GuidePage
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.tab_order import tab_stops
from coprod_desktop.ui.widgets.text import Text
from tests.support.scripted_ask import ScriptedAsk
from tests.support.waiting import settle


@pytest.fixture
def guide(qapp: QApplication, qtbot: QtBot, recipe: Recipe) -> GuidePage:
    theme = Theme(resources_root(), qapp)
    theme.apply(qapp, Appearance(colours="light", text_percent=100))
    made = GuidePage(theme, ScriptedAsk(), recipe.care)
    qtbot.addWidget(made)
    made.resize(1280, 700)
    made.show()
    made.show_guide()
    settle()
    return made


def _link(guide: GuidePage, words: str) -> Button:
    return next(button for button in guide.findChildren(Button) if button.text() == words)


def test_the_list_of_parts_comes_before_the_parts(guide: GuidePage) -> None:
    stops = list(tab_stops(guide))
    links = [stop for stop in stops if isinstance(stop, Button) and stop.kind == "link"]
    first_part = next(stop for stop in stops if isinstance(stop, Text) and stop.words == "Read the recipe")
    assert len(links) > 10
    assert stops.index(links[-1]) < stops.index(first_part)
    assert links[0].nextInFocusChain() is links[1]


def test_a_part_is_gone_to_with_the_focus(guide: GuidePage) -> None:
    QTest.keyClick(_link(guide, "Lock"), Qt.Key.Key_Return)
    there = guide.window().focusWidget()
    assert isinstance(there, Text) and there.words == "Lock"
    assert guide._page.verticalScrollBar().value() > 0


def test_keys_scroll(guide: GuidePage) -> None:
    bar = guide._page.verticalScrollBar()
    QTest.keyClick(guide.window().focusWidget(), Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    QTest.keyClick(guide.window().focusWidget(), Qt.Key.Key_Home)
    assert bar.value() == 0


def test_every_key_of_a_reflection_is_told(guide: GuidePage) -> None:
    guide.show_shortcuts([("Lock", "Ctrl+L")])
    told = " ".join(text.words for text in guide.findChildren(Text))
    for words in ("Alt+Right, Ctrl+Enter", "Alt+Shift+Right", "Alt+Down", "Enter, Space"):
        assert words in told


def test_the_words_of_care_are_those_of_the_content(guide: GuidePage, recipe: Recipe) -> None:
    told = [text.words for text in guide.findChildren(Text)]
    assert recipe.care.writing in told
    assert any(recipe.care.privacy in words for words in told)
    assert not [words for words in told if "{" in words]


def test_italics_and_names_of_files_are_set_apart(guide: GuidePage) -> None:
    told = " ".join(text.words for text in guide.findChildren(Text))
    assert "<i>What did I notice?</i>" in told
    assert "<code>journal.db</code>" in told and "<code>- </code>" in told
    assert "`" not in told and "\ue000" not in told
