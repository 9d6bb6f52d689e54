"""One question a page: its words, what I noticed, and more when it is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Group, Question, Recipe
from coprod_desktop.domain.entries import Answer
from coprod_desktop.domain.richtext import Block, BlockKind, Span
from coprod_desktop.services.reflecting import EarlierAnswer
from coprod_desktop.ui.reading_aloud.marking import ReadableText
from coprod_desktop.ui.reading_aloud.readable import Readable, readable
from coprod_desktop.ui.reflect.disclosure import Disclosure, QuietDisclosure
from coprod_desktop.ui.reflect.flush_button import FlushButton
from coprod_desktop.ui.reflect.more_part import MorePart
from coprod_desktop.ui.reflect.picture_line import PictureLine
from coprod_desktop.ui.reflect.side_notes import EarlierAnswers, GoesWith
from coprod_desktop.ui.reflect.turning import TurningPage, turn
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.editor import RichTextField
from coprod_desktop.ui.widgets.fields import Labelled
from coprod_desktop.ui.widgets.layouts import Box, column, holder, row
from coprod_desktop.ui.widgets.text import Text

_BESIDE_FROM = 1080
_SIDE_WIDTH = 288
_ANY_WIDTH = 16777215  # Qt's QWIDGETSIZE_MAX
_PROMPT_LEVEL = 3
_ROOMY_LINES = 5
_LOW_LINES = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question page shows: the question, where it stands, and what was answered so far."""

    question: Question
    answer: Answer
    progress: str
    has_earlier: bool


class QuestionPage(TurningPage):
    """One page for all questions; `show_asked` turns it to another one.

    ``changed`` tells that something was typed or chosen, ``earlier_wanted`` carries a question's id,
    ``show_item`` an item's, ``read_aloud`` tells that the question shall be read aloud, ``filled`` that
    there is more on the page.
    """

    changed = Signal()
    earlier_wanted = Signal(object)
    filled = Signal()
    show_item = Signal(object)
    read_aloud = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, today: date, parent: QWidget | None = None) -> None:
        super().__init__(theme, (40, 4, 40, 24), 0, parent)
        self._theme, self._recipe, self._today = theme, recipe, today
        self._asked: Asked | None = None
        self._low = False
        self._columns = row(theme, gap=40)
        main = column(theme)
        self._fill_question(main)
        self._fill_answer(main)
        main.addStretch(1)
        self._columns.addWidget(holder(main), 1)
        self._side = self._side_column()
        self._columns.addWidget(self._side)
        self.body.addWidget(holder(self._columns))
        self.body.addStretch(1)
        self._wants_easier = theme.appearance.easier_words
        self.prefer_easier_words(on=self._wants_easier)
        theme.changed.connect(self._follow_settings)
        self.turn_again()

    # ------------------------------------------------------------------ what it shows
    def show_asked(self, asked: Asked) -> None:
        """Turn to a question and show its answer as it stands."""
        self._asked = asked
        question, answer = asked.question, asked.answer
        self._progress.set_words(asked.progress)
        self._progress.set_tone("ingredient" if question.group is Group.VALUES else "method")
        self._question.set_words(answer.question_text)
        self._easier_words.set_words(question.easier)
        self._easier.setVisible(bool(question.easier))
        self._show_notes(question)
        self._show_prompts(question.sentences)
        self.noticed.set_markdown(answer.noticed)
        self.noticed.setAccessibleDescription(answer.question_text)
        self.more.show_answer(answer, asks_how_known=question.asks_how_known)
        self.more_fold.say_inside(self._about_more(asks_how_known=question.asks_how_known))
        if self.more.has_something():
            self.more_fold.set_open(open_now=True)
        self.earlier.clear()
        self.earlier.setVisible(asked.has_earlier)
        self._goes_with.show_question(question)
        self._goes_with.setVisible(bool(question.item_ids))
        self.turn_again()
        self.to_top()

    def answer(self) -> Answer:
        """The answer as it stands on the page.

        Raises:
            RuntimeError: no question is shown.
        """
        if self._asked is None:
            raise RuntimeError("no question is shown")
        return self.more.into(replace(self._asked.answer, noticed=self.noticed.markdown()))

    def to_read_aloud(self) -> Readable:
        """The question and, where they are shown, its easier words. Nothing that somebody wrote."""
        return readable(self, (self._question, self._easier_words))

    def settle(self) -> None:
        """Read a date that is still being typed, before the page is left."""
        self.more.settle()

    @property
    def question_id(self) -> str | None:
        """The id of the question in view."""
        return self._asked.question.id if self._asked else None

    def show_earlier(self, question_id: str, answers: Sequence[EarlierAnswer]) -> None:
        """Show earlier answers, unless another question has come into view meanwhile."""
        if question_id == self.question_id:
            self.earlier.show_answers(answers)
            self.filled.emit()

    def clear(self) -> None:
        """Forget every word, and everything that could be undone."""
        self._asked = None
        self.noticed.wipe()
        self.more.clear()
        self.earlier.clear()
        self._question.set_words("")
        self.noticed.setAccessibleDescription("")
        self.more_fold.set_open(open_now=False)
        self._easier.set_open(open_now=False)

    def _say_easier(self) -> None:
        if self._easier.is_open:
            announce(self, self._easier_words.words)

    def prefer_easier_words(self, *, on: bool) -> None:
        """Show the easier words from the start, or keep them folded."""
        self._easier.set_open(open_now=on)

    def _follow_settings(self) -> None:
        """The setting was changed: it holds here too. Other looks leave the easier words as they are."""
        wanted = self._theme.appearance.easier_words
        if wanted != self._wants_easier:
            self._wants_easier = wanted
            self.prefer_easier_words(on=wanted)

    def focus_first(self) -> None:
        """Put the focus in the first answer box, at the end of what is there."""
        cursor = self.noticed.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.noticed.setTextCursor(cursor)
        self.noticed.setFocus(Qt.FocusReason.TabFocusReason)
        self.follow_focus()

    # ------------------------------------------------------------------ room
    def set_low(self, *, low: bool) -> None:
        """Take less room from top to bottom, so that question and box are in sight together."""
        if low != self._low:
            self._low = low
            self._question.set_role("h3" if low else "question")
            self.noticed.set_least_lines(_LOW_LINES if low else _ROOMY_LINES)

    def turned(self, width: float) -> None:
        """Put the notes below where there is no room beside."""
        beside = width >= _BESIDE_FROM
        turn(self._columns, beside=beside)
        if beside:
            self._side.setFixedWidth(self._theme.tx(_SIDE_WIDTH))
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(_ANY_WIDTH)

    # ------------------------------------------------------------------ parts
    def _fill_question(self, main: Box) -> None:
        theme = self._theme
        self._progress = Text(theme, "", "smallStrong", "ingredient")
        self._question = ReadableText(theme, "", "question")
        main.addWidget(self._progress)
        main.space(4)
        main.addWidget(self._question)
        main.space(6)
        words = Card(theme, "sunken", (16, 12, 16, 12), 4)
        self._easier_words = ReadableText(theme, "", "reading")
        words.body.addWidget(self._easier_words)
        words.body.addWidget(Text(theme, self._recipe.our_words_note, "small", "secondary"))
        aloud = FlushButton(theme, "volume-2", self.tr("Read aloud"))
        aloud.clicked.connect(self.read_aloud)
        show, hide = self.tr("Easier words"), self.tr("Hide easier words")
        self._easier = QuietDisclosure(theme, show, hide, "message-circle", words, beside=aloud)
        self._easier.toggled.connect(self._say_easier)
        main.addWidget(self._easier)
        self._notes = column(theme, gap=4)
        main.space(4)
        main.addWidget(holder(self._notes))
        main.space(12)

    def _fill_answer(self, main: Box) -> None:
        theme = self._theme
        self.noticed = RichTextField(theme, lines=_ROOMY_LINES)
        self.noticed.changed.connect(self.changed)
        main.addWidget(Labelled(theme, self.tr("What did I notice?"), self.noticed, optional=True))
        main.space(8)
        self._prompts = column(theme, gap=4)
        self._prompts_holder = holder(self._prompts)
        main.addWidget(self._prompts_holder)
        care = self._recipe.care.writing
        self._care = PictureLine(theme, "life-buoy", care, tone="secondary", role="small")
        main.addWidget(self._care)
        main.space(12)
        self.more = MorePart(theme, self._recipe, self._today)
        self.more.changed.connect(self.changed)
        self.more_fold = Disclosure(theme, self.tr("More"), self._about_more(), self.more)
        main.addWidget(self.more_fold)

    def _about_more(self, *, asks_how_known: bool = True) -> str:
        if asks_how_known:
            return self.tr("How I know, where I am with this today, and what I will try next")
        return self.tr("Where I am with this today, and what I will try next")

    def _side_column(self) -> QWidget:
        lines = column(self._theme, gap=16)
        self.earlier = EarlierAnswers(self._theme, self._recipe)
        self.earlier.wanted.connect(self._want_earlier)
        self._goes_with = GoesWith(self._theme, self._recipe)
        self._goes_with.show_item.connect(self.show_item)
        lines.addWidget(self.earlier)
        lines.addWidget(self._goes_with)
        lines.addStretch(1)
        return holder(lines)

    def _show_notes(self, question: Question) -> None:
        self._notes.clear()
        for icon, note in (("info", question.note), ("hand-heart", question.care)):
            if note:
                self._notes.addWidget(PictureLine(self._theme, icon, note, tone="secondary", role="small"))
        self._care.setVisible(bool(question.care))

    def _show_prompts(self, sentences: Sequence[str]) -> None:
        self._prompts.clear()
        self._prompts_holder.setVisible(bool(sentences))
        if not sentences:
            return
        about = self.tr("This question has parts. You can write under one of them:")
        self._prompts.addWidget(Text(self._theme, about, "small", "secondary"))
        for sentence in sentences:
            name = self.tr("Write under: {sentence}").format(sentence=sentence)
            button = FlushButton(self._theme, "plus", sentence, name)
            button.clicked.connect(partial(self._write_under, sentence))
            self._prompts.addWidget(button)

    # ------------------------------------------------------------------ what a person does
    def _write_under(self, sentence: str, _checked: bool = False) -> None:
        heading = Block(BlockKind.HEADING, (Span(sentence),), _PROMPT_LEVEL)
        self.noticed.append_paragraph((heading,))
        self.noticed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _want_earlier(self) -> None:
        if self._asked is not None:
            self.earlier_wanted.emit(self._asked.question.id)
