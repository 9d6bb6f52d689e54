"""One step in the list: what it is, its date as a wish, where it comes from, and the form below it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QSizePolicy, QWidget

from coprod_desktop.domain.actions import (
    TO_TRY,
    TRIED,
    Action,
    ActionState,
    Noted,
    StepDay,
    StepNote,
    When,
    when,
)
from coprod_desktop.services.acting import Acting
from coprod_desktop.services.clock import Saved
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.journal.actions import words
from coprod_desktop.ui.journal.actions.day_form import DayForm
from coprod_desktop.ui.journal.actions.note_form import NoteForm
from coprod_desktop.ui.reflect.shown import shown
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.choices import Check
from coprod_desktop.ui.widgets.layouts import Box, Flow, column, empty, holder, row, tall_as_needed
from coprod_desktop.ui.widgets.marks import Picture
from coprod_desktop.ui.widgets.text import Text

_BESIDE_FROM = 760


class RowBox(Box):
    """A row that remembers how tall it is at a width.

    Lists of many rows ask each of them hundreds of times while they are laid out, and what is in a row asks
    fonts.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self._heights: dict[int, int] = {}
        super().__init__(theme, QBoxLayout.Direction.LeftToRight, parent, (0, 12, 0, 12), 8)

    def heightForWidth(self, width: int) -> int:
        """The height at a width."""
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget what was measured: something inside has changed."""
        self._heights.clear()
        super().invalidate()


class TickBox(Check):
    """A box without words of its own, wide enough for a finger. Its name is the whole row."""

    def __init__(self, theme: Theme) -> None:
        self._looks = theme
        super().__init__(theme, "")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def hasHeightForWidth(self) -> bool:
        """No: there are no words to wrap."""
        return False

    def sizeHint(self) -> QSize:
        """The box and a little air."""
        return QSize(self._looks.tx(40), self._looks.tx(36))

    def minimumSizeHint(self) -> QSize:
        """No less."""
        return self.sizeHint()


class ActionRow(QWidget):
    """``open_entry`` carries the id of the entry, ``saved`` a `Saved`.

    ``closed`` carries the row, when a form was closed and all in it is written; ``trouble`` comes when
    that did not work out.
    """

    open_entry = Signal(object)
    saved = Signal(object)
    closed = Signal(object)
    trouble = Signal()

    def __init__(
        self,
        theme: Theme,
        action: Action,
        today: date,
        acting: Acting,
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.action = action
        self._theme, self._today, self._acting, self._jobs = theme, today, acting, jobs
        self._state = action.noted.state
        self._told = ""
        self.form: NoteForm | None = None
        self.day_form: DayForm | None = None
        line = RowBox(theme, self)
        self.box = TickBox(theme)
        self.box.clicked.connect(self._ticked)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        self._lines = column(theme, gap=4)
        self._turning = row(theme, gap=12)
        self._turning.addLayout(self._words(), 1)
        self._offered = Flow(theme, 8)
        self._buttons = holder(self._offered)
        self._turning.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(self._turning)
        line.addLayout(self._lines, 1)
        tall_as_needed(self)
        self._show_step()
        self._show_noted()  # only now: without a parent it would open as a window
        self._show_state()

    # ------------------------------------------------------------------ what it says
    def _words(self) -> QBoxLayout:
        theme = self._theme
        box = column(theme, None, (0, 6, 0, 0), 4)
        self._what = Text(theme, "", "label")
        box.addWidget(self._what)
        self._about = Flow(theme, 12)
        box.addWidget(holder(self._about))
        self._noted = column(theme, gap=2)
        self._noted_holder = holder(self._noted)
        box.addWidget(self._noted_holder)
        return box

    def _show_step(self) -> None:
        """Say what it is, when, with whom and where it comes from, and offer what can be done with it."""
        theme, action = self._theme, self.action
        self._told = words.text_of(action.step)
        self._what.set_words(shown(action.step.text) or self._told, rich=True)
        empty(self._about)
        for icon, said in (
            ("calendar", words.wish(action, self._today)),
            ("users", words.with_whom(action.step)),
        ):
            if said:
                self._about.addWidget(_small(theme, icon, said))
        entry_button = Button(theme, words.come_from(action), "link", "notebook-text")
        entry_button.setAccessibleDescription(self._told)
        entry_button.clicked.connect(self._entry_clicked)
        self._about.addWidget(entry_button)
        empty(self._offered)
        for said, act in self._offers():
            button = Button(theme, said, "secondary", compact=True)
            button.setAccessibleDescription(self._told)
            button.clicked.connect(act)
            self._offered.addWidget(button)

    def _show_noted(self) -> None:
        noted = self.action.noted
        self._noted.clear()
        self._noted_holder.setVisible(not noted.is_nothing)
        if noted.is_nothing:
            return
        self._noted.addWidget(
            Text(self._theme, words.noted_on(noted, self._today), "smallStrong", "secondary")
        )
        if noted.words.strip():
            self._noted.addWidget(Text(self._theme, shown(noted.words), "body", rich=True))

    def _offers(self) -> list[tuple[str, Callable[..., None]]]:
        """What can be done with it; of a date that has passed two choices that weigh the same."""
        if self.action.noted.state not in TO_TRY:
            return [(self.tr("Change"), self._open_note)]
        by = when(self.action, self._today)
        if by is When.PASSED:
            return [
                (self.tr("Let it go"), partial(self._note_state, ActionState.LET_GO)),
                (self.tr("Choose a new date"), self._open_day),
            ]
        return [(self.tr("Add a date") if by is When.NONE else self.tr("Change the date"), self._open_day)]

    def _show_state(self) -> None:
        self.box.setChecked(self._state in TRIED)
        self.box.setAccessibleName(words.sentence_of(self.action, self._today))

    def turned(self, width: float) -> None:
        """Put the buttons below the words where there is little room."""
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._turning.setDirection(beside if width >= _BESIDE_FROM else below)

    # ------------------------------------------------------------------ what happened
    @property
    def is_open(self) -> bool:
        """Whether something is written or chosen in it."""
        return self.form is not None or self.day_form is not None

    @property
    def state(self) -> ActionState:
        """How things stand, by what was chosen last."""
        return self._state

    @property
    def key(self) -> tuple[str, str]:
        """What it is told by."""
        return self.action.entry_id, self.action.origin

    def _ticked(self, on: bool) -> None:
        self._note_state(ActionState.TRIED if on else ActionState.OPEN)

    def _note_state(self, state: ActionState, _checked: bool = False) -> None:
        self._open_note()
        assert self.form is not None
        self.form.set_state(state)
        self.form.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_note(self, _checked: bool = False) -> None:
        noted = self.action.noted
        action = self.action
        note = StepNote(action.entry_id, action.origin, noted.state, noted.words, action.step, action.title)
        if self._make_form() is not None:
            self.write_on(note, again=False)

    def take_back(self, draft: StepNote | StepDay) -> None:
        """Show what could not be written before, and try again."""
        if isinstance(draft, StepDay):
            self._make_day_form().take_back(draft)
        else:
            self._make_form()
            self.write_on(draft, again=True)

    def write_on(self, note: StepNote, *, again: bool) -> None:
        """Show the form with a note, with the keys in its words."""
        assert self.form is not None
        self.form.open(note, again=again)
        self._form_state(note.state)
        self.form.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_form(self) -> NoteForm | None:
        """A form where none is open yet."""
        if self.form is not None:
            return None
        if self.day_form is not None:
            self.day_form.leave()
        self.form = NoteForm(self._theme, self._acting, self._jobs, self._told)
        self.form.saved.connect(self._form_saved)
        self.form.state_changed.connect(self._form_state)
        self.form.closed.connect(self._form_closed)
        self.form.keeper.trouble.connect(self._tell_trouble)
        self._lines.addWidget(self.form)
        self._noted_holder.hide()
        self._buttons.hide()
        return self.form

    def _form_saved(self, saved: Saved) -> None:
        """What is written is what stands here when the form is closed, and what it opens with again."""
        if self.form is not None:
            note = self.form.keeper.draft
            self.action = replace(self.action, noted=Noted(note.state, note.words, saved.at))
        self.saved.emit(saved)

    def catch_up(self, action: Action) -> None:
        """Take over what was noted elsewhere: in an old form it would be written over.

        What was typed here, and is on its way, stays.
        """
        noted = action.noted
        if self.form is None:
            if action != self.action:
                self.action = action
                self._state = noted.state
                self._show_step()
                self._show_noted()
                self._show_state()
            return
        note = self.form.keeper.draft
        if not self.form.keeper.has_unsaved and (note.state, note.words) != (noted.state, noted.words):
            self.action = action
            self.form.open(replace(note, state=noted.state, words=noted.words))
            self._form_state(noted.state)

    def _form_state(self, state: ActionState) -> None:
        self._state = state
        self.box.setChecked(state in TRIED)

    def _form_closed(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            self._put_away(form)
        self._show_noted()
        self.closed.emit(self)

    def _put_away(self, form: QWidget) -> None:
        """Take a form away; the keys that were in it go to the row."""
        here = QApplication.focusWidget()
        if here is not None and form.isAncestorOf(here):
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        form.hide()
        form.deleteLater()
        self._buttons.setVisible(not self.is_open)

    def _tell_trouble(self, error: Exception | None) -> None:
        if error is not None:
            self.trouble.emit()

    def leave(self) -> None:
        """Close what is open once it is written."""
        if self.form is not None:
            self.form.leave()
        if self.day_form is not None:
            self.day_form.leave()

    def flush(self) -> None:
        """Hand over what is written or chosen."""
        if self.form is not None:
            self.form.keeper.flush()
        if self.day_form is not None and self.day_form.has_unsaved:
            self.day_form.leave()

    def write_anew(self) -> None:
        """Write what is under way into the journal's file, which is another one by now."""
        if self.form is not None:
            self.form.keeper.write_anew()
        if self.day_form is not None:
            self.day_form.keeper.write_anew()

    def unwritten(self) -> list[StepNote | StepDay]:
        """What was written or chosen here and is not known to be in the journal."""
        found: list[StepNote | StepDay] = []
        if self.form is not None and self.form.keeper.has_unsaved:
            found.append(self.form.keeper.gather())
        if self.day_form is not None and self.day_form.has_unsaved:
            found.append(self.day_form.gather())
        return found

    def wipe(self) -> None:
        """Forget every word."""
        if self.form is not None:
            self.form.wipe()
        if self.day_form is not None:
            self.day_form.wipe()

    # ------------------------------------------------------------------ its date
    def _open_day(self, _checked: bool = False) -> None:
        if self.is_open:
            return
        form = self._make_day_form()
        if self.isVisible():
            form.field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_day_form(self) -> DayForm:
        """The form for the date; a new one where none is open yet."""
        if self.day_form is None:
            action = self.action
            day = StepDay(action.entry_id, action.origin, action.step.by, action.step, action.title)
            form = DayForm(self._theme, self._acting, self._jobs, self._today, day, self._told)
            form.saved.connect(self.saved)
            form.closed.connect(self._day_closed)
            form.keeper.trouble.connect(self._tell_trouble)
            self._lines.addWidget(form)
            self._buttons.hide()
            self.day_form = form
        return self.day_form

    def _day_closed(self) -> None:
        form, self.day_form = self.day_form, None
        if form is not None:
            self._put_away(form)
        self.closed.emit(self)

    def _entry_clicked(self, _checked: bool = False) -> None:
        self.open_entry.emit(self.action.entry_id)


def _small(theme: Theme, icon: str, said: str) -> QWidget:
    line = row(theme, gap=8)
    line.addWidget(Picture(theme, icon, "textSecondary", 18))
    line.grow(Text(theme, said, "small", "secondary"))
    return holder(line)
