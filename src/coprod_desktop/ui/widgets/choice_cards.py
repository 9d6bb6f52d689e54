"""Choices drawn as cards: a row that is one check box, a colour set with its picture."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QRadioButton, QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.indicator import Shape, draw_indicator, hovered
from coprod_desktop.ui.widgets.layouts import tall_as_needed
from coprod_desktop.ui.widgets.one_of import pass_to_chosen
from coprod_desktop.ui.widgets.paint import WRAP, Look, painting, rounded, wrapped_size


class CheckCard(QCheckBox):
    """A whole row that is one check box: box, a lead (a date), a title, a note. Its name is all its words."""

    def __init__(
        self, theme: Theme, title: str, note: str = "", lead: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._title, self._note, self._lead = theme, title, note, lead
        self.setAccessibleName(" ".join(part for part in (lead, f"{title}.", note) if part))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        tall_as_needed(self)
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def focus_radius(self) -> int:
        """The corner radius of the focus ring's inside."""
        return self._theme.r("control")

    def _lead_room(self) -> int:
        if not self._lead:
            return 0
        metrics = QFontMetricsF(self._theme.font("body"))
        return max(self._theme.tx(64), math.ceil(metrics.horizontalAdvance(self._lead))) + self._theme.sp(12)

    def _text_left(self) -> int:
        return self._theme.sp(14) + self._theme.tx(22) + self._theme.sp(14) + self._lead_room()

    def _heights(self, width: int) -> tuple[int, int]:
        room = width - self._text_left() - self._theme.sp(14)
        title = wrapped_size(self._theme.font("label"), self._title, room)[1]
        note = wrapped_size(self._theme.font("small"), self._note, room)[1] if self._note else 0
        return title, note

    def hasHeightForWidth(self) -> bool:
        """Yes: the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for the wrapped words."""
        return max(self._theme.tx(48), sum(self._heights(width)) + self._theme.sp(24))

    def sizeHint(self) -> QSize:
        """A comfortable row."""
        width = self._theme.tx(360)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """A narrow row."""
        return QSize(self._text_left() + self._theme.tx(90), self._theme.tx(44))

    def hitButton(self, pos: QPoint) -> bool:
        """The whole row can be clicked."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row."""
        theme, on = self._theme, self.isChecked()
        tinted = on and not theme.high_contrast
        fill = theme.c("selected") if tinted else theme.c("surfaceHover") if hovered(self) else None
        edge = theme.c("primary") if on and theme.high_contrast else None
        with painting(self) as painter:
            rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            rounded(painter, rect, theme.r("control"), Look(fill, edge, theme.c("text"), 2))
            box = QRectF(theme.sp(14), theme.sp(12), theme.tx(22), theme.tx(22))
            draw_indicator(painter, theme, self, box, Shape.SQUARE)
            ink, soft = theme.c("onSelected" if tinted else "text"), theme.c("textSecondary")
            if tinted:
                soft = ink
            self._paint_words(painter, ink, soft)

    def _paint_words(self, painter: QPainter, ink: QColor, soft: QColor) -> None:
        theme, left, top = self._theme, self._text_left(), self._theme.sp(12)
        width = self.width() - left - theme.sp(14)
        title_height, note_height = self._heights(self.width())
        if self._lead:
            painter.setFont(theme.font("body"))
            painter.setPen(soft)
            painter.drawText(
                QRectF(left - self._lead_room(), top, self._lead_room(), title_height), WRAP, self._lead
            )
        painter.setFont(theme.font("label"))
        painter.setPen(ink)
        painter.drawText(QRectF(left, top, width, title_height + 2), WRAP, self._title)
        painter.setFont(theme.font("small"))
        painter.setPen(soft)
        painter.drawText(QRectF(left, top + title_height, width, note_height + 2), WRAP, self._note)


class ThemeCard(QRadioButton):
    """A radio button with a tiny picture of a colour set; two sets are shown half and half.

    ``picture`` is how high the picture is, in pixels, where the words take the fewest lines.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        sets: tuple[str, ...],
        parent: QWidget | None = None,
        *,
        picture: int = 96,
    ) -> None:
        super().__init__(text, parent)
        self._theme, self._sets, self._picture = theme, sets, picture
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        tall_as_needed(self)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.setFont(self._theme.font("label"))
        self.updateGeometry()
        self.update()

    def focus_radius(self) -> int:
        """The corner radius of the focus ring's inside."""
        return max(2, self._theme.r("card") - 2)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come to what is chosen, by the Tab key."""
        super().focusInEvent(event)
        pass_to_chosen(self, event)

    def _text_left(self) -> int:
        return self._theme.sp(12) + self._theme.tx(20) + self._theme.sp(8)

    def _words_height(self, width: int) -> int:
        room = width - self._text_left() - self._theme.sp(8)
        return max(self._theme.tx(38), wrapped_size(self.font(), self.text(), room)[1] + self._theme.sp(12))

    def hasHeightForWidth(self) -> bool:
        """Yes: the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Picture and words."""
        return self._theme.sp(16) + self._picture + self._words_height(width)

    def sizeHint(self) -> QSize:
        """As drawn."""
        width = self._theme.tx(150)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        metrics = QFontMetricsF(self.font())
        longest = max(metrics.horizontalAdvance(word) for word in self.text().split() or [""])
        return QSize(self._text_left() + math.ceil(longest) + self._theme.sp(12), self._theme.tx(120))

    def hitButton(self, pos: QPoint) -> bool:
        """The whole card can be clicked."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card, its picture, its disc and its words."""
        theme, on = self._theme, self.isChecked()
        fill = "surfaceHover" if hovered(self) else "surface"
        if on and not theme.high_contrast:
            fill = "selected"
        edge = theme.c("primary" if on else "border")
        look = Look(theme.c(fill), edge, theme.c("text"), 3 if on else theme.line())
        words = self._words_height(self.width())
        margin = theme.sp(12)
        with painting(self) as painter:
            rounded(painter, QRectF(self.rect()), self.focus_radius(), look)
            picture = QRectF(margin, margin, self.width() - 2 * margin, self.height() - margin - words - 4)
            self._paint_picture(painter, picture)
            disc = theme.tx(20)
            top = self.height() - words + (words - disc) / 2 - theme.sp(2)
            draw_indicator(painter, theme, self, QRectF(margin, top, disc, disc), Shape.DISC)
            painter.setFont(self.font())
            painter.setPen(theme.c("onSelected" if on and not theme.high_contrast else "text"))
            left = self._text_left()
            room = QRectF(left, self.height() - words - theme.sp(2), self.width() - left - theme.sp(6), words)
            painter.drawText(room, WRAP | int(Qt.AlignmentFlag.AlignVCenter.value), self.text())

    def _paint_picture(self, painter: QPainter, box: QRectF) -> None:
        for index, name in enumerate(self._sets):
            part = QRectF(box)
            if index:
                part.setLeft(box.center().x())
            painter.save()
            painter.setClipRect(part)
            self._paint_window(painter, box, self._theme.colours_of(name), strong=name == "highContrast")
            painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.c("border"), 1))
        painter.drawRoundedRect(box, 4, 4)

    @staticmethod
    def _paint_window(painter: QPainter, box: QRectF, colours: dict[str, QColor], *, strong: bool) -> None:
        width, height = box.width(), box.height()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours["canvas"])
        painter.drawRoundedRect(box, 4, 4)
        painter.fillRect(QRectF(box.left(), box.top() + 1, width, height * 0.22), colours["surface"])
        bar = QRectF(box.left() + width * 0.3, box.top() + height * 0.19, width * 0.22, 3)
        painter.fillRect(bar, colours["highlight"])
        card = QRectF(box.left() + width * 0.1, box.top() + height * 0.36, width * 0.8, height * 0.5)
        painter.setPen(QPen(colours["border" if strong else "divider"], 1.5))
        painter.setBrush(colours["surface"])
        painter.drawRoundedRect(card, 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        third = card.width() * 0.3
        lines = [
            ("text", QRectF(card.left() + 9, card.top() + 8, card.width() * 0.5, 5)),
            ("textSecondary", QRectF(card.left() + 9, card.top() + 18, card.width() * 0.34, 4)),
            ("primary", QRectF(card.right() - third - 6, card.bottom() - 15, third, 10)),
        ]
        for key, line in lines:
            painter.setBrush(colours[key])
            painter.drawRoundedRect(line, 2, 2)
