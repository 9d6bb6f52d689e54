"""A place in the Journal tab."""

from __future__ import annotations

from dataclasses import dataclass

from coprod_desktop.ui.journal.views import Which


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody was in the tab, to be found again after unlocking."""

    entry_id: str | None = None
    draft_id: str | None = None
    view: Which = Which.ENTRIES
