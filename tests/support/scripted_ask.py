"""Answers to the questions and file pickers of `ui.ask`, given beforehand."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from PySide6.QtWidgets import QWidget

from coprod_desktop.export.errors import NotPrinted
from coprod_desktop.ui.ask import Ask, Question
from coprod_desktop.ui.printing import PrintJob


class ScriptedAsk(Ask):
    """Answers in the order given. A question nobody expected is answered with no, and kept as ``unexpected``.

    It does not raise: the program would catch that as a fault of its own, and ask about it.
    """

    def __init__(self) -> None:
        self.answers: deque[bool | Path | None] = deque()
        self.asked: list[str] = []
        self.texts: list[str] = []
        """What stood below the title of each question."""
        self.unexpected: list[str] = []
        self.copied: list[str] = []
        self.links: list[str] = []
        self.printed: list[str] = []
        self.print_jobs: list[PrintJob] = []
        self.has_printer = True
        self.shown_folders: list[Path] = []

    def will_say(self, *answers: bool | Path | None) -> None:
        """Line up answers: True or False for a question, a path or None for a file picker."""
        self.answers.extend(answers)

    def confirm(self, parent: QWidget, question: Question) -> bool:
        self.asked.append(question.title)
        self.texts.append(question.text)
        answer = self._next(f"{question.title}: {question.text}")
        return answer is True

    def save_file(self, parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
        self.asked.append(f"{title}: {suggested.name}")
        answer = self._next(f"file picker {title}: {suggested.name}")
        return answer if isinstance(answer, Path) else None

    def open_file(self, parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
        self.asked.append(title)
        answer = self._next(f"file picker {title}")
        return answer if isinstance(answer, Path) else None

    def choose_folder(self, parent: QWidget, title: str, folder: Path) -> Path | None:
        self.asked.append(title)
        answer = self._next(f"folder picker {title}")
        return answer if isinstance(answer, Path) else None

    def open_link(self, parent: QWidget, address: str) -> None:
        self.links.append(address)

    def show_in_folder(self, path: Path) -> None:
        self.shown_folders.append(path)

    def copy_text(self, text: str) -> None:
        self.copied.append(text)

    def print_page(self, parent: QWidget, title: str, html: str) -> bool:
        self.asked.append(f"print {title}")
        self.printed.append(html)
        answer = self._next(f"printing {title!r}")
        assert isinstance(answer, bool)
        return answer

    def print_pictures(self, parent: QWidget, job: PrintJob) -> bool:
        if not self.has_printer:
            raise NotPrinted(reason="no-printer")
        self.asked.append(f"print {job.title}")
        self.print_jobs.append(job)
        return self._next(f"printing {job.title!r}") is True

    def _next(self, what: str) -> bool | Path | None:
        if not self.answers:
            self.unexpected.append(what)
            return None
        return self.answers.popleft()
