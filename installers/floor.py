"""An empty window, packed the same way as the program, whose size and start are held against it."""

from __future__ import annotations

import sys

from PySide6 import QtPrintSupport, QtSvg  # noqa: F401 (they are packed, as in the program)
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget


def main() -> int:
    """Show a window with a field to type in."""
    app = QApplication(sys.argv[:1])
    window = QWidget()
    QLineEdit(window)
    window.resize(1280, 860)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
