"""Questions say what somebody wrote as they wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.ui.ask import Ask, Question, _box_with


def test_words_that_look_like_html_are_shown_as_they_are(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box = _box_with(
        parent, Question("Let <b>this</b> go?", "“<i>A title</i>” is saved for later.", "Yes", "No")
    )
    labels = {label.text(): label.textFormat() for label in box.findChildren(QLabel) if label.text()}
    assert set(labels) == {"Let <b>this</b> go?", "“<i>A title</i>” is saved for later."}
    assert set(labels.values()) == {Qt.TextFormat.PlainText}


class AgreeingAsk(Ask):
    """Says yes to everything, and keeps what was asked and copied."""

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self.copied: list[str] = []

    def confirm(self, parent: QWidget, question: Question) -> bool:
        self.asked.append(question)
        return True

    def copy_text(self, text: str) -> None:
        self.copied.append(text)


@pytest.mark.parametrize("is_there", [True, False])
def test_where_nothing_opens_a_link_or_a_folder_that_is_said(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, is_there: bool
) -> None:
    """A lean desktop has neither browser nor file manager, and Qt only says so by its answer."""
    parent, ask = QWidget(), AgreeingAsk()
    qtbot.addWidget(parent)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: is_there)
    ask.open_link(parent, "https://example.org/")
    ask.show_in_folder(tmp_path / "a file")
    told = [question.title for question in ask.asked[1:]]
    assert told == (
        [] if is_there else ["No web browser was found.", "No program that shows folders was found."]
    )
    assert ask.copied == ([] if is_there else ["https://example.org/", str(tmp_path)])
