"""A date that can be typed in several ways or picked from a calendar: a day, or just a month."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QWidget

from coprod_desktop.domain.entries import EventDate
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.dates import DateNotUnderstood, read_date, write_date
from coprod_desktop.ui.widgets.fields import LineField
from coprod_desktop.ui.widgets.layouts import column, row, tall_as_needed
from coprod_desktop.ui.widgets.text import Text


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

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the calendar along: it would stay over whatever page comes next."""
        super().hideEvent(event)
        popup = QApplication.activePopupWidget()
        if popup is not None and popup.parentWidget() is self:
            popup.close()

    def _example(self) -> str:
        if self._months:
            return self.tr("A day or a month")
        return self.tr("For example {date}").format(date=self._example_day())

    def _example_day(self) -> str:
        day = self._today + timedelta(days=7) if self._ahead else self._today
        return write_date(EventDate.of(day))

    def settle(self) -> None:
        """Write what was typed in full, or say that it cannot be read."""
        try:
            when = self._read()
        except _DayIsMissing:
            self._take(None)
            words = self.tr("Please add the day, for example {date}.")
            self._say(words.format(date=self._example_day()))
            return
        except DateNotUnderstood:
            self._take(None)
            words = self.tr("I can't read that date. Try {date}.")
            self._say(words.format(date=self._example_day()))
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
        from coprod_desktop.ui.widgets.calendar_popup import CalendarPopup  # the start stays quick

        shown = self._value or EventDate.of(self._today)
        popup = CalendarPopup(
            self._theme, self.line.accessibleName(), shown, months=self._months, parent=self
        )
        popup.chosen.connect(self._choose)
        popup.refused.connect(self._back_to_button)
        popup.open_at(QRect(self.line.mapToGlobal(QPoint(0, 0)), self.line.size()), self._room())

    def _room(self) -> QRect:
        return self.screen().availableGeometry()

    def _back_to_button(self) -> None:
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, when: EventDate) -> None:
        before = self._value
        self.set_value(when)
        if when != before:
            self.changed.emit()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
