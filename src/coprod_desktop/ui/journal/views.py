"""What the Journal shows beside its entries: each view is made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from coprod_desktop.domain.actions import StepDay, StepNote
    from coprod_desktop.domain.sealed_records import Draft


class Which(StrEnum):
    """The views of the Journal, in the order of their switch."""

    ENTRIES = "entries"
    ACTIONS = "actions"
    GROWTH = "growth"


@dataclass(frozen=True, slots=True)
class AnswerPlace:
    """An entry, and the question at which it is to be read on; empty for its beginning."""

    entry_id: str
    question_id: str = ""


class JournalView(QWidget):
    """A view beside the entries. What it does not need of this it leaves as it is.

    ``open_entry`` carries the id of an entry, ``open_answer`` an `AnswerPlace`, ``reflect_on`` the id of a
    question, ``show_item`` of an item of the recipe, ``saved`` a `Saved`, ``status`` a sentence for the line
    at the bottom. ``begin_reflection`` carries nothing: the ways to begin are to be shown.
    """

    open_entry = Signal(object)
    open_answer = Signal(object)
    reflect_on = Signal(object)
    show_item = Signal(object)
    saved = Signal(object)
    status = Signal(object)
    begin_reflection = Signal()

    def refresh(self) -> None:
        """It comes to the front, or the journal changed: fetch what is shown anew."""

    def flush(self) -> None:
        """Hand everything that was typed to the vault's lane, now."""

    def write_anew(self) -> None:
        """Write what is under way into the journal's file, which is another one by now."""

    def has_unsaved(self) -> bool:
        """Whether something typed could not be written so far."""
        return False

    def unwritten(self) -> tuple[Draft, ...]:
        """What could not be written, with all that stands on the page."""
        return ()

    def take_back(self, draft: StepNote | StepDay) -> None:
        """Show what was noted about a step, or its date, that still could not be written; try again."""

    def wipe(self) -> None:
        """Forget every word of the journal; drop what is still on its way."""

    def panes(self) -> Sequence[QWidget]:
        """Where F6 goes: for each pane, the widget that takes the focus there."""
        return ()


Makers = Mapping[Which, Callable[[], JournalView]]
"""How to make each view there is beside the entries."""
