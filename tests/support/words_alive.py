"""Every word that a live widget, document or model of the program holds at the moment."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QAbstractItemModel, QObject, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

T = TypeVar("T", bound=QObject)

_TEXTS = ("text", "toPlainText", "placeholderText", "title", "words", "currentText")
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.UserRole,
)


def words_alive() -> str:
    """All of them in one piece, to look for planted ones in."""
    return "\n".join([*_of_widgets(), *_of_documents_and_models()])


def can_undo() -> bool:
    """Whether any document could bring something back."""
    return any(
        document.isUndoAvailable() or document.isRedoAvailable() for document in _live(QTextDocument)
    ) or any(edit.isUndoAvailable() for edit in QApplication.allWidgets() if hasattr(edit, "isUndoAvailable"))


def _of_widgets() -> Iterator[str]:
    for widget in QApplication.allWidgets():
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
        yield from (widget.windowTitle(), widget.statusTip(), widget.whatsThis())
        for name in _TEXTS:
            value = getattr(widget, name, None)
            if value is not None:
                yield str(value() if callable(value) else value)
        for document in widget.findChildren(QTextDocument):
            yield document.toPlainText()


def _of_documents_and_models() -> Iterator[str]:
    for document in _live(QTextDocument):
        yield document.toPlainText()
    for model in _live(QAbstractItemModel):
        for row in range(model.rowCount()):
            for role in _ROLES:
                yield str(model.index(row, 0).data(role))


def _live(kind: type[T]) -> list[T]:
    found = [thing for thing in gc.get_objects() if isinstance(thing, kind) and shiboken6.isValid(thing)]
    below = [child for widget in QApplication.allWidgets() for child in widget.findChildren(kind)]
    return [*found, *below]
