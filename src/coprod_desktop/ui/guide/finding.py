"""Finding words in the guide: from one piece of it that holds them to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint

from coprod_desktop.ui.recipe.find_bar import FindBar
from coprod_desktop.ui.recipe.finding import spans
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the page as they are shown; ``before`` is how many characters stand before them."""

    text: Text
    words: str
    before: int = 0


class GuideFinding(QObject):
    """Looks through the pieces of a page, marks what is found, and has it read out."""

    def __init__(self, theme: Theme, page: Page, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._page = theme, page
        name = self.tr("Find in the guide")
        self.bar = FindBar(theme, name=name, nothing=self.tr("Not in the guide. Try fewer words."))
        self.bar.hide()
        self._pieces: tuple[Piece, ...] = ()
        self._found: list[Piece] = []
        self._at = 0
        self.bar.changed.connect(self._look)
        self.bar.next_wanted.connect(self.to_next)
        self.bar.previous_wanted.connect(self.to_previous)

    def look_through(self, pieces: Sequence[Piece]) -> None:
        """The page shows other words."""
        self._pieces, self._found, self._at = tuple(pieces), [], 0
        self.bar.hide()

    def to_next(self) -> None:
        """Go to the next place."""
        self._go(1)

    def to_previous(self) -> None:
        """Go to the place before."""
        self._go(-1)

    def stop(self) -> Text | None:
        """Put the bar away; gives what was found last, where one reads on."""
        self.bar.hide()
        there = self._found[self._at - 1].text if self._found and self._at else None
        self._unmark()
        return there

    def _look(self, words: str) -> None:
        self._unmark()
        self._found = [piece for piece in self._pieces if spans(piece.words, words)]
        self._at = 0
        self.bar.show_count(0, len(self._found))

    def _go(self, step: int) -> None:
        if not self._found:
            return
        self._unmark()
        count = len(self._found)
        self._at = (self._at - 1 + step) % count + 1 if self._at else (1 if step > 0 else count)
        piece = self._found[self._at - 1]
        start, end = spans(piece.words, self.bar.words)[0]
        piece.text.setSelection(piece.before + start, end - start)
        top = piece.text.mapTo(self._page.content, QPoint(0, 0)).y()
        self._page.verticalScrollBar().setValue(top - self._theme.sp(40))
        self.bar.show_count(self._at, count)
        announce(piece.text, piece.words)

    def _unmark(self) -> None:
        for piece in self._found:
            if piece.text.hasSelectedText():
                piece.text.setSelection(0, 0)
