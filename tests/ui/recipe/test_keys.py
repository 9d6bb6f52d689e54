"""The Recipe tab by keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coprod_desktop.content.model import Recipe
from coprod_desktop.ui.recipe.finding import PlaceKind
from coprod_desktop.ui.recipe.tab import RecipeTab
from tests.support.scripted_ask import ScriptedAsk
from tests.ui.recipe.seen import button, focused

Key = Qt.Key


def test_arrows_go_through_the_lines_of_the_recipe(tab: RecipeTab, recipe: Recipe) -> None:
    names = [item.text for item in recipe.items]
    button(tab, names[0]).setFocus()
    for name in names[1:]:
        QTest.keyClick(focused(tab), Key.Key_Down)
        assert focused(tab).accessibleName() == name
    QTest.keyClick(focused(tab), Key.Key_Home)
    assert focused(tab).accessibleName() == names[0]
    QTest.keyClick(focused(tab), Key.Key_End)
    assert focused(tab).accessibleName() == names[-1]


def test_there_and_back(tab: RecipeTab) -> None:
    line = button(tab, "Time- involving people fully.")
    line.setFocus()
    QTest.keyClick(line, Key.Key_Space)
    assert focused(tab) is button(tab, "Time")
    QTest.keyClick(focused(tab), Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert tab.place.kind is PlaceKind.OVERVIEW
    assert focused(tab) is line


def test_back_goes_the_way_one_came(tab: RecipeTab) -> None:
    tab.show_item("respect")
    tab.show_item("courage")
    tab.show_sheet()
    seen = []
    for _ in range(5):
        QTest.keyClick(tab, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        seen.append(tab.place.id or tab.place.kind.value)
    assert seen == ["courage", "respect", "overview", "overview", "overview"]


def test_escape_leads_to_the_overview(tab: RecipeTab) -> None:
    tab.show_item("respect")
    QTest.keyClick(focused(tab), Key.Key_Escape)
    assert tab.place.kind is PlaceKind.OVERVIEW
    assert focused(tab).accessibleName().startswith("Respect- ")


def test_the_focus_stays_on_the_way_on(tab: RecipeTab) -> None:
    tab.show_item("beliefs")
    button(tab, "After this: Courage").setFocus()
    QTest.keyClick(focused(tab), Key.Key_Space)
    assert focused(tab).accessibleName() == "After this: Valuing"


def test_arrows_in_the_list_beside(tab: RecipeTab) -> None:
    tab.show_item("respect")
    assert focused(tab) is button(tab, "Respect")
    QTest.keyClick(focused(tab), Key.Key_Down)
    assert focused(tab) is button(tab, "Committed")
    QTest.keyClick(focused(tab), Key.Key_Space)
    assert tab.place.id == "committed"
    assert focused(tab) is button(tab, "Committed")


def test_in_a_narrow_window_the_way_back_has_the_focus(tab: RecipeTab, qtbot: QtBot) -> None:
    tab.resize(683, 384)
    line = button(tab, "Time- involving people fully.")
    line.setFocus()
    QTest.keyClick(line, Key.Key_Space)
    qtbot.waitUntil(lambda: focused(tab) is button(tab, "Whole recipe"))
    QTest.keyClick(focused(tab), Key.Key_Space)
    assert focused(tab) is line


def test_tab_reaches_everything_once(tab: RecipeTab, recipe: Recipe) -> None:
    tab.show_item("respect")
    start = focused(tab)
    seen = [start]
    while (QTest.keyClick(focused(tab), Key.Key_Tab), focused(tab))[1] is not start:
        here = focused(tab)
        assert here not in seen[:-1], "Tab goes in a circle that misses its beginning"
        if here is not seen[-1]:  # a line with a link: first the line, then the link
            seen.append(here)
    names = [widget.accessibleName() or getattr(widget, "text", str)() for widget in seen]
    assert sum(name.startswith("Reflect on: ") for name in names) == len(recipe.questions_for("respect"))
    for name in ("Whole recipe", "Write about respect", "Before this: Valuing", "Copy with credit"):
        assert name in names


def test_a_link_is_followed_by_keyboard(tab: RecipeTab, ask: ScriptedAsk) -> None:
    button(tab, "Learning, reflecting and improving together.").setFocus()
    for _ in range(3):
        QTest.keyClick(focused(tab), Key.Key_Tab)
        QTest.keyClick(focused(tab), Key.Key_Return)
        if ask.links:
            break
    assert ask.links == ["https://www.mindsetworks.com/science/"]
