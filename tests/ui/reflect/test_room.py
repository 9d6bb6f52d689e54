"""Every page of the tab has room for its words at every text size, in every colour set, down to 683×384."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget

from coprod_desktop.domain.entries import NextStep, QuestionSet
from coprod_desktop.domain.follow_up import FollowUp
from coprod_desktop.domain.richtext import from_plain
from coprod_desktop.services.preferences import Appearance
from coprod_desktop.ui.reflect.question_page import QuestionPage
from coprod_desktop.ui.reflect.tab import ReflectTab
from coprod_desktop.ui.reflect.wizard import Wizard
from coprod_desktop.ui.theme.theme import Theme
from tests.support.clipping import cut_off, out_of_sight
from tests.ui.reflect.memory import MemoryVault
from tests.ui.reflect.steps import begin, focused, settle, types

SIZES = [(1280, 740), (900, 540), (683, 300)]
# Other looks are walked through with all the screens.
APPEARANCES = [
    Appearance(colours=colours, text_percent=percent, typeface=typeface)
    for colours, percent, typeface in (
        ("light", 80, "default"),
        ("light", 150, "dyslexia"),
    )
]


def name_of(appearance: Appearance) -> str:
    return f"{appearance.colours}-{appearance.text_percent}-{appearance.typeface}"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("appearance", APPEARANCES, ids=name_of)
def test_no_word_is_cut(
    tab: ReflectTab, theme: Theme, qapp: QApplication, appearance: Appearance, size: tuple[int, int]
) -> None:
    theme.apply(qapp, appearance)
    tab.resize(*size)
    begin(tab, position=1)
    types(tab, "Something I noticed")
    wizard = tab.wizard
    assert wizard is not None
    for position in (0, 3, 5, 7, 8):
        wizard.jump(position)
        wizard.question_page.more_fold.set_open(open_now=position == 7)
        wizard.question_page.prefer_easier_words(on=position == 8)
        assert looks_whole(tab, size) == [], f"page {position}"
    wizard.jump(9)
    assert looks_whole(tab, size) == [], "look over"
    wizard.save_for_later()
    assert looks_whole(tab, size) == [], "home"
    tab.home.choose.emit()
    assert looks_whole(tab, size) == [], "choose"


def looks_whole(tab: ReflectTab, size: tuple[int, int]) -> list[str]:
    settle()
    assert (tab.width(), tab.height()) == size, "a page made the window grow"
    return cut_off(tab) + out_of_sight(tab)


@pytest.mark.parametrize(
    ("size", "percent"),
    [((1280, 740), 100), ((1280, 740), 200), ((683, 300), 100), ((683, 360), 200), ((900, 540), 150)],
)
def test_the_first_answer_box_is_in_sight(
    tab: ReflectTab, theme: Theme, qapp: QApplication, size: tuple[int, int], percent: int
) -> None:
    """At least two lines of it, on every page, without scrolling by hand."""
    theme.apply(qapp, Appearance(colours="light", text_percent=percent))
    tab.resize(*size)
    wizard = begin(tab, QuestionSet.ALL, position=1)
    for position in range(1, 19):
        wizard.jump(position)
        settle()
        assert seen_height(wizard) >= 2 * line_height(theme), wizard.question_page.question_id


def test_the_box_stays_in_sight_when_the_text_grows(
    tab: ReflectTab, theme: Theme, qapp: QApplication
) -> None:
    tab.resize(683, 384)
    wizard = begin(tab, position=8)
    settle()
    theme.apply(qapp, Appearance(colours="light", text_percent=200))
    settle()
    assert seen_height(wizard) >= 2 * line_height(theme)


def test_what_has_the_focus_stays_in_sight_when_text_grows_or_the_window_shrinks(
    tab: ReflectTab, theme: Theme, qapp: QApplication
) -> None:
    wizard = begin(tab, position=2)
    page = wizard.question_page
    page.more_fold.button.click()
    for field in (page.more.step, page.more.keep_out, page.more.with_whom):
        theme.apply(qapp, Appearance(colours="light", text_percent=100))
        tab.resize(1280, 740)
        settle()
        field.setFocus()
        theme.apply(qapp, Appearance(colours="light", text_percent=200))
        settle()
        assert is_in_view(field, page), field
        tab.resize(900, 540)
        settle()
        assert is_in_view(field, page), field


@pytest.mark.parametrize(("size", "percent"), [((683, 300), 100), ((900, 540), 200)])
def test_the_focus_is_in_sight_on_every_page(
    tab: ReflectTab,
    vault: MemoryVault,
    theme: Theme,
    qapp: QApplication,
    size: tuple[int, int],
    percent: int,
) -> None:
    theme.apply(qapp, Appearance(colours="light", text_percent=percent))
    tab.resize(*size)
    vault.follow_ups.add(FollowUp("1", "values-1", "Garden", NextStep("Ask everybody " * 9)))
    wizard = begin(tab)
    for position in (-1, 0, 9, 4, 9):
        wizard.jump(position)
        settle()
        target = focused(tab)
        assert target is not None
        view = wizard._page().viewport()
        box = QRect(target.mapTo(view, QPoint(0, 0)), target.size())
        assert box.intersected(view.rect()).height() >= min(box.height(), view.height() // 2), position


def test_where_one_writes_stays_in_sight_in_a_long_answer(
    tab: ReflectTab, theme: Theme, qapp: QApplication
) -> None:
    wizard = begin(tab, position=2)
    field = wizard.question_page.noticed
    field.insert_document(from_plain("\n".join(["word " * 12] * 60)))
    theme.apply(qapp, Appearance(colours="light", text_percent=200))
    settle()
    caret = field.cursorRect()
    view = wizard.question_page.viewport()
    corner = field.viewport().mapTo(view, caret.topLeft())
    assert view.rect().contains(QRect(corner, caret.size()))


def test_the_line_above_grows_with_the_text(tab: ReflectTab, theme: Theme, qapp: QApplication) -> None:
    wizard = begin(tab, position=2)
    theme.apply(qapp, Appearance(colours="light", text_percent=200))
    settle()
    assert wizard._head.map_button.font().pixelSize() == theme.font("label").pixelSize()
    assert wizard._head._title.font().pixelSize() == theme.font("body").pixelSize()


def is_in_view(widget: QWidget, page: QuestionPage) -> bool:
    """Whether all of a widget, or as much as there is room for, can be seen."""
    view = page.viewport()
    box = QRect(widget.mapTo(view, QPoint(0, 0)), widget.size())
    return box.intersected(view.rect()).height() >= min(box.height(), view.height() // 2)


def test_no_action_disappears_in_a_short_window(tab: ReflectTab, theme: Theme, qapp: QApplication) -> None:
    theme.apply(qapp, Appearance(colours="light", text_percent=200))
    tab.resize(683, 360)
    wizard = begin(tab, position=2)
    settle()
    foot = wizard._foot
    for button in (foot.back_button, foot.later_button, foot.skip_button, foot.next_button):
        assert button.isVisible() and button.text()
    assert wizard._head.map_button.isVisible()
    tab.resize(1280, 740)
    theme.apply(qapp, Appearance(colours="light", text_percent=100))
    settle()
    assert wizard._head.later_button.isVisible() and not foot.later_button.isVisible()


def line_height(theme: Theme) -> float:
    return QFontMetricsF(theme.font("body")).lineSpacing()


def seen_height(wizard: Wizard) -> int:
    """How much of the first answer box can be seen, in pixels."""
    page = wizard.question_page
    view: QWidget = page.viewport()
    box = QRect(page.noticed.mapTo(view, QPoint(0, 0)), page.noticed.size())
    return box.intersected(view.rect()).height()


@pytest.mark.parametrize("size", [(1280, 630), (900, 540)])
def test_the_look_over_begins_at_its_top(tab: ReflectTab, size: tuple[int, int]) -> None:
    tab.resize(*size)
    wizard = begin(tab, QuestionSet.ALL, position=1)
    wizard.question_page.more_fold.button.click()
    for _ in range(18):
        settle()
        types(
            tab, "Something I noticed, and a good deal more than fits on one line of this page, so it wraps"
        )
        wizard.onward()
    page = wizard.look_over_page
    assert page.isVisible()
    settle()
    assert page.verticalScrollBar().value() == 0


def test_what_stands_under_more_is_what_it_says(tab: ReflectTab) -> None:
    wizard = begin(tab, QuestionSet.ALL, position=5)
    more = wizard.question_page.more_fold
    assert "How I know" not in more.button.accessibleName()
    wizard.jump(6)
    assert "How I know" in more.button.accessibleName()


def test_what_kind_a_reflection_was_stands_at_the_end_of_its_line(tab: ReflectTab) -> None:
    wizard = begin(tab, position=1)
    types(tab, "Something I noticed")
    wizard.jump(9)
    wizard.onward()
    tab.refresh()
    settle()
    (line,) = tab.home._entries
    assert line._kind.alignment() & Qt.AlignmentFlag.AlignRight
    tab.resize(500, 540)
    settle()
    assert line._kind.alignment() & Qt.AlignmentFlag.AlignLeft
