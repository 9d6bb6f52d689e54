"""Buttons. Drawn here and not by a style sheet, so that words wrap and icons follow every state."""

from __future__ import annotations

import math

from PySide6.QtCore import QChildEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.layouts import tall_as_needed
from coprod_desktop.ui.widgets.one_of import pass_to_chosen
from coprod_desktop.ui.widgets.paint import WRAP, Look, centre_pixmap, painting, rounded, wrapped_size
from coprod_desktop.ui.widgets.pressing import pressed_by_enter

_PADDING = {"primary": 24, "quiet": 12, "link": 2, "chip": 12, "nav": 14, "segment": 14}
_HEIGHT = {"link": 32, "segment": 36}
_WRAP_CENTRED = int(Qt.TextFlag.TextWordWrap.value) | int(Qt.AlignmentFlag.AlignHCenter.value)
_NOT_TOLD = "qt_rubberband"
"""Qt tells a reader of no widget with this name of its own, nor of what is in it. There is no other way."""
_ICON = 20
_ICON_GAP = 10


class Button(QPushButton):
    """A button.

    ``kind``: ``primary`` (one a page), ``secondary``, ``quiet`` (no edge), ``link`` (underlined),
    ``chip`` and ``segment`` (chosen or not; call `setCheckable`), ``nav`` (a line of a side list).
    ``hint`` names a button that is only an icon, and is its tool tip.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        kind: str = "secondary",
        icon: str | None = None,
        *,
        compact: bool = False,
        icon_right: bool = False,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme, self._kind, self._icon_name = theme, kind, icon
        self._compact, self._icon_right = compact, icon_right
        if hint:
            self.setToolTip(hint)
            if not text:
                self.setAccessibleName(hint)
        if kind in ("chip", "segment", "nav"):
            self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        wide = QSizePolicy.Policy.Preferred if kind == "nav" else QSizePolicy.Policy.Maximum
        tall_as_needed(self, wide)
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def kind(self) -> str:
        """Which kind of button it is."""
        return self._kind

    def set_kind(self, kind: str) -> None:
        """Make it another kind of button: another one is the main one of its page by now."""
        self._kind = kind
        self._restyle()

    def set_compact(self, on: bool) -> None:
        """Take less room, or the usual again."""
        self._compact = on
        self.updateGeometry()
        self.update()

    def set_icon(self, name: str | None) -> None:
        """Show another icon, or none."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def focus_radius(self) -> int:
        """The corner radius of the focus ring's inside."""
        return self._radius()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter too."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come to what is chosen, by the Tab key."""
        super().focusInEvent(event)
        pass_to_chosen(self, event)

    def _restyle(self) -> None:
        weight = 400 if self._kind == "chip" else None
        self.setFont(self._theme.font("label", weight))
        self.updateGeometry()
        self.update()

    # ------------------------------------------------------------------ size
    def _least_height(self) -> int:
        height = 36 if self._compact else _HEIGHT.get(self._kind, 44)
        return self._theme.tx(height)

    def _pad(self) -> int:
        if not self.text():
            return 0
        return self._theme.sp(12 if self._compact else _PADDING.get(self._kind, 16))

    def _icon_room(self) -> int:
        if not self._icon_name:
            return 0
        return self._theme.tx(_ICON) + (self._theme.sp(_ICON_GAP) if self.text() else 0)

    def _words(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def sizeHint(self) -> QSize:
        """All words on one line."""
        height = self._least_height()
        if not self.text():
            return QSize(height, height)
        words = math.ceil(QFontMetricsF(self.font()).horizontalAdvance(self._words())) + 2
        return QSize(words + self._icon_room() + 2 * self._pad() + 2, height)

    def minimumSizeHint(self) -> QSize:
        """The longest word on a line of its own: the rest wraps."""
        if not self.text():
            return self.sizeHint()
        metrics = QFontMetricsF(self.font())
        longest = max(math.ceil(metrics.horizontalAdvance(word)) for word in self._words().split() or [""])
        return QSize(longest + 4 + self._icon_room() + 2 * self._pad(), self._least_height())

    def hasHeightForWidth(self) -> bool:
        """Yes: words wrap."""
        return bool(self.text())

    def heightForWidth(self, width: int) -> int:
        """Taller where the words have to wrap."""
        if not self.text() or width >= self.sizeHint().width():
            return self._least_height()
        room = width - self._icon_room() - 2 * self._pad()
        return max(
            self._least_height(),
            wrapped_size(self.font(), self._words(), room)[1] + 2 * self._theme.sp(8),
        )

    # ------------------------------------------------------------------ look
    def _radius(self) -> int:
        if self._kind == "chip" and not self._theme.high_contrast:
            return self._theme.tx(22)
        return self._theme.r("control")

    def _look(self) -> Look:
        theme, line = self._theme, self._theme.line()
        if not self.isEnabled():
            return self._disabled_look()
        hover, down = self._has_hover(), self.isDown()
        if self._kind == "primary":
            fill = theme.c("primaryPressed" if down else "primaryHover" if hover else "primary")
            return Look(fill, fill, theme.c("onPrimary"), line)
        if self.isChecked():
            return self._chosen_look()
        rest = None if self._kind in ("quiet", "link", "segment", "nav") else theme.c("surface")
        pressed = theme.c("surfaceHover" if theme.high_contrast else "surfaceSunken")
        fill_now = pressed if down else theme.c("surfaceHover") if hover else rest
        ink = {"quiet": "link", "link": "link", "segment": "textSecondary"}.get(self._kind, "text")
        if hover and ink != "text":
            ink = "text" if ink == "textSecondary" else "linkHover"
        edge = None if rest is None else theme.c("border")
        return Look(fill_now, edge, theme.c(ink), line)

    def _has_hover(self) -> bool:
        return self.testAttribute(Qt.WidgetAttribute.WA_UnderMouse)

    def _disabled_look(self) -> Look:
        theme = self._theme
        ink = theme.c("textDisabled")
        if self._kind in ("quiet", "link", "segment", "nav"):
            return Look(None, None, ink)
        return Look(theme.c("surfaceSunken"), theme.c("divider"), ink, theme.line())

    def _chosen_look(self) -> Look:
        theme = self._theme
        if self._kind == "segment" and not theme.high_contrast:
            return Look(theme.c("surface"), theme.c("border"), theme.c("text"), 1)
        edge = theme.c("primary") if self._kind != "nav" else None
        return Look(theme.c("selected"), edge, theme.c("onSelected"), 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box, then icon and words."""
        look = self._look()
        with painting(self) as painter:
            rect = QRectF(self.rect())
            path = rounded(painter, rect, self._radius(), look)
            if self._kind == "nav" and self.isChecked():
                painter.setClipPath(path)
                painter.fillRect(QRectF(0, 0, 4, rect.height()), self._theme.c("primary"))
                painter.setClipping(False)
            font = self.font()
            font.setUnderline(self._kind == "link" or (self._theme.high_contrast and self._plain_hover()))
            painter.setFont(font)
            self._paint_words(painter, look.ink)

    def _plain_hover(self) -> bool:
        return self._kind == "quiet" and self._has_hover()

    def _paint_words(self, painter: QPainter, ink: QColor) -> None:
        theme, icon = self._theme, self._icon_room()
        room = self.width() - icon - 2 * self._pad()
        words_width, words_height = wrapped_size(self.font(), self._words(), room) if self.text() else (0, 0)
        left = float(self._pad())
        if self._kind != "nav":
            left = (self.width() - words_width - icon) / 2
        icon_left, text_left = left, left + icon
        if self._icon_right:
            icon_left, text_left = left + words_width + theme.sp(_ICON_GAP), left
        if self._icon_name:
            pixmap = theme.pix(self._icon_name, ink.name(), _ICON)
            centre_pixmap(painter, pixmap, QPointF(icon_left + theme.tx(_ICON) / 2, self.height() / 2))
        if self.text():
            painter.setPen(ink)
            flags = WRAP if self._kind == "nav" else _WRAP_CENTRED
            top = (self.height() - words_height) / 2
            box = QRectF(text_left, top, max(words_width, 1) + 1, words_height + 1)
            painter.drawText(box, flags, self._words())


class CardButton(QAbstractButton):
    """A button whose content is a layout. Its name holds all the words; the inside is decoration to a reader.

    ``bar`` names a colour for a stripe at the left edge. With `setCheckable` it can be chosen.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        fill: str | None = "surface",
        line: str | None = "divider",
        radius: str = "card",
        bar: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fill, self._line, self._radius_key, self._bar = fill, line, radius, bar
        self.set_name(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        tall_as_needed(self)
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_name(self, name: str) -> None:
        """Say what the whole card says."""
        self.setAccessibleName(name)

    def focus_radius(self) -> int:
        """The corner radius of the focus ring's inside."""
        return self._theme.r(self._radius_key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter too."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        # For the height at a width, a layout around asks the layout inside, and this widget for this alone.
        self.setMinimumHeight(self._theme.tx(44))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """What the content asks for."""
        layout = self.layout()
        return layout.sizeHint() if layout else QSize(self._theme.tx(44), self._theme.tx(44))

    def minimumSizeHint(self) -> QSize:
        """What the content needs."""
        layout = self.layout()
        return layout.minimumSize() if layout else self.sizeHint()

    def hasHeightForWidth(self) -> bool:
        """Yes: the words inside wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The content's height, and never less than a finger needs."""
        layout = self.layout()
        if layout is None:
            return self._theme.tx(44)
        high = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
        return max(high, self._theme.tx(44))

    def childEvent(self, event: QChildEvent) -> None:
        """Let clicks on the content reach the button, and tell a reader its words once."""
        child = event.child()
        if event.added() and isinstance(child, QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        elif event.polished():  # named before, a label would lose its font when it is first shown
            child.setObjectName(_NOT_TOLD)
        super().childEvent(event)

    def _look(self) -> Look:
        theme = self._theme
        if self.isChecked():
            fill = theme.c("surface" if theme.high_contrast else "selected")
            return Look(fill, theme.c("primary"), theme.c("text"), 3)
        hover = self.testAttribute(Qt.WidgetAttribute.WA_UnderMouse) and self.isEnabled()
        fill_key = "surfaceHover" if hover or self.isDown() else self._fill
        edge_key = "border" if theme.high_contrast and self._line else self._line
        return Look(
            theme.c(fill_key) if fill_key else None,
            theme.c(edge_key) if edge_key else None,
            theme.c("text"),
            theme.line(),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card; the content paints itself."""
        with painting(self) as painter:
            path = rounded(painter, QRectF(self.rect()), self._theme.r(self._radius_key), self._look())
            if self._bar:
                painter.setClipPath(path)
                painter.fillRect(QRectF(0, 0, self._theme.tx(6), self.height()), self._theme.c(self._bar))
