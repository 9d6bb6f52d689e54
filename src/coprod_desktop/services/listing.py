"""What can be listed and searched: the journal, and a copy of it that is looked into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from coprod_desktop.domain.entries import EntryKind, EntryRow

PAGE = 100
"""Entries fetched at a time."""

HITS = 50
"""The same while something is searched for."""


class Readable(Protocol):
    """Something whose entries can be listed and searched."""

    def rows(self, kind: EntryKind | None = None, offset: int = 0, limit: int = PAGE) -> list[EntryRow]:
        """One page of the list, newest event first."""

    def find(
        self, words: str, kind: EntryKind | None = None, offset: int = 0, limit: int = HITS
    ) -> list[EntryRow]:
        """Entries that hold all the words, best first."""
