"""The guide: one page of plain words with a list of its parts. It needs no journal and no network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from coprod_desktop.content.model import Care
from coprod_desktop.domain.richtext import Block, BlockKind, parse
from coprod_desktop.resources import resource
from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.guide.finding import GuideFinding, Piece
from coprod_desktop.ui.journal.editor_page import FINISH
from coprod_desktop.ui.recipe.tab import BACK
from coprod_desktop.ui.reflect.keys import wizard_keys
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Bar
from coprod_desktop.ui.widgets.layouts import Capped, Flow, holder, row, tall_as_needed
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.tab_order import tab_as_read
from coprod_desktop.ui.widgets.text import Text, html_of
from coprod_desktop.ui.widgets.walked import Walked

_CODE = re.compile(r"`([^`\n]+)`")
_CODE_BEGINS, _CODE_ENDS = "\ue000", "\ue001"
"""Marks for what is set like code, which our formatted text, made for what people write, does not know."""

_TABLE_WIDTH = 720
_BULLET = "•\u00a0\u00a0"
_TAB = Qt.FocusPolicy.TabFocus

ROLES = {1: "h1", 2: "h2", 3: "h3"}


class GuidePage(QWidget):
    """Shows the guide or the shortcuts. ``closed`` leads back to the tab one came from."""

    closed = Signal()

    def __init__(self, theme: Theme, ask: Ask, care: Care) -> None:
        super().__init__()
        self._theme, self._ask, self._care = theme, ask, care
        bar = Bar(theme, "topbar")
        line = row(theme, bar, (28, 8, 28, 8), 8)
        self._back = Button(theme, self.tr("Back"), kind="quiet", icon="arrow-left")
        self._back.clicked.connect(self.closed)
        line.addWidget(self._back)
        line.addStretch(1)
        find = Button(theme, self.tr("Find in the guide"), kind="quiet", icon="search")
        find.clicked.connect(self.open_find)
        line.addWidget(find)
        self._page = Page(theme, (40, 24, 40, 40), 10)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(bar)
        self._finding = GuideFinding(theme, self._page, self)
        self._finding.bar.closed.connect(self._stop_finding)
        self._pieces: list[Piece] = []
        outer.addWidget(self._finding.bar)
        outer.addWidget(self._page, 1)

    def show_guide(self) -> None:
        """Show how to do each thing."""
        self._start_over()
        blocks = parse(self._guide())
        contents = Flow(self._theme, 4)
        for block in blocks:
            text = self._text_of(block)
            self._page.body.addWidget(text)
            if block.kind is BlockKind.HEADING and block.level == 1:
                self._page.body.addWidget(holder(contents))
            elif block.kind is BlockKind.HEADING and block.level == 2:
                link = Button(self._theme, block.text, kind="link")
                link.clicked.connect(partial(self._go_to, text))
                contents.addWidget(link)
        self._finish([piece.text for piece in self._pieces if piece.text.focusPolicy() & _TAB])

    def _guide(self) -> str:
        """The guide's Markdown, with the words of care in it, and names of files and folders marked."""
        text = resource("guide", "en-GB", "guide.md").read_text("utf-8")
        for place, words in (("{care}", self._care.writing), ("{privacy}", self._care.privacy)):
            text = text.replace(place, words)
        return _CODE.sub(rf"{_CODE_BEGINS}\1{_CODE_ENDS}", text)

    def show_shortcuts(self, shortcuts: list[tuple[str, str]]) -> None:
        """Show what each key does: pairs of what it does and the keys."""
        self._start_over()
        self._page.body.addWidget(Text(self._theme, self.tr("Keyboard shortcuts"), "h1"))
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.sp(32))
        grid.setVerticalSpacing(self._theme.sp(8))
        for line, (what, keys) in enumerate([*shortcuts, *self._shortcuts_of_pages()]):
            does = Text(self._theme, what, "body", cap=False)
            does.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            does.setAccessibleName(self.tr("{what}: {keys}").format(what=what, keys=keys))
            self._pieces.append(Piece(does, what))
            grid.addWidget(does, line, 0)
            grid.addWidget(Text(self._theme, keys, "label", cap=False), line, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        tall_as_needed(table)
        self._page.body.addWidget(Capped(self._theme, table, _TABLE_WIDTH))
        self._finish(())

    def open_find(self, _checked: bool = False) -> None:
        """Look for words on the page."""
        self._finding.bar.start()

    def _stop_finding(self) -> None:
        there = self._finding.stop() or self._back
        there.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape ends looking for words, or leads back; the keys that scroll do so wherever the focus is."""
        if event.key() == Qt.Key.Key_Escape and self._finding.bar.isVisible():
            self._stop_finding()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        bar = self._page.verticalScrollBar()
        where = {
            Qt.Key.Key_Down: bar.value() + bar.singleStep(),
            Qt.Key.Key_Up: bar.value() - bar.singleStep(),
            Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
            Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
            Qt.Key.Key_Home: bar.minimum(),
            Qt.Key.Key_End: bar.maximum(),
        }.get(Qt.Key(event.key()))
        if where is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(where)

    def _start_over(self) -> None:
        self._page.body.clear()
        self._pieces.clear()
        if self._walked is not None:
            self._walked.deleteLater()

    _walked: Walked | None = None

    def _finish(self, stops: Sequence[Text]) -> None:
        """The arrow keys go through the words piece by piece, so that a reader reads them."""
        self._finding.look_through(self._pieces)
        self._walked = Walked([piece.text for piece in self._pieces], self, stops)
        self._page.body.addStretch(1)
        self._page.to_top()
        tab_as_read(self)
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _text_of(self, block: Block) -> Text:
        if block.kind is BlockKind.HEADING:
            heading = Text(self._theme, block.text, ROLES[block.level])
            # A stop for the Tab key, so that one comes from part to part and hears which it is.
            heading.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            heading.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._pieces.append(Piece(heading, block.text))
            return heading
        html = html_of(block.spans).replace(_CODE_BEGINS, "<code>").replace(_CODE_ENDS, "</code>")
        if block.kind is BlockKind.BULLET:
            html = f"{_BULLET}{html}"
        text = Text(self._theme, html, "body", rich=True, selectable=True)
        if not any(span.link for span in block.spans):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        text.linkActivated.connect(self._open)
        plain = _CODE.sub(r"\1", block.text).replace(_CODE_BEGINS, "").replace(_CODE_ENDS, "")
        self._pieces.append(Piece(text, plain, len(_BULLET) if block.kind is BlockKind.BULLET else 0))
        return text

    def _go_to(self, heading: Text) -> None:
        heading.setFocus(Qt.FocusReason.OtherFocusReason)
        top = heading.mapTo(self._page.content, heading.rect().topLeft()).y()
        self._page.verticalScrollBar().setValue(top - self._theme.sp(12))

    def _open(self, address: str) -> None:
        self._ask.open_link(self, address)

    def _shortcuts_of_pages(self) -> list[tuple[str, str]]:
        keys = wizard_keys()
        return [
            (self.tr("Next field, or the field before"), _named("Tab", "Shift+Tab")),
            (self.tr("Press a button"), _named("Enter", "Space")),
            (self.tr("Among choices of which one holds"), _named("Left", "Right")),
            (self.tr("Take a choice back, where none is a choice too"), _named("Del")),
            (self.tr("Back to where one was in the recipe"), _named(BACK)),
            (self.tr("To the recipe on one page"), _named("Esc")),
            (self.tr("Next place found in the recipe, or the one before"), _named("Enter", "Shift+Enter")),
            (self.tr("Next page of a reflection"), _named(keys.onward[0], keys.onward[-1])),
            (self.tr("The page before"), _named(*keys.back)),
            (self.tr("Skip a question"), _named(*keys.skip)),
            (self.tr("All pages of a reflection"), _named(*keys.all_pages)),
            (self.tr("Save a reflection for later"), _named(*keys.later)),
            (self.tr("Finish a note"), _named(*FINISH)),
            (self.tr("Between the list and the text of the journal"), _named("F6")),
            (self.tr("From an entry back to the list, or to where one came from"), _named("Esc")),
            (self.tr("Rows of a list, places of the growth picture"), _named("Up", "Down", "Home", "End")),
            (self.tr("Shown to a group: on, back"), _named("PgDown", "PgUp")),
            (self.tr("Shown to a group: the first, the last"), _named("Home", "End")),
            (self.tr("Shown to a group: larger, smaller"), _named("+", "-")),
            (self.tr("Shown to a group: easier words"), _named("E")),
            (self.tr("Shown to a group: black screen"), _named("B")),
            (self.tr("Bold, italic, link"), _named("Ctrl+B", "Ctrl+I", "Ctrl+K")),
            (self.tr("A list further in, further out"), _named("Ctrl+]", "Ctrl+[")),
        ]


def _named(*keys: str) -> str:
    """Keys as this system calls them."""
    return ", ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
