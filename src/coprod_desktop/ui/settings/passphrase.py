"""The part of the settings where the journal gets a new passphrase."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from coprod_desktop.errors import KnownError
from coprod_desktop.services.unlocking import LockState, Unlocking
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, column, holder, tall_as_needed
from coprod_desktop.ui.widgets.new_passphrase import NewPassphrase
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.text import Text

_GAP = 12


class PassphrasePart(QWidget):
    """Offers a new passphrase, and takes it in a form of its own.

    ``begun`` comes when the form has its place on the page, ``changed`` when the new passphrase holds.
    What was typed is forgotten then, and as soon as the part is out of sight. When the passphrase could
    not be changed it stays, to be tried again.
    """

    begun = Signal()
    changed = Signal()

    def __init__(self, theme: Theme, unlocking: Unlocking, jobs: Jobs) -> None:
        super().__init__()
        self._unlocking, self._jobs = unlocking, jobs
        self._is_working = False
        box = column(theme, self, gap=_GAP)
        box.addWidget(Text(theme, self.tr("Passphrase"), "h3"))
        self._locked = Text(
            theme, self.tr("Unlock your journal to change its passphrase."), "body", "secondary"
        )
        self._notice = Notice(theme)
        self._open = Button(theme, self.tr("Choose a new passphrase"), "secondary", "lock-keyhole")
        self._open.clicked.connect(self.begin)
        self._form = self._make_form(theme)
        for part in (self._locked, self._notice, self._open, self._form):
            part.hide()
            box.addWidget(part)
        tall_as_needed(self)

    def show_for(self, state: LockState | None) -> None:
        """Offer what the journal's state allows; None for a journal that cannot be looked at."""
        self.wipe()
        self.setVisible(state in (LockState.UNLOCKED, LockState.LOCKED))
        self._locked.setVisible(state is LockState.LOCKED)
        self._open.setVisible(state is LockState.UNLOCKED)
        self._notice.hide()
        if self._unlocking.is_passphrase_wanted:
            self._notice.say(
                self.tr("You opened your journal with the recovery code."),
                self.tr("Choose a new passphrase, so that you can open it without the code."),
            )

    def begin(self) -> None:
        """Open the form. Only while the journal is unlocked."""
        self._notice.hide()
        self._open.hide()
        self._form.show()
        QTimer.singleShot(0, self, self._arrive)

    def wipe(self) -> None:
        """Forget what was typed, and close the form."""
        self._new.wipe()
        self._trouble.hide()
        self._form.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was typed when one looks elsewhere; a minimised window is still at this page."""
        super().hideEvent(event)
        if not event.spontaneous() and self._form.isVisibleTo(self):
            self.wipe()
            self._open.show()

    # ------------------------------------------------------------------ the form
    def _make_form(self, theme: Theme) -> QWidget:
        box = column(theme, gap=_GAP)
        self._new = NewPassphrase(theme, self.tr("New passphrase"), _GAP)
        self._new.chosen.connect(self._change)
        facts = Notice(
            theme,
            self.tr("Your recovery code stays the same."),
            self.tr("Backups and copies from before still open with the older passphrase."),
        )
        self._trouble = Notice(theme, kind="caution")
        self._trouble.hide()
        self._working = Text(theme, "", "body", "secondary")
        self._working.hide()
        self._save = Button(theme, self.tr("Change passphrase"), "primary")
        self._save.clicked.connect(self._new.finish)
        self._cancel = Button(theme, self.tr("Cancel"), "secondary")
        self._cancel.clicked.connect(self._give_up)
        buttons = Flow(theme, 12)
        buttons.addWidget(self._save)
        buttons.addWidget(self._cancel)
        for part in (self._new, facts, self._trouble, self._working, holder(buttons)):
            box.addWidget(part)
        return holder(box)

    def _arrive(self) -> None:
        self.begun.emit()
        self._new.setFocus()

    def _give_up(self) -> None:
        self.show_for(LockState.UNLOCKED)
        self._open.setFocus()

    def _change(self) -> None:
        if not self._is_working:
            self._set_working(True)
            work = partial(self._unlocking.change_passphrase, self._new.text())
            self._jobs.run(work, self._done, self._not_done, self)

    def _done(self, _nothing: object) -> None:
        self._set_working(False)
        self.wipe()
        if self.isVisible():
            self._open.show()
            self._open.setFocus()
            what = self.tr("Your passphrase was changed.")
            self._notice.say(what, self.tr("Use the new one the next time you unlock."), "good")
        self.changed.emit()

    def _not_done(self, error: Exception) -> None:
        self._set_working(False)
        if not self._form.isVisible():
            self._jobs.unexpected.emit(error)  # told wherever the person is by now
            return
        said = sentence(error)
        still = self.tr("Your passphrase was not changed.") if isinstance(error, KnownError) else ""
        self._trouble.say(said.what, f"{said.next} {still}".strip(), "caution")
        self._save.setFocus()

    def _set_working(self, working: bool) -> None:
        self._is_working = working
        self._new.set_working(working)
        for button in (self._save, self._cancel, self._open):
            button.setEnabled(not working)
        words = self.tr("Changing your passphrase. This takes a moment, on purpose.")
        self._working.set_words(words)
        self._working.setVisible(working)
        if working:
            self._trouble.hide()
            announce(self, words)
