"""The reader: one entry, whole and read-only, so that rereading never changes anything."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import ItemKind, Recipe
from coprod_desktop.domain.actions import Noted
from coprod_desktop.domain.entries import Entry, EntryKind, Note, QuestionSet, Reflection
from coprod_desktop.domain.shortening import in_short, tags_in_short
from coprod_desktop.ui.journal.pane_keys import is_delete
from coprod_desktop.ui.journal.reader_parts import (
    AnswerPart,
    MarkedText,
    StillText,
    context_lines,
    words_view,
)
from coprod_desktop.ui.journal.words import ICONS, date_of, to_talk_about, type_of
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Bar
from coprod_desktop.ui.widgets.layouts import Box, Flow, column, holder, row, tall_as_needed
from coprod_desktop.ui.widgets.marks import Rule, Tag
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.richtext_view import RichTextView
from coprod_desktop.ui.widgets.text import Text

_LONGEST_TITLE = 1000
"""Far more than anybody calls an entry; what is longer was pasted, and stands whole where it is edited."""

_LOOKS = {
    QuestionSet.VALUES: ("ingredientTint", "onIngredientTint", "carrot"),
    QuestionSet.SKILLS: ("methodTint", "onMethodTint", "cooking-pot"),
}
"""The colours and the icon of a reflection over one half of the recipe: those of that half."""
WIDEST = 1.27
"""How much wider than the text the column is, for headings and buttons."""


class Reader(Bar):
    """Shows one entry. ``still``: to be read and nothing else, as in a copy of the journal.

    ``edit`` carries the `Entry`, ``talk_about`` the `Entry` whose mark is to change, ``show_item`` the
    id of an item of the recipe, ``reflect_on`` of a question, ``link_chosen`` an address, ``move_to_bin``
    the id of the entry, ``back`` nothing (one pane only).
    """

    edit = Signal(object)
    talk_about = Signal(object)
    show_item = Signal(object)
    reflect_on = Signal(object)
    link_chosen = Signal(object)
    move_to_bin = Signal(object)
    back = Signal()
    escaped = Signal()
    """Escape was pressed; it comes after ``back``."""

    def __init__(
        self, theme: Theme, recipe: Recipe, parent: QWidget | None = None, *, still: bool = False
    ) -> None:
        super().__init__(theme, "pane", parent)
        self._theme, self._recipe, self._still = theme, recipe, still
        self._entry: Entry | None = None
        self._noted: Mapping[str, Noted] = {}
        self._words = ""
        self._narrow = False
        self._from = ""
        outer = column(theme, self)
        self.page = Page(theme, (40, 20, 40, 32), 0)
        outer.addWidget(self.page, 1)
        back_to = self.tr("Entries") if still else self.tr("Journal")
        self.back_button = Button(theme, back_to, "quiet", "arrow-left", compact=True)
        self.back_button.clicked.connect(self.back)
        self.back_button.hide()
        back = column(theme, None, (0, 0, 0, 12))
        back.addWidget(self.back_button)
        self.page.body.addLayout(back)
        self._column = QWidget()
        self._box: Box = column(theme, self._column, gap=0)
        tall_as_needed(self._column)
        line = row(theme)
        line.addWidget(self._column, 1000)
        line.addStretch(1)
        self.page.body.addLayout(line)
        self.page.body.addStretch(1)
        self._talk: Button | None = None
        self._title: MarkedText | None = None
        self._answers: dict[str, AnswerPart] = {}
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def entry(self) -> Entry | None:
        """The entry that is shown."""
        return self._entry

    @property
    def title(self) -> MarkedText | None:
        """The heading of the entry."""
        return self._title

    @property
    def noted(self) -> Mapping[str, Noted]:
        """What was noted about the next steps of the entry."""
        return self._noted

    def show_entry(self, entry: Entry, noted: Mapping[str, Noted] | None = None) -> None:
        """Show an entry from its beginning, with what was noted about its next steps by their origins."""
        self._clear()
        self._entry, self._noted = entry, noted or {}
        self._build(entry)
        self.mark_words(self._words)
        self.page.to_top()

    def show_talk_about(self, entry: Entry) -> None:
        """Show the mark of the entry as it now is, without building the page anew."""
        self._entry = entry
        if self._talk is not None:
            self._show_mark(self._talk, on=entry.to_talk_about)

    def mark_words(self, words: str) -> None:
        """Mark the searched words wherever they stand."""
        self._words = words
        for text in self._column.findChildren(MarkedText):
            text.mark_words(words)
        for view in self._column.findChildren(RichTextView):
            view.mark_words(words)

    def show_sentence(self, words: str) -> None:
        """Show no entry but a sentence."""
        self._clear()
        if words:
            self._box.addWidget(Text(self._theme, words, "lead", "secondary"))

    def set_narrow(self, narrow: bool) -> None:
        """Offer the way back to the list when there is only one pane."""
        self._narrow = narrow
        self.back_button.setVisible(narrow)

    def read_from(self, question_id: str) -> None:
        """Have the entry that is shown next read from one of its answers on; empty for its beginning."""
        self._from = question_id

    def focus_words(self) -> None:
        """Put the focus on the heading, or on the answer that was asked for, from where one reads on."""
        question_id, self._from = self._from, ""
        answer = self._answers.get(question_id)
        if answer is not None:
            answer.question.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            answer.question.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, answer, partial(self._to_the_top, answer))
        elif self._narrow:
            self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._title is not None:
            self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_the_top(self, answer: AnswerPart) -> None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # it has no place yet
        self.page.verticalScrollBar().setValue(answer.mapTo(self.page.content, QPoint(0, 0)).y())

    def wipe(self) -> None:
        """Forget the entry."""
        self._from = ""
        self._words = ""
        self._clear()

    def _clear(self) -> None:
        for view in self._column.findChildren(RichTextView):
            view.wipe()
        for text in self._column.findChildren(Text):
            text.set_words("")
        self._entry = self._talk = self._title = None
        self._noted, self._answers = {}, {}
        self._box.clear()

    # ------------------------------------------------------------------ building
    def _build(self, entry: Entry) -> None:
        theme, box = self._theme, self._box
        head = QWidget()
        flow = Flow(theme, 8, parent=head)
        tall_as_needed(head)
        date = StillText(theme, date_of(entry.event), "small", "secondary")
        top = row(theme, gap=8)
        top.addWidget(date, 1)
        top.addWidget(head)
        box.addLayout(top)
        if not self._still:
            self._add_buttons(flow, entry)
        box.space(10)
        title = in_short(entry.title, _LONGEST_TITLE)
        self._title = MarkedText(theme, title, "h1", cap=False)
        self._title.setAccessibleName(title)
        self._title.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.addWidget(self._title)
        box.space(10)
        box.addWidget(self._tags(entry))
        if isinstance(entry.content, Reflection):
            self._build_reflection(entry.content)
        else:
            self._build_note(entry.content)

    def _add_buttons(self, flow: Flow, entry: Entry) -> None:
        theme = self._theme
        self._talk = Button(theme, to_talk_about(), "quiet", "messages-square", compact=True)
        self._talk.setCheckable(True)
        self._show_mark(self._talk, on=entry.to_talk_about)
        self._talk.clicked.connect(self._talk_clicked)
        words = self.tr("Edit") if entry.kind is EntryKind.NOTE else self.tr("Add to it")
        edit = Button(theme, words, "secondary", "pencil", compact=True)
        edit.setObjectName("edit")
        edit.clicked.connect(self._edit_clicked)
        flow.addWidget(self._talk)
        flow.addWidget(edit)
        move = Button(theme, self.tr("Move to bin"), "quiet", "trash-2", compact=True)
        move.setObjectName("bin")
        move.clicked.connect(self._move_clicked)
        flow.addWidget(move)

    def _show_mark(self, button: Button, *, on: bool) -> None:
        button.setChecked(on)
        button.setToolTip(self.tr("Marked to talk about") if on else self.tr("Mark this to talk about"))

    def _tags(self, entry: Entry) -> QWidget:
        theme = self._theme
        line = QWidget()
        flow = Flow(theme, 8, parent=line)
        tall_as_needed(line)
        question_set = entry.content.question_set if isinstance(entry.content, Reflection) else None
        kind = type_of(entry.kind, question_set)
        fill, ink, icon = _LOOKS.get(
            question_set or QuestionSet.ALL, ("surfaceSunken", "text", ICONS[entry.kind])
        )
        flow.addWidget(Tag(theme, kind, fill, ink, icon))
        for tag in tags_in_short(entry.tags):
            flow.addWidget(Tag(theme, tag))
        return line

    def _build_note(self, note: Note) -> None:
        box = self._box
        box.space(20)
        view = words_view(self._theme, note.body, self.tr("What I wrote"))
        view.link_chosen.connect(self.link_chosen)
        box.addWidget(view)
        entry = self._entry
        if entry is not None and entry.items:
            box.space(24)
            box.addWidget(Rule(self._theme))
            box.space(14)
            self._add_items(entry)

    def _add_items(self, entry: Entry) -> None:
        theme = self._theme
        self._box.addWidget(Text(theme, self.tr("Goes with"), "smallStrong", "secondary"))
        self._box.space(4)
        flow = Flow(theme, 8)
        for item_id in entry.items:
            item = next((item for item in self._recipe.items if item.id == item_id), None)
            if item is None:
                continue
            if self._still:
                flow.addWidget(Tag(theme, item.name, icon=item.icon))
                continue
            button = Button(theme, item.name, "quiet", item.icon, compact=True)
            part = self.tr("ingredient") if item.kind is ItemKind.VALUE else self.tr("method")
            button.setToolTip(self.tr("Read it in the recipe ({part})").format(part=part))
            button.clicked.connect(partial(self._item_clicked, item_id))
            flow.addWidget(button)
        self._box.addWidget(holder(flow))

    def _build_reflection(self, reflection: Reflection) -> None:
        theme, box = self._theme, self._box
        for words in context_lines(self._recipe, reflection):
            box.space(8)
            box.addWidget(MarkedText(theme, words, "body", "secondary"))
        for answer in reflection.answers:
            noted = self._noted.get(answer.question_id, Noted())
            if answer.is_empty and noted.is_nothing:
                continue
            self._add_rule()
            known = next((q for q in self._recipe.questions if q.id == answer.question_id), None)
            label = known.label if known is not None else answer.question_text
            part = AnswerPart(theme, self._recipe, answer, noted, label)
            if not self._still and known is not None:
                part.offer_again()
                part.again.connect(self.reflect_on)
            box.addWidget(part)
            self._answers[answer.question_id] = part
        if reflection.taking_away.strip():
            self._add_rule()
            name = self.tr("What I'm taking away")
            box.addWidget(StillText(theme, name, "h3", cap=False))
            box.space(8)
            box.addWidget(words_view(theme, reflection.taking_away, name))
        left_out = [self._label(a.question_id) for a in reflection.answers if a.is_empty]
        if left_out:
            self._add_rule()
            words = self.tr("Left out this time: {questions}").format(questions=" · ".join(left_out))
            box.addWidget(Text(theme, words, "small", "secondary"))
        for view in self._column.findChildren(RichTextView):
            view.link_chosen.connect(self.link_chosen)

    def _label(self, question_id: str) -> str:
        return next((q.label for q in self._recipe.questions if q.id == question_id), question_id)

    def _add_rule(self) -> None:
        self._box.space(18)
        self._box.addWidget(Rule(self._theme))
        self._box.space(16)

    # ------------------------------------------------------------------ doing
    def _talk_clicked(self, _checked: bool = False) -> None:
        if self._entry is not None:
            self.talk_about.emit(self._entry)

    def _edit_clicked(self, _checked: bool = False) -> None:
        if self._entry is not None:
            self.edit.emit(self._entry)

    def _move_clicked(self, _checked: bool = False) -> None:
        if self._entry is not None and not self._still:
            self.move_to_bin.emit(self._entry.id)

    def _item_clicked(self, item_id: str, _checked: bool = False) -> None:
        self.show_item.emit(item_id)

    def _restyle(self) -> None:
        self._column.setMaximumWidth(round(self._theme.measure("reading") * WIDEST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list, or to where one came from; Delete moves the entry to the bin."""
        if is_delete(event):
            self._move_clicked()
            return
        if event.key() == Qt.Key.Key_Escape and (self._narrow or not self._still):
            self.back.emit()
            self.escaped.emit()
            return
        super().keyPressEvent(event)
