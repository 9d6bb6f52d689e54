"""Every question, file picker and hand-over to the system, in one place that tests can replace.

Qt's dialogs are imported when one is shown: loading them at the start costs as much as a page.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from coprod_desktop.ui.names import shown_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from coprod_desktop.ui.printing import PrintJob


@dataclass(frozen=True, slots=True)
class Question:
    """A question with two answers. ``text`` says what each one means; ``no`` is what Escape does."""

    title: str
    text: str
    yes: str
    no: str


class Ask:
    """Asks through the system's own windows."""

    def confirm(self, parent: QWidget, question: Question) -> bool:
        """Ask, and return whether the ``yes`` button was chosen. Escape and closing mean no."""
        from PySide6.QtWidgets import QMessageBox

        box = _box_with(parent, question)
        yes = box.addButton(question.yes, QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(question.no, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.exec()
        chosen = box.clickedButton() is yes
        box.deleteLater()
        return chosen

    def save_file(self, parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
        """Ask where to save. ``kinds`` is a Qt name filter. None when the person changed their mind."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds)
        return Path(name) if name else None

    def open_file(self, parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
        """Ask which file to open. ``kinds`` is a Qt name filter. None when the person changed their mind."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
        return Path(name) if name else None

    def choose_folder(self, parent: QWidget, title: str, folder: Path) -> Path | None:
        """Ask for a folder, beginning at ``folder``. None when the person changed their mind."""
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(parent, title, str(folder))
        return Path(name) if name else None

    def open_link(self, parent: QWidget, address: str) -> None:
        """Say where a link goes, and open it in the system's browser only if the person agrees."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        translate = QCoreApplication.translate
        question = Question(
            translate("Ask", "Open this in your web browser?"),
            translate("Ask", "{address}\n\nThis leaves the program. Nothing you wrote goes with it.").format(
                address=address
            ),
            translate("Ask", "Open in browser"),
            translate("Ask", "Stay here"),
        )
        if self.confirm(parent, question) and not QDesktopServices.openUrl(QUrl(address)):
            self._offer_to_copy(parent, translate("Ask", "No web browser was found."), address)

    def show_in_folder(self, path: Path) -> None:
        """Open the folder that holds ``path`` in the system's file manager."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))):
            title = QCoreApplication.translate("Ask", "No program that shows folders was found.")
            self._offer_to_copy(QApplication.activeWindow() or QWidget(), title, str(path.parent))

    def _offer_to_copy(self, parent: QWidget, title: str, place: str) -> None:
        """Say that the system has nothing to open ``place`` with, and offer it for the clipboard."""
        translate = QCoreApplication.translate
        words = translate("Ask", "{place}\n\nYou can copy this and open it in another way.").format(
            place=place
        )
        question = Question(title, words, translate("Ask", "Copy"), translate("Ask", "Close"))
        if self.confirm(parent, question):
            self.copy_text(place)

    def copy_text(self, text: str) -> None:
        """Put text on the clipboard."""
        QGuiApplication.clipboard().setText(text)

    def print_page(self, parent: QWidget, title: str, html: str) -> bool:
        """Let a printer be chosen and print one page of rich text. False when it was called off."""
        from PySide6.QtGui import QTextDocument
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, parent)
        dialog.setWindowTitle(title)
        agreed = dialog.exec() == QPrintDialog.DialogCode.Accepted
        dialog.deleteLater()
        if agreed:
            document = QTextDocument()
            document.setHtml(html)
            document.print_(printer)
        return agreed

    def print_pictures(self, parent: QWidget, job: PrintJob) -> bool:
        """Let a printer be chosen and print finished pages. False when it was called off.

        Raises:
            NotPrinted: there is no printer, or it did not take the pages.
        """
        from coprod_desktop.ui.printing import print_pictures

        return print_pictures(parent, job)


def unless_it_is_there(ask: Ask, parent: QWidget, chosen: Path, target: Path) -> Path | None:
    """``target``, which is the chosen name with the ending of its kind; None if it is to stay as it is.

    The window for files asked about the name that was chosen, and not about the one with the ending.
    """
    # Of a name that is too long, Path.exists raises before Python 3.14.
    if target == chosen or not os.path.exists(target):  # noqa: PTH110
        return target
    translate = QCoreApplication.translate
    question = Question(
        translate("Ask", "Replace {name}?").format(name=shown_name(target.name)),
        translate("Ask", "There is already a file with this name. What is in it would be lost."),
        translate("Ask", "Replace it"),
        translate("Ask", "Keep it"),
    )
    return target if ask.confirm(parent, question) else None


def _box_with(parent: QWidget, question: Question) -> QMessageBox:
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setWindowTitle(question.title)
    box.setText(question.title)
    box.setInformativeText(question.text)
    # Left to itself, Qt would read a title such as "<b>" as HTML. Set last: it reaches only labels there are.
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box
