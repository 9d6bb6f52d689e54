"""Paints the rows of the list: day, weekday, the whole title, two lines of what was written, the type."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coprod_desktop.domain.entries import EntryRow
from coprod_desktop.ui.journal.rows import ROW, EntryRows
from coprod_desktop.ui.journal.words import (
    ICONS,
    Marked,
    month_of,
    not_finished,
    number_of,
    title_of,
    to_talk_about,
    type_of,
    unmark,
    weekday_of,
)
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.paint import Look, rounded
from coprod_desktop.ui.widgets.richtext_document import utf16_places

Index = QModelIndex | QPersistentModelIndex
_EXCERPT_LINES = 2
_HEIGHTS_KEPT = 5000


@dataclass(frozen=True, slots=True)
class _Inks:
    """The colours of one row: of its words, of the quieter ones, and of a hit."""

    strong: QColor
    quiet: QColor
    hit: QColor
    hit_ink: QColor


class RowPainter(QStyledItemDelegate):
    """Draws one list. Heights are measured once for each row and width."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._height_of = lru_cache(_HEIGHTS_KEPT)(self._measure)
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """Forget what was measured, after the text size or the typeface changed, or on locking."""
        self._height_of.cache_clear()

    # ------------------------------------------------------------------ size
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of a row at the width of the list."""
        row = index.data(ROW)
        width = self._view.viewport().width()
        if not isinstance(row, EntryRow):
            top = 18 if index.row() else 4
            return QSize(width, self._theme.tx(26) + self._theme.sp(top))
        return QSize(width, self._height_of(row, width, self._is_search(index)))

    def _measure(self, row: EntryRow, width: int, is_search: bool) -> int:
        theme, room = self._theme, self._room(width)
        title = _laid_out(unmark(title_of(row)), theme.font("label"), room, None)
        excerpt = _laid_out(unmark(row.excerpt), theme.font("small"), room, None, _EXCERPT_LINES)
        high = title.lineCount() * self._line("label") + excerpt.lineCount() * self._line("small")
        high += theme.sp(2) + theme.sp(4)
        for _, words in self._notes(row, is_search):
            note = _laid_out(Marked(words), theme.font("small"), room - self._icon_room(), None)
            high += note.lineCount() * self._line("small")
        return max(high, self._least()) + 2 * theme.sp(12)

    def _least(self) -> int:
        return math.ceil(self._line("h2") + self._line("small"))

    def _line(self, role: str) -> int:
        font = self._theme.font(role)
        return math.ceil(QFontMetricsF(font).lineSpacing() * self._theme.line_percent(role) / 100)

    def _room(self, width: int) -> int:
        theme = self._theme
        return max(theme.tx(80), width - 2 * theme.sp(6) - 2 * theme.sp(12) - theme.tx(48) - theme.sp(10))

    def _icon_room(self) -> int:
        return self._theme.tx(16) + self._theme.sp(6)

    @staticmethod
    def _is_search(index: Index) -> bool:
        model = index.model()
        return isinstance(model, EntryRows) and model.wanted.is_search

    @staticmethod
    def _notes(row: EntryRow, is_search: bool) -> list[tuple[str, str]]:
        """The lines below the words, each with its icon."""
        kind = type_of(row.kind, row.question_set)
        if is_search:
            kind = f"{kind} · {month_of(row.event)}"
        notes = [(ICONS[row.kind], kind)]
        if row.is_draft:
            notes.append(("bookmark", not_finished()))
        if row.to_talk_about:
            notes.append(("messages-square", to_talk_about()))
        if row.tags:
            notes.append(("tag", " · ".join(row.tags)))
        return notes

    # ------------------------------------------------------------------ look
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a month or an entry."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        row = index.data(ROW)
        if isinstance(row, EntryRow):
            self._paint_entry(painter, rect, option, row, is_search=self._is_search(index))
        else:
            theme = self._theme
            painter.setFont(theme.font("smallStrong"))
            painter.setPen(theme.c("textSecondary"))
            box = rect.adjusted(theme.sp(16), 0, 0, -theme.sp(4))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            painter.drawText(box, flags, str(index.data(Qt.ItemDataRole.DisplayRole)))
        painter.restore()

    def _paint_entry(
        self,
        painter: QPainter,
        rect: QRectF,
        option: QStyleOptionViewItem,
        row: EntryRow,
        *,
        is_search: bool,
    ) -> None:
        theme = self._theme
        box = rect.adjusted(theme.sp(6), 1, -theme.sp(6), -1)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        self._paint_box(painter, box, chosen=chosen, hover=bool(state & QStyle.StateFlag.State_MouseOver))
        inks = self._inks(chosen=chosen)
        left, top, day = box.left() + theme.sp(12), rect.top() + theme.sp(12), theme.tx(48)
        self._paint_day(painter, QPointF(left, top), row, inks)
        x, room = left + day + theme.sp(10), self._room(round(rect.width()))
        for role, words, lines, ink in (
            ("label", title_of(row), 0, inks.strong),
            ("small", row.excerpt, _EXCERPT_LINES, inks.quiet),
        ):
            layout = _laid_out(unmark(words), theme.font(role), room, inks, lines)
            top = self._draw(painter, layout, QPointF(x, top), role, ink) + theme.sp(2)
        top += theme.sp(2)
        for icon, words in self._notes(row, is_search):
            pixmap = theme.pix(icon, inks.quiet.name(), 16)
            painter.drawPixmap(QPointF(x, top + (self._line("small") - theme.tx(16)) / 2), pixmap)
            layout = _laid_out(Marked(words), theme.font("small"), room - self._icon_room(), inks)
            top = self._draw(painter, layout, QPointF(x + self._icon_room(), top), "small", inks.quiet)

    def _inks(self, *, chosen: bool) -> _Inks:
        theme = self._theme
        strong = theme.c("onSelected" if chosen and not theme.high_contrast else "text")
        quiet = strong if chosen else theme.c("textSecondary")
        return _Inks(strong, quiet, theme.c("highlightTint"), theme.c("onHighlightTint"))

    def _paint_box(self, painter: QPainter, box: QRectF, *, chosen: bool, hover: bool) -> None:
        theme, radius = self._theme, self._theme.r("control")
        if not chosen and not hover:
            return
        if not chosen:
            rounded(painter, box, radius, Look(theme.c("surfaceHover"), None, theme.c("text")))
            return
        fill = theme.c("surface" if theme.high_contrast else "selected")
        edge = theme.c("primary") if theme.high_contrast else None
        path = rounded(painter, box, radius, Look(fill, edge, theme.c("text"), 2))
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(QRectF(box.left(), box.top(), theme.tx(5), box.height()), theme.c("primary"))
        painter.restore()

    def _paint_day(self, painter: QPainter, at: QPointF, row: EntryRow, inks: _Inks) -> None:
        theme = self._theme
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        role = "h3" if row.event.is_month else "h2"
        painter.setFont(theme.font(role))
        painter.setPen(inks.strong)
        high = QFontMetricsF(theme.font(role)).height()
        up = theme.tx(4)
        painter.drawText(QRectF(at.x(), at.y() - up, theme.tx(48), high), middle, number_of(row.event))
        painter.setFont(theme.font("small"))
        painter.setPen(inks.quiet)
        below = QRectF(at.x(), at.y() + high - up, theme.tx(48), self._line("small"))
        painter.drawText(below, middle, weekday_of(row.event))

    def _draw(self, painter: QPainter, layout: QTextLayout, at: QPointF, role: str, ink: QColor) -> float:
        """Draw laid-out words; gives the height below them."""
        painter.setPen(QPen(ink))
        step, top = self._line(role), at.y()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            line.setPosition(QPointF(0, number * step + (step - line.height()) / 2))
        layout.draw(painter, at)
        return top + layout.lineCount() * step


def _laid_out(words: Marked, font: QFont, room: int, inks: _Inks | None, lines: int = 0) -> QTextLayout:
    """Words broken into lines; after ``lines`` of them (0: all) the rest becomes an ellipsis."""
    layout = _break(words, font, room, inks)
    if not lines or layout.lineCount() <= lines:
        return layout
    last = layout.lineAt(lines - 1)
    raw = words.text.encode("utf-16-le", "surrogatepass")
    kept = raw[: 2 * last.textStart()].decode("utf-16-le", "surrogatepass")
    rest = raw[2 * last.textStart() :].decode("utf-16-le", "surrogatepass").replace("\n", " ")
    end = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, room)
    length = len(kept) + max(0, len(end) - 1)
    places = tuple((start, min(stop, length)) for start, stop in words.places if start < length)
    return _break(Marked(kept + end, places), font, room, inks)


def _break(words: Marked, font: QFont, room: int, inks: _Inks | None) -> QTextLayout:
    layout = QTextLayout(words.text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    if inks is not None and words.places:
        layout.setFormats(_hits(words, inks))
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
    layout.endLayout()
    return layout


def _hits(words: Marked, inks: _Inks) -> list[QTextLayout.FormatRange]:
    look = QTextCharFormat()
    look.setBackground(inks.hit)
    look.setForeground(inks.hit_ink)
    look.setFontUnderline(True)
    ranges = []
    units = utf16_places(words.text)
    for start, stop in words.places:
        one = QTextLayout.FormatRange()
        one.start = units[start]
        one.length = units[stop] - units[start]
        one.format = look
        ranges.append(one)
    return ranges
