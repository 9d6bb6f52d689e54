"""The calendar that opens below a date field. Escape closes it, and nothing but it."""

from __future__ import annotations

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QSizePolicy, QToolButton, QWidget

from coprod_desktop.domain.entries import EventDate
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import column

_DAY = QSize(44, 36)
"""The room of one day, at 100 % text."""
_ROWS, _COLUMNS = 8, 7
_PADDING, _GAP = 12, 8


class CalendarPopup(QFrame):
    """A month to pick a day from, or the month itself where ``months`` allows it. Deleted when it closes."""

    chosen = Signal(object)
    """The `EventDate` that was picked."""
    refused = Signal()
    """Escape: nothing was picked."""

    def __init__(self, theme: Theme, name: str, shown: EventDate, *, months: bool, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.Box)
        box = column(theme, self, _PADDING, _GAP)
        self._calendar = QCalendarWidget(self)
        self._dress(name)
        day = shown.as_day()
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.clicked.connect(self._take_day)
        self._calendar.activated.connect(self._take_day)
        box.addWidget(self._calendar)
        if months:
            month = Button(theme, self.tr("Just this month"), "quiet", compact=True, parent=self)
            month.clicked.connect(self._take_month)
            box.addWidget(month)

    def open_at(self, field: QRect, screen: QRect) -> None:
        """Open below ``field``, or above it where there is no room; both are in the screen's own pixels."""
        least = self._calendar.minimumSizeHint()
        rest = self.sizeHint().height() - self._calendar.sizeHint().height()
        width = max(least.width(), self._theme.tx(_DAY.width()) * _COLUMNS)
        height = min(self._theme.tx(_DAY.height()) * _ROWS, screen.height() - rest)
        self._calendar.setMinimumSize(width, max(least.height(), height))
        self.adjustSize()
        x = max(screen.left(), min(field.left(), screen.right() - self.width()))
        y = field.bottom() + 4
        if y + self.height() > screen.bottom():
            y = max(screen.top(), field.top() - self.height() - 4)
        self.move(QPoint(x, y))
        self.show()
        self._calendar.setFocus(Qt.FocusReason.PopupFocusReason)
        self._say_day()
        self._calendar.selectionChanged.connect(self._say_day)

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the page below, where it would leave all that is being written."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if _is_escape(event):
            event.accept()
            self.close()
            self.refused.emit()
            return
        super().keyPressEvent(event)

    def _dress(self, name: str) -> None:
        theme, calendar = self._theme, self._calendar
        calendar.setFont(theme.font("body"))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(theme.c("text"))
        calendar.setHeaderTextFormat(plain)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, QTextCharFormat())  # else they are red
        # Qt draws black arrows, whatever lies below them.
        for arrow, icon, hint in (
            ("qt_calendar_prevmonth", "chevron-left", self.tr("The month before")),
            ("qt_calendar_nextmonth", "chevron-right", self.tr("The next month")),
        ):
            button = calendar.findChild(QToolButton, arrow)
            if button is not None:
                button.setIcon(theme.icon(icon))
                button.setIconSize(theme.icon_size())
                button.setToolTip(hint)
                button.setAccessibleName(hint)
        calendar.setAccessibleName(name)
        calendar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _say_day(self) -> None:
        """Its places are numbers alone: the whole date is read out where one stands."""
        announce(self._calendar, QLocale().toString(self._calendar.selectedDate(), "dddd d MMMM yyyy"))

    def _take_day(self, day: QDate) -> None:
        self._choose(EventDate(day.year(), day.month(), day.day()))

    def _take_month(self) -> None:
        self._choose(EventDate(self._calendar.yearShown(), self._calendar.monthShown()))

    def _choose(self, when: EventDate) -> None:
        self.close()
        self.chosen.emit(when)


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
