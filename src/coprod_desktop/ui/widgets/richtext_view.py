"""Formatted text on a page: as tall as its words, restyled with the theme, and never fetching anything."""

from __future__ import annotations

import math

from PySide6.QtCore import QRect, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QTextEdit, QWidget

from coprod_desktop.domain import richtext
from coprod_desktop.domain.richtext import Document
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.richtext_document import (
    LookPainter,
    fill,
    is_quote,
    no_margin,
    read,
    style,
)
from coprod_desktop.ui.widgets.wrapping import wrapping

_PAGE_KEYS = (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Space)


class SealedDocument(QTextDocument):
    """A document that loads nothing: no picture, no style sheet, from neither disk nor network."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Give nothing, whatever is asked for."""
        return None


class RichTextView(QTextEdit):
    """Formatted text that grows with its words; the page around it scrolls.

    Read-only until a subclass says otherwise. ``link_chosen`` carries the address of a link.
    """

    link_chosen = Signal(object)

    def __init__(self, theme: Theme, role: str = "reading", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._role = theme, role
        self._least_lines = 1
        self._busy = self._measured = False
        self.setDocument(SealedDocument(self))
        no_margin(self.document())
        self._looks = LookPainter(self.document(), theme)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "page")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme.changed.connect(self._restyle)
        self.setFont(theme.font(role))
        fill(self.document(), (), theme, role)
        self._fit()

    # ------------------------------------------------------------------ words
    def set_content(self, content: Document) -> None:
        """Show a document."""
        self._busy = True
        with wrapping(self, *(block.text for block in content)):
            fill(self.document(), content, self._theme, self._role)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._busy = False
        self._fit()

    def content(self) -> Document:
        """What is shown, in the normal form."""
        return read(self.document())

    def set_markdown(self, markdown: str) -> None:
        """Show stored Markdown."""
        self.set_content(richtext.parse(markdown))

    def markdown(self) -> str:
        """What is shown, as it is stored."""
        return richtext.serialise(self.content())

    def plain_text(self) -> str:
        """The words alone, one line a block."""
        return richtext.plain(self.content())

    def mark_words(self, words: str) -> None:
        """Mark where the searched words stand; no words mark nothing."""
        self._looks.mark_words(words)

    def wipe(self) -> None:
        """Forget the words and everything that could be undone."""
        self._looks.mark_words("")
        self.set_content(())
        self.document().clearUndoRedoStacks()

    # ------------------------------------------------------------------ size
    def keep_to_measure(self) -> None:
        """Run no wider than is comfortable to read."""
        self._measured = True
        self.setMaximumWidth(self._theme.measure(self._role))

    def set_least_lines(self, lines: int) -> None:
        """Stay at least as tall as so many lines."""
        self._least_lines = lines
        self._fit()

    def focus_rect(self) -> QRect:
        """Where the focus ring stands: a little outside of words that have no frame of their own."""
        if self.property("kind") != "page":
            return self.rect()
        return self.rect().adjusted(-8, -6, 8, 6)

    def _frame(self) -> int:
        """The height of what is around the text: padding and border."""
        return self.height() - self.viewport().height()

    def _fit(self, _size: object = None) -> None:
        line = self._theme.font(self._role).pixelSize() * 1.5
        words = math.ceil(self.document().documentLayout().documentSize().height())
        wanted = max(words, round(line * self._least_lines)) + max(0, self._frame())
        if wanted != self.height() or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again: before it was first shown, the room around the words was not known."""
        super().resizeEvent(event)
        self._fit()

    def _restyle(self) -> None:
        self._busy = True
        if self._measured:
            self.keep_to_measure()
        undoable = self.document().isUndoAvailable()
        self.setFont(self._theme.font(self._role))
        # Without a step to join, the new margins must not become one of their own.
        self.document().setUndoRedoEnabled(undoable)
        style(self.document(), self._theme, self._role)
        self.document().setUndoRedoEnabled(not self.isReadOnly())
        self._looks.rehighlight()
        self._busy = False
        self._fit()
        self.viewport().update()

    # ------------------------------------------------------------------ Qt
    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Give nothing, whatever is asked for."""
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """In text that is only read, leave whole pages to the page around it, and keep the caret in view."""
        if self.isReadOnly() and event.key() in _PAGE_KEYS:
            event.ignore()
            return
        super().keyPressEvent(event)
        if self.isReadOnly():
            self.keep_cursor_in_sight()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: there is nothing to scroll here, and no zoom of its own."""
        event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a link in text that is only read."""
        super().mouseReleaseEvent(event)
        address = self.anchorAt(event.position().toPoint())
        if self.isReadOnly() and address and not self.textCursor().hasSelection():
            self.link_chosen.emit(address)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Drop the selection of read-only text when the focus moves on, as labels do."""
        super().focusOutEvent(event)
        if self.isReadOnly() and event.reason() != Qt.FocusReason.PopupFocusReason:
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a bar beside quotes, then the text."""
        painter = QPainter(self.viewport())
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        layout = self.document().documentLayout()
        block = self.cursorForPosition(event.rect().topLeft()).block()
        while block.isValid():
            box = layout.blockBoundingRect(block)
            if box.top() > event.rect().bottom() + self.verticalScrollBar().value():
                break
            if is_quote(block):
                more = self._theme.sp(12) if is_quote(block.next()) else 0
                bar = QRectF(0, box.top(), self._theme.tx(4), box.height() + more)
                painter.fillRect(bar, self._theme.c("highlight"))
            block = block.next()
        painter.end()
        super().paintEvent(event)

    def keep_cursor_in_sight(self) -> None:
        """Scroll whatever is around this field so that the cursor's line can be seen."""
        if not self.hasFocus():
            return
        rect = self.cursorRect()
        around = self.parentWidget()
        while around is not None:
            page = around.widget() if isinstance(around, QScrollArea) else None
            if isinstance(around, QScrollArea) and page is not None:
                centre = self.viewport().mapTo(page, rect.center())
                around.ensureVisible(centre.x(), centre.y(), 0, rect.height() + self._theme.tx(24))
            around = around.parentWidget()


def at_end(cursor: QTextCursor) -> QTextCursor:
    """The cursor, moved to the end of its document."""
    cursor.movePosition(QTextCursor.MoveOperation.End)
    return cursor
