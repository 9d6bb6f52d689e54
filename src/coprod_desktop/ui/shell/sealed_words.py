"""Words that wait sealed in memory: what is said of them, and their way back into the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.ask import Question
from coprod_desktop.ui.shell.pages import Pages
from coprod_desktop.ui.shell.parts import Parts
from coprod_desktop.ui.shell.told import Told

if TYPE_CHECKING:
    from coprod_desktop.services.sealing import Draft


class SealedWords(QObject):
    """Writes them once their journal is open. What still cannot be written is shown where it was typed."""

    def __init__(self, window: QWidget, parts: Parts, pages: Pages, told: Told) -> None:
        super().__init__(window)
        self._parts, self._pages, self._told = parts, pages, told

    def write(self) -> None:
        """Write what waits, if anything does; before anything else is read from the journal."""
        sealing = self._parts.guards.sealing
        if sealing.is_any:
            self._parts.jobs.run(sealing.write, self._written, self._not_written, self)

    def tell(self) -> None:
        """Say above the page that words wait, and what to do."""
        self._told.say(*at_length(), "caution")

    def _written(self, left: tuple[Draft, ...]) -> None:
        from coprod_desktop.domain.actions import StepNote
        from coprod_desktop.domain.entries import NoteDraft  # not at the start: that stays quick

        for draft in left:
            # The pages try again by themselves, and say what keeps them from it.
            if isinstance(draft, NoteDraft | StepNote):
                self._pages.journal().take_back(draft)
            else:
                self._pages.reflect().take_back(draft)
        if left:
            self._told.say(
                self.tr("Some words still could not be saved. They are back in the window."),
                self.tr("Make room on the disk. They are saved as soon as that works."),
                "caution",
            )
        else:
            words = self.tr("The words that were kept sealed in memory are saved in your journal now.")
            self._told.say(words, "", "good")

    def _not_written(self, error: Exception) -> None:
        from coprod_desktop.ui.sentences import sentence  # the same

        said = sentence(error)
        self._told.say(said.what, said.next, "caution")


def in_short() -> str:
    """For the line at the bottom."""
    return QCoreApplication.translate(
        "SealedWords", "Your journal is locked. Some words are only in memory: unlock it before you quit."
    )


def at_length() -> tuple[str, str]:
    """For the locked page: what is the matter, and what to do."""
    translate = QCoreApplication.translate
    return (
        translate("SealedWords", "Some of your last words could not be saved, and are only in memory."),
        translate(
            "SealedWords",
            "They are sealed: nobody can read them while the journal is locked. Make room on the disk, then "
            "unlock. Until then, leave the program and the computer on.",
        ),
    )


def losing_question() -> Question:
    """Asked before the program ends with words that were not written."""
    translate = QCoreApplication.translate
    return Question(
        translate("SealedWords", "Some words are not saved yet"),
        translate(
            "SealedWords",
            "They are kept sealed in memory, since they could not be written to the journal. If you close "
            "the program now, they are lost. If you stay and unlock the journal, they are saved once there "
            "is room.",
        ),
        translate("SealedWords", "Close and lose them"),
        translate("SealedWords", "Stay"),
    )
