"""The editor of formatted text: what a person can do to words, by keys, buttons and Markdown typing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from coprod_desktop.domain import richtext
from coprod_desktop.domain.richtext import LIST_KINDS, MAX_DEPTH, Block, BlockKind, Document, Span
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets import editor_typing
from coprod_desktop.ui.widgets.paint import WRAP
from coprod_desktop.ui.widgets.richtext_document import (
    depth_of,
    format_of,
    insert,
    insert_spans,
    is_quote,
    kind_of,
    knit_lists,
    list_format,
    read,
    read_block,
    read_selection,
)
from coprod_desktop.ui.widgets.richtext_view import RichTextView, SealedDocument, at_end
from coprod_desktop.ui.widgets.wrapping import wrap_mode

_OWN_TYPE = "application/x-coprod-formatted-text"


@dataclass(frozen=True, slots=True)
class EditorState:
    """What stands at the cursor, for the buttons to show."""

    bold: bool
    italic: bool
    kind: BlockKind
    level: int
    quote: bool
    link: str | None


class RichTextEditor(RichTextView):
    """Formatted text that can be written.

    ``changed`` is emitted after every change of the words or their looks by a person, ``state_changed``
    with an `EditorState` when the cursor comes to stand on something else, ``link_wanted`` when the
    keys for a link are pressed. Tab moves the focus on; lists are nested with Ctrl+] and Ctrl+[.
    """

    changed = Signal()
    state_changed = Signal(object)
    link_wanted = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.setReadOnly(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextEditorInteraction)
        self.setUndoRedoEnabled(True)
        self.setAccessibleName(name)
        self._state: EditorState | None = None
        self._hint = ""
        self.textChanged.connect(self._tell_changed)
        self.cursorPositionChanged.connect(self._cursor_moved)
        self.currentCharFormatChanged.connect(self._look_changed)

    def set_hint(self, words: str) -> None:
        """Show words in the empty editor. They wrap, which Qt's own placeholder does not do reliably."""
        self._hint = words
        if words:
            self.setAccessibleDescription(words)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, or the hint where there is none yet."""
        super().paintEvent(event)
        if self._hint and self.document().isEmpty():
            painter = QPainter(self.viewport())
            painter.setFont(self.font())
            painter.setPen(self._theme.c("textSecondary"))
            painter.drawText(QRectF(self.viewport().rect()), WRAP, self._hint)
            painter.end()

    # ------------------------------------------------------------------ what stands at the cursor
    def state(self) -> EditorState:
        """What stands at the cursor."""
        cursor, look = self.textCursor(), self.currentCharFormat()
        block = cursor.block()
        kind = kind_of(block)
        level = block.blockFormat().headingLevel() if kind is BlockKind.HEADING else depth_of(block)
        bold = kind is BlockKind.HEADING or look.fontWeight() >= QFont.Weight.DemiBold
        return EditorState(bold, look.fontItalic(), kind, level, is_quote(block), look.anchorHref() or None)

    # ------------------------------------------------------------------ looks of words
    def toggle_bold(self) -> None:
        """Make the selection, or what is typed next, bold or plain. A heading stays as it is."""
        if kind_of(self.textCursor().block()) is BlockKind.HEADING:
            return
        look = QTextCharFormat()
        is_bold = self.currentCharFormat().fontWeight() >= QFont.Weight.DemiBold
        look.setFontWeight(QFont.Weight.Normal if is_bold else QFont.Weight.Bold)
        self.mergeCurrentCharFormat(look)

    def toggle_italic(self) -> None:
        """Make the selection, or what is typed next, italic or upright."""
        look = QTextCharFormat()
        look.setFontItalic(not self.currentCharFormat().fontItalic())
        self.mergeCurrentCharFormat(look)

    def set_link(self, address: str | None) -> bool:
        """Link the selection (or the word at the cursor, or the address itself), or remove its link.

        Returns False when the address is not one that may be opened.
        """
        if address is not None and richtext.safe_link(address) is None:
            return False
        cursor = self.textCursor()
        if not cursor.hasSelection():
            self._select_link_or_word(cursor)
        with self._one_step(cursor):
            if not cursor.hasSelection():
                if address is not None:
                    insert_spans(cursor, (Span(address, link=address),))
            else:
                _set_anchor(cursor, address)
        cursor.clearSelection()
        self.setTextCursor(cursor)
        return True

    def _select_link_or_word(self, cursor: QTextCursor) -> None:
        here = cursor.charFormat().anchorHref()
        if not here:
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
            return
        block, position = cursor.block(), cursor.position()
        iterator = block.begin()
        start = end = -1
        while not iterator.atEnd():
            fragment = iterator.fragment()
            last = fragment.position() + fragment.length()
            if fragment.charFormat().anchorHref() != here:
                if start >= 0 and position <= end:
                    break
                start = -1
            else:
                start = fragment.position() if start < 0 else start
                end = last
            iterator += 1
        if start >= 0:
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)

    # ------------------------------------------------------------------ kinds of blocks
    def set_heading(self, level: int) -> None:
        """Make the chosen blocks a heading of ``level`` 1 to 3, or plain text (0)."""
        kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
        self._set_blocks(lambda block: Block(kind, level=level, quote=block.quote))

    def toggle_list(self, kind: BlockKind) -> None:
        """Make the chosen blocks a list of ``kind``; if they are one already, plain text."""
        chosen = [read_block(cursor.block()) for cursor in self._chosen()]
        if all(block.kind is kind for block in chosen):
            self._set_blocks(lambda block: Block(quote=block.quote))
        else:
            self._set_blocks(lambda block: Block(kind, level=max(1, _depth(block)), quote=block.quote))

    def toggle_quote(self) -> None:
        """Quote the chosen blocks, or stop quoting them."""
        quote = not all(is_quote(cursor.block()) for cursor in self._chosen())
        self._set_blocks(lambda block: Block(block.kind, level=block.level, quote=quote))

    def indent(self) -> None:
        """Put the chosen items of a list one deeper."""
        self._shift(1)

    def outdent(self) -> None:
        """Put the chosen items of a list one further out; the outermost become plain text."""
        self._shift(-1)

    def _shift(self, step: int) -> None:
        def shifted(block: Block) -> Block:
            depth = _depth(block)
            if not depth or depth + step > MAX_DEPTH:
                return block
            if depth + step < 1:
                return Block(quote=block.quote)
            return Block(block.kind, level=depth + step, quote=block.quote)

        self._set_blocks(shifted)

    def _chosen(self) -> Iterator[QTextCursor]:
        """A cursor in each block that the selection touches."""
        cursor = self.textCursor()
        last = (
            self.document().findBlock(max(cursor.selectionStart(), cursor.selectionEnd() - 1)).blockNumber()
        )
        block = self.document().findBlock(cursor.selectionStart())
        while block.isValid() and block.blockNumber() <= last:
            yield QTextCursor(block)
            block = block.next()

    def _set_blocks(self, wanted: Callable[[Block], Block]) -> None:
        cursor = self.textCursor()
        with self._one_step(cursor):
            for place in self._chosen():
                self._set_block(place, wanted(read_block(place.block())))
            knit_lists(self.document())
        self._cursor_moved()

    def _set_block(self, place: QTextCursor, wanted: Block) -> None:
        text_list = place.block().textList()
        if text_list is not None:
            text_list.remove(place.block())
        place.setBlockFormat(format_of(wanted, self._theme, self._role))
        if wanted.kind in LIST_KINDS:
            place.createList(list_format(wanted.kind, wanted.level))

    @contextmanager
    def _one_step(self, cursor: QTextCursor) -> Iterator[None]:
        """What happens inside is undone in one step."""
        cursor.beginEditBlock()
        try:
            yield
        finally:
            cursor.endEditBlock()

    # ------------------------------------------------------------------ pasting and copying
    def insert_document(self, content: Document) -> None:
        """Put formatted text in at the cursor, in place of the selection."""
        cursor = self.textCursor()
        mode = wrap_mode(*(block.text for block in content))
        if mode is QTextOption.WrapMode.WrapAnywhere:
            self.setWordWrapMode(mode)
        with self._one_step(cursor):
            cursor.removeSelectedText()
            first_is_plain = bool(content) and content[0].kind is BlockKind.PARAGRAPH and not content[0].quote
            if first_is_plain:
                insert_spans(cursor, content[0].spans)
                content = content[1:]
            if content:
                if first_is_plain or cursor.block().length() > 1:
                    cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
                insert(cursor, content, self._theme, self._role)
        self.setTextCursor(cursor)

    def append_paragraph(self, content: Document) -> None:
        """Add blocks at the end, with an empty paragraph after them to write in, and go there."""
        cursor = at_end(self.textCursor())
        with self._one_step(cursor):
            if cursor.block().length() > 1:
                cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
            insert(cursor, (*content, Block()), self._theme, self._role)
        self.setTextCursor(cursor)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words can be pasted; pictures and files cannot."""
        return source.hasText() or source.hasHtml() or source.hasFormat(_OWN_TYPE)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste what the tree can say, and nothing else."""
        self.insert_document(_pasted(source))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy as words, with their looks for this and other programs."""
        chosen = read_selection(self.textCursor())
        data = QMimeData()
        data.setText(richtext.plain(chosen))
        data.setHtml(self.textCursor().selection().toHtml())
        data.setData(_OWN_TYPE, richtext.serialise(chosen).encode())
        return data

    # ------------------------------------------------------------------ keys
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the keys mean here; everything else is Qt's."""
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
            return
        if self._command(event) or editor_typing.before(self, event):
            event.accept()
            return
        self._leave_link()
        super().keyPressEvent(event)
        editor_typing.after(self, event)

    def _command(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Bold):
            self.toggle_bold()
        elif event.matches(QKeySequence.StandardKey.Italic):
            self.toggle_italic()
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            commands = {
                Qt.Key.Key_K: self.link_wanted.emit,
                Qt.Key.Key_BracketRight: self.indent,
                Qt.Key.Key_BracketLeft: self.outdent,
            }
            command = commands.get(Qt.Key(event.key()))
            if command is None:
                return False
            command()
        else:
            return False
        return True

    def _leave_link(self) -> None:
        """What is typed behind a link is not part of it."""
        cursor = self.textCursor()
        here = self.currentCharFormat().anchorHref()
        if not here or cursor.hasSelection():
            return
        beyond = QTextCursor(cursor)
        inside = beyond.movePosition(QTextCursor.MoveOperation.NextCharacter) and not beyond.atBlockStart()
        if not inside or beyond.charFormat().anchorHref() != here:
            look = self.currentCharFormat()
            look.clearProperty(QTextCharFormat.Property.IsAnchor)
            look.clearProperty(QTextCharFormat.Property.AnchorHref)
            self.setCurrentCharFormat(look)

    # ------------------------------------------------------------------ telling
    def _tell_changed(self) -> None:
        if not self._busy:
            self.changed.emit()
            self.keep_cursor_in_sight()

    def _cursor_moved(self) -> None:
        if self._busy:
            return
        self._tell_state()
        self.keep_cursor_in_sight()

    def _look_changed(self, _look: QTextCharFormat) -> None:
        self._tell_state()

    def _tell_state(self) -> None:
        state = self.state()
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)


class RichTextField(RichTextEditor):
    """A field for formatted text without buttons: it grows, and knows lists and Markdown typing.

    ``lines`` is how many lines it shows at least.
    """

    def __init__(
        self, theme: Theme, name: str = "", *, lines: int = 3, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, parent)
        self._role = "body"
        self.setProperty("kind", "field")
        self.set_hint(hint)
        self._restyle()
        self.set_least_lines(lines)


def _depth(block: Block) -> int:
    return block.level if block.kind in LIST_KINDS else 0


def _set_anchor(cursor: QTextCursor, address: str | None) -> None:
    look = QTextCharFormat()
    look.setAnchor(address is not None)
    look.setAnchorHref(address or "")
    cursor.mergeCharFormat(look)


def _pasted(source: QMimeData) -> Document:
    if source.hasFormat(_OWN_TYPE):
        return richtext.parse(bytes(source.data(_OWN_TYPE).data()).decode("utf-8", "replace"))
    if source.hasHtml():
        page = SealedDocument()
        page.setHtml(source.html())
        return read(page)
    return richtext.from_plain(source.text())
