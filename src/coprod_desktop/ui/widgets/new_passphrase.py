"""A new passphrase, typed twice or suggested: for the first run, and for changing it later."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.resources import resource
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.fields import Labelled
from coprod_desktop.ui.widgets.layouts import column, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.passphrase import PassphraseField, StrengthHint
from coprod_desktop.ui.widgets.strength import MINIMUM
from coprod_desktop.ui.widgets.suggestion import suggest


class NewPassphrase(QWidget):
    """Two fields, a hint about strength, and a suggestion on request.

    ``name`` labels the first field, ``gap`` is the space between its parts at 100 %. ``chosen`` comes
    from `finish`, and only with two equal passphrases that are long enough.
    """

    chosen = Signal()

    def __init__(self, theme: Theme, name: str, gap: float) -> None:
        super().__init__()
        box = column(theme, self, gap=gap)
        self._first = PassphraseField(theme, name)
        self._first_label = Labelled(
            theme,
            name,
            self._first,
            help_text=self.tr("Spaces are fine. Capital letters matter."),
            focus=self._first.line,
        )
        self._hint = StrengthHint(theme)
        again = self.tr("Type it again")
        self._second = PassphraseField(theme, again)
        self._second_label = Labelled(theme, again, self._second, focus=self._second.line)
        self._suggest = Button(theme, self.tr("Suggest one for me"), "quiet", "dices")
        self._suggested = Notice(theme, kind="note")
        self._suggested.hide()
        for part in (self._first_label, self._hint, self._second_label, self._suggest, self._suggested):
            box.addWidget(part)
        self._first.changed.connect(self._typed)
        self._second.changed.connect(self._typed_again)
        self._first.entered.connect(self._second.line.setFocus)
        self._second.entered.connect(self.finish)
        self._suggest.clicked.connect(self._make_suggestion)
        self.setFocusProxy(self._first.line)
        tall_as_needed(self)

    def text(self) -> str:
        """What was typed in the first field."""
        return self._first.text()

    def finish(self) -> None:
        """Take what was typed, or say what is not right yet and go there."""
        if len(self._first.text()) < MINIMUM:
            short = self.tr("Please choose {minimum} characters or more. A few words in a row work well.")
            self._hint.hide()  # it would say the same again
            self._first_label.say_wrong(short.format(minimum=MINIMUM))
            self._first.line.setFocus()
        elif self._first.text() != self._second.text():
            words = self.tr("The two are not the same yet. Press Show to compare them.")
            if not self._second.text():
                words = self.tr(
                    "Please type the passphrase a second time, so that a slip can't lock you out."
                )
            self._second_label.say_wrong(words)
            self._second.line.setFocus()
        else:
            self.chosen.emit()

    def set_working(self, working: bool) -> None:
        """While the passphrase is in use, what was typed stays as it is."""
        self._suggest.setEnabled(not working)
        for field in (self._first, self._second):
            field.line.setReadOnly(working)

    def wipe(self) -> None:
        """Forget what was typed, and everything said about it."""
        for field in (self._first, self._second):
            field.clear()
        self._hint.hide()
        self._suggested.hide()
        for label in (self._first_label, self._second_label):
            label.say_wrong("")

    def _typed(self) -> None:
        self._first_label.say_wrong("")
        self._hint.show_for(self._first.text())

    def _typed_again(self) -> None:
        self._second_label.say_wrong("")

    def _make_suggestion(self) -> None:
        words = suggest(resource("words", "en-GB.txt"))
        self._first.set_text(words)
        self._first.set_shown(True)
        self._second.clear()
        self._suggested.say(
            self.tr("Five everyday words, chosen by chance."),
            self.tr("Write them down or say them aloud a few times, then type them again to practise."),
        )
        QTimer.singleShot(0, self._second.line, self._second.line.setFocus)  # once it has its place
