"""Small painting steps that several widgets share."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintDevice, QPainter, QPainterPath, QPen, QPixmap

WRAP = int(Qt.TextFlag.TextWordWrap.value) | int(Qt.AlignmentFlag.AlignLeft.value)


@dataclass(frozen=True, slots=True)
class Look:
    """How a box is painted: fill, edge, the ink on it, and the width of the edge. None paints nothing."""

    fill: QColor | None
    edge: QColor | None
    ink: QColor
    width: float = 1


@contextmanager
def painting(device: QPaintDevice) -> Iterator[QPainter]:
    """An antialiased painter that ends even when the painting fails."""
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.end()


def rounded(painter: QPainter, rect: QRectF, radius: float, look: Look) -> QPainterPath:
    """Paint a rounded box whose edge lies inside ``rect``; gives its outline."""
    half = look.width / 2 if look.edge else 0
    path = QPainterPath()
    path.addRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
    painter.setPen(QPen(look.edge, look.width) if look.edge else Qt.PenStyle.NoPen)
    painter.setBrush(look.fill or Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    return path


def centre_pixmap(painter: QPainter, pixmap: QPixmap, centre: QPointF) -> None:
    """Paint a pixmap around a point, in logical pixels, on whole device pixels."""
    size = pixmap.deviceIndependentSize()
    painter.drawPixmap(
        QPointF(round(centre.x() - size.width() / 2), round(centre.y() - size.height() / 2)), pixmap
    )


def wrapped_height(font: QFont, words: str, width: float) -> int:
    """How tall words are when they wrap at ``width``."""
    return wrapped_size(font, words, width)[1]


def wrapped_size(font: QFont, words: str, width: float) -> tuple[int, int]:
    """How wide and tall words are when they wrap at ``width``."""
    box = QFontMetricsF(font).boundingRect(QRectF(0, 0, max(20.0, width), 1e5), WRAP, words)
    return math.ceil(box.width()), math.ceil(box.height())
