"""How a sentence that is being read is marked, and a label that can be marked."""

from __future__ import annotations

import html
from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QLabel, QWidget

from coprod_desktop.ui.reading_aloud.readable import Span
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.text import Text


def mark_style(theme: Theme) -> str:
    """The style of words on the highlight colour."""
    ink = theme.hex("text" if theme.name == "light" else "canvas")
    return f"background-color:{theme.hex('highlight')}; color:{ink}"


def marked_area(document: QTextDocument) -> QRectF:
    """Where the words with a background stand in a document; empty if there are none."""
    document.size()  # has it laid out: without that there are no lines
    area = QRectF()
    block = document.begin()
    while block.isValid():
        area = area.united(_marked_in(block))
        block = block.next()
    return area


def label_area(label: QLabel) -> QRect:
    """Where the marked words of a label stand: laid out as the label itself does it."""
    document = QTextDocument()
    document.setDefaultFont(label.font())
    document.setDocumentMargin(0)
    document.setHtml(label.text())
    document.setTextWidth(label.contentsRect().width())
    return marked_area(document).toAlignedRect().intersected(label.rect())


def _marked_in(block: QTextBlock) -> QRectF:
    layout, area = block.layout(), QRectF()
    for piece in block.textFormats():
        if piece.format.background().style() == Qt.BrushStyle.NoBrush:
            continue
        for place in (piece.start, piece.start + piece.length - 1):
            line = layout.lineForTextPosition(place)
            if line.isValid():
                area = area.united(line.naturalTextRect().translated(layout.position()))
    return area


class ReadableText(Text):
    """A label whose words can be read aloud. See `SpokenPlace`."""

    reworded = Signal()
    """It shows other words: what was being read here is gone."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        *,
        cap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        self._said = text
        self._spoken: Span | None = None
        super().__init__(theme, text, role, tone, cap=cap, parent=parent)
        theme.changed.connect(self._mark_again)

    @property
    def words(self) -> str:
        """The words, marked or not."""
        return self._said

    @property
    def said(self) -> str:
        """See `SpokenPlace`."""
        return self._said

    def set_words(self, text: str, **more: Any) -> None:
        """Show other words, without a mark."""
        self._said, self._spoken = text, None
        super().set_words(text, **more)
        self.reworded.emit()

    def mark_spoken(self, span: Span | None) -> None:
        """See `SpokenPlace`."""
        self._spoken = span
        if span is None:
            super().set_words(self._said)
            return
        before, now, after = (
            html.escape(part, quote=False)
            for part in (self._said[: span[0]], self._said[slice(*span)], self._said[span[1] :])
        )
        marked = f'{before}<span style="{mark_style(self._theme)}">{now}</span>{after}'
        super().set_words(marked, rich=True)

    def spoken_area(self) -> QRect:
        """See `SpokenPlace`."""
        return label_area(self)

    def _mark_again(self) -> None:
        if self._spoken is not None:
            self.mark_spoken(self._spoken)
