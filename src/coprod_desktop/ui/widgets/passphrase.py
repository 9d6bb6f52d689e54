"""A field for a passphrase: it can be shown, says when Caps Lock seems on, and never fills itself in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.fields import LineField
from coprod_desktop.ui.widgets.layouts import column, row, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.strength import MINIMUM, Level, Strength, estimate
from coprod_desktop.ui.widgets.text import Text


class _SecretLine(LineField):
    """The line itself: hidden letters, and a look at what each key says about Caps Lock."""

    capitals = Signal(object)
    """Whether Caps Lock seems on, as a bool, after a letter was typed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Compare the letter with Shift: Qt has no question about Caps Lock itself."""
        letter = event.text()
        if len(letter) == 1 and letter.upper() != letter.lower():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.capitals.emit(letter.isupper() != shift)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the hint about Caps Lock away."""
        self.capitals.emit(False)
        super().focusOutEvent(event)


class PassphraseField(QWidget):
    """A passphrase with Show and Hide. Pasting is allowed: passphrase keepers are a good thing.

    ``name`` labels the line for a reader.
    """

    changed = Signal()
    """What is typed changed."""
    entered = Signal()
    """Enter was pressed."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = column(theme, self, gap=6)
        line = row(theme, gap=8)
        self.line = _SecretLine(theme, name)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
            | Qt.InputMethodHint.ImhHiddenText
        )
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self.entered)
        self.line.capitals.connect(self._show_capitals)
        self._name = name
        self.show_button = Button(theme, self.tr("Show"), "secondary", "eye")
        self._name_button()
        self.show_button.clicked.connect(self._toggle)
        line.addWidget(self.line, 1)
        line.addWidget(self.show_button)
        box.addLayout(line)
        self._capitals = Text(theme, self.tr("Caps Lock seems to be on."), "body", "caution")
        self._capitals.hide()
        box.addWidget(self._capitals)
        self.setFocusProxy(self.line)
        tall_as_needed(self)

    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Fill it in."""
        self.line.setText(text)

    def clear(self) -> None:
        """Empty it, with its undo history, and hide the letters again."""
        self.line.setText("")  # `clear` could be undone
        self.line.setModified(False)
        self.set_shown(False)

    def is_shown(self) -> bool:
        """Whether the letters can be read."""
        return self.line.echoMode() == QLineEdit.EchoMode.Normal

    def set_shown(self, shown: bool) -> None:
        """Show or hide the letters."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self.show_button.setText(self.tr("Hide") if shown else self.tr("Show"))
        self.show_button.set_icon("eye-off" if shown else "eye")
        self._name_button()

    def _name_button(self) -> None:
        # There may be two on a page: a reader, and somebody who speaks to the computer, can tell them apart.
        words = self.tr("{show}: {what}").format(show=self.show_button.text(), what=self._name)
        self.show_button.setAccessibleName(words)

    def _toggle(self) -> None:
        self.set_shown(not self.is_shown())

    def _typed(self) -> None:
        self.changed.emit()

    def _show_capitals(self, on: bool) -> None:
        if on and self._capitals.isHidden():
            announce(self, self._capitals.words)
        self._capitals.setVisible(bool(on))


class StrengthHint(Notice):
    """Says in plain words how hard a passphrase is to guess, and what would help."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, kind="note", parent=parent)
        self._level = Level.EMPTY
        self.hide()

    def show_for(self, passphrase: str) -> Level:
        """Judge what was typed so far; gives the level."""
        strength = estimate(passphrase)
        what, next_step = self._sentences(strength)
        if what != self.words.removesuffix(next_step).strip() or not what:
            kind = "good" if strength.level is Level.STRONG else "note"
            # Only another level is read out, not each letter that is counted.
            self.say(what, next_step, kind, aloud=strength.level is not self._level)
        self._level = strength.level
        return strength.level

    def _sentences(self, strength: Strength) -> tuple[str, str]:
        if strength.level is Level.EMPTY:
            return "", ""
        if strength.level is Level.SHORT:
            words = self.tr("Too short yet. It needs {count} characters or more.").format(count=MINIMUM)
            return words, ""
        if strength.level is Level.EASY:
            return (
                self.tr("Easy to guess."),
                self.tr("You can use it, but a few more words that don't usually go together would help."),
            )
        if strength.level is Level.FAIR:
            return (
                self.tr("Harder to guess."),
                self.tr("One more word would make it strong. Avoid names and sayings."),
            )
        size = self.tr("{words} words, {characters} characters.").format(
            words=strength.words, characters=strength.characters
        )
        if strength.words < 2:
            size = self.tr("{characters} characters.").format(characters=strength.characters)
        return self.tr("Strong enough.") + " " + size, ""
