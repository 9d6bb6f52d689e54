"""The small form under a step: what happened, and a few words about it. Saved as one types."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from coprod_desktop.domain.actions import ActionState, StepNote
from coprod_desktop.services.acting import Acting
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.journal.actions import words
from coprod_desktop.ui.journal.actions.keeper import StepKeeper
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.chips import ChipGroup
from coprod_desktop.ui.widgets.editor import RichTextField
from coprod_desktop.ui.widgets.fields import Labelled
from coprod_desktop.ui.widgets.layouts import Flow, column, holder, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice


class NoteForm(QWidget):
    """``saved`` carries a `Saved`, ``state_changed`` how things stand now.

    ``closed`` comes when it was left and all in it is written.
    """

    saved = Signal(object)
    state_changed = Signal(object)
    closed = Signal()

    def __init__(
        self, theme: Theme, acting: Acting, jobs: Jobs, about: str, parent: QWidget | None = None
    ) -> None:
        """``about`` is the step in plain words, for whoever hears the form instead of seeing it."""
        super().__init__(parent)
        self._theme = theme
        lines = column(theme, self, (0, 8, 0, 4), 12)
        asked = self.tr("What happened?")
        self.states = ChipGroup(theme, asked, words.choices(), single=True)
        lines.addWidget(Labelled(theme, asked, self.states))
        self.field = RichTextField(theme, lines=2)
        lines.addWidget(Labelled(theme, self.tr("In my own words"), self.field, optional=True))
        self.notice = Notice(theme, kind="caution")
        self.notice.hide()
        lines.addWidget(self.notice)
        self.done_button = Button(theme, self.tr("Done"), "secondary", compact=True)
        flow = Flow(theme, 8)
        flow.addWidget(self.done_button)
        lines.addWidget(holder(flow))
        for widget in (self.states, self.field, self.done_button):
            widget.setAccessibleDescription(about)
        tall_as_needed(self)
        self.keeper = StepKeeper(acting, jobs, self)
        self.keeper.read_with(self._read_into)
        self.keeper.saved.connect(self.saved)
        self.keeper.trouble.connect(self._show_trouble)
        self.keeper.parted.connect(self.closed)
        self.states.changed.connect(self._state_chosen)
        self.field.changed.connect(self.keeper.touch)
        self.done_button.clicked.connect(self._done)

    def open(self, note: StepNote, *, again: bool = False) -> None:
        """Show what was noted so far. ``again``: it could not be written before; try from now on."""
        self.keeper.open(note, in_journal=again)
        self._show_state(note.state)
        self.field.set_markdown(note.words)
        self.field.moveCursor(QTextCursor.MoveOperation.End)  # one goes on where the words end
        if again:
            self.keeper.write_again()

    def set_state(self, state: ActionState) -> None:
        """Note at once how things stand; the words stay."""
        self._show_state(state)
        self._state_chosen()

    def leave(self) -> None:
        """Close once everything is written."""
        self.keeper.leave()

    def wipe(self) -> None:
        """Forget every word, and what could be undone."""
        self.keeper.close()
        self.field.wipe()

    def _show_state(self, state: ActionState) -> None:
        self.states.set_chosen(() if state is ActionState.OPEN else {state.value})

    def _state(self) -> ActionState:
        chosen = self.states.chosen()
        return ActionState(chosen[0]) if chosen else ActionState.OPEN

    def _read_into(self, note: StepNote) -> StepNote:
        return replace(note, state=self._state(), words=self.field.markdown())

    def _state_chosen(self) -> None:
        self.keeper.touch()
        self.keeper.flush()
        self.state_changed.emit(self._state())

    def _done(self, _checked: bool = False) -> None:
        self.leave()

    def _show_trouble(self, error: Exception | None) -> None:
        if error is None:
            self.notice.hide()
        elif isinstance(error, KeyError):
            self.notice.say(
                self.tr("This entry is no longer in your journal."),
                self.tr("Copy your words if you want to keep them."),
                "caution",
            )
        else:
            said = sentence(error)
            self.notice.say(said.what, said.next, "caution")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the form; everything is kept."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)
