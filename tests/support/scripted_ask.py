"""Answers to the questions and file pickers of `ui.ask`, given beforehand."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.ask import Ask, Question


class ScriptedAsk(Ask):
    """Answers in the order given; a question nobody expected is a fault."""

    def __init__(self) -> None:
        self.answers: deque[bool | Path | None] = deque()
        self.asked: list[str] = []
        self.links: list[str] = []
        self.shown_folders: list[Path] = []

    def will_say(self, *answers: bool | Path | None) -> None:
        """Line up answers: True or False for a question, a path or None for a file picker."""
        self.answers.extend(answers)

    def confirm(self, parent: QWidget, question: Question) -> bool:
        self.asked.append(question.title)
        answer = self._next(f"the question {question.title!r}: {question.text!r}")
        assert isinstance(answer, bool)
        return answer

    def save_file(self, parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
        self.asked.append(f"{title}: {suggested.name}")
        answer = self._next(f"the file picker {title!r}")
        assert answer is None or isinstance(answer, Path)
        return answer

    def open_link(self, parent: QWidget, address: str) -> None:
        self.links.append(address)

    def show_in_folder(self, path: Path) -> None:
        self.shown_folders.append(path)

    def _next(self, what: str) -> bool | Path | None:
        if not self.answers:
            raise AssertionError(f"nobody expected {what}")
        return self.answers.popleft()
