"""The page where a note is written: date, title, words, and beside them what it goes with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import NoteDraft
from coprod_desktop.domain.richtext import Block, BlockKind, Span, parse, plain
from coprod_desktop.services.clock import Saved
from coprod_desktop.ui.journal.editor_side import EditorSide
from coprod_desktop.ui.journal.saved_line import SavedLine
from coprod_desktop.ui.journal.title_field import TitleField
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Bar
from coprod_desktop.ui.widgets.date_field import DateField
from coprod_desktop.ui.widgets.editor import RichTextEditor
from coprod_desktop.ui.widgets.editor_toolbar import EditorToolbar
from coprod_desktop.ui.widgets.layouts import column, row, tall_as_needed
from coprod_desktop.ui.widgets.marks import Rule
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.text import Text

WIDE = 1080
"""From this effective width on, the side stands beside the words."""
FINISH = ("Ctrl+Return", "Ctrl+Enter")
"""The keys of *Done*, in Qt's portable notation: on a Mac it reads ``Ctrl`` as the Command key."""
_TITLE_LENGTH = 60


class EditorPage(QWidget):
    """``touched`` comes when anything changed, ``done`` and ``back`` from the buttons above.

    Escape does nothing here: nothing is ever thrown away by a key.
    """

    touched = Signal()
    done = Signal()
    back = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._recipe = theme, recipe
        self._beside: bool | None = None
        outer = column(theme, self)
        outer.addWidget(self._make_head())
        outer.addWidget(Rule(theme))
        self.notice = Notice(theme, kind="caution")
        self.notice.hide()
        outer.addWidget(self.notice)
        body = row(theme)
        outer.addLayout(body, 1)
        paper = Bar(theme, "pane")
        self.page = Page(theme, (48, 28, 48, 32), 0)
        column(theme, paper).addWidget(self.page, 1)
        body.addWidget(paper, 1)
        self._rule = Rule(theme, upright=True)
        body.addWidget(self._rule)
        self.side_page = Page(theme, (24, 24, 24, 24), 0)
        body.addWidget(self.side_page)
        self.date = DateField(theme, self.tr("Date"), today)
        self.title = TitleField(theme, self.tr("Title"))
        self.editor = RichTextEditor(theme, self.tr("What I want to write"))
        self.toolbar = EditorToolbar(theme, self.editor)
        self.side = EditorSide(theme, recipe)
        self._build()
        self._connect()
        self._restyle()
        theme.changed.connect(self._restyle)

    def _make_head(self) -> QWidget:
        theme = self._theme
        head = QWidget()
        self._head = row(theme, head, (24, 8, 24, 8), 12)
        self.back_button = Button(theme, self.tr("Journal"), "quiet", "arrow-left")
        self.saved_line = SavedLine(theme)
        self.done_button = Button(theme, self.tr("Done"), "primary")
        self._head.addWidget(self.back_button)
        self._head.addWidget(self.saved_line, 1)
        self._head.addWidget(self.done_button)
        tall_as_needed(head)
        return head

    def _build(self) -> None:
        theme = self._theme
        self._block = QWidget()
        box = column(theme, self._block)
        date_row = row(theme)
        date_row.grow(self.date)
        box.addLayout(date_row)
        box.space(14)
        box.addWidget(self.title)
        self.title_message = Text(theme, "", "body", "caution")
        self.title_message.hide()
        box.addWidget(self.title_message)
        box.space(10)
        box.addWidget(self.toolbar)
        box.space(16)
        box.addWidget(self.editor)
        self.editor.set_least_lines(8)
        tall_as_needed(self._block)
        line = row(theme)
        line.addStretch(1)
        line.addWidget(self._block, 1000)
        line.addStretch(1)
        self.page.body.addLayout(line)
        self._below = column(theme, None, (0, 32, 0, 0))
        self.page.body.addLayout(self._below)
        self.page.body.addStretch(1)

    def _connect(self) -> None:
        for changed in (self.date.changed, self.title.changed, self.editor.changed, self.side.changed):
            changed.connect(self.touched)
        self.side.tags.field.textEdited.connect(self._tag_typed)
        self.title.entered.connect(self._go_on)
        self.title.left_out.connect(self._tell_left_out)
        self.side.prompt.connect(self._add_prompt)
        self.done_button.clicked.connect(self._done_clicked)
        self.back_button.clicked.connect(self._back_clicked)
        for keys in FINISH:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.done)

    # ------------------------------------------------------------------ the note
    def show_note(self, draft: NoteDraft) -> None:
        """Show a note, ready to be written on."""
        self.show_trouble(None)
        self.saved_line.clear()
        self.date.set_value(draft.event)
        self.title.set_title(draft.title)
        self._tell_left_out("")
        self.editor.set_markdown(draft.body)
        self.side.show_note(draft.items, draft.tags)
        self._show_hint()
        self.page.to_top()
        target = self.editor if draft.title else self.title
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        is_new = draft.entry_id is None and draft.is_empty
        words = self.tr("New entry") if is_new else self.tr("Writing: {title}").format(title=draft.title)
        announce(self, words.strip(" :"))

    def read_into(self, draft: NoteDraft) -> NoteDraft:
        """The draft with what stands on the page. A date that cannot be read leaves the one before."""
        when = self.date.value() if self.date.is_understood() else None
        return replace(
            draft,
            event=when or draft.event,
            title=self.title.title,
            body=self.editor.markdown(),
            tags=self.side.tags.tags(),
            items=self.side.items.items(),
        )

    def show_saved(self, saved: Saved) -> None:
        """Tell that the note was saved."""
        self.saved_line.saved(saved)

    def show_trouble(self, error: Exception | None) -> None:
        """Tell that saving did not work and that it is tried again, or that it works now."""
        if error is None:
            self.notice.hide()
            return
        words = sentence(error)
        self.notice.say(words.what, words.next, "caution")

    def wipe(self) -> None:
        """Forget every word, and everything that could be undone."""
        self.title.set_title("")
        self.editor.wipe()
        self.date.set_value(None)
        self.side.show_note((), ())
        self.saved_line.clear()
        self.notice.hide()

    def _show_hint(self) -> None:
        items = self.side.items.chosen()
        hint = items[0].prompt if items else self.tr("A line is enough to start.")
        self.editor.set_hint(hint)

    def _go_on(self) -> None:
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_left_out(self, words: str) -> None:
        if words and words != self.title_message.words:
            announce(self, words)
        self.title_message.set_words(words)
        self.title_message.setVisible(bool(words))

    def _add_prompt(self, words: str) -> None:
        self.editor.append_paragraph((Block(BlockKind.HEADING, (Span(words),), 3),))
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tag_typed(self, _words: str) -> None:
        self.touched.emit()

    def _done_clicked(self, _checked: bool = False) -> None:
        self.done.emit()

    def _back_clicked(self, _checked: bool = False) -> None:
        self.back.emit()

    # ------------------------------------------------------------------ room
    def panes(self) -> list[QWidget]:
        """Where F6 goes: the words, what is beside them, the buttons above."""
        return [self.editor, self.side.items.choose, self.back_button]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side beside the words or below them."""
        super().resizeEvent(event)
        self._fit()

    def _restyle(self) -> None:
        measure = self._theme.measure("reading")
        self._block.setMaximumWidth(round(measure * 1.24))
        self.editor.setMaximumWidth(round(measure * 1.06))
        self.date.setMaximumWidth(self._theme.tx(320))
        self.side_page.setFixedWidth(self._theme.tx(344))
        self._fit()

    def _fit(self) -> None:
        beside = self._theme.eff(self.width()) >= WIDE
        if beside is not self._beside:
            self._beside = beside
            (self.side_page.body if beside else self._below).addWidget(self.side)
            self.side_page.setVisible(beside)
            self._rule.setVisible(beside)


def title_for(body: str, fallback: str) -> str:
    """What a note without a title is called: its first words."""
    words = " ".join(plain(parse(body)).split("\n", 1)[0].split())
    if len(words) <= _TITLE_LENGTH:
        return words or fallback
    cut = words[:_TITLE_LENGTH].rpartition(" ")[0]
    return (cut or words[:_TITLE_LENGTH]) + "…"
