"""Beside the picture: the question one stands on, and the latest of what I said to it, in my own words."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.journal.growth.forgetting import forget_words
from coprod_desktop.ui.journal.growth.marks import MarkOf
from coprod_desktop.ui.journal.growth.shown import Leaf, Shown
from coprod_desktop.ui.journal.growth.words import WORDS_ALONE, tr
from coprod_desktop.ui.journal.views import AnswerPlace
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button, CardButton
from coprod_desktop.ui.widgets.cards import Bar, Card
from coprod_desktop.ui.widgets.layouts import Box, column, holder, row
from coprod_desktop.ui.widgets.marks import Picture
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.text import Text

MOST = 4
"""Answers beside the picture; all of them stand in *One question*."""

_WORDS = 240
"""Characters of one answer beside the picture."""


class Side(Bar):
    """``opened`` carries an `AnswerPlace`, ``again`` and ``wanted_path`` of a question.

    ``filled`` comes when there are other answers to go through.
    """

    opened = Signal(object)
    again = Signal(object)
    wanted_path = Signal(object)
    filled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "pane", parent)
        self._theme = theme
        self._question_id = ""
        self._shown: Shown | None = None
        self.page = Page(theme, (28, 24, 28, 24), 0)
        column(theme, self).addWidget(self.page, 1)
        self._title = Text(theme, "", "h2")
        self._about = Text(theme, "", "small", "secondary")
        self._answers: Box = column(theme, gap=6)
        self._all = Button(theme, tr("All my words on this"), "quiet", "history", compact=True)
        self._all.clicked.connect(self._all_clicked)
        self.again_button = Button(
            theme, tr("Reflect on this again"), "secondary", "message-circle-question-mark"
        )
        self.again_button.clicked.connect(self._again_clicked)
        body = self.page.body
        body.addWidget(self._title)
        body.space(8)
        body.addWidget(self._about)
        body.space(14)
        self._answers_in = holder(self._answers)
        body.addWidget(self._answers_in)
        body.space(8)
        body.addWidget(self._all)
        body.space(10)
        body.addWidget(self.again_button)
        body.space(20)
        body.addWidget(_note(theme))
        body.addStretch(1)

    def show_question(self, question_id: str, path: Shown, *, may_again: bool) -> None:
        """Show one question. ``may_again``: it is one of the recipe's, and can be reflected on."""
        if (question_id, path) == (self._question_id, self._shown):
            return
        self._question_id, self._shown = question_id, path
        leaves = path.groups[0].leaves
        self._title.set_words(path.title)
        self._about.set_words(path.about)
        self._about.setVisible(bool(path.about))
        forget_words(self._answers_in)
        self._answers.clear()
        for leaf in leaves[:MOST]:
            self._answers.addWidget(self._answer(leaf))
        if not leaves:
            self._answers.addWidget(Text(self._theme, tr("Nothing said to this yet."), "body", "secondary"))
        self._all.setVisible(len(leaves) > MOST or any(len(leaf.words) > _WORDS for leaf in leaves))
        self.again_button.setVisible(may_again)
        self.page.to_top()
        self.filled.emit()

    def wipe(self) -> None:
        """Forget everything."""
        self._question_id, self._shown = "", None
        self._title.set_words("")
        self._about.set_words("")
        forget_words(self._answers_in)
        self._answers.clear()

    def _answer(self, leaf: Leaf) -> CardButton:
        theme = self._theme
        said = replace(leaf, words=_shortened(leaf.words))
        button = CardButton(theme, said.sentence, fill=None, line=None, radius="control")
        button.setToolTip(tr("Read the entry"))
        line = row(theme, button, (8, 8, 8, 8), 14)
        line.addWidget(MarkOf(theme, leaf.mark), 0, Qt.AlignmentFlag.AlignTop)
        words = column(theme, gap=2)
        weight = 400 if leaf.mark == WORDS_ALONE else None
        words.addWidget(Text(theme, leaf.title, "label", weight=weight))
        words.addWidget(Text(theme, leaf.note, "small", "secondary"))
        if leaf.words:
            words.addWidget(Text(theme, said.words))
        line.addLayout(words, 1)
        button.clicked.connect(partial(self._opened, AnswerPlace(leaf.entry_id, leaf.question_id)))
        return button

    def _opened(self, place: AnswerPlace, _checked: bool = False) -> None:
        self.opened.emit(place)

    def _again_clicked(self, _checked: bool = False) -> None:
        self.again.emit(self._question_id)

    def _all_clicked(self, _checked: bool = False) -> None:
        self.wanted_path.emit(self._question_id)


def _note(theme: Theme) -> Card:
    card = Card(theme, "sunken", (18, 14, 18, 14), 0)
    line = row(theme, gap=12)
    line.addWidget(Picture(theme, "sprout", "text", 22), 0, Qt.AlignmentFlag.AlignTop)
    line.grow(
        Text(theme, tr("Moving either way is normal. Noticing more can make things look harder for a while."))
    )
    card.body.addLayout(line)
    return card


def _shortened(words: str) -> str:
    """The beginning of a long answer, cut between words."""
    if len(words) <= _WORDS:
        return words
    cut = words.rfind(" ", _WORDS // 2, _WORDS)
    return words[: cut if cut > 0 else _WORDS].rstrip() + "…"
