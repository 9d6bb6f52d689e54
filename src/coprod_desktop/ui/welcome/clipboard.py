"""Something secret on the clipboard, for a minute."""

from __future__ import annotations

import hashlib
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from coprod_desktop.ui.ask import Ask

A_WHILE_MS = 60_000


def copy_for_a_while(ask: Ask, secret: str) -> None:
    """Copy, and clear the clipboard after a minute unless something else stands there by then.

    When the program ends sooner, it is cleared then.
    """
    ask.copy_text(secret)
    clear = partial(clear_if, _digest(secret))
    QTimer.singleShot(A_WHILE_MS, clear)
    app = QGuiApplication.instance()
    if app is not None:
        app.aboutToQuit.connect(clear)


def clear_if(digest: bytes) -> None:
    """Clear the clipboard if it still holds what has this digest; the secret itself is not kept for it."""
    clipboard = QGuiApplication.clipboard()
    if _digest(clipboard.text()) == digest:
        clipboard.clear()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
