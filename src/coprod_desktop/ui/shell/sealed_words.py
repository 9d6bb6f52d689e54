"""Words that wait sealed in memory: what is said of them, and their way back into the journal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.ask import Question
from coprod_desktop.ui.shell.pages import Pages
from coprod_desktop.ui.shell.parts import Parts
from coprod_desktop.ui.shell.told import Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coprod_desktop.domain.actions import StepDay, StepNote
    from coprod_desktop.services.sealing import NoteWords, Unsealed


class SealedWords(QObject):
    """Writes them once their journal is open. What still cannot be written is shown where it was typed."""

    def __init__(self, window: QWidget, parts: Parts, pages: Pages, told: Told) -> None:
        super().__init__(window)
        self._parts, self._pages, self._told = parts, pages, told

    def write(self) -> None:
        """Write what waits, if anything does; before anything else is read from the journal."""
        sealing = self._parts.guards.sealing
        if sealing.is_any:
            work = partial(sealing.write, stray_words)
            self._parts.jobs.run(work, self._written, self._not_written, self)

    def tell(self) -> None:
        """Say above the page that words wait, and what to do."""
        self._told.say(*at_length(), "caution")

    def _written(self, unsealed: Unsealed) -> None:
        from coprod_desktop.domain.reflection import ReflectionDraft  # not at the start: that stays quick

        for draft in unsealed.left:
            # The pages try again by themselves, and say what keeps them from it.
            if isinstance(draft, ReflectionDraft):
                self._pages.reflect().take_back(draft)
            else:
                self._pages.journal().take_back(draft)
        if unsealed.left:
            self._told.say(
                self.tr("Some words still could not be saved. They are back in the window."),
                self.tr("Make room on the disk. They are saved as soon as that works."),
                "caution",
            )
            return
        told = self.tr("The words that were kept sealed in memory are saved in your journal now.")
        self._told.say(told, _where_strays_are() if unsealed.has_note else "", "good")

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


def stray_words(strays: Sequence[StepNote | StepDay]) -> NoteWords:
    """The words of the note that holds what was noted about steps whose entries are not in this journal."""
    from dataclasses import replace

    from coprod_desktop.domain.actions import ActionState, StepNote
    from coprod_desktop.domain.richtext import Block, Span, parse, serialise
    from coprod_desktop.services.sealing import NoteWords
    from coprod_desktop.ui.journal.actions import words

    translate = QCoreApplication.translate
    about = translate("SealedWords", "About something to try, from “{title}”, which is not in this journal:")
    blocks: list[Block] = []
    for stray in strays:
        blocks.append(Block(spans=(Span(about.format(title=stray.title)),)))
        quoted = parse(stray.step.text) or (Block(spans=(Span(words.text_of(stray.step)),)),)
        blocks += [replace(block, quote=True) for block in quoted]
        if not isinstance(stray, StepNote):
            blocks.append(Block(spans=(Span(words.chosen_day(stray.by)),)))
            continue
        if stray.state is not ActionState.OPEN:
            blocks.append(Block(spans=(Span(words.state_name(stray.state), bold=True),)))
        blocks += parse(stray.words)
    return NoteWords(translate("SealedWords", "Noted about something to try"), serialise(tuple(blocks)))


def _where_strays_are() -> str:
    return QCoreApplication.translate(
        "SealedWords",
        "Some of them were about something to try whose entry is not in this journal: they are a note of "
        "their own now, under Journal.",
    )
