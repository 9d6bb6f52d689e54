"""Check boxes, radio buttons and switches, drawn so that their words wrap and their marks follow the text."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QSlider, QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.indicator import Shape, draw_indicator
from coprod_desktop.ui.widgets.layouts import tall_as_needed
from coprod_desktop.ui.widgets.one_of import pass_to_chosen
from coprod_desktop.ui.widgets.paint import WRAP, Look, painting, rounded, wrapped_size

_MIDDLE_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_BOX = 26


class _Drawing(QObject):
    """Sizes and paints one check box or radio button: its mark, then its words, wrapped."""

    def __init__(
        self, button: QAbstractButton, theme: Theme, shape: Shape, role: str, typeface: str | None = None
    ) -> None:
        super().__init__(button)
        self._typeface = typeface
        self._button, self._theme, self._shape, self._role = button, theme, shape, role
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAttribute(Qt.WidgetAttribute.WA_Hover)
        tall_as_needed(button)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        theme, role = self._theme, self._role
        self._button.setFont(theme.font_in(self._typeface, role) if self._typeface else theme.font(role))
        self._button.updateGeometry()
        self._button.update()

    def radius(self) -> int:
        return min(6, self._theme.r("control"))

    def _text_left(self) -> int:
        return self._theme.tx(_BOX) + self._theme.sp(12)

    def _words(self) -> str:
        return self._button.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _width_of(self, words: str) -> int:
        return math.ceil(QFontMetricsF(self._button.font()).horizontalAdvance(words)) + 6

    def wanted(self) -> QSize:
        width = self._text_left() + self._width_of(self._words())
        return QSize(width if self._words() else self._theme.tx(_BOX), self._theme.tx(36))

    def least(self) -> QSize:
        longest = max(self._width_of(word) for word in self._words().split() or [""])
        return QSize(min(self.wanted().width(), self._text_left() + longest), self._theme.tx(36))

    def height_at(self, width: int) -> int:
        high = wrapped_size(self._button.font(), self._words(), width - self._text_left())[1]
        return max(self._theme.tx(36), high + self._theme.sp(8))

    def paint(self) -> None:
        theme, button = self._theme, self._button
        box = theme.tx(_BOX)
        first_line = max(theme.tx(36), QFontMetricsF(button.font()).height() + theme.sp(8))
        one_line = self.height_at(button.width()) <= first_line + 1
        top = (button.height() - box) / 2 if one_line else (first_line - box) / 2
        with painting(button) as painter:
            draw_indicator(painter, theme, button, QRectF(0, top, box, box), self._shape)
            painter.setFont(button.font())
            painter.setPen(theme.c("text" if button.isEnabled() else "textDisabled"))
            left = self._text_left()
            room = QRectF(left, 0, button.width() - left, button.height())
            painter.drawText(room, WRAP | int(Qt.AlignmentFlag.AlignVCenter.value), self._words())


class Check(QCheckBox):
    """A check box whose words wrap."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        checked: bool = False,
        role: str = "body",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setChecked(checked)
        self._drawing = _Drawing(self, theme, Shape.SQUARE, role)

    def focus_radius(self) -> int:
        """The corner radius of the focus ring's inside."""
        return self._drawing.radius()

    def sizeHint(self) -> QSize:
        """All words on one line."""
        return self._drawing.wanted()

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        return self._drawing.least()

    def hasHeightForWidth(self) -> bool:
        """Yes: the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for the wrapped words."""
        return self._drawing.height_at(width)

    def hitButton(self, pos: QPoint) -> bool:
        """Box and words can be clicked."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box and words."""
        self._drawing.paint()


class Radio(QRadioButton):
    """A radio button whose words wrap. Put those that belong together into one parent.

    ``typeface`` sets the words in that typeface instead of the one in use.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        checked: bool = False,
        role: str = "body",
        typeface: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setChecked(checked)
        self._drawing = _Drawing(self, theme, Shape.DISC, role, typeface)

    def focus_radius(self) -> int:
        """The corner radius of the focus ring's inside."""
        return self._drawing.radius()

    def sizeHint(self) -> QSize:
        """All words on one line."""
        return self._drawing.wanted()

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        return self._drawing.least()

    def hasHeightForWidth(self) -> bool:
        """Yes: the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for the wrapped words."""
        return self._drawing.height_at(width)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come to what is chosen, by the Tab key."""
        super().focusInEvent(event)
        pass_to_chosen(self, event)

    def hitButton(self, pos: QPoint) -> bool:
        """Disc and words can be clicked."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint disc and words."""
        self._drawing.paint()


class Slider(QSlider):
    """A lying slider, tall enough for a finger at every text size."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setAccessibleName(name)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.setMinimumHeight(self._theme.tx(44))


class Switch(QCheckBox):
    """A check box drawn as a switch that also says On or Off; ``name`` says what it switches."""

    def __init__(
        self, theme: Theme, name: str, *, checked: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setChecked(checked)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.setFont(self._theme.font("label"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Track and the longer of the two words."""
        metrics = QFontMetricsF(self.font())
        words = max(metrics.horizontalAdvance(self.tr("On")), metrics.horizontalAdvance(self.tr("Off")))
        width = self._theme.tx(48) + self._theme.sp(8) + math.ceil(words) + 4
        return QSize(width, self._theme.tx(36))

    def minimumSizeHint(self) -> QSize:
        """No less."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Track and word can be clicked."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint track, knob and word."""
        theme, on = self._theme, self.isChecked()
        width, height = theme.tx(48), theme.tx(28)
        track = QRectF(0, self.height() / 2 - height / 2, width, height)
        with painting(self) as painter:
            key = "primary" if on else "border"
            fill = theme.c("primary" if on else "surface")
            rounded(painter, track, height / 2 - 1, Look(fill, theme.c(key), theme.c("text"), 2))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.c("onPrimary" if on else "border"))
            x = track.right() - height / 2 if on else track.left() + height / 2
            knob = (height - theme.tx(10)) / 2
            painter.drawEllipse(QPointF(x, track.center().y()), knob, knob)
            painter.setPen(theme.c("text" if self.isEnabled() else "textDisabled"))
            painter.setFont(self.font())
            left = width + theme.sp(8)
            words = self.tr("On") if on else self.tr("Off")
            painter.drawText(QRectF(left, 0, self.width() - left + 4, self.height()), _MIDDLE_LEFT, words)
