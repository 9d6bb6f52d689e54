"""Words as large as the room allows, and never cut."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QResizeEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from coprod_desktop.ui.theme.theme import Theme

SIZES: Final = (14, 16, 18, 20, 22, 24, 28, 32, 36, 40, 46, 54, 62, 72, 84, 98, 114, 132)
"""Heights of letters in pixels, at 100 % text."""
NO_RING: Final = QRect(-9999, -9999, 1, 1)
"""Out of the window: where the focus ring is not seen."""
_USUAL: Final = SIZES.index(62)


_WHOLE_WORDS: Final = QTextOption()
_WHOLE_WORDS.setWrapMode(QTextOption.WrapMode.WordWrap)
"""As a label does it. Left to itself, a document would break a word that is too long for its line."""


class BigWords(QLabel):
    """Rich text, shrunk until it fits. It takes the focus, so that keys reach the page around."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wanted = _USUAL
        self._used = _USUAL
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setProperty("tone", "text")
        theme.changed.connect(self.fit)

    def show_words(self, html: str, plain: str) -> None:
        """Show other words; ``plain`` is what a screen reader says."""
        self.setText(html)
        self.setAccessibleName(plain)
        self.fit()

    def grow(self, by: int) -> None:
        """Larger (1) or smaller (-1) than what is seen now; the words stay within the room."""
        self._wanted = min(len(SIZES) - 1, max(0, self._used + by))
        self.fit()

    @property
    def can_grow(self) -> bool:
        """Whether there is room for a larger size."""
        return self._used + 1 < len(SIZES) and self._fits(self._used + 1)

    @property
    def can_shrink(self) -> bool:
        """Whether there is a smaller size."""
        return self._used > 0

    @property
    def pixels(self) -> int:
        """The size that is seen."""
        return self.font().pixelSize()

    def fit(self) -> None:
        """Take the largest size up to the wanted one at which every word has its place."""
        self._used = next((at for at in range(self._wanted, -1, -1) if self._fits(at)), 0)
        self.setFont(self._font(self._used))
        self.update()

    def _font(self, at: int) -> QFont:
        font = self._theme.font("question")
        font.setPixelSize(self._theme.tx(SIZES[at]))
        return font

    def _fits(self, at: int) -> bool:
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(self._font(at))
        document.setDefaultTextOption(_WHOLE_WORDS)
        document.setHtml(self.text())
        room = self.contentsRect().size()
        document.setTextWidth(room.width())
        return document.size().height() <= room.height() and self._longest(document) <= room.width()

    @staticmethod
    def _longest(document: QTextDocument) -> int:
        """The width of the longest word: wrapping cannot make it shorter."""
        document.setTextWidth(1)
        return math.ceil(document.size().width())

    def focus_rect(self) -> QRect:
        """Nowhere: a ring around the words of a whole screen would be in the way of reading them."""
        return NO_RING

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit to the new room."""
        super().resizeEvent(event)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        """Small: the words follow the room, and not the other way round."""
        return QSize(self._theme.tx(160), self._theme.tx(90))

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return self.minimumSizeHint()
