"""The title of a note: one paragraph that wraps and is never cut; Enter goes on to the text."""

from __future__ import annotations

import math

from PySide6.QtCore import QMimeData, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from coprod_desktop.domain.shortening import LONGEST_IN_A_LIST
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.fields import too_long
from coprod_desktop.ui.widgets.wrapping import wrapping


class TitleField(QTextEdit):
    """``changed`` comes when a person types, ``entered`` on Enter.

    ``left_out`` carries a sentence when more was typed or pasted than a title holds, and an empty one when
    it fits again. A longer one from the journal is shown whole.
    """

    changed = Signal()
    left_out = Signal(object)
    entered = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._busy = False
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setProperty("kind", "page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._tell)
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def title(self) -> str:
        """What was typed, on one line."""
        return " ".join(self.toPlainText().split())

    def set_title(self, title: str) -> None:
        """Show a title, without ``changed``."""
        self._busy = True
        with wrapping(self, title):
            self.setPlainText(title)
        self.document().clearUndoRedoStacks()
        self._busy = False

    def focus_rect(self) -> QRect:
        """Where the focus ring stands: a little outside of the words."""
        return self.rect().adjusted(-8, -4, 8, 4)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only, on one line."""
        words = " ".join(source.text().split())
        room = self._room()
        if len(words) > room:
            words = words[:room]
            self.left_out.emit(too_long(LONGEST_IN_A_LIST))
        self.textCursor().insertText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the text on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        elif event.text().isprintable() and event.text() and not self._room():
            self.left_out.emit(too_long(LONGEST_IN_A_LIST))
        else:
            super().keyPressEvent(event)

    def _room(self) -> int:
        """How many letters can be typed or pasted in the place of what is selected."""
        kept = len(self.toPlainText()) - len(self.textCursor().selectedText())
        return max(0, LONGEST_IN_A_LIST - kept)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the title with a line below it."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        width = 2
        bottom = self.viewport().height() - width
        painter.fillRect(0, bottom, self.viewport().width(), width, self._theme.c("border"))
        painter.end()

    def _tell(self) -> None:
        if not self._busy:
            self.changed.emit()
            if len(self.toPlainText()) < LONGEST_IN_A_LIST:
                self.left_out.emit("")

    def _fit(self, _size: object = None) -> None:
        least = math.ceil(self._theme.font("h1").pixelSize() * 1.3)
        words = math.ceil(self.document().documentLayout().documentSize().height())
        self.setFixedHeight(max(least, words) + self._theme.sp(10))

    def _restyle(self) -> None:
        font = self._theme.font("h1")
        self.setFont(font)
        self.viewport().setFont(font)  # the placeholder is drawn with it
        self.document().setDefaultFont(font)
        self._fit()
