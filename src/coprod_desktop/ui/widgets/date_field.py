"""A date that can be typed in several ways or picked from a calendar: a day, or just a month."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from coprod_desktop.domain.entries import EventDate
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.dates import DateNotUnderstood, read_date, write_date
from coprod_desktop.ui.widgets.fields import LineField
from coprod_desktop.ui.widgets.layouts import column, row, tall_as_needed
from coprod_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QCalendarWidget


class _DayIsMissing(DateNotUnderstood):
    """A month where a day is wanted."""


class DateField(QWidget):
    """A field for a date, with a calendar behind a button.

    What is typed counts at once, as far as it can be read. When the field is left or Enter is pressed it
    is written in full; what cannot be read is kept as it is, with a sentence below. ``months`` allows a
    month without a day; ``ahead`` reads a date without a year as one to come.
    """

    changed = Signal()
    """The date changed."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        today: date,
        *,
        months: bool = True,
        ahead: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._today, self._months, self._ahead = theme, today, months, ahead
        self._value: EventDate | None = None
        self._calendar: QCalendarWidget | None = None
        box = column(theme, self, gap=6)
        line = row(theme, gap=8)
        self.line = LineField(theme, name)
        self.line.setAccessibleDescription(self._example())
        self.line.setPlaceholderText(self._example())
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self.settle)
        self.button = Button(theme, "", "secondary", "calendar", hint=self.tr("Choose from a calendar"))
        self.button.clicked.connect(self._open)
        line.addWidget(self.line, 1)
        line.addWidget(self.button)
        box.addLayout(line)
        self.message = Text(theme, "", "body", "caution")
        self.message.hide()
        box.addWidget(self.message)
        self.setFocusProxy(self.line)
        tall_as_needed(self)

    def value(self) -> EventDate | None:
        """The date, or None where there is none or it cannot be read. What is being typed is left alone."""
        try:
            return self._read()
        except DateNotUnderstood:
            return None

    def is_understood(self) -> bool:
        """False while the field holds words that are no date."""
        try:
            self._read()
        except DateNotUnderstood:
            return False
        return True

    def set_value(self, when: EventDate | None) -> None:
        """Show a date, without ``changed``."""
        self._value = when
        self.line.setText(write_date(when) if when else "")
        self._say("")

    def _example(self) -> str:
        if self._months:
            return self.tr("A day or a month")
        return self.tr("For example 18 November 2026")

    def settle(self) -> None:
        """Write what was typed in full, or say that it cannot be read."""
        try:
            when = self._read()
        except _DayIsMissing:
            self._take(None)
            self._say(self.tr("Please add the day, for example 18 November 2026."))
            return
        except DateNotUnderstood:
            self._take(None)
            self._say(self.tr("I can't read that date. Try 18 November 2026."))
            return
        self._say("")
        if when is not None and self.line.text() != write_date(when):
            self.line.setText(write_date(when))
        self._take(when)

    def _typed(self, _text: str) -> None:
        self._take(self.value())

    def _read(self) -> EventDate | None:
        """What the field holds now. Raises DateNotUnderstood."""
        when = read_date(self.line.text(), self._today, ahead=self._ahead)
        if when is not None and when.is_month and not self._months:
            raise _DayIsMissing
        return when

    def _take(self, when: EventDate | None) -> None:
        if when != self._value:
            self._value = when
            self.changed.emit()

    def _say(self, words: str) -> None:
        if words and words != self.message.words:
            announce(self, words)
        self.message.set_words(words)
        self.message.setVisible(bool(words))
        self.line.set_wrong(bool(words))
        self.line.setAccessibleDescription(words or self._example())

    # ------------------------------------------------------------------ the calendar
    def _open(self) -> None:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setAutoFillBackground(True)
        popup.setFrameShape(QFrame.Shape.Box)
        box = column(self._theme, popup, 12, 8)
        self._calendar = self._make_calendar(popup)
        box.addWidget(self._calendar)
        if self._months:
            month = Button(self._theme, self.tr("Just this month"), "quiet", compact=True, parent=popup)
            month.clicked.connect(self._take_month)
            box.addWidget(month)
        popup.adjustSize()
        popup.move(self._place(popup))
        popup.show()
        self._calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _make_calendar(self, popup: QWidget) -> QCalendarWidget:
        from PySide6.QtWidgets import QCalendarWidget  # only when it is wanted: the start stays quick

        calendar = QCalendarWidget(popup)
        calendar.setFont(self._theme.font("body"))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(self._theme.c("text"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, plain)
        shown = (self._value or EventDate.of(self._today)).as_day()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.setAccessibleName(self.line.accessibleName())
        calendar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        calendar.clicked.connect(self._take_day)
        calendar.activated.connect(self._take_day)
        return calendar

    def _place(self, popup: QWidget) -> QPoint:
        below = self.line.mapToGlobal(QPoint(0, self.line.height() + 4))
        screen = self.screen().availableGeometry()
        x = max(screen.left(), min(below.x(), screen.right() - popup.width()))
        if below.y() + popup.height() > screen.bottom():
            y = self.line.mapToGlobal(QPoint(0, 0)).y() - popup.height() - 4
            return QPoint(x, max(screen.top(), y))
        return QPoint(x, below.y())

    def _take_day(self, day: QDate) -> None:
        self._choose(EventDate(day.year(), day.month(), day.day()))

    def _take_month(self) -> None:
        if self._calendar is not None:
            self._choose(EventDate(self._calendar.yearShown(), self._calendar.monthShown()))

    def _choose(self, when: EventDate) -> None:
        calendar, self._calendar = self._calendar, None
        if calendar is not None:
            calendar.window().close()
        before = self._value
        self.set_value(when)
        if when != before:
            self.changed.emit()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
