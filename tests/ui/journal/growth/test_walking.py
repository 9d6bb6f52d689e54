"""The grid by keyboard and as a screen reader hears it, and where its places lead."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import EventDate, Rating
from coprod_desktop.domain.growth import GrowthPicture, Moment, Said, Zoom
from coprod_desktop.services.preferences import Appearance
from coprod_desktop.ui.journal.growth.shown import Part, shown
from coprod_desktop.ui.journal.growth.tools import LIST
from coprod_desktop.ui.journal.growth.view import GrowthView
from coprod_desktop.ui.journal.views import AnswerPlace
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import CardButton
from tests.support.clipping import cut_off
from tests.ui.journal.growth.conftest import process

Key = Qt.Key
EQUAL, HONEST = "Treating everyone as an equal", "Being honest and respectful"
MYSELF, FACILITATING = "How I introduce myself", "Facilitating"


@pytest.fixture
def walk(view: GrowthView, picture: GrowthPicture) -> GrowthView:
    """The view with a picture, the keys in the grid, on the latest answer of the first question."""
    view.show_picture(picture)
    view.grid.setFocus(Qt.FocusReason.TabFocusReason)
    view.grid.stand_on_question("values-1")
    assert view.grid.hasFocus()
    return view


def test_the_arrows_walk_every_place_and_each_says_its_full_name(walk: GrowthView) -> None:
    grid = walk.grid
    assert grid.spoken == f"{EQUAL}, 9 March 2025: Needs thought"
    QTest.keyClick(grid, Key.Key_Right)
    assert grid.spoken == f"{EQUAL}, 18 November 2026: not asked"
    QTest.keyClick(grid, Key.Key_Down)
    assert grid.spoken == f"{HONEST}, 18 November 2026: not asked"
    QTest.keyClick(grid, Key.Key_Left)
    assert grid.spoken == f"{HONEST}, 9 March 2025: left out"
    for _ in range(5):
        QTest.keyClick(grid, Key.Key_Down)
    assert grid.spoken == f"{MYSELF}, 9 March 2025: Answered, no word chosen"


def test_the_heading_comes_into_view_with_the_first_question_below_it(walk: GrowthView) -> None:
    grid = walk.grid
    for question_id in ("skills-10", "skills-1", "skills-10", "values-1"):
        grid.stand_on_question(question_id)
        if question_id != "skills-10":
            heading = grid.currentIndex().siblingAtRow(grid.currentIndex().row() - 1)
            assert grid.visualRect(heading).top() >= 0, question_id


def test_the_arrows_pass_over_the_headings(walk: GrowthView) -> None:
    grid = walk.grid
    grid.stand_on_question("values-8")
    QTest.keyClick(grid, Key.Key_Down)
    assert grid.line is not None
    assert grid.line.label == FACILITATING
    QTest.keyClick(grid, Key.Key_Up)
    assert grid.line.label == "My unconscious biases"


def test_home_end_and_the_page_keys(walk: GrowthView) -> None:
    grid = walk.grid
    QTest.keyClick(grid, Key.Key_End)
    assert grid.currentIndex().column() == 1
    QTest.keyClick(grid, Key.Key_Home)
    assert grid.currentIndex().column() == 0
    QTest.keyClick(grid, Key.Key_PageDown)
    assert grid.line is not None
    assert grid.line.label not in (EQUAL, HONEST)
    QTest.keyClick(grid, Key.Key_PageUp)
    assert grid.line.label == EQUAL


def test_tab_leaves_the_grid(walk: GrowthView) -> None:
    QTest.keyClick(walk.grid, Key.Key_Tab)
    assert QApplication.focusWidget() is not walk.grid


def test_the_tab_key_goes_as_one_reads_also_after_other_answers_came(walk: GrowthView) -> None:
    walk.grid.stand_on_question("values-7")
    process()
    order: list[QWidget] = [walk]
    while (following := order[-1].nextInFocusChain()) is not walk:
        assert following is not None
        order.append(following)
    shown_now = walk.side._answers
    items = [shown_now.itemAt(number) for number in range(shown_now.count())]
    answers = [widget for item in items if item is not None and (widget := item.widget()) is not None]
    read: list[QWidget] = [walk.tools.save_button, walk.grid, *answers, walk.side.again_button]
    assert len(answers) == 2 and sorted(read, key=order.index) == read


def test_enter_opens_the_entry_and_on_a_blank_place_the_path(walk: GrowthView) -> None:
    opened: list[object] = []
    walk.open_answer.connect(opened.append)
    QTest.keyClick(walk.grid, Key.Key_Return)
    assert opened == [AnswerPlace("first", "values-1")]
    QTest.keyClick(walk.grid, Key.Key_Right)
    QTest.keyClick(walk.grid, Key.Key_Return)
    assert opened == [AnswerPlace("first", "values-1")]
    assert walk.path.isVisible()
    assert walk.tools.title.words == EQUAL
    QTest.keyClick(walk.path, Key.Key_Return)
    assert opened == [AnswerPlace("first", "values-1")] * 2


def test_each_place_is_in_the_accessibility_tree(walk: GrowthView) -> None:
    table = QAccessible.queryAccessibleInterface(walk.grid)
    assert table is not None
    assert table.role() is QAccessible.Role.Table
    children = [table.child(number) for number in range(table.childCount())]
    names = [child.text(QAccessible.Text.Name) for child in children if child is not None]
    assert f"{MYSELF}, 18 November 2026: Getting there" in names
    assert {HONEST, "18 November 2026"} <= set(names), "the questions and the days are there as well"


def test_beside_the_grid_stands_what_i_said_to_the_question(walk: GrowthView) -> None:
    walk.grid.stand_on_question("values-7")
    opened: list[object] = []
    walk.open_answer.connect(opened.append)
    process()
    answers = walk.side.findChildren(CardButton)
    assert [answer.accessibleName() for answer in answers if answer.isVisible()] == [
        "18 November 2026, Getting there. “I said “I work on housing”, and it was warmer straight away.”",
        "9 March 2025, Answered, no word chosen. “I gave my title.”",
    ]
    answers[0].click()
    assert opened == [AnswerPlace("second", "values-7")]
    again: list[object] = []
    walk.reflect_on.connect(again.append)
    walk.side.again_button.click()
    assert again == ["values-7"]


def test_beside_the_grid_a_long_answer_is_cut_between_words_and_leads_to_the_whole(
    walk: GrowthView, picture: GrowthPicture
) -> None:
    assert walk.grid.line is not None and not walk.side._all.isVisible()
    first, second = picture.moments
    long = replace(first.said[0], noticed="They went over every single thing once more. " * 9)
    walk.show_picture(replace(picture, moments=(replace(first, said=(long, *first.said[1:])), second)))
    process()
    (answer,) = [each for each in walk.side.findChildren(CardButton) if each.isVisible()]
    assert len(answer.accessibleName()) < 290 and answer.accessibleName().endswith("…")
    assert long.noticed.startswith(answer.accessibleName().split("“")[1].rstrip("…") + " ")
    assert walk.side._all.isVisible()
    walk.side._all.click()
    assert walk.path.isVisible() and walk.path.leaf_model.rowCount() == 1


@pytest.fixture
def many(walk: GrowthView, picture: GrowthPicture) -> GrowthView:
    """The view with a dozen reflections more, in a year between the two."""
    between = [
        Moment(f"more-{month}", "", when, (Said(f"more-{month}", "values-7", when, Rating.NOT_SURE, ""),))
        for month in range(1, 13)
        for when in [EventDate(2025, month, 20)]
        if month > 3
    ] + [
        Moment(f"last-{month}", "", when, (Said(f"last-{month}", "values-8", when, Rating.WELL, ""),))
        for month in range(1, 5)
        for when in [EventDate(2026, month)]
    ]
    first, second = picture.moments
    walk.show_picture(replace(picture, moments=(first, *between, second)))
    return walk


def test_a_year_can_be_gone_to(many: GrowthView) -> None:
    assert many.tools.years.isVisible()
    assert [many.tools.years.itemText(n) for n in range(many.tools.years.count())] == [
        "Year 2026",
        "Year 2025",
    ]
    many.tools.years.activated.emit(1)
    assert "9 March 2025" in many.grid.spoken
    many.tools.years.activated.emit(0)
    assert "January 2026" in many.grid.spoken
    many.resize(800, 700)
    process()
    grid, there = many.grid, many.grid.currentIndex().column()
    many.tools.years.activated.emit(1)
    process()
    assert grid.horizontalHeader().logicalIndexAt(0) == 0
    many.tools.years.activated.emit(0)
    process()
    at_edge, bar = grid.horizontalHeader().logicalIndexAt(0), grid.horizontalScrollBar()
    assert at_edge == there or bar.value() == bar.maximum() > 0, "unless the columns end before"


def test_farther_away_one_still_stands_on_the_same_question(many: GrowthView) -> None:
    many.grid.stand_on_question("values-7")
    many.tools.zoom.button(Zoom.YEARS.value).click()
    assert many.grid.spoken == f"{MYSELF}, 2026: Getting there"
    QTest.keyClick(many.grid, Key.Key_Left)
    assert many.grid.spoken == f"{MYSELF}, 2025: Not sure yet, the latest of several"
    assert not many.tools.years.isVisible()
    assert many.tools.zoom.isVisible()
    many.tools.zoom.button(Zoom.EACH.value).click()
    assert many.tools.years.isVisible()


def test_a_short_history_is_not_bothered_with_years(walk: GrowthView) -> None:
    assert not walk.tools.years.isVisible()
    assert not walk.tools.zoom.isVisible()


def test_rows_of_the_list_lead_where_the_picture_does(walk: GrowthView) -> None:
    opened: list[object] = []
    items: list[object] = []
    walk.open_answer.connect(opened.append)
    walk.show_item.connect(items.append)
    walk.tools.form.button(LIST).click()
    walk.table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(walk.table, Key.Key_Return)
    assert opened == [AnswerPlace("first", "values-1")]
    walk.tools.parts.button(Part.SHELF.value).click()
    walk.table.setFocus(Qt.FocusReason.TabFocusReason)
    walk.table.setCurrentIndex(walk.table.table_model.index(0, 0))
    QTest.keyClick(walk.table, Key.Key_Return)
    assert items == ["beliefs"]


def test_actions_say_what_came_of_them(walk: GrowthView) -> None:
    walk.tools.parts.button(Part.ACTIONS.value).click()
    model = walk.steps.leaf_model
    said = [str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]
    assert said == ["Tried", "2 November 2026, Ask one person first. “Two minutes, and it helped.”"]


def test_a_step_without_words_is_called_the_same_in_picture_and_list(
    picture: GrowthPicture, recipe: Recipe
) -> None:
    made = shown(replace(picture, tried=(replace(picture.tried[0], text=""),)), recipe, Part.ACTIONS)
    (leaf,) = made.groups[0].leaves
    assert leaf.title == made.table.rows[0].cells[0] == "Something I said I would try"


def test_an_empty_journal_says_so_and_offers_to_begin(view: GrowthView) -> None:
    begun: list[bool] = []
    view.begin_reflection.connect(lambda: begun.append(True))
    view.show_picture(GrowthPicture())
    assert view.empty.words == "After two reflections you'll see how things move."
    assert not view.tools.save_button.isVisible()
    view.empty.button.click()
    assert begun == [True]


@pytest.mark.parametrize("form", ["picture", LIST])
@pytest.mark.parametrize("part", list(Part))
@pytest.mark.parametrize(("width", "height", "percent"), [(683, 230, 100), (900, 500, 100), (1280, 720, 200)])
def test_no_word_is_cut_off(
    view: GrowthView,
    picture: GrowthPicture,
    theme: Theme,
    part: Part,
    form: str,
    width: int,
    height: int,
    percent: int,
) -> None:
    theme.change(Appearance(colours="highContrast", text_percent=percent))
    view.resize(width, height)
    view.show_picture(picture)
    view.tools.form.choose(form)
    view.show_part(part)
    process()
    assert cut_off(view) == []
