"""What was copied out of the journal, to be taken off the clipboard again when it locks."""

from __future__ import annotations

import hashlib
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

Mode = QClipboard.Mode
_PRIVATE = "private"


def mark_private(widget: QWidget) -> None:
    """What is copied while the focus is in ``widget`` counts as private from now on."""
    widget.setProperty(_PRIVATE, True)


class CopiedFromHere(QObject):
    """Remembers by their digests what was copied from private pages, also X11's selection.

    macOS's find buffer is looked after in the same way, though nothing here fills it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._digests: dict[Mode, bytes] = {}
        clipboard = QGuiApplication.clipboard()
        clipboard.dataChanged.connect(partial(self._look, Mode.Clipboard))
        clipboard.selectionChanged.connect(partial(self._look, Mode.Selection))
        clipboard.findBufferChanged.connect(partial(self._look, Mode.FindBuffer))

    def clear(self) -> None:
        """Empty what still holds something private from here, and nothing else."""
        clipboard = QGuiApplication.clipboard()
        digests, self._digests = self._digests, {}
        for mode, digest in digests.items():
            if _digest(clipboard.text(mode)) == digest:
                clipboard.clear(mode)

    def _look(self, mode: Mode) -> None:
        clipboard = QGuiApplication.clipboard()
        owns = {
            Mode.Clipboard: clipboard.ownsClipboard,
            Mode.Selection: clipboard.ownsSelection,
            Mode.FindBuffer: clipboard.ownsFindBuffer,
        }
        focus = QApplication.focusWidget()
        if owns[mode]() and focus is not None and _is_private(focus):
            self._digests[mode] = _digest(clipboard.text(mode))
        else:
            self._digests.pop(mode, None)


def _is_private(widget: QWidget) -> bool:
    at: QWidget | None = widget
    while at is not None:
        if at.property(_PRIVATE):
            return True
        at = at.parentWidget()
    return False


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
