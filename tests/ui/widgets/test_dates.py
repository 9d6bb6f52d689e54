"""Dates are read as people in Britain write them, and nothing is guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.domain.entries import EventDate
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets import calendar_popup
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.calendar_popup import CalendarPopup
from coprod_desktop.ui.widgets.date_field import DateField
from coprod_desktop.ui.widgets.dates import DateNotUnderstood, read_date, write_date

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("18/11/2026", "2026-11-18"),
        ("18.11.26", "2026-11-18"),
        ("1-2-99", "1999-02-01"),
        ("18 November 2026", "2026-11-18"),
        ("18th Nov 2026", "2026-11-18"),
        ("Wed 18 November 2026", "2026-11-18"),
        ("Wednesday, 18th November", "2026-11-18"),
        ("November 18, 2026", "2026-11-18"),
        ("18 nov", "2026-11-18"),
        ("24 november", "2025-11-24"),
        ("29 feb", "2024-02-29"),
        ("18/11", "2026-11-18"),
        ("Nov 2026", "2026-11"),
        ("sept 2025", "2025-09"),
        ("11/2026", "2026-11"),
        ("2026-11", "2026-11"),
        ("2026-11-18", "2026-11-18"),
        ("december", "2025-12"),
        ("may", "2026-05"),
        ("Today", "2026-11-23"),
        ("yesterday", "2026-11-22"),
    ],
)
def test_read(text: str, iso: str) -> None:
    when = read_date(text, TODAY)
    assert when is not None
    assert when.to_iso() == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2 december", "2026-12-02"),
        ("18 november", "2027-11-18"),
        ("23 november", "2026-11-23"),
        ("november", "2026-11"),
        ("29 feb", "2028-02-29"),
        ("tomorrow", "2026-11-24"),
        ("18 november 2020", "2020-11-18"),
    ],
)
def test_read_what_is_to_come(text: str, iso: str) -> None:
    when = read_date(text, TODAY, ahead=True)
    assert when is not None
    assert when.to_iso() == iso


@pytest.mark.parametrize(
    "text",
    [
        "noon",
        "31/2/2026",
        "0/11/2026",
        "18",
        "2026",
        "13/13/2026",
        "18 nov nov",
        "ma 2026",
        "1 2 3 4",
        "-",
        "٣",
    ],
)
def test_not_read(text: str) -> None:
    if text == "-":
        assert read_date(text, TODAY) is None
        return
    with pytest.raises(DateNotUnderstood):
        read_date(text, TODAY)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.booleans())
def test_what_is_written_is_read_again(day: date, whole_month: bool) -> None:
    when = EventDate(day.year, day.month, 0 if whole_month else day.day)
    assert read_date(write_date(when), TODAY) == when


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        when = read_date(text, TODAY)
    except DateNotUnderstood:
        return
    assert when is None or isinstance(when, EventDate)


@pytest.fixture
def field(theme: Theme, qtbot: QtBot) -> DateField:
    made = DateField(theme, "When", TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


def test_typing_a_date(field: DateField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.changed):
        QTest.keyClicks(field.line, "18/11")
        QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value() == EventDate(2026, 11, 18)
    assert field.line.text() == "18 November 2026"


def test_what_is_being_typed_counts_at_once_and_is_left_alone(field: DateField) -> None:
    told: list[EventDate | None] = []
    field.changed.connect(lambda: told.append(field.value()))
    QTest.keyClicks(field.line, "18/1")
    assert told[-1] == EventDate(2026, 1, 18)
    QTest.keyClicks(field.line, "1")
    assert told[-1] == EventDate(2026, 11, 18) and field.is_understood()
    QTest.keyClicks(field.line, " at noon")
    assert told[-1] is None and field.message.isHidden()
    assert field.line.text() == "18/11 at noon"


def test_what_cannot_be_read_is_kept_and_said(field: DateField) -> None:
    QTest.keyClicks(field.line, "noon")
    assert field.value() is None
    assert not field.is_understood()
    field.settle()
    assert field.line.text() == "noon"
    assert "23 November 2026" in field.message.words
    field.line.setText("")
    field.settle()
    assert field.is_understood()
    assert field.message.isHidden()


def test_a_day_can_be_asked_for(theme: Theme, qtbot: QtBot) -> None:
    field = DateField(theme, "By", TODAY, months=False)
    qtbot.addWidget(field)
    field.show()
    field.line.setText("November 2026")
    assert field.value() is None
    assert not field.is_understood()
    field.settle()
    assert field.message.words.startswith("Please add the day")


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_the_calendar(field: DateField, qtbot: QtBot) -> None:
    field.set_value(EventDate(2026, 3, 4))
    QTest.mouseClick(field.button, Qt.MouseButton.LeftButton)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    calendar = popup.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.selectedDate() == QDate(2026, 3, 4)
    with qtbot.waitSignal(field.changed):
        calendar.clicked.emit(QDate(2026, 3, 9))
    assert field.value() == EventDate(2026, 3, 9)
    assert QApplication.activePopupWidget() is None


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_the_calendar_says_the_whole_date_where_one_stands(
    field: DateField, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(calendar_popup, "announce", lambda _widget, words: heard.append(words))
    field.set_value(EventDate(2026, 3, 4))
    field.button.click()
    popup = field.findChild(CalendarPopup)
    assert popup is not None
    inside = popup.focusWidget()
    assert inside is not None
    QTest.keyClick(inside, Qt.Key.Key_Right)
    assert heard == ["Wednesday 4 March 2026", "Thursday 5 March 2026"]
    popup.close()


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_just_a_month_from_the_calendar(field: DateField) -> None:
    field.set_value(EventDate(2026, 3, 4))
    QTest.mouseClick(field.button, Qt.MouseButton.LeftButton)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    month = next(button for button in popup.findChildren(Button) if button.text() == "Just this month")
    month.click()
    assert field.value() == EventDate(2026, 3)
    assert field.line.text() == "March 2026"


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_escape_closes_the_calendar_and_nothing_else(field: DateField) -> None:
    QTest.mouseClick(field.button, Qt.MouseButton.LeftButton)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    calendar = popup.findChild(QCalendarWidget)
    assert calendar is not None
    # A real window asks this first: may the page around the field take the key?
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    asked.ignore()
    QApplication.sendEvent(calendar, asked)
    assert asked.isAccepted()
    QTest.keyClick(calendar, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert field.value() is None
    assert field.window().focusWidget() is field.button


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_the_calendar_goes_with_its_field(field: DateField) -> None:
    QTest.mouseClick(field.button, Qt.MouseButton.LeftButton)
    assert QApplication.activePopupWidget() is not None
    field.hide()
    assert QApplication.activePopupWidget() is None


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_the_calendar_fits_a_small_screen(theme: Theme, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.show()
    screen = QRect(0, 0, 683, 384)
    popup = CalendarPopup(theme, "When", EventDate(2026, 3, 4), months=True, parent=holder)
    popup.open_at(QRect(30, 200, 300, 44), screen)
    assert screen.contains(popup.geometry())
    popup.close()


def test_the_example_of_a_day_to_come_is_to_come(theme: Theme, qtbot: QtBot) -> None:
    field = DateField(theme, "By", TODAY, months=False, ahead=True)
    qtbot.addWidget(field)
    assert field.line.placeholderText() == "For example 30 November 2026"
