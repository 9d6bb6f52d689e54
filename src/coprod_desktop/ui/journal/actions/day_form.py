"""The small form under a step for its date, which is a wish."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coprod_desktop.domain.entries import EventDate
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.date_field import DateField
from coprod_desktop.ui.widgets.fields import Labelled
from coprod_desktop.ui.widgets.layouts import Capped, Flow, column, holder, tall_as_needed


class DayForm(QWidget):
    """``chosen`` comes when the step is to have the date in ``day``; ``closed`` when all stays as it is."""

    chosen = Signal()
    closed = Signal()

    def __init__(
        self, theme: Theme, today: date, day: date | None, about: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.day = self._before = day
        lines = column(theme, self, (0, 8, 0, 4), 12)
        label = self.tr("When would I like to try it?")
        self.field = DateField(theme, label, today, months=False, ahead=True)
        self.field.set_value(EventDate.of(day) if day else None)
        lines.addWidget(Capped(theme, Labelled(theme, label, self.field, focus=self.field.line), 420))
        self.use_button = Button(theme, self.tr("Use this date"), "secondary", compact=True)
        self.remove_button = Button(theme, self.tr("Remove the date"), "quiet", compact=True)
        self.leave_button = Button(theme, self.tr("Leave it as it is"), "quiet", compact=True)
        flow = Flow(theme, 8)
        for button in (self.use_button, self.remove_button, self.leave_button):
            button.setAccessibleDescription(about)
            flow.addWidget(button)
        lines.addWidget(holder(flow))
        self.remove_button.setVisible(day is not None)  # only now: without a parent it would be a window
        tall_as_needed(self)
        self.use_button.clicked.connect(self._use)
        self.remove_button.clicked.connect(self._remove)
        self.leave_button.clicked.connect(self._leave)

    def take(self) -> bool:
        """Take the date that stands in the field, and say whether it is another one than before."""
        self.field.settle()
        when = self.field.value()
        if when is None:
            return False
        self.day = when.as_day()
        return self.day != self._before

    def _use(self, _checked: bool = False) -> None:
        if self.take():
            self.chosen.emit()
        elif self.day == self._before and self.field.value() is not None:
            self.closed.emit()
        else:
            self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, _checked: bool = False) -> None:
        self.day = None
        self.chosen.emit()

    def _leave(self, _checked: bool = False) -> None:
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field uses the date; Escape leaves it as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field.line.hasFocus():
            self._use()
            return
        super().keyPressEvent(event)
