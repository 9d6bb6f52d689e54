"""The marks of check boxes and radio buttons, drawn in any size."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.paint import Look, rounded


class Shape(Enum):
    """A box for a check, a disc for one of several."""

    SQUARE = 1
    DISC = 2


def hovered(button: QAbstractButton) -> bool:
    """Whether the pointer is over a control that can be used."""
    return button.isEnabled() and button.testAttribute(Qt.WidgetAttribute.WA_UnderMouse)


def draw_indicator(
    painter: QPainter, theme: Theme, button: QAbstractButton, box: QRectF, shape: Shape
) -> None:
    """Draw a box or disc with its tick or dot. ``box`` is the outside of its edge."""
    on, enabled = button.isChecked(), button.isEnabled()
    edge = "divider" if not enabled else "primary" if on or hovered(button) else "border"
    fill = "surfaceSunken" if not enabled else "primary" if on and shape is Shape.SQUARE else "surface"
    look = Look(theme.c(fill), theme.c(edge), theme.c("text"), 2)
    radius = min(6, theme.r("control")) if shape is Shape.SQUARE else box.height() / 2 - 1
    rounded(painter, box, radius, look)
    if not on:
        return
    if shape is Shape.SQUARE:
        ink = "onPrimary" if enabled else "textDisabled"
        _tick(painter, theme.c(ink), box)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.c("primary" if enabled else "textDisabled"))
        painter.drawEllipse(box.center(), box.height() * 0.25, box.height() * 0.25)


def _tick(painter: QPainter, ink: QColor, box: QRectF) -> None:
    unit = box.height() / 24
    pen = QPen(ink, 3 * unit)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    corners = [QPointF(6, 12.5), QPointF(10.2, 16.8), QPointF(18, 7.6)]
    painter.drawPolyline([box.topLeft() + corner * unit for corner in corners])
