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
from coprod_desktop.ui.guide import finding
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


def _focused(guide: GuidePage) -> str:
    here = guide.window().focusWidget()
    assert isinstance(here, Text)
    return here.accessibleName() or here.words


def test_the_arrow_keys_read_on_from_a_part(guide: GuidePage) -> None:
    """A screen reader that follows the focus reads only what has it."""
    QTest.keyClick(_link(guide, "Read the recipe"), Qt.Key.Key_Return)
    assert _focused(guide) == "Read the recipe"
    read = []
    for _ in range(3):
        QTest.keyClick(guide.window().focusWidget(), Qt.Key.Key_Down)
        read.append(_focused(guide))
    assert read[0].startswith("The <b>Recipe</b> tab holds the whole grab sheet.")
    assert "Choose an ingredient" in read[1] and "looks for a word in the recipe" in read[2]
    QTest.keyClick(guide.window().focusWidget(), Qt.Key.Key_Tab)
    assert _focused(guide) == "With a group"
    QTest.keyClick(guide.window().focusWidget(), Qt.Key.Key_Backtab)
    assert _focused(guide) == "Read the recipe"


def test_the_shortcuts_are_read_row_by_row(guide: GuidePage) -> None:
    guide.show_shortcuts([("New entry", "Ctrl+N"), ("Lock", "Ctrl+L")])
    settle()
    back = guide.window().focusWidget()
    QTest.keyClick(back, Qt.Key.Key_Tab)  # past the button that finds
    QTest.keyClick(guide.window().focusWidget(), Qt.Key.Key_Tab)
    assert _focused(guide) == "New entry: Ctrl+N"
    QTest.keyClick(guide.window().focusWidget(), Qt.Key.Key_Down)
    assert _focused(guide) == "Lock: Ctrl+L"
    QTest.keyClick(guide.window().focusWidget(), Qt.Key.Key_Tab)
    assert guide.window().focusWidget() is back, "all rows are one stop"


def test_words_are_found_read_out_and_read_on_from(guide: GuidePage, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(finding, "announce", lambda _widget, words: heard.append(words))
    guide.open_find()
    field = guide.window().focusWidget()
    QTest.keyClicks(field, "sacrosanct")
    assert "Not in the guide. Try fewer words." in _said(guide)
    field.selectAll()  # type: ignore[attr-defined]  # it is a line of text
    QTest.keyClicks(field, "caps LOCK")
    assert any(words in _said(guide) for words in ("1 place", "2 places"))
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "Check Caps Lock" in heard[-1]
    marked = [text for text in guide.findChildren(Text) if text.hasSelectedText()]
    assert [text.selectedText() for text in marked] == ["Caps Lock"]
    settle()
    assert guide.rect().contains(marked[0].mapTo(guide, marked[0].rect().topLeft()))
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert guide.window().focusWidget() is marked[0] and not marked[0].hasSelectedText()
    closed: list[bool] = []
    guide.closed.connect(lambda: closed.append(True))
    QTest.keyClick(guide.window().focusWidget(), Qt.Key.Key_Escape)
    assert closed == [True]


def _said(guide: GuidePage) -> list[str]:
    return [text.words for text in guide.findChildren(Text) if text.isVisible()]
