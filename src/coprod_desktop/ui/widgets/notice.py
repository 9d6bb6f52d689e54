"""A calm message on the page: what happened, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.layouts import Flow, column, holder, row
from coprod_desktop.ui.widgets.marks import Picture
from coprod_desktop.ui.widgets.text import Text

# What frame, ink and icon each kind has.
_KINDS = {
    "note": ("note", "onHighlightTint", "info"),
    "good": ("good", "onPositiveTint", "circle-check"),
    "caution": ("caution", "onCautionTint", "circle-alert"),
}


class Notice(Card):
    """A plain sentence with what to do next below it. ``kind``: note, good, caution."""

    def __init__(
        self,
        theme: Theme,
        what: str = "",
        next_step: str = "",
        kind: str = "note",
        parent: QWidget | None = None,
    ) -> None:
        frame, ink, icon = _KINDS[kind]
        super().__init__(theme, frame, (14, 11, 14, 11), 0, parent)
        line = row(theme, gap=10)
        self._picture = Picture(theme, icon, ink, 22)
        line.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        words = column(theme, gap=2)
        self._what = Text(theme, what, "body", ink)
        self._next = Text(theme, next_step, "body", ink)
        words.addWidget(self._what)
        words.addWidget(self._next)
        self._words_box, self._buttons = words, Flow(theme, 8)
        line.grow(words)
        self.body.addLayout(line)
        self._next.setVisible(bool(next_step))

    def add_button(self, button: QWidget) -> None:
        """Put a button below the words."""
        if not self._buttons.count():
            self._words_box.space(6)
            self._words_box.addWidget(holder(self._buttons))
        self._buttons.addWidget(button)

    @property
    def words(self) -> str:
        """What it says, in one piece."""
        return f"{self._what.words} {self._next.words}".strip()

    def say(self, what: str, next_step: str = "", kind: str = "note", *, aloud: bool = True) -> None:
        """Show another message, and have it read out unless it says little that is new."""
        frame, ink, icon = _KINDS[kind]
        self.set_kind(frame)
        self._picture.set_icon(icon, ink)
        for text, words in ((self._what, what), (self._next, next_step)):
            text.set_tone(ink)
            text.set_words(words)
        self._next.setVisible(bool(next_step))
        self.setVisible(bool(what))
        if what and aloud:
            ends = not next_step or what.endswith((".", "!", "?", ":", "…", "”"))
            heard = f"{what} {next_step}" if ends else f"{what}. {next_step}"
            announce(self, heard.strip(), urgent=kind == "caution")
