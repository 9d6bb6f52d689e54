"""What was copied out of the journal goes from the clipboard when it locks, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.ui.copied import CopiedFromHere, mark_private


@pytest.fixture
def fields(qtbot: QtBot) -> Iterator[tuple[QTextEdit, QTextEdit]]:
    """A private one and one of the recipe, in one window."""
    window, page = QWidget(), QWidget()
    private, public = QTextEdit("a private word"), QTextEdit("a word of the recipe")
    QHBoxLayout(page).addWidget(private)
    lines = QHBoxLayout(window)
    lines.addWidget(page)
    lines.addWidget(public)
    mark_private(page)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield private, public
    QGuiApplication.clipboard().clear()


def copy(field: QTextEdit) -> None:
    field.setFocus()
    field.selectAll()
    field.copy()


def test_private_words_go_and_others_stay(
    fields: tuple[QTextEdit, QTextEdit], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: True)  # offscreen says no to all
    private, public = fields
    clipboard = QGuiApplication.clipboard()
    copied = CopiedFromHere()
    copy(private)
    assert clipboard.text() == "a private word"
    copied.clear()
    assert clipboard.text() == ""
    copy(private)
    copy(public)
    copied.clear()
    assert clipboard.text() == "a word of the recipe"


def test_what_another_program_put_there_since_stays(
    fields: tuple[QTextEdit, QTextEdit], monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = CopiedFromHere()
    copy(fields[0])
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: False)
    QGuiApplication.clipboard().setText("theirs")
    copied.clear()
    assert QGuiApplication.clipboard().text() == "theirs"
