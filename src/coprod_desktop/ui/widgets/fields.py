"""Fields with their labels. The label is always there; an example inside a field never replaces it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.layouts import column, row, tall_as_needed
from coprod_desktop.ui.widgets.paint import centre_pixmap
from coprod_desktop.ui.widgets.text import Text


class LineField(QLineEdit):
    """One line of text. ``icon`` is drawn inside at the left, and grows with the text."""

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
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        if name:
            self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        if compact:
            self.setProperty("density", "compact")
        self._restyle()
        theme.changed.connect(self._restyle)

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
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
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
        tall_as_needed(self)

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


def no_prediction(field: QLineEdit) -> None:
    """Turn off spelling help and prediction, where a field holds a code and not words."""
    field.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase)
