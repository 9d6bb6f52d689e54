"""The three faces of the unlock panel: passphrase, recovery code, and something amiss with the journal."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from coprod_desktop.errors import KnownError
from coprod_desktop.services.salvaging import can_be_salvaged, stays_damaged
from coprod_desktop.ui.sentences import Sentence, sentence
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.fields import Labelled, LineField, no_prediction
from coprod_desktop.ui.widgets.layouts import Box, Flow, column, holder, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.passphrase import PassphraseField
from coprod_desktop.ui.widgets.text import Text

_GROUP = 5
"""Letters and numbers in a group of the recovery code."""


class _WayIn(QWidget):
    """A field, a message below it, a main button and the way to the other face."""

    entered = Signal(object)
    """What was typed, as a string."""
    other_way = Signal()

    def __init__(self, theme: Theme, main: str, other: str, working: str) -> None:
        super().__init__()
        self._theme = theme
        self._working_words = working
        self._box: Box = column(theme, self, gap=12)
        self._message = Notice(theme, kind="caution")
        self._message.hide()
        self._wait = Text(theme, "", "body", "secondary")
        self._wait.hide()
        self._main = Button(theme, main, "primary", "lock-keyhole-open")
        self._main.clicked.connect(self.enter)
        self._other = Button(theme, other, "quiet")
        self._other.clicked.connect(self.other_way)
        self._is_working = False
        self._pause = 0
        tall_as_needed(self)

    def add_field(self, field: QWidget, keys: QLineEdit) -> None:
        """Put the field, then everything that stands below it."""
        self._box.addWidget(field)
        self._box.addWidget(self._message)
        self._box.addWidget(self._wait)
        buttons = Flow(self._theme, 8)
        buttons.addWidget(self._main)
        buttons.addWidget(self._other)
        self._box.addWidget(holder(buttons))
        self._keys = keys
        self.setFocusProxy(keys)

    def typed(self) -> str:
        """What stands in the field."""
        return self._keys.text()

    def enter(self) -> None:
        """Try what was typed; an empty field is nothing to try."""
        if self._pause:
            announce(self, self._wait.words)
        elif not self._is_working:
            if self.typed():
                self.entered.emit(self.typed())
            else:
                self._keys.setFocus()

    def say(self, said: Sentence) -> None:
        """Say why it did not open. What was typed stays, to be put right."""
        self._message.say(said.what, said.next, "caution")
        self._keys.setFocus()

    def point_out(self, _error: Exception) -> None:
        """Select what is to be put right: usually all of it."""
        self._keys.selectAll()

    def tell(self, said: Sentence) -> None:
        """Say something else, while somebody may be typing."""
        self._message.say(said.what, said.next, "caution")

    def be_quiet(self) -> None:
        """Take the message away, as soon as something else is typed."""
        self._message.hide()

    def set_working(self, working: bool) -> None:
        """While the journal is being opened."""
        self._is_working = working
        self._keys.setReadOnly(working)
        if working:
            self._message.hide()
            if self._main.hasFocus():  # it rests meanwhile
                self._keys.setFocus()
            if self.isVisible():
                announce(self, self._working_words)
        self._show_state()

    def set_pause(self, seconds: int) -> None:
        """While a few wrong tries are being slept over. Its beginning is read out, not each second."""
        begins = seconds > 0 and self._pause == 0
        self._pause = seconds
        self._show_state()
        if begins and self.isVisible():
            announce(self, self._wait.words)

    def wipe(self) -> None:
        """Forget what was typed."""
        self._keys.setText("")  # `clear` could be undone
        self._message.hide()

    def _show_state(self) -> None:
        self._main.setEnabled(not self._is_working and not self._pause)
        words = ""
        if self._is_working:
            words = self._working_words
        elif self._pause:
            words = self.tr("You can try again in {seconds} seconds.").format(seconds=self._pause)
            if self._pause == 1:
                words = self.tr("You can try again in a second.")
        self._wait.set_words(words)
        self._wait.setVisible(bool(words))


class PassphrasePart(_WayIn):
    """Asks for the passphrase. ``unlock`` names the main button, ``working`` is said while it is tried."""

    def __init__(self, theme: Theme, unlock: str, working: str) -> None:
        super().__init__(theme, unlock, self.tr("Use my recovery code"), working)
        self._field = PassphraseField(theme, self.tr("Passphrase"))
        self._field.entered.connect(self.enter)
        self._field.changed.connect(self.be_quiet)
        label = Labelled(theme, self.tr("Passphrase"), self._field, focus=self._field.line)
        self.add_field(label, self._field.line)

    def wipe(self) -> None:
        """Forget what was typed, and hide the letters again."""
        super().wipe()
        self._field.clear()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep no passphrase in a field that is out of sight; a minimised window is still at it.

        A recovery code stays, until something else is shown in its place for good: it is long to type.
        """
        super().hideEvent(event)
        if not event.spontaneous():
            self._field.clear()


class RecoveryPart(_WayIn):
    """Asks for the recovery code. Small letters, spaces and hyphens do not matter."""

    def __init__(self, theme: Theme, working: str) -> None:
        super().__init__(theme, self.tr("Open with the code"), self.tr("Use my passphrase instead"), working)
        self._field = LineField(theme, placeholder="XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX")
        no_prediction(self._field)
        self._field.returnPressed.connect(self.enter)
        self._field.textEdited.connect(self.be_quiet)
        label = Labelled(
            theme,
            self.tr("Recovery code"),
            self._field,
            help_text=self.tr("Eight groups of five. Small letters are fine, and so are spaces or none."),
        )
        self.add_field(label, self._field)

    def point_out(self, error: Exception) -> None:
        """Select the group with the slip alone, or go on where the code ends early: the rest is right."""
        if isinstance(error, KnownError) and error.code == "recovery-code-mistyped":
            group = error.values.get("group")
            if isinstance(group, int):
                first, end = place_of_group(self.typed(), group)
                self._field.setSelection(first, end - first)
                return
        if isinstance(error, KnownError) and error.code == "recovery-code-incomplete":
            self._field.end(False)
            return
        super().point_out(error)


def place_of_group(typed: str, group: int) -> tuple[int, int]:
    """Where a group of a typed code begins and ends in what was typed; groups count from 1."""
    places = [place for place, character in enumerate(typed) if character.isalnum()]
    inside = places[(group - 1) * _GROUP : group * _GROUP]
    return (inside[0], inside[-1] + 1) if inside else (0, len(typed))


class Trouble(QWidget):
    """Says calmly what is amiss with the journal on disk, and what to do next."""

    again = Signal()
    use_code = Signal()
    salvage = Signal()
    look_inside = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        box = column(theme, self, gap=12)
        self._message = Notice(theme, kind="caution")
        box.addWidget(self._message)
        buttons = Flow(theme, 8)
        self._inside = Button(theme, self.tr("Look inside the backup"), "secondary", "archive")
        self._inside.clicked.connect(self.look_inside)
        self._salvage = Button(theme, self.tr("Save what can still be read"), "secondary", "life-buoy")
        self._salvage.clicked.connect(self.salvage)
        self._again = Button(theme, self.tr("Look again"), "primary", "refresh-cw")
        self._again.clicked.connect(self.again)
        self._code = Button(theme, self.tr("Use my recovery code"), "secondary")
        self._code.clicked.connect(self.use_code)
        self._buttons = (self._inside, self._salvage, self._again, self._code)
        for button in self._buttons:
            buttons.addWidget(button)
        self._backup = Text(theme, "", "body")
        box.addWidget(self._backup)
        box.addWidget(holder(buttons))
        self._is_damaged = self._can_be_salvaged = False
        self._put_first(self._again)
        tall_as_needed(self)

    @property
    def main(self) -> Button:
        """The button that helps most. It gets the focus when the page comes."""
        return self._main

    def show_error(self, error: KnownError, *, with_code: bool) -> None:
        """Show the sentence of an error; offer the recovery code where that still opens the journal."""
        said = sentence(error)
        self._message.say(said.what, said.next, "caution")
        self._code.setVisible(with_code)
        self._is_damaged, self._can_be_salvaged = stays_damaged(error), can_be_salvaged(error)
        self._salvage.setVisible(self._can_be_salvaged)
        self.offer_backup("")

    def offer_backup(self, words: str) -> None:
        """Say which backup can be looked into; nothing where there is none."""
        self._backup.set_words(words)
        self._backup.setVisible(bool(words))
        self._inside.setVisible(bool(words))
        main = self._again
        if self._is_damaged and words:
            main = self._inside
        elif self._is_damaged and self._can_be_salvaged:
            main = self._salvage
        self._put_first(main)
        if words:
            announce(self, words)

    def _put_first(self, main: Button) -> None:
        had_focus = any(button.hasFocus() for button in self._buttons)
        self._main = main
        for button in self._buttons:
            button.set_kind("primary" if button is main else "secondary")
        self.setFocusProxy(main)
        if had_focus:
            main.setFocus()
