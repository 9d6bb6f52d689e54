"""Fields with their labels. The label is always there; an example inside a field never replaces it."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QLocale, QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyledItemDelegate, QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.layouts import column, row, tall_as_needed
from coprod_desktop.ui.widgets.paint import centre_pixmap
from coprod_desktop.ui.widgets.text import Text


class LineField(QLineEdit):
    """One line of text. ``icon`` is drawn inside at the left, and grows with the text.

    ``left_out`` carries a sentence when more was typed or pasted than the field holds, and an empty one when
    something is typed that fits.
    """

    left_out = Signal(object)

    def __init__(
        self,
        theme: Theme,
        name: str = "",
        *,
        placeholder: str = "",
        icon: str | None = None,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._most: int | None = None
        self._is_over = False
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        if name:
            self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        if compact:
            self.setProperty("density", "compact")
        self._restyle()
        theme.changed.connect(self._restyle)

    def hold_at_most(self, letters: int) -> None:
        """Take no more letters than this from a person. What is shown from the journal stays whole."""
        self._most = letters
        self.setMaxLength(letters)
        self.inputRejected.connect(self._tell_left_out)
        self.textEdited.connect(self._tell_it_fits)

    def setText(self, text: str | None) -> None:
        """Show other words, all of them (Qt)."""
        if self._most is not None:
            self.setMaxLength(max(self._most, 2 * len(text or "")))  # Qt counts halves of some letters
        super().setText(text)
        if self._most is not None:
            self.setMaxLength(max(self._most, _units(self.text())))
            self._tell_it_fits("")

    def _tell_left_out(self) -> None:
        self._is_over = True
        self.left_out.emit(too_long(self.maxLength()))

    def _tell_it_fits(self, text: str) -> None:
        """Say no more what was left out, once there is room: Qt tells of what was taken only after that."""
        if self._is_over and _units(text) < self.maxLength():
            self._is_over = False
            self.left_out.emit("")

    def set_wrong(self, wrong: bool) -> None:
        """Draw the edge so that it stands out, while a message says what is to be done."""
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)
            self._restyle()  # polishing gives the field the font back that it had when it was first shown

    def focus_radius(self) -> int:
        """The corner radius of the focus ring's inside."""
        return self._theme.r("control")

    def _restyle(self) -> None:
        self.setFont(self._theme.font("body"))
        self.setTextMargins(self._theme.tx(26) if self._icon else 0, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then its icon: an action's icon would not grow."""
        super().paintEvent(event)
        if self._icon:
            painter = QPainter(self)
            pixmap = self._theme.pix(self._icon, "textSecondary", 20)
            centre = QPointF(self._theme.sp(12) + self._theme.tx(10), self.height() / 2)
            centre_pixmap(painter, pixmap, centre)
            painter.end()


class SearchField(LineField):
    """A field to search in, with a glass and a way to clear it (Escape)."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, placeholder=name, icon="search", parent=parent)


class ChoiceField(QComboBox):
    """A drop-down list. The arrow is drawn here: a style sheet would want it as a file."""

    def __init__(self, theme: Theme, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        if name:
            self.setAccessibleName(name)
            self.view().setAccessibleName(name)
            if sys.platform == "linux":  # where Qt calls it what is chosen, and nothing else
                self.setAccessibleDescription(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setItemDelegate(QStyledItemDelegate(self))  # its rows are as high as the style sheet says
        self._restyle()
        theme.changed.connect(self._restyle)

    def focus_radius(self) -> int:
        """The corner radius of the focus ring's inside."""
        return self._theme.r("control")

    def _restyle(self) -> None:
        self.setFont(self._theme.font("body"))
        self.view().setFont(self._theme.font("body"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        colour = "text" if self.isEnabled() else "textDisabled"
        centre = QPointF(self.width() - self._theme.sp(12) - self._theme.tx(8), self.height() / 2)
        centre_pixmap(painter, self._theme.pix("chevron-down", colour, 20), centre)
        painter.end()


class Labelled(QWidget):
    """A label above a field, with help between them and a message below when something is wrong.

    ``field`` may be a compound widget; give ``focus`` then, the part that takes the keys.
    """

    def __init__(
        self,
        theme: Theme,
        label: str,
        field: QWidget,
        *,
        help_text: str = "",
        optional: bool = False,
        focus: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field = field
        target = focus or field
        box = column(theme, self, gap=6)
        head = row(theme, gap=8)
        self.label = Text(theme, label, "label")
        self.label.setBuddy(target)
        head.addWidget(self.label)
        if optional:
            head.addWidget(Text(theme, self.tr("optional"), "small", "secondary"))
        head.addStretch(1)
        box.addLayout(head)
        self.help = Text(theme, help_text, "small", "secondary")
        box.addWidget(self.help)
        self.help.setVisible(bool(help_text))  # only now: without a parent it would open as a window
        box.addWidget(field)
        self.message = Text(theme, "", "body", "caution")
        self.message.hide()
        box.addWidget(self.message)
        target.setAccessibleName(label)  # a buddy names only a sibling
        target.setAccessibleDescription(help_text)
        if isinstance(field, LineField):
            field.left_out.connect(self._tell_left_out)
        tall_as_needed(self)

    def _tell_left_out(self, words: str) -> None:
        self.say_wrong(words)
        if words:
            announce(self, words)

    def say_wrong(self, words: str) -> None:
        """Say below the field what is wrong and what to do; empty words take it away."""
        self.message.set_words(words)
        self.message.setVisible(bool(words))
        target = self.label.buddy()
        if target is not None:
            target.setAccessibleDescription(words or self.help.words)
            if words and target.hasFocus():  # whoever comes to it hears it there
                announce(target, words)
        if isinstance(self.field, LineField):
            self.field.set_wrong(bool(words))


def _units(text: str) -> int:
    """How long Qt takes a text to be: some letters count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def too_long(letters: int) -> str:
    """What is said where somebody typed or pasted more than a field holds."""
    told = QCoreApplication.translate(
        "LineField", "There is room for {count} letters here. The rest was left out."
    )
    return told.format(count=QLocale().toString(letters))


def no_prediction(field: QLineEdit) -> None:
    """Turn off spelling help and prediction, where a field holds a code and not words."""
    field.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase)
