"""One group of the recovery code, typed back: it shows that the code was kept."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.fields import Labelled, LineField, no_prediction
from coprod_desktop.ui.widgets.layouts import column, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice

_ALIKE = str.maketrans("OIL", "011")


class GroupCheck(QWidget):
    """Asks for one group, chosen by chance. ``matched`` comes when it is right, ``entered`` on Enter."""

    matched = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        groups = code.split("-")
        number = secrets.randbelow(len(groups)) + 1
        self._wanted = groups[number - 1]
        box = column(theme, self, gap=10)
        self._field = LineField(theme)
        no_prediction(self._field)
        label = self.tr("Type group {number}, to check you have it").format(number=number)
        self._labelled = Labelled(theme, label, self._field)
        box.addWidget(self._labelled)
        self._matches = Notice(theme, kind="good")
        self._matches.hide()
        box.addWidget(self._matches)
        self._field.textChanged.connect(self._typed)
        self._field.returnPressed.connect(self.entered)
        self.setFocusProxy(self._field)
        tall_as_needed(self)
        self._cap()
        theme.changed.connect(self._cap)

    def is_right(self) -> bool:
        """Whether the group that was asked for stands in the field, in capitals or not."""
        typed = "".join(character for character in self._field.text().upper() if character.isalnum())
        return bool(self._wanted) and typed.translate(_ALIKE) == self._wanted

    def say_wrong(self, nothing_typed: str = "") -> None:
        """Say what is still to be done, and go there. ``nothing_typed`` is for an empty field."""
        words = self.tr("That is not this group yet. Compare it with your copy, letter by letter.")
        if not self._field.text().strip():
            later = self.tr("Please type this group from your copy, or choose to do it later.")
            words = nothing_typed or later
        self._labelled.say_wrong(words)
        self._field.setFocus()

    def wipe(self) -> None:
        """Forget the group and what was typed."""
        self._wanted = ""
        self._field.setText("")  # `clear` could be undone

    def _cap(self) -> None:
        self._field.setMaximumWidth(self._theme.tx(200))

    def _typed(self) -> None:
        self._labelled.say_wrong("")
        if not self.is_right():
            self._matches.hide()
        elif self._matches.isHidden():
            self._matches.say(self.tr("That matches."), "", "good")
            self.matched.emit()
