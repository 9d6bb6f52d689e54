"""What the Recipe tab may say about an open journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from coprod_desktop.domain.entries import EntryRow, EventDate


@dataclass(frozen=True, slots=True)
class JournalNotes:
    """When each question was last looked at, and the entries about one item.

    ``item_id`` says which item ``entries`` are about: they are shown on that item's page only.
    """

    item_id: str | None = None
    last_looked_at: Mapping[str, EventDate] = field(default_factory=dict)
    entries: tuple[EntryRow, ...] = ()


def last_looked_at(notes: JournalNotes, question_id: str) -> str:
    """When a question was last looked at, as a sentence."""
    when = notes.last_looked_at.get(question_id)
    if when is None:
        return QCoreApplication.translate("Recipe", "Not looked at yet")
    from coprod_desktop.ui.widgets.dates import write_date

    return QCoreApplication.translate("Recipe", "Last looked at {date}").format(date=write_date(when))
