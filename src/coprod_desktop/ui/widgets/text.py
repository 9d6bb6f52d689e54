"""Words on a page: a label with a real line height and a readable width, and one that shortens."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextDocument,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from coprod_desktop.ui.names import plain_tip
from coprod_desktop.ui.theme.theme import Theme

_BREAK = "\u200b"
"""Put by the theme where a long word or path may break."""
_DRESSED = (QEvent.Type.FontChange, QEvent.Type.StyleChange)
_LONG = 500
"""Characters that are never narrower than the least width of a label."""


class RunOfText(Protocol):
    """A run of text with one look, as the content and the journal have it."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def bold(self) -> bool:
        """Whether they are bold."""

    @property
    def link(self) -> str | None:
        """Where they lead, if anywhere."""


def html_of(runs: Iterable[RunOfText]) -> str:
    """Rich text of a line of runs: bold words bold, links as links, and italics where runs can have them."""
    parts = []
    for run in runs:
        words = html.escape(run.text, quote=False).replace("\n", "<br>")
        if run.bold:
            words = f"<b>{words}</b>"
        if getattr(run, "italic", False) or getattr(run, "emphasis", False):
            words = f"<i>{words}</i>"
        if run.link:
            words = f'<a href="{html.escape(run.link)}">{words}</a>'
        parts.append(words)
    return "".join(parts)


class Text(QLabel):
    """A label in a role of type.

    Wrapped text has the role's line height and runs no wider than is comfortable to read; ``cap``
    lifts that limit. ``tone`` names a colour of text. Links are not followed by themselves:
    connect ``linkActivated``.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        *,
        rich: bool = False,
        cap: bool = True,
        wrap: bool = True,
        align: Qt.AlignmentFlag | None = None,
        weight: int | None = None,
        italic: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._heights: dict[int, int] = {}
        self._wanted: QFont | None = None
        super().__init__(parent)
        self._theme = theme
        self._plain, self._rich = text, rich
        self._role, self._cap = role, cap
        self._weight, self._italic = weight, italic
        self._hint: QSize | None = None
        self._is_named = False
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.RichText if wrap or rich else Qt.TextFormat.PlainText)
        middle = Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter
        self.setAlignment((align or Qt.AlignmentFlag.AlignLeft) | middle)
        self.setProperty("tone", tone)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
                | Qt.TextInteractionFlag.LinksAccessibleByMouse
                | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            )
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def words(self) -> str:
        """The text as it was given."""
        return self._plain

    def set_words(self, text: str, *, rich: bool = False) -> None:
        """Show other words. ``rich`` text is HTML; plain text may hold line breaks."""
        if (text, rich) != (self._plain, self._rich):
            self._plain, self._rich = text, rich
            self._render()

    def set_runs(self, runs: Iterable[RunOfText]) -> None:
        """Show a line of runs with its bold words and links."""
        self.set_words(html_of(runs), rich=True)

    def set_tone(self, tone: str) -> None:
        """Show the words in another colour of text."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)
            self._restyle()  # polishing gives a label the font back that it had when it was first shown

    def set_role(self, role: str) -> None:
        """Show the words in another role of type."""
        self._role = role
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy by key without the marks that let a long path break."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.hasSelectedText():
            QGuiApplication.clipboard().setText(self.selectedText().replace(_BREAK, ""))
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        self._wanted = self._theme.font(self._role, self._weight, self._italic)
        self.setFont(self._wanted)
        if self._cap and self.wordWrap():
            self.setMaximumWidth(self._theme.measure(self._role))
        self._render()

    def _render(self) -> None:
        self._hint = None
        self._heights.clear()
        if self.textFormat() == Qt.TextFormat.PlainText:
            self.setText(self._plain)
        else:
            shown = self._theme.html(self._plain, self._role, rich=self._rich)
            self.setText(shown)
            has_breaks = _BREAK in shown and not self._rich
            if has_breaks or self._is_named:  # a reader would stumble over the breaks
                self.setAccessibleName(self._plain if has_breaks else "")
                self._is_named = has_breaks
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """One line up to the readable width; QLabel would guess a square block."""
        if not self.wordWrap():
            return super().sizeHint()
        if self._hint is None:
            document = QTextDocument()
            document.setDefaultFont(self.font())
            document.setDocumentMargin(0)
            document.setHtml(self.text())
            width = min(math.ceil(document.idealWidth()) + 2, self.maximumWidth())
            self._hint = QSize(width, self.heightForWidth(width))
        return self._hint

    def heightForWidth(self, width: int) -> int:
        """The height at ``width``; layouts ask with the full width even where the label may not use it."""
        usable = min(width, self.maximumWidth())
        if usable not in self._heights:
            self._heights[usable] = super().heightForWidth(usable)
        return self._heights[usable]

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew after another font or style, and keep the font.

        A style sheet gives a label inside a card the font of the card, whenever it is polished.
        """
        super().changeEvent(event)
        self._heights.clear()
        self._hint = None
        if event.type() in _DRESSED and self._wanted is not None and self.font() != self._wanted:
            self.setFont(self._wanted)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for a word, so that a page can become narrow."""
        if self.wordWrap() and len(self._plain) > _LONG:
            return QSize(self._theme.tx(90), self._theme.tx(14))  # Qt would lay all of it out to tell as much
        hint = super().minimumSizeHint()
        if not self.wordWrap():
            return hint
        return QSize(min(self._theme.tx(90), hint.width()), self._theme.tx(14))


class Elided(QLabel):
    """One line, shortened with an ellipsis where it does not fit; the whole is its tool tip and its name."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._role = theme, role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_words(text)
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_words(self, text: str) -> None:
        """Show other words."""
        self.setText(text)
        self.setToolTip(plain_tip(text))

    def _restyle(self) -> None:
        self.setFont(self._theme.font(self._role))
        self.setMinimumWidth(self._theme.tx(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words, shortened to the width."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        words = self.fontMetrics().elidedText(
            self.text().replace("\n", " "), Qt.TextElideMode.ElideRight, self.width()
        )
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), flags, words)
