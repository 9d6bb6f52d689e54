"""Easier words under the questions of the recipe: ours, and marked as ours."""

from __future__ import annotations

from PySide6.QtCore import Signal

from coprod_desktop.content.model import Question, Recipe
from coprod_desktop.ui.reading_aloud.marking import ReadableText
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.text import Text


class EasierWords(Card):
    """The easier words of one question, with the remark whose they are."""

    def __init__(self, theme: Theme, recipe: Recipe, question: Question) -> None:
        super().__init__(theme, "sunken", (14, 10, 14, 10), 2)
        self.words = ReadableText(theme, question.easier)
        self.body.addWidget(self.words)
        self.body.addWidget(Text(theme, recipe.our_words_note, "small", "secondary"))


class EasierButton(Button):
    """Shows and hides the easier words of a page. ``changed`` tells; the settings say how it begins."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Easier words"), "quiet", "message-circle", compact=True)
        self._wanted = theme.appearance.easier_words
        self._is_on = self._wanted
        self._say()
        self.clicked.connect(self._switch)
        theme.changed.connect(self._follow)

    @property
    def is_on(self) -> bool:
        """Whether the easier words are shown."""
        return self._is_on

    def _switch(self) -> None:
        self._is_on = not self._is_on
        self._say()
        self.changed.emit()
        announce(self, self.text())

    def _follow(self) -> None:
        """The setting was changed: it holds here too. Other looks change nothing."""
        wanted = self._theme.appearance.easier_words
        if wanted != self._wanted:
            self._wanted = wanted
            if self._is_on != wanted:
                self._switch()

    def _say(self) -> None:
        self.setText(self.tr("Hide easier words") if self._is_on else self.tr("Easier words"))
