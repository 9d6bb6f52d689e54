"""A rating can be chosen by mouse and keys, and taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.domain.entries import Rating
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.chips import ChipGroup
from coprod_desktop.ui.widgets.rating import RatingCard, RatingGroup
from coprod_desktop.ui.widgets.tab_order import tab_as_read

CHOICES = [("well", "Going well"), ("there", "Getting there"), ("na", "Not relevant this time")]
_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def group(theme: Theme, qtbot: QtBot) -> RatingGroup:
    made = RatingGroup(theme, "Where am I with this today?", CHOICES)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def _card(group: RatingGroup, key: str) -> RatingCard:
    return next(card for card in group.cards() if card.key == key)


def test_the_marks_are_those_of_the_practice(theme: Theme) -> None:
    assert theme.rating_keys() == tuple(rating.value for rating in Rating)


def test_nothing_is_chosen_beforehand(group: RatingGroup) -> None:
    assert group.value() is None
    assert not any(card.isChecked() for card in group.cards())


def test_a_click_chooses_and_a_second_takes_back(group: RatingGroup, qtbot: QtBot) -> None:
    with qtbot.waitSignal(group.changed):
        QTest.mouseClick(_card(group, "there"), _LEFT)
    assert group.value() == "there"
    with qtbot.waitSignal(group.changed):
        QTest.mouseClick(_card(group, "there"), _LEFT)
    assert group.value() is None
    assert not _card(group, "there").isChecked()


def test_another_click_moves_the_choice(group: RatingGroup) -> None:
    QTest.mouseClick(_card(group, "well"), _LEFT)
    QTest.mouseClick(_card(group, "na"), _LEFT)
    assert group.value() == "na"
    assert [card.key for card in group.cards() if card.isChecked()] == ["na"]


def test_keys(group: RatingGroup) -> None:
    first = _card(group, "well")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert group.value() == "well"
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert group.value() == "there"
    QTest.keyClick(_card(group, "there"), Qt.Key.Key_Delete)
    assert group.value() is None
    QTest.keyClick(first, Qt.Key.Key_Space)
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert group.value() is None


def test_showing_a_value_is_silent(group: RatingGroup, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(group.changed):
        group.set_value("na")
        group.set_value(None)
    assert group.value() is None


def test_a_reader_hears_radio_buttons_in_a_named_group(group: RatingGroup) -> None:
    group.set_value("well")
    card = QAccessible.queryAccessibleInterface(_card(group, "well"))
    assert card.role() == QAccessible.Role.RadioButton
    assert card.state().checked
    whole = QAccessible.queryAccessibleInterface(group)
    assert whole.role() == QAccessible.Role.Grouping
    assert whole.text(QAccessible.Text.Name) == "Where am I with this today?"


def test_chips(theme: Theme, qtbot: QtBot) -> None:
    chips = ChipGroup(theme, "How do I know?", [("told", "someone told me"), ("seen", "I noticed")])
    qtbot.addWidget(chips)
    chips.show()
    told, seen = chips.chips()
    QTest.mouseClick(told, _LEFT)
    QTest.mouseClick(seen, _LEFT)
    assert chips.chosen() == ("told", "seen")
    heard = QAccessible.queryAccessibleInterface(told)
    assert heard.role() == QAccessible.Role.CheckBox
    assert heard.state().checked


def test_single_chips(theme: Theme, qtbot: QtBot) -> None:
    chips = ChipGroup(theme, "Kind", [("a", "Meeting"), ("b", "Workshop")], single=True)
    qtbot.addWidget(chips)
    chips.show()
    first, second = chips.chips()
    QTest.mouseClick(first, _LEFT)
    QTest.mouseClick(second, _LEFT)
    assert chips.chosen() == ("b",)
    QTest.mouseClick(second, _LEFT)
    assert chips.chosen() == ()


def test_single_chips_are_told_and_walked_as_radio_buttons(theme: Theme, qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    box = QVBoxLayout(whole)
    before, after = QPushButton("before"), QPushButton("after")
    chips = ChipGroup(theme, "What happened?", [(key, key) for key in "abc"], single=True)
    for widget in (before, chips, after):
        box.addWidget(widget)
    tab_as_read(whole)
    with qtbot.waitActive(whole):
        whole.show()
        whole.activateWindow()
    heard = [QAccessible.queryAccessibleInterface(chip).role() for chip in chips.chips()]
    assert heard == [QAccessible.Role.RadioButton] * 3
    one, two, three = chips.chips()

    def hits(key: Qt.Key, then: QWidget, chosen: tuple[str, ...]) -> None:
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, key)
        assert (QApplication.focusWidget(), chips.chosen()) == (then, chosen)

    before.setFocus()
    hits(Qt.Key.Key_Tab, one, ())
    hits(Qt.Key.Key_Right, two, ())  # nothing is chosen by passing by
    hits(Qt.Key.Key_Tab, after, ())
    hits(Qt.Key.Key_Backtab, two, ())
    hits(Qt.Key.Key_Space, two, ("b",))
    with qtbot.waitSignal(chips.changed):
        hits(Qt.Key.Key_Right, three, ("c",))  # as among all radio buttons of which one is chosen
    hits(Qt.Key.Key_Tab, after, ("c",))
    hits(Qt.Key.Key_Backtab, three, ("c",))
    with qtbot.waitSignal(chips.changed):
        hits(Qt.Key.Key_Delete, three, ())
    hits(Qt.Key.Key_Delete, three, ())
    hits(Qt.Key.Key_Space, three, ("c",))
    hits(Qt.Key.Key_Space, three, ())
    chips.set_chosen({"a"})
    before.setFocus()
    hits(Qt.Key.Key_Tab, one, ("a",))
