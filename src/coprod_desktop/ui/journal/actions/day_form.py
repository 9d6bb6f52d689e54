"""The small form under a step for its date, which is a wish."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coprod_desktop.domain.actions import StepDay
from coprod_desktop.domain.entries import EventDate
from coprod_desktop.services.acting import Acting
from coprod_desktop.services.clock import Saved
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.journal.actions.keeper import DayKeeper
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.date_field import DateField
from coprod_desktop.ui.widgets.fields import Labelled
from coprod_desktop.ui.widgets.layouts import Capped, Flow, column, holder, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice


class DayForm(QWidget):
    """``saved`` carries a `Saved`; ``closed`` comes when what was chosen is written, or all is left as it is.

    What could not be written stays in the form, with the reason, and is tried again.
    """

    saved = Signal(object)
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        acting: Acting,
        jobs: Jobs,
        today: date,
        day: StepDay,
        about: str,
        parent: QWidget | None = None,
    ) -> None:
        """``day`` is the date that the step has; ``about`` is the step in plain words."""
        super().__init__(parent)
        self.keeper = DayKeeper(acting, jobs, self)
        self.keeper.saved.connect(self._written)
        self.keeper.trouble.connect(self._show_trouble)
        self.keeper.parted.connect(self.closed)
        self.keeper.open(day, in_journal=False)
        lines = column(theme, self, (0, 8, 0, 4), 12)
        label = self.tr("When would I like to try it?")
        self.field = DateField(theme, label, today, months=False, ahead=True)
        self._show(day.by)
        lines.addWidget(Capped(theme, Labelled(theme, label, self.field, focus=self.field.line), 420))
        self.notice = Notice(theme, kind="caution")
        self.notice.hide()
        lines.addWidget(self.notice)
        self.use_button = Button(theme, self.tr("Use this date"), "secondary", compact=True)
        self.remove_button = Button(theme, self.tr("Remove the date"), "quiet", compact=True)
        self.leave_button = Button(theme, self.tr("Leave it as it is"), "quiet", compact=True)
        flow = Flow(theme, 8)
        for button in (self.use_button, self.remove_button, self.leave_button):
            button.setAccessibleDescription(about)
            flow.addWidget(button)
        lines.addWidget(holder(flow))
        self.remove_button.setVisible(day.by is not None)  # only now: without a parent it would be a window
        tall_as_needed(self)
        self.use_button.clicked.connect(self._use)
        self.remove_button.clicked.connect(self._remove)
        self.leave_button.clicked.connect(self._leave)

    def take_back(self, day: StepDay) -> None:
        """Show a choice that could not be written before, and try again."""
        self._show(day.by)
        self.keeper.open(day, in_journal=True)
        self.keeper.write_again()

    @property
    def has_unsaved(self) -> bool:
        """Whether a date was typed or chosen that is not known to be written."""
        return self.keeper.is_open and (self.keeper.has_unsaved or self._typed() != self.keeper.draft)

    def gather(self) -> StepDay:
        """What was chosen, or what stands in the field."""
        self.keeper.change(self._typed())
        return self.keeper.draft

    def leave(self) -> None:
        """Close; what stands in the field counts as chosen, and is written before."""
        if not self.keeper.is_open:
            self.closed.emit()
            return
        self.field.settle()
        self.gather()
        self.keeper.leave()

    def wipe(self) -> None:
        """Forget the date."""
        self.keeper.close()
        self._show(None)

    def _show(self, by: date | None) -> None:
        self.field.set_value(EventDate.of(by) if by else None)

    def _typed(self) -> StepDay:
        """The choice with the date that stands in the field; what is no date changes nothing."""
        when = self.field.value()
        return self.keeper.draft if when is None else replace(self.keeper.draft, by=when.as_day())

    def _use(self, _checked: bool = False) -> None:
        self.field.settle()
        if self.field.value() is None:
            self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.leave()

    def _remove(self, _checked: bool = False) -> None:
        self._show(None)
        self.keeper.change(replace(self.keeper.draft, by=None))
        self.keeper.leave()

    def _leave(self, _checked: bool = False) -> None:
        """Leave it as it was: also where another date was chosen and could not be written."""
        self.keeper.close()
        self.closed.emit()

    def _written(self, saved: Saved) -> None:
        """Close, also where it worked only when it was tried again."""
        self.saved.emit(saved)
        self.keeper.leave()

    def _show_trouble(self, error: Exception | None) -> None:
        if error is None:
            self.notice.hide()
        elif isinstance(error, KeyError):
            self.keeper.close()
            self.notice.say(self.tr("This entry is no longer in your journal."), "", "caution")
        else:
            said = sentence(error)
            self.notice.say(said.what, said.next, "caution")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field uses the date; Escape leaves it as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field.line.hasFocus():
            self._use()
            return
        super().keyPressEvent(event)
