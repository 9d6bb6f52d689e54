"""A program with a journal and a copy of it, for the tests of copies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTextEdit

from coprod_desktop.ui.copies.page import CopyPage
from coprod_desktop.ui.widgets.buttons import Button
from tests.support.journals import PASSPHRASE

if TYPE_CHECKING:
    from tests.ui.shell.conftest import Program

OLD, NEW = "hollyhocks by the shelter", "written since then"


class Visit:
    """A program with a journal and a copy of it, by what a person reads and presses."""

    def __init__(self, program: Program, file: Path) -> None:
        self.program, self.file = program, file
        self.window, self.ask = program.window, program.ask
        self.data = program.unlocking.folder.parent.parent

    @property
    def page(self) -> CopyPage:
        return self.window.pages.copy()

    @property
    def said(self) -> str:
        """What stands above the page; nothing when it was closed."""
        return self.window.told.words if self.window.told.isVisible() else ""

    def open(self, file: Path | None = None) -> None:
        self.window.open_copy(file or self.file)
        self.program.settle()

    def press(self, words: str) -> None:
        found = [b for b in self.window.findChildren(Button) if b.text() == words and b.isVisible()]
        assert len(found) == 1, words
        found[0].click()
        self.program.settle()

    def look_inside(self, passphrase: str = PASSPHRASE) -> None:
        """Type the passphrase where the focus is, and press Enter."""
        self.program.types(passphrase)
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.program.settle()

    def shown(self) -> str:
        """Every word in the window."""
        texts = [w.text() for w in self.window.findChildren(QLabel)]
        return "\n".join([*texts, *(w.toPlainText() for w in self.window.findChildren(QTextEdit))])

    def journal_says(self) -> list[str]:
        """The excerpts of the journal that is open."""
        return [row.excerpt for row in self.program.unlocking.vault.entries.rows()]


def offered(program: Program, words: str) -> bool:
    menus = [a.menu() for a in program.window.menuBar().actions()]
    actions = [a for menu in menus for a in menu.actions()]  # type: ignore[attr-defined]  # typed as object
    return bool(next(a.isEnabled() for a in actions if a.text().replace("&", "") == words))
