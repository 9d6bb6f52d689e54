"""A question of the litmus test on an item's page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from coprod_desktop.content.model import Question, Recipe
from coprod_desktop.ui.reading_aloud.readable import SpokenPlace
from coprod_desktop.ui.recipe.easier import EasierWords
from coprod_desktop.ui.recipe.notes import JournalNotes, last_looked_at
from coprod_desktop.ui.recipe.words import Words
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Box, column, tall_as_needed
from coprod_desktop.ui.widgets.text import Text


class QuestionRow(QWidget):
    """The question, our notes under it, and a way to reflect on it. ``reflect_on`` carries its id."""

    reflect_on = Signal(object)

    def __init__(self, theme: Theme, recipe: Recipe, question: Question) -> None:
        super().__init__()
        self._question = question
        self._line = Box(theme, QBoxLayout.Direction.LeftToRight, self, (0, 13, 0, 13), 12)
        tall_as_needed(self)
        words = column(theme, gap=2)
        self.words = Words(theme, question.text)
        words.addWidget(self.words)
        self.easier = EasierWords(theme, recipe, question)
        self.easier.hide()
        words.addWidget(self.easier)
        for note in (question.note, question.care):
            if note:
                words.addWidget(Text(theme, note, "small", "secondary"))
        self._when = Text(theme, "", "small", "secondary")
        self._when.hide()
        words.addWidget(self._when)
        self._line.grow(words)
        self._button = Button(theme, self.tr("Reflect"), "secondary", compact=True)
        self._button.setAccessibleName(self.tr("Reflect on: {question}").format(question=question.text))
        self._button.clicked.connect(self._reflect)
        beside = column(theme)
        beside.addWidget(self._button)
        beside.addStretch(1)
        self._line.addLayout(beside)

    def said(self) -> tuple[SpokenPlace, ...]:
        """What is read aloud: the easier words too, where they are shown."""
        return self.words, self.easier.words

    def set_narrow(self, narrow: bool) -> None:
        """Set the button below the question where there is little room beside it."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(down if narrow else across)

    def show_notes(self, notes: JournalNotes | None) -> None:
        """Say when the question was last looked at; nothing when the journal is locked."""
        self._when.set_words(last_looked_at(notes, self._question.id) if notes else "")
        self._when.setVisible(notes is not None)

    def _reflect(self) -> None:
        self.reflect_on.emit(self._question.id)
