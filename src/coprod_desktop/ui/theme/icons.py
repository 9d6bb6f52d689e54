"""Line icons, drawn from SVG text in any colour and size. Nothing is written to disk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_STROKE = 'stroke-width="2"'
_STRONG_STROKE = 'stroke-width="2.4"'


class Icons:
    """Pixmaps of the icons in one folder, kept by name, colour, size and pixel ratio."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._source: dict[str, str] = {}
        self._drawn: dict[tuple[str, str, int, float, bool], QPixmap] = {}

    def pixmap(self, name: str, colour: str, size: int, ratio: float, *, strong: bool = False) -> QPixmap:
        """Draw an icon.

        Args:
            name: file name without ``.svg``, or ``app/app-icon`` for the program's own.
            colour: ``#rrggbb``.
            size: edge in logical pixels.
            ratio: device pixels to a logical pixel.
            strong: a thicker line, for high contrast.

        Raises:
            OSError: no such icon; a fault of ours.
        """
        key = (name, colour, size, ratio, strong)
        if key not in self._drawn:
            self._drawn[key] = self._draw(*key)
        return self._drawn[key]

    def forget(self) -> None:
        """Drop every drawn pixmap, after the colours or the text size changed."""
        self._drawn.clear()

    def _draw(self, name: str, colour: str, size: int, ratio: float, strong: bool) -> QPixmap:
        if name not in self._source:
            self._source[name] = (self._folder / f"{name}.svg").read_text("utf-8")
        svg = self._source[name].replace("currentColor", colour)
        if strong:
            svg = svg.replace(_STROKE, _STRONG_STROKE)
        return draw_svg(svg, size, size, ratio)


def draw_svg(svg: str, width: int, height: int, ratio: float) -> QPixmap:
    """Draw SVG text into a transparent pixmap of ``width`` × ``height`` logical pixels."""
    pixmap = QPixmap(max(1, round(width * ratio)), max(1, round(height * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, width, height))
    painter.end()
    return pixmap
