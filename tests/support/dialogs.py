"""Dialogs that wait for a person fail a test; the program asks through `ui/ask.py`, which tests script."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QColorDialog,
    QDialog,
    QFileDialog,
    QFontDialog,
    QInputDialog,
    QMenu,
    QMessageBox,
)

_WAITING: dict[type, tuple[str, ...]] = {
    QDialog: ("exec",),
    QMenu: ("exec",),
    QPrintDialog: ("exec",),
    QMessageBox: ("about", "aboutQt", "critical", "exec", "information", "question", "warning"),
    QFileDialog: (
        "exec",
        "getExistingDirectory",
        "getExistingDirectoryUrl",
        "getOpenFileName",
        "getOpenFileNames",
        "getOpenFileUrl",
        "getSaveFileName",
        "getSaveFileUrl",
    ),
    QInputDialog: ("exec", "getDouble", "getInt", "getItem", "getMultiLineText", "getText"),
    QColorDialog: ("exec", "getColor"),
    QFontDialog: ("exec", "getFont"),
    QDesktopServices: ("openUrl",),
}


class UnscriptedDialogError(AssertionError):
    """Something asked a person a question, or opened an address, that the test had not foreseen."""


def forbid() -> None:
    """Put a raising function in the place of every call that would wait for a person."""
    for kind, names in _WAITING.items():
        for name in names:
            setattr(kind, name, staticmethod(_refusal(f"{kind.__name__}.{name}")))


def _refusal(what: str) -> Callable[..., object]:
    def refuse(*_args: object, **_named: object) -> object:
        raise UnscriptedDialogError(f"{what} was called; script it through ui/ask.py")

    return refuse
