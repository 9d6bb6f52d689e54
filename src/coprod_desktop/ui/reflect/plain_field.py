"""A field for a few lines of plain text: it grows with them, and knows no looks."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTextEdit

from coprod_desktop.domain import richtext
from coprod_desktop.ui.widgets.editor import RichTextField


class PlainField(RichTextField):
    """What is kept as plain text is written as plain text: a star stays a star."""

    def set_text(self, text: str) -> None:
        """Show other words, without ``changed``."""
        self.set_content(richtext.from_plain(text))

    def text(self) -> str:
        """The words, one line a paragraph."""
        return self.plain_text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type what is typed."""
        QTextEdit.keyPressEvent(self, event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste the words alone."""
        self.insert_document(richtext.from_plain(source.text()))
