"""What the reader is put together from: one answer of a reflection, what somebody would try, small lines."""

from __future__ import annotations

import html

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.actions import Noted
from coprod_desktop.domain.entries import Answer, NextStep, Reflection
from coprod_desktop.domain.matching import matches
from coprod_desktop.ui.journal.actions.words import noted_on
from coprod_desktop.ui.journal.words import day_of
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.layouts import Box, column, row, tall_as_needed
from coprod_desktop.ui.widgets.marks import Picture
from coprod_desktop.ui.widgets.rating import RatingWords
from coprod_desktop.ui.widgets.richtext_view import RichTextView
from coprod_desktop.ui.widgets.text import Text


class StillText(Text):
    """Words that can be selected with the mouse and are no stop for the Tab key, of which there are many."""

    def __init__(
        self, theme: Theme, words: str, role: str = "body", tone: str = "text", *, cap: bool = True
    ) -> None:
        super().__init__(theme, words, role, tone, cap=cap)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


class MarkedText(StillText):
    """Words in which what was searched for is marked."""

    def __init__(
        self, theme: Theme, words: str, role: str = "body", tone: str = "text", *, cap: bool = True
    ) -> None:
        super().__init__(theme, words, role, tone, cap=cap)
        self._own_words = words
        self._searched = ""
        self._colours = theme
        theme.changed.connect(self._mark_again)

    def mark_words(self, searched: str) -> None:
        """Mark where the searched words stand."""
        self._searched = searched
        self._mark_again()

    def _mark_again(self) -> None:
        found = matches(self._own_words, self._searched) if self._searched else ()
        if not found:
            self.set_words(self._own_words)
            return
        back, ink = self._colours.hex("highlightTint"), self._colours.hex("onHighlightTint")
        pieces, last = [], 0
        for match in found:
            pieces.append(html.escape(self._own_words[last : match.start], quote=False))
            hit = html.escape(self._own_words[match.start : match.end], quote=False)
            pieces.append(
                f'<span style="background:{back}; color:{ink}; text-decoration:underline">{hit}</span>'
            )
            last = match.end
        pieces.append(html.escape(self._own_words[last:], quote=False))
        self.set_words("".join(pieces).replace("\n", "<br>"), rich=True)


class AnswerPart(QWidget):
    """One question as it was asked, what was said to it, and what became of its next step.

    ``again`` carries the id of the question, on which somebody wants to reflect once more.
    """

    again = Signal(object)

    def __init__(self, theme: Theme, recipe: Recipe, answer: Answer, noted: Noted, label: str) -> None:
        """``label`` is the short name of the question: by the Tab key one comes from words to words."""
        super().__init__()
        self._theme, self.question_id, self._label = theme, answer.question_id, label
        self._box = box = column(theme, self, gap=8)
        # Only a person's own words are searched, so the question itself is never marked.
        self.question = StillText(theme, answer.question_text, "h3", cap=False)
        box.addWidget(self.question)
        if answer.rating is not None:
            label = recipe.label(recipe.ratings, answer.rating.value)
            box.addWidget(RatingWords(theme, answer.rating.value, label))
        if answer.noticed.strip():
            box.addWidget(words_view(theme, answer.noticed, self._about(tr("What I noticed"))))
        self._add_small_lines(box, recipe, answer)
        if not answer.step.is_empty:
            box.space(4)
            box.addWidget(StepCard(theme, answer.step, self._about(tr("What I'll try next"))))
        if not noted.is_nothing:
            box.addWidget(NotedPart(theme, noted, self._about(noted_on(noted))))
        tall_as_needed(self)

    def _about(self, words: str) -> str:
        return tr("{words}: {question}").format(words=words, question=self._label)

    def offer_again(self) -> None:
        """Offer to reflect on the question once more."""
        button = Button(
            self._theme, tr("Reflect on this again"), "quiet", "message-circle-question-mark", compact=True
        )
        button.setAccessibleName(self._about(button.text()))
        button.clicked.connect(self._again_clicked)
        line = row(self._theme)
        line.addWidget(button)
        line.addStretch(1)
        self._box.addLayout(line)

    def _again_clicked(self, _checked: bool = False) -> None:
        self.again.emit(self.question_id)

    def _add_small_lines(self, box: Box, recipe: Recipe, answer: Answer) -> None:
        if answer.how_known:
            ways = [choice.label for choice in recipe.how_known if choice.id in answer.how_known]
            words = tr("How I know: {ways}").format(ways=" · ".join(ways))
            box.addWidget(StillText(self._theme, words, "small", "secondary"))
        if answer.keep_out:
            box.addLayout(icon_line(self._theme, "eye-off", tr("Kept out of exports")))


class StepCard(Card):
    """What somebody said they would try next, by when and with whom."""

    def __init__(self, theme: Theme, step: NextStep, name: str) -> None:
        """``name`` is what a reader calls the words."""
        super().__init__(theme, "good", (16, 12, 16, 12), 4)
        line = row(theme, gap=12)
        line.addWidget(Picture(theme, "footprints", "onPositiveTint", 22), 0, Qt.AlignmentFlag.AlignTop)
        words = column(theme, gap=2)
        words.addWidget(Text(theme, tr("What I'll try next"), "smallStrong", "onPositiveTint"))
        if step.text.strip():
            words.addWidget(words_view(theme, step.text, name, "body"))
        for text in step_details(step):
            words.addWidget(MarkedText(theme, text, "small", "onPositiveTint"))
        line.grow(words)
        self.body.addLayout(line)


class NotedPart(Card):
    """What happened with a next step, and since when that is noted."""

    def __init__(self, theme: Theme, noted: Noted, name: str) -> None:
        """``name`` is what a reader calls the words."""
        super().__init__(theme, "sunken", (16, 10, 16, 10), 2)
        self.body.addWidget(StillText(theme, noted_on(noted), "smallStrong", "secondary"))
        if noted.words.strip():
            self.body.addWidget(words_view(theme, noted.words, name, "body"))


def step_details(step: NextStep) -> list[str]:
    """By when and with whom, as far as it was said."""
    details = []
    if step.by is not None:
        details.append(tr("By {day}").format(day=day_of(step.by)))
    if step.with_whom.strip():
        details.append(tr("With {whom}").format(whom=step.with_whom.strip()))
    return details


def context_lines(recipe: Recipe, reflection: Reflection) -> list[str]:
    """What a reflection was about, as far as it was said."""
    context = reflection.context
    lines = []
    if context.kind is not None:
        lines.append(recipe.label(recipe.meeting_kinds, context.kind.value))
    if context.my_part.strip():
        lines.append(tr("My part: {words}").format(words=context.my_part.strip()))
    if context.access.strip():
        lines.append(tr("Access: {words}").format(words=context.access.strip()))
    return lines


def words_view(theme: Theme, markdown: str, name: str, role: str = "reading") -> RichTextView:
    """Formatted text to be read, no wider than is comfortable."""
    view = RichTextView(theme, role)
    view.setAccessibleName(name)
    view.set_markdown(markdown)
    view.keep_to_measure()
    return view


def icon_line(theme: Theme, icon: str, words: str, tone: str = "secondary") -> Box:
    """A small icon and a few words beside it."""
    line = row(theme, gap=8)
    line.addWidget(Picture(theme, icon, "textSecondary" if tone == "secondary" else tone, 18))
    line.grow(Text(theme, words, "small", tone))
    return line


def tr(text: str) -> str:
    """A text of the reader in the person's language."""
    return QCoreApplication.translate("JournalReader", text)
