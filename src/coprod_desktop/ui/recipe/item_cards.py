"""The three cards of an item's page: questions, something to write about, and what the journal has."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Item, ItemKind, Recipe
from coprod_desktop.ui.reading_aloud.marking import ReadableText
from coprod_desktop.ui.reading_aloud.readable import SpokenPlace
from coprod_desktop.ui.recipe.notes import JournalNotes
from coprod_desktop.ui.recipe.question_row import QuestionRow
from coprod_desktop.ui.recipe.words import Words
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button, CardButton
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.dates import write_date
from coprod_desktop.ui.widgets.layouts import column, row
from coprod_desktop.ui.widgets.marks import Picture, Rule
from coprod_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from coprod_desktop.domain.entries import EntryRow

_WRITE_MARGINS = (24, 20, 24, 22)


class QuestionsCard(Card):
    """*Challenge yourself*: the questions that go with an item. ``reflect_on`` carries a question's id."""

    reflect_on = Signal(object)

    def __init__(self, theme: Theme, recipe: Recipe, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(theme, "card", (24, 20, 24, 20), 0, parent)
        self._title = ReadableText(theme, self.tr("Challenge yourself"), "h2")
        self.body.addWidget(self._title)
        self.body.space(4)
        self._rows: list[QuestionRow] = []
        questions = recipe.questions_for(item.id)
        if not questions:
            self.body.addWidget(Text(theme, recipe.hints.no_question, "body", "secondary"))
            self.body.addStretch(1)
            return
        words = self.tr("Questions from the litmus test that go with {about}. The choice is ours.")
        self.body.addWidget(Text(theme, words.format(about=item.about), "body", "secondary"))
        self.body.space(12)
        for question in questions:
            self.body.addWidget(Rule(theme))
            line = QuestionRow(theme, recipe, question)
            line.reflect_on.connect(self.reflect_on)
            self.body.addWidget(line)
            self._rows.append(line)
        self.body.addStretch(1)

    def words(self) -> list[Words]:
        """The questions' words."""
        return [line.words for line in self._rows]

    def said(self) -> list[SpokenPlace]:
        """What is read aloud: each question with its easier words, under the title."""
        return [self._title, *(place for line in self._rows for place in line.said())] if self._rows else []

    def show_easier(self, *, on: bool) -> None:
        """Show or hide the easier words of every question."""
        for line in self._rows:
            line.easier.setVisible(on)

    def set_narrow(self, narrow: bool) -> None:
        """Fit little room."""
        for line in self._rows:
            line.set_narrow(narrow)

    def show_notes(self, notes: JournalNotes | None) -> None:
        """Say when each question was last looked at, or nothing."""
        for line in self._rows:
            line.show_notes(notes)


class WriteCard(Card):
    """*Write about this*: our prompt and the button. ``write_about`` carries the item's id."""

    write_about = Signal(object)

    def __init__(self, theme: Theme, recipe: Recipe, item: Item, parent: QWidget | None = None) -> None:
        kind = "ingredient" if item.kind is ItemKind.VALUE else "method"
        ink = "onIngredientTint" if item.kind is ItemKind.VALUE else "onMethodTint"
        super().__init__(theme, kind, _WRITE_MARGINS, 8, parent)
        self._item_id = item.id
        self.body.addWidget(Text(theme, self.tr("Write about this"), "h3", ink))
        self.prompt = Words(theme, item.prompt, "body", ink)
        self.body.addWidget(self.prompt)
        self.body.addWidget(Text(theme, recipe.our_words_note, "small", ink))
        self.body.space(6)
        words = self.tr("Write about {about}").format(about=item.about)
        button = Button(theme, words, "primary", "pen-line")
        button.clicked.connect(self._write)
        line = row(theme)
        line.grow(button)
        self.body.addLayout(line)

    def set_narrow(self, narrow: bool) -> None:
        """Leave the words more of what little room there is."""
        self.body.set_margins((14, 16, 14, 18) if narrow else _WRITE_MARGINS)

    def _write(self) -> None:
        self.write_about.emit(self._item_id)


class JournalCard(Card):
    """*In your journal*: entries about an item. Hidden while locked. ``open_entry`` carries an id."""

    open_entry = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "card", (24, 20, 24, 16), 4, parent)
        self.body.addWidget(Text(theme, self.tr("In your journal"), "h3"))
        self._list = column(theme, gap=4)
        self.body.addLayout(self._list)
        self.hide()

    def show_entries(self, entries: tuple[EntryRow, ...] | None) -> None:
        """List the entries, or hide and forget all of it (None)."""
        self._list.clear()
        self.setVisible(entries is not None)
        if entries is None:
            return
        if not entries:
            words = self.tr("Nothing about this yet. A line is enough to start.")
            self._list.addWidget(Text(self._theme, words, "body", "secondary"))
        for entry in entries:
            self._list.addWidget(self._line(entry))

    def _line(self, entry: EntryRow) -> CardButton:
        theme, when = self._theme, write_date(entry.event)
        title = entry.title or self.tr("Without a title")
        button = CardButton(theme, f"{title}, {when}", fill=None, line=None, radius="tile")
        across = row(theme, button, (0, 8, 0, 8), 10)
        words = column(theme)
        words.addWidget(Text(theme, title, "body", weight=600))
        words.addWidget(Text(theme, when, "small", "secondary"))
        across.addLayout(words, 1)
        across.addWidget(Picture(theme, "chevron-right", "textSecondary", 18))
        button.clicked.connect(partial(self._open, entry.id))
        return button

    def _open(self, entry_id: str) -> None:
        self.open_entry.emit(entry_id)
