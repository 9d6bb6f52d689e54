"""Draws what lies behind the two icons in the disk image's window: the program's name, and what to do.

Always in light colours: the Finder writes the names of files in black over a picture, in its dark mode too.
Colours and typeface are those of the program.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QImage, QPainter, QPainterPath, QPen

import product

WIDTH, HEIGHT = 640, 400
ICON = 128
PROGRAM, APPLICATIONS = (170, 232), (470, 232)
"""Where the middles of the two icons are, in points from the window's upper left."""
WORDS = "Drag it to Applications"
_RESOURCES = product.ROOT / "resources"


def draw(folder: Path) -> Path:
    """Draw it into ``folder`` at one and at two pixels a point; returns the first. Beside it lies ``…@2x``.

    Raises:
        OSError: it could not be written.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _app = QGuiApplication.instance() or QGuiApplication([])  # fonts want one
    folder.mkdir(parents=True, exist_ok=True)
    for scale, name in ((1, "background.png"), (2, "background@2x.png")):
        if not picture(scale).save(str(folder / name)):
            raise OSError(f"{folder / name} could not be written")
    return folder / "background.png"


def picture(scale: int) -> QImage:
    """The picture at ``scale`` pixels a point."""
    colours = json.loads((_RESOURCES / "theme" / "tokens.json").read_text("utf-8"))["colour"]["light"]
    image = QImage(WIDTH * scale, HEIGHT * scale, QImage.Format.Format_RGB32)
    image.fill(QColor(colours["canvas"]))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    painter.setPen(QColor(colours["primary"]))
    painter.setFont(_font("700Bold", 34))
    painter.drawText(QRectF(0, 26, WIDTH, 48), Qt.AlignmentFlag.AlignCenter, product.NAME)
    painter.setPen(QColor(colours["text"]))
    painter.setFont(_font("400Regular", 22))
    painter.drawText(QRectF(0, 80, WIDTH, 36), Qt.AlignmentFlag.AlignCenter, WORDS)
    _arrow(painter, QColor(colours["primary"]))
    painter.end()
    image.setDevicePixelRatio(scale)
    image.setDotsPerMeterX(
        round(2835 * scale)
    )  # 72 an inch: macOS takes the larger picture for the sharper one
    image.setDotsPerMeterY(round(2835 * scale))
    return image


def _font(face: str, points: int) -> QFont:
    number = QFontDatabase.addApplicationFont(
        str(_RESOURCES / "fonts" / f"AtkinsonHyperlegibleNext_{face}.ttf")
    )
    font = QFont(QFontDatabase.applicationFontFamilies(number))
    font.setPixelSize(points)
    font.setBold(face.startswith("7"))
    return font


def _arrow(painter: QPainter, colour: QColor) -> None:
    """From one icon to the other, with room around both."""
    gap = ICON / 2 + 28
    start, end, height = PROGRAM[0] + gap, APPLICATIONS[0] - gap, PROGRAM[1]
    pen = QPen(colour, 7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    path = QPainterPath(QPointF(start, height))
    path.lineTo(end, height)
    path.moveTo(end - 22, height - 22)
    path.lineTo(end, height)
    path.lineTo(end - 22, height + 22)
    painter.strokePath(path, pen)
