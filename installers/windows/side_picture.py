"""Draws what stands beside the installer's first and last page: the program's icon on its own colour.

python side_picture.py TARGET.bmp     in an environment that has Qt
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
WIDTH, HEIGHT, SCALE = 164, 314, 2
"""Pixels that NSIS asks for at the system's 100 %; drawn twice as large, for dense screens."""


def picture() -> QImage:
    """The picture, in the light colours that the installer's own pages have."""
    colours = json.loads((RESOURCES / "theme" / "tokens.json").read_text("utf-8"))["colour"]["light"]
    image = QImage(WIDTH * SCALE, HEIGHT * SCALE, QImage.Format.Format_RGB888)
    image.fill(QColor(colours["canvas"]))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(SCALE, SCALE)
    painter.fillRect(QRectF(WIDTH - 3, 0, 3, HEIGHT), QColor(colours["primary"]))
    QSvgRenderer(str(RESOURCES / "icons" / "app" / "app-icon.svg")).render(painter, QRectF(34, 40, 92, 92))
    painter.end()
    return image


def main() -> int:
    """Draw it into a file."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _app = QGuiApplication([])
    return 0 if picture().save(sys.argv[1]) else 1


if __name__ == "__main__":
    sys.exit(main())
