"""Reminders: whether and when, and the same days for a calendar."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QGroupBox, QWidget

from coprod_desktop.domain.reminders import WEEKS, EveryWeeks, Rhythm, Standing, WeekdayOfMonth, Which
from coprod_desktop.services.reminding import Reminding, with_ending
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.ask import Ask, unless_it_is_there
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.names import shown_name
from coprod_desktop.ui.private_jobs import PrivateJobs
from coprod_desktop.ui.reminder_words import standing_words, weekday_name, which_name
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.choices import Radio
from coprod_desktop.ui.widgets.fields import ChoiceField, Labelled, LineField
from coprod_desktop.ui.widgets.layouts import Capped, Flow, column, holder, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.tab_order import tab_as_read
from coprod_desktop.ui.widgets.text import Text

_WIDEST = 600
_LONGEST_TITLE = 120


class RemindersSection(QWidget):
    """Every choice holds at once. ``changed`` carries a `Standing`, or None where reminders are off now.

    ``told`` carries a line that should be in sight.
    """

    changed = Signal(object)
    told = Signal(object)

    def __init__(
        self, theme: Theme, reminding: Reminding, unlocking: Unlocking, jobs: Jobs, ask: Ask
    ) -> None:
        super().__init__()
        self._theme, self._reminding, self._unlocking = theme, reminding, unlocking
        self._jobs, self._ask = jobs, ask
        box = column(theme, self, gap=12)
        box.addWidget(Text(theme, self.tr("Reminders"), "h1"))
        about = self.tr(
            "A quiet line when you unlock your journal, and on the Reflect page. Never more than one."
        )
        box.addWidget(Capped(theme, Text(theme, about, "body", "secondary"), _WIDEST))
        self._trouble = Notice(theme, kind="caution")
        self._trouble.hide()
        box.addWidget(Capped(theme, self._trouble, _WIDEST))
        self._closed = Text(
            theme, self.tr("Unlock your journal to choose: the reminder is kept inside it."), "body"
        )
        box.addWidget(self._closed)
        self.choice = RhythmChoice(theme)
        self.choice.chosen.connect(self._choose)
        box.addWidget(Capped(theme, self.choice, _WIDEST))
        self._stands = Text(theme, "", "label")
        box.addWidget(self._stands)
        box.space(10)
        self.calendar = CalendarPart(theme, reminding, jobs, ask)
        self.calendar.told.connect(self.told)
        box.addWidget(Capped(theme, self.calendar, _WIDEST))
        box.addStretch(1)
        tall_as_needed(self)
        self._show_open(is_open=False)

    def refresh(self) -> None:
        """Show what is chosen, while the journal is open."""
        self._trouble.hide()
        self._show_open(is_open=self._unlocking.is_unlocked)
        if self._unlocking.is_unlocked:
            self._jobs.run(self._reminding.standing, self._show, self._not_read, self)

    def wipe(self) -> None:
        """Forget what was chosen, and the title that was typed for a calendar."""
        self.choice.show_rhythm(None)
        self.calendar.wipe()
        self._stands.set_words("")
        self._show_open(is_open=False)

    def _show_open(self, *, is_open: bool) -> None:
        self._closed.setVisible(not is_open)
        for part in (self.choice, self._stands):
            part.setVisible(is_open)
        if not is_open:
            self.calendar.hide()

    def _show(self, stands: Standing | None) -> None:
        if not self._unlocking.is_unlocked:
            return
        self.choice.show_rhythm(stands.rhythm if stands else None)
        self._tell(stands)

    def _tell(self, stands: Standing | None) -> None:
        self._stands.set_words(standing_words(stands))
        self.calendar.show_for(stands)
        tab_as_read(self)

    def _choose(self) -> None:
        self._trouble.hide()
        wanted = self.choice.rhythm()
        self._jobs.run(partial(self._reminding.choose, wanted), self._kept, self._not_kept, self)

    def _kept(self, stands: Standing | None) -> None:
        if not self._unlocking.is_unlocked:
            return
        self._tell(stands)
        announce(self, standing_words(stands))
        self.changed.emit(stands)

    def _not_read(self, error: Exception) -> None:
        said = sentence(error)
        self._trouble.say(said.what, said.next, "caution")

    def _not_kept(self, error: Exception) -> None:
        said = sentence(error)
        not_kept = self.tr("Your choice could not be written down, so nothing has changed.")
        self.refresh()
        self._trouble.say(not_kept, f"{said.what} {said.next}", "caution")


class RhythmChoice(QGroupBox):
    """Off, some weeks, or a weekday of the month. ``chosen``: a person chose another."""

    chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        name = self.tr("Remind me to reflect")
        self.setAccessibleName(name)
        box = column(theme, self, gap=2)
        box.addWidget(Text(theme, name, "h3"))
        self._group = QButtonGroup(self)
        self.off = self._radio(theme, self.tr("Off"))
        self.weeks = {
            weeks: self._radio(theme, self.tr("Every {weeks} weeks").format(weeks=weeks)) for weeks in WEEKS
        }
        self.monthly = self._radio(theme, self.tr("A weekday of the month"))
        self.which = ChoiceField(theme)
        for which in Which:
            self.which.addItem(which_name(which), which)
        self.weekday = ChoiceField(theme)
        for weekday in range(7):
            self.weekday.addItem(weekday_name(weekday), weekday)
        for radio in (self.off, *self.weeks.values(), self.monthly):
            box.addWidget(radio)
        both = Flow(theme, 12)
        both.addWidget(Labelled(theme, self.tr("Which one"), self.which))
        both.addWidget(Labelled(theme, self.tr("Which day"), self.weekday))
        below = column(theme, margins=(0, 8, 0, 4))
        below.addLayout(both)
        self._both = holder(below)
        box.addWidget(self._both)
        for field in (self.which, self.weekday):
            field.activated.connect(self._chosen)
        self.show_rhythm(None)
        tall_as_needed(self)

    def rhythm(self) -> Rhythm | None:
        """What is chosen; None for off."""
        for weeks, radio in self.weeks.items():
            if radio.isChecked():
                return EveryWeeks(weeks)
        if self.monthly.isChecked():
            return WeekdayOfMonth(Which(self.which.currentData()), int(self.weekday.currentData()))
        return None

    def show_rhythm(self, rhythm: Rhythm | None) -> None:
        """Show what holds. The last Friday is what is offered first of the weekdays."""
        if isinstance(rhythm, EveryWeeks):
            self.weeks[rhythm.weeks].setChecked(True)
        else:
            (self.off if rhythm is None else self.monthly).setChecked(True)
            month = rhythm or WeekdayOfMonth(Which.LAST, 4)
            self.which.setCurrentIndex(self.which.findData(month.which))
            self.weekday.setCurrentIndex(month.weekday)
        self._both.setVisible(self.monthly.isChecked())

    def _radio(self, theme: Theme, words: str) -> Radio:
        radio = Radio(theme, words)
        radio.clicked.connect(self._chosen)
        self._group.addButton(radio)
        return radio

    def _chosen(self, _what: object = None) -> None:
        self._both.setVisible(self.monthly.isChecked())
        self.chosen.emit()


class CalendarPart(QWidget):
    """The days of the reminder as a file for a calendar. Nothing of the journal is in it.

    ``told`` carries the line that says what came of saving, once it has its place.
    """

    told = Signal(object)

    def __init__(self, theme: Theme, reminding: Reminding, jobs: Jobs, ask: Ask) -> None:
        super().__init__()
        self._reminding, self._ask = reminding, ask
        self._work = PrivateJobs(jobs, self, self._not_saved)
        self._stands: Standing | None = None
        self._path: Path | None = None
        box = column(theme, self, gap=12)
        box.addWidget(Text(theme, self.tr("In your calendar"), "h3"))
        about = self.tr(
            "A file that calendar programs can open. It holds the days and this title, and no other word. "
            "Other people may be able to see your calendar."
        )
        box.addWidget(Text(theme, about, "body", "secondary"))
        self.weeks_note = Text(
            theme,
            self.tr("A calendar counts the weeks from the first day, and does not know when you reflected."),
            "body",
            "secondary",
        )
        box.addWidget(self.weeks_note)
        self.title = LineField(theme)
        self.title.hold_at_most(_LONGEST_TITLE)
        box.addWidget(Labelled(theme, self.tr("Title in the calendar"), self.title))
        save = Button(theme, self.tr("Save as a calendar file…"), "secondary", "calendar-days")
        save.clicked.connect(self._save)
        buttons = Flow(theme, 12)
        buttons.addWidget(save)
        box.addWidget(holder(buttons))
        self.result = Notice(theme)
        self._show_it = Button(theme, self.tr("Show in folder"), "secondary", "folder-open", compact=True)
        self._show_it.clicked.connect(self._show_folder)
        self.result.add_button(self._show_it)
        box.addWidget(self.result)
        tall_as_needed(self)
        self.wipe()

    def show_for(self, stands: Standing | None) -> None:
        """Offer the file while there is a reminder."""
        if stands != self._stands:
            self.result.hide()
        self._stands = stands
        self.weeks_note.setVisible(stands is not None and isinstance(stands.rhythm, EveryWeeks))
        self.setVisible(stands is not None)

    def wipe(self) -> None:
        """Forget the title that was typed, and where a file was saved; drop what is still on its way."""
        self._work.wipe()
        self._stands = self._path = None
        self.title.setText(self._usual_title())
        self.result.say("", aloud=False)
        self.hide()

    def _usual_title(self) -> str:
        return self.tr("Co-production Companion")

    def _save(self) -> None:
        stands = self._stands
        if stands is None:
            return
        title = self.title.text().strip() or self._usual_title()
        kinds = self.tr("Calendar file (*.ics)")
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        suggested = Path(documents) / self.tr("Co-production Companion reminder.ics")
        chosen = self._ask.save_file(self, self.tr("Save as a calendar file"), suggested, kinds)
        if chosen is None:
            return
        target = unless_it_is_there(self._ask, self, chosen, with_ending(chosen))
        if target is not None:
            work = partial(self._reminding.save_calendar, stands, title, target)
            self._work.aside(work, self._saved)

    def _saved(self, path: Path) -> None:
        self._path = path
        self._show_it.show()
        what = self.tr("Saved as {name}").format(name=shown_name(path.name))
        self.result.say(what, self.tr("Open it with your calendar program to put the days in."), "good")
        self._tell()

    def _not_saved(self, error: Exception) -> None:
        said = sentence(error)
        self._show_it.hide()
        self.result.say(said.what, said.next, "caution")
        self._tell()

    def _tell(self) -> None:
        QTimer.singleShot(0, self, partial(self.told.emit, self.result))

    def _show_folder(self) -> None:
        if self._path is not None:
            self._ask.show_in_folder(self._path)
