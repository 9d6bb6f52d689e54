"""Questions say what somebody wrote as they wrote it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.ui.ask import Question, _box_with


def test_words_that_look_like_html_are_shown_as_they_are(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box = _box_with(
        parent, Question("Let <b>this</b> go?", "“<i>A title</i>” is saved for later.", "Yes", "No")
    )
    labels = {label.text(): label.textFormat() for label in box.findChildren(QLabel) if label.text()}
    assert set(labels) == {"Let <b>this</b> go?", "“<i>A title</i>” is saved for later."}
    assert set(labels.values()) == {Qt.TextFormat.PlainText}
