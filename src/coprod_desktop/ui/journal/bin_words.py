"""What the bin says and asks."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from coprod_desktop.domain.entries import EventDate
from coprod_desktop.services.clock import local_day
from coprod_desktop.services.deleting import KEPT
from coprod_desktop.ui.ask import Question
from coprod_desktop.ui.journal.words import date_of
from coprod_desktop.ui.sentence_form import Sentence


def tr(text: str) -> str:
    """A text of the bin in the person's language."""
    return QCoreApplication.translate("Bin", text)


def since(moment: datetime) -> str:
    """When an entry came here, and how long it stays at least."""
    return tr("Moved here on {day}. It stays until {last} or longer.").format(
        day=date_of(EventDate.of(local_day(moment))), last=date_of(EventDate.of(local_day(moment + KEPT)))
    )


def delete_question() -> Question:
    """Before one entry goes for good."""
    return Question(
        tr("Delete this entry for good?"),
        tr(
            "It is then gone from your journal, with its earlier versions, and nobody can bring it back. "
            "Backups and copies from before still hold it."
        ),
        tr("Delete for good"),
        tr("Keep it in the bin"),
    )


def empty_question() -> Question:
    """Before all of them go."""
    return Question(
        tr("Empty the bin?"),
        tr(
            "Every entry in it is then gone from your journal, with its earlier versions, and nobody can "
            "bring it back. Backups and copies from before still hold them."
        ),
        tr("Empty the bin"),
        tr("Keep them"),
    )


def no_backup_question(cause: Sentence) -> Question:
    """When no backup could be made before the bin is emptied."""
    return Question(
        tr("No backup could be made first"),
        tr("{cause} If you empty the bin now, no backup from today holds these entries.").format(
            cause=cause.what
        ),
        tr("Empty it without a backup"),
        tr("Keep them"),
    )
