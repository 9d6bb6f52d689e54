"""The whole sheet to read, from its title to its licence."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import (
    FollowedBy,
    Group,
    Item,
    Line,
    ParagraphKind,
    Question,
    Recipe,
    Run,
    Section,
    SectionId,
)
from coprod_desktop.ui.reading_aloud.button import aloud_button, in_a_line
from coprod_desktop.ui.reading_aloud.marking import ReadableText
from coprod_desktop.ui.reading_aloud.readable import Readable, SpokenPlace, readable
from coprod_desktop.ui.recipe.copying import ours
from coprod_desktop.ui.recipe.credit import CreditLine
from coprod_desktop.ui.recipe.easier import EasierButton, EasierWords
from coprod_desktop.ui.recipe.row import RecipeRow
from coprod_desktop.ui.recipe.words import Words
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.layouts import Box, column, holder, row
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.text import Text

_ROLES = {
    ParagraphKind.TEXT: "reading",
    ParagraphKind.HEADING: "h3",
    ParagraphKind.QUOTE: "h2",
    ParagraphKind.ATTRIBUTION: "body",
}
_ON_NOTE = (ParagraphKind.QUOTE, ParagraphKind.ATTRIBUTION)


class SheetPage(Page):
    """All sections below one another. ``item_chosen`` carries an item's id, ``link_followed`` an address.

    ``reflect_on`` carries a question's id.
    """

    item_chosen = Signal(object)
    link_followed = Signal(object)
    reflect_on = Signal(object)
    copy_wanted = Signal()
    read_aloud = Signal()
    paper_wanted = Signal()
    back = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(theme, (40, 32, 40, 24), 12, parent)
        self._recipe = recipe
        self._starts: dict[SectionId, QWidget] = {}
        self._lines: list[Words | RecipeRow] = []
        self._said: list[SpokenPlace] = []
        self._easier = EasierButton(theme)
        self._easier_words: list[EasierWords] = []
        self._measured: list[QWidget] = []
        self._back = self._back_line()
        self.body.addWidget(self._back)
        self._add_said(ReadableText(theme, recipe.title.shown, "display", cap=False))
        self._add_said(ReadableText(theme, recipe.subtitle.shown, "lead", "secondary", cap=False))
        remark = self.tr("The small headings and the remarks are our words, not the original's.")
        self.body.addWidget(Text(theme, remark, "small", "secondary"))
        self.body.addWidget(in_a_line(theme, aloud_button(theme, self.read_aloud)))
        for section in recipe.sections:
            self.body.space(12)
            self._add_section(section)
        self.body.space(16)
        self._credit = CreditLine(theme, recipe)
        self._credit.link_followed.connect(self.link_followed)
        self._credit.copy_wanted.connect(self.copy_wanted)
        self._credit.paper_wanted.connect(self.paper_wanted)
        self.body.addWidget(self._credit)
        self.body.addStretch(1)
        self._easier.changed.connect(self._show_easier)
        self._show_easier()
        self._restyle_measured()
        theme.changed.connect(self._restyle_measured)

    def set_alone(self, alone: bool) -> None:
        """Offer the way back here when no list stands beside the page."""
        self._back.setVisible(alone)

    def focus_start(self) -> None:
        """Put the focus where reading on by keyboard begins."""
        if not self._back.isHidden():
            self._back_button.setFocus()

    def go_to(self, section_id: SectionId) -> None:
        """Bring the beginning of a section to the top."""
        start = self._starts[section_id]
        self.body.activate()
        self.verticalScrollBar().setValue(start.y() - self._theme.sp(12))

    def read_from(self, section_id: SectionId) -> None:
        """Go to a section and put the focus on its heading: a reader says it, and Tab goes on from there."""
        self._starts[section_id].setFocus(Qt.FocusReason.TabFocusReason)
        self.go_to(section_id)

    def to_read_aloud(self) -> Readable:
        """The whole sheet, from its title to its licence."""
        return readable(self, self._said)

    def mark(self, found: str) -> None:
        """Mark what matches ``found``."""
        for line in self._lines:
            line.mark(found)

    def reveal_line(self, runs: Line) -> None:
        """Bring a line into view, if the sheet has it."""
        for line in self._lines:
            if line.line == runs:
                self.reveal(line)

    # ------------------------------------------------------------------ building
    def _back_line(self) -> QWidget:
        line = row(self._theme)
        self._back_button = Button(self._theme, self.tr("Whole recipe"), "quiet", "arrow-left")
        self._back_button.clicked.connect(self._go_back)
        line.addWidget(self._back_button)
        line.addStretch(1)
        return holder(line)

    def _add_section(self, section: Section) -> None:
        theme = self._theme
        title = ReadableText(theme, section.title, "h2", cap=False)
        self._starts[section.id] = title
        self._add_said(title)
        self._add_paragraphs(section)
        if section.note:
            self.body.addWidget(Text(theme, ours(self._recipe, section.note), "small", "secondary"))
        if section.followed_by is FollowedBy.VALUES:
            self._add_items(self._recipe.values)
        elif section.followed_by is FollowedBy.SKILLS:
            self._add_items(self._recipe.skills)
        elif section.followed_by is FollowedBy.QUESTIONS:
            self.body.addWidget(in_a_line(theme, self._easier))
            for group in Group:
                self._add_said(ReadableText(theme, self._recipe.group_titles[group], "h3"))
                for question in self._recipe.questions_of(group):
                    self._add_question(question)

    def _add_paragraphs(self, section: Section) -> None:
        note: Box | None = None
        for paragraph in section.paragraphs:
            on_note = paragraph.kind in _ON_NOTE
            tone = "onHighlightTint" if on_note else "text"
            words = Words(self._theme, paragraph.runs, _ROLES[paragraph.kind], tone)
            words.linkActivated.connect(self._follow)
            self._lines.append(words)
            self._said.append(words)
            if not on_note:
                self.body.addWidget(words)
                note = None
                continue
            if note is None:
                card = Card(self._theme, "note", (20, 16, 20, 16), 4)
                self._add_measured(card)
                note = card.body
            note.addWidget(words)

    def _add_items(self, items: tuple[Item, ...]) -> None:
        lines = column(self._theme)
        for item in items:
            line = RecipeRow(self._theme, item.runs, item.icon, item.kind)
            line.clicked.connect(partial(self._choose, item.id))
            lines.addWidget(line)
            self._lines.append(line)
            self._said.append(line)
        self._add_measured(holder(lines))

    def _add_said(self, words: ReadableText) -> None:
        self._said.append(words)
        self.body.addWidget(words)

    def _show_easier(self) -> None:
        for easier in self._easier_words:
            easier.setVisible(self._easier.is_on)

    def _add_measured(self, block: QWidget) -> None:
        """Add a block that is no wider than the text around it."""
        self._measured.append(block)
        self.body.addWidget(block)

    def _restyle_measured(self) -> None:
        for block in self._measured:
            block.setMaximumWidth(self._theme.measure("reading"))

    def _add_question(self, question: Question) -> None:
        theme = self._theme
        across = row(theme, gap=10)
        dot = column(theme)
        dot.addWidget(Text(theme, "•", "reading", "secondary", wrap=False))
        dot.addStretch(1)
        across.addLayout(dot)
        words = column(theme, gap=2)
        line = Words(theme, (Run(question.text),), "reading")
        self._lines.append(line)
        words.addWidget(line)
        easier = EasierWords(theme, self._recipe, question)
        words.addWidget(easier)
        self._easier_words.append(easier)
        self._said += [line, easier.words]
        for note in (question.note, question.care):
            if note:
                words.addWidget(Text(theme, note, "small", "secondary"))
        begin = Button(theme, self.tr("Reflect"), "link")
        begin.setAccessibleName(self.tr("Reflect on: {question}").format(question=question.text))
        begin.clicked.connect(partial(self._reflect, question.id))
        at_left = row(theme)
        at_left.addWidget(begin)
        at_left.addStretch(1)
        words.addLayout(at_left)
        across.grow(words)
        self.body.addWidget(holder(across))

    # ------------------------------------------------------------------ telling
    def _choose(self, item_id: str) -> None:
        self.item_chosen.emit(item_id)

    def _reflect(self, question_id: str, _checked: bool = False) -> None:
        self.reflect_on.emit(question_id)

    def _follow(self, address: str) -> None:
        self.link_followed.emit(address)

    def _go_back(self) -> None:
        self.back.emit()
