"""What the bin says and asks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from coprod_desktop.domain.entries import BinnedEntry, EntryKind, EventDate
from coprod_desktop.services.clock import local_day
from coprod_desktop.services.deleting import KEPT
from coprod_desktop.ui.ask import Question
from coprod_desktop.ui.journal.words import date_of
from coprod_desktop.ui.sentence_form import Sentence


def tr(text: str) -> str:
    """A text of the bin in the person's language."""
    return QCoreApplication.translate("Bin", text)


def since(binned: BinnedEntry) -> str:
    """What it is, when it came here, and how long it stays at least."""
    moved = tr("Moved here on {day}. It stays until {last} or longer.").format(
        day=date_of(EventDate.of(local_day(binned.since))),
        last=date_of(EventDate.of(local_day(binned.since + KEPT))),
    )
    if binned.draft is None:
        return moved
    if binned.draft.entry_id is None:
        return tr("Not finished. {moved}").format(moved=moved)
    return tr("A change of an entry, not finished. {moved}").format(moved=moved)


def was_put_back(binned: BinnedEntry) -> str:
    """Where it is by now."""
    if binned.draft is None:
        return tr("Put back in your journal.")
    if binned.draft.kind is EntryKind.NOTE:
        return tr("Put back. You can carry on with it above the list of entries.")
    return tr("Put back. You can carry on with it in Reflect.")


def delete_question(binned: BinnedEntry) -> Question:
    """Before one of them goes for good."""
    if binned.draft is None:
        ask = tr("Delete this entry for good?")
        what = tr(
            "It is then gone from your journal, with its earlier versions, and nobody can bring it back. "
            "Backups and copies from before still hold it."
        )
    else:
        ask = tr("Delete what you began for good?")
        what = tr(
            "It is then gone from your journal, and nobody can bring it back. "
            "Backups and copies from before still hold it."
        )
        if binned.draft.entry_id is not None:
            what += " " + tr("The entry that it was to change stays as it is.")
    return Question(ask, what, tr("Delete for good"), tr("Keep it in the bin"))


def empty_question() -> Question:
    """Before all of them go."""
    return Question(
        tr("Empty the bin?"),
        tr(
            "Everything in it is then gone from your journal, entries with their earlier versions too, and "
            "nobody can bring it back. Backups and copies from before still hold it."
        ),
        tr("Empty the bin"),
        tr("Keep it"),
    )


def no_backup_question(cause: Sentence) -> Question:
    """When no backup could be made before the bin is emptied."""
    return Question(
        tr("No backup could be made first"),
        tr("{cause} If you empty the bin now, no backup from today holds what is in it.").format(
            cause=cause.what
        ),
        tr("Empty it without a backup"),
        tr("Keep it"),
    )
