"""One line of the recipe as a button: picture, words, arrow. Painted in one piece, since a page has many."""

from __future__ import annotations

import html
import math

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextDocument,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from coprod_desktop.content.model import ItemKind, Line, text_of
from coprod_desktop.ui.reading_aloud.marking import marked_area
from coprod_desktop.ui.reading_aloud.readable import Span
from coprod_desktop.ui.recipe.finding import spans
from coprod_desktop.ui.recipe.words import marked_html
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.layouts import tall_as_needed
from coprod_desktop.ui.widgets.paint import Look, centre_pixmap, painting, rounded
from coprod_desktop.ui.widgets.pressing import pressed_by_enter

_TILE = 36
_CHEVRON = 18
_PAD_ACROSS = 8
_PAD_DOWN = 3
_GAP = 12
_HINT_WIDTH = 330
_LEAST_WORDS = 90


class RecipeRow(QAbstractButton):
    """A line of the recipe that leads to its page. ``above`` says where it stands, in a list of finds."""

    def __init__(
        self,
        theme: Theme,
        runs: Line,
        icon: str,
        kind: ItemKind | None = None,
        *,
        above: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._runs, self._icon, self._kind, self._above = theme, runs, icon, kind, above
        self._found = ""
        self._spoken: Span | None = None
        self._heights: dict[int, int] = {}
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self.setAccessibleName(". ".join(part for part in (above, text_of(runs)) if part))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        tall_as_needed(self)
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def line(self) -> Line:
        """The words as the recipe has them."""
        return self._runs

    def mark(self, found: str) -> bool:
        """Mark what matches ``found``; gives whether there is any."""
        if found != self._found:
            self._found = found
            self._restyle()
        return bool(spans(text_of(self._runs), found))

    @property
    def said(self) -> str:
        """See `SpokenPlace`."""
        return text_of(self._runs)

    def mark_spoken(self, span: Span | None) -> None:
        """See `SpokenPlace`."""
        self._spoken = span
        self._restyle()

    def spoken_area(self) -> QRect:
        """See `SpokenPlace`."""
        self._document.setTextWidth(max(20, self.width() - self._around_words()))
        place = QPointF(self._words_left(), (self.height() - self._document.size().height()) / 2)
        return marked_area(self._document).translated(place).toAlignedRect()

    def focus_radius(self) -> int:
        """The corner radius of the focus ring's inside."""
        return self._theme.r("tile")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter too."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        theme = self._theme
        words = theme.html(marked_html(theme, self._runs, self._found, self._spoken), "small", rich=True)
        if self._above:
            ink = theme.hex("textSecondary")
            above = f'<span style="color:{ink}">{html.escape(self._above)}</span>'
            words = theme.html(above, "small", rich=True) + words
        self._heights.clear()
        self._document.setDefaultFont(theme.font("small"))
        self._document.setHtml(words)
        self.updateGeometry()
        self.update()

    # ------------------------------------------------------------------ size
    def _around_words(self) -> int:
        theme = self._theme
        pictures = theme.tx(_TILE) + theme.tx(_CHEVRON)
        return pictures + 2 * theme.sp(_PAD_ACROSS) + 2 * theme.sp(_GAP)

    def hasHeightForWidth(self) -> bool:
        """Yes: words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for the wrapped words, and never less than a finger needs."""
        if width not in self._heights:  # layouts ask for the same widths again and again
            self._document.setTextWidth(max(20, width - self._around_words()))
            words = math.ceil(self._document.size().height())
            self._heights[width] = max(self._theme.tx(44), words + 2 * self._theme.sp(_PAD_DOWN))
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """A comfortable width."""
        width = self._theme.tx(_HINT_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Room for a long word."""
        return QSize(self._around_words() + self._theme.tx(_LEAST_WORDS), self._theme.tx(44))

    # ------------------------------------------------------------------ look
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tile, the words and the arrow, all on one middle line."""
        theme = self._theme
        with painting(self) as painter:
            hover = self.testAttribute(Qt.WidgetAttribute.WA_UnderMouse) or self.isDown()
            if hover:
                look = Look(theme.c("surfaceHover"), None, theme.c("text"))
                rounded(painter, QRectF(self.rect()), theme.r("tile"), look)
            middle = self.height() / 2
            self._paint_tile(painter, middle)
            chevron = theme.pix("chevron-right", "textSecondary", _CHEVRON)
            right = self.width() - theme.sp(_PAD_ACROSS) - theme.tx(_CHEVRON) / 2
            centre_pixmap(painter, chevron, QPointF(right, middle))
            self._paint_words(painter, middle)

    def _paint_tile(self, painter: QPainter, middle: float) -> None:
        theme, edge = self._theme, self._theme.tx(_TILE)
        fill, ink = {
            ItemKind.VALUE: ("ingredientTint", "onIngredientTint"),
            ItemKind.SKILL: ("methodTint", "onMethodTint"),
            None: ("surfaceSunken", "text"),
        }[self._kind]
        box = QRectF(theme.sp(_PAD_ACROSS), middle - edge / 2, edge, edge).adjusted(1, 1, -1, -1)
        line = theme.c("border") if theme.high_contrast else None
        radius = 4 if theme.high_contrast else theme.tx(_TILE * 0.27)
        rounded(painter, box, radius, Look(theme.c(fill), line, theme.c(ink), 2))
        centre_pixmap(painter, theme.pix(self._icon, ink, 20), box.center())

    def _words_left(self) -> int:
        return self._theme.sp(_PAD_ACROSS) + self._theme.tx(_TILE) + self._theme.sp(_GAP)

    def _paint_words(self, painter: QPainter, middle: float) -> None:
        theme = self._theme
        self._document.setTextWidth(max(20, self.width() - self._around_words()))
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, theme.c("text"))
        painter.translate(self._words_left(), middle - self._document.size().height() / 2)
        self._document.documentLayout().draw(painter, context)
