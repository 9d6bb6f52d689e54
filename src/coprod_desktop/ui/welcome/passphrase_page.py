"""The page where a passphrase is chosen: typed twice, or suggested; shown when one likes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.resources import resource
from coprod_desktop.ui.looks.looks import Looks
from coprod_desktop.ui.welcome.frame import SetupPage
from coprod_desktop.ui.welcome.words import suggest
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.fields import Labelled
from coprod_desktop.ui.widgets.layouts import Flow, holder
from coprod_desktop.ui.widgets.marks import Steps
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.passphrase import PassphraseField, StrengthHint
from coprod_desktop.ui.widgets.strength import MINIMUM
from coprod_desktop.ui.widgets.text import Text


class PassphrasePage(SetupPage):
    """``forward`` comes only with two equal passphrases that are long enough."""

    forward = Signal()
    back = Signal()

    def __init__(self, looks: Looks, steps: tuple[str, ...]) -> None:
        super().__init__(looks)
        theme, body = self.theme, self.body
        body.addWidget(Steps(theme, steps, 0))
        self.add_title(self.tr("Choose a passphrase"))
        about = self.tr(
            "A passphrase is a few words in a row. Four or more words that don't usually go together "
            "are easier to remember, and harder to guess, than one tricky password."
        )
        body.addWidget(Text(theme, about, "body", "secondary"))
        self._first = PassphraseField(theme, self.tr("Passphrase"))
        self._first_label = Labelled(
            theme,
            self.tr("Passphrase"),
            self._first,
            help_text=self.tr("Spaces are fine. Capital letters matter."),
            focus=self._first.line,
        )
        self.add_block(self._first_label)
        self._hint = StrengthHint(theme)
        self.add_block(self._hint)
        self._second = PassphraseField(theme, self.tr("Type it again"))
        self._second_label = Labelled(theme, self.tr("Type it again"), self._second, focus=self._second.line)
        self.add_block(self._second_label)
        self._suggest = Button(theme, self.tr("Suggest one for me"), "quiet", "dices")
        body.addWidget(self._suggest)
        self._suggested = Notice(theme, kind="note")
        self._suggested.hide()
        self.add_block(self._suggested)
        nobody = self.tr("Nobody else has a copy of your passphrase.")
        next_page = self.tr("On the next page you'll get a recovery code, in case you forget it.")
        self.add_block(Notice(theme, nobody, next_page))
        self._add_buttons()
        body.addStretch(1)
        self._first.changed.connect(self._typed)
        self._second.changed.connect(self._typed_again)
        self._first.entered.connect(self._second.line.setFocus)
        self._second.entered.connect(self._go_on)
        self._suggest.clicked.connect(self._make_suggestion)

    def first_control(self) -> QWidget:
        """The first field."""
        return self._first.line

    def passphrase(self) -> str:
        """What was typed."""
        return self._first.text()

    def wipe(self) -> None:
        """Forget what was typed."""
        self._first.clear()
        self._second.clear()
        self._suggested.hide()

    def _add_buttons(self) -> None:
        buttons = Flow(self.theme, 12)
        back = Button(self.theme, self.tr("Back"), "secondary", "arrow-left")
        back.clicked.connect(self.back)
        forward = Button(self.theme, self.tr("Next: recovery code"), "primary")
        forward.clicked.connect(self._go_on)
        buttons.addWidget(back)
        buttons.addWidget(forward)
        self.body.addWidget(holder(buttons))

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
            self.tr("Write them down or say them aloud a few times, then type them again below to practise."),
        )
        self._second.line.setFocus()

    def _go_on(self) -> None:
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
            self.forward.emit()
