"""Deleting entries and letting drafts go: into the bin, back from it, and for good."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from coprod_desktop.errors import BugError, KnownError
from coprod_desktop.services.listing import HITS, PAGE
from coprod_desktop.vault.names import BIN_DAYS_SETTING

if TYPE_CHECKING:
    from coprod_desktop.domain.actions import Noted
    from coprod_desktop.domain.entries import BinnedEntry, EntryKind, EntryRow
    from coprod_desktop.services.clock import Clock
    from coprod_desktop.services.unlocking import Unlocking

KEPT = timedelta(days=30)
"""How long an entry or a draft stays in the bin at least, unless somebody empties it."""

IN_SIGHT = timedelta(days=7)
"""Between the first unlocking at which an entry is about to go, and its going."""

LARGE = 20
"""From so many on, a backup is made before they go."""

_DAYS_KEPT = 60


class Deleting:
    """What a person does to be rid of an entry or a draft. Everything is undone easily but the last step."""

    def __init__(
        self, unlocking: Unlocking, clock: Clock, before_large_delete: Callable[[], object] | None = None
    ) -> None:
        """``before_large_delete`` makes a backup, and raises KnownError if it cannot."""
        self._unlocking, self._clock = unlocking, clock
        self._before_large_delete = before_large_delete

    def move_to_bin(self, entry_id: str) -> None:
        """Move an entry to the bin. Raises KeyError when it is gone, KnownError when that can't be stored."""
        self._unlocking.vault.bin.put(entry_id, self._clock())

    def let_go(self, draft_id: str) -> bool:
        """Move a draft to the bin; remove one in which nothing was written. Gives whether it is in the bin.

        The entry that it changes, if any, stays as it is. Raises as `move_to_bin` does.
        """
        vault = self._unlocking.vault
        if vault.drafts.whole(draft_id).is_empty:
            vault.drafts.remove(draft_id)
            return False
        vault.bin.put_draft(draft_id, self._clock())
        return True

    def put_back(self, kept_id: str) -> None:
        """Take an entry or a draft out of the bin, as it was. Raises as `move_to_bin` does.

        A draft is one again, exactly where somebody stopped. The entry that it changes comes back with it,
        should it lie in the bin; another draft of that entry, begun meanwhile, stays beside it.
        """
        self._unlocking.vault.bin.put_back(kept_id, self._clock())

    def count(self) -> int:
        """How many entries and drafts are in the bin."""
        return self._unlocking.vault.bin.count()

    def read(self, kept_id: str) -> BinnedEntry:
        """One entry or draft of the bin, whole. Raises KeyError when it is not there."""
        return self._unlocking.vault.bin.get(kept_id)

    def read_with_notes(self, kept_id: str) -> tuple[BinnedEntry, Mapping[str, Noted]]:
        """The same, with what was noted about its next steps, by their origins."""
        return self.read(kept_id), self._unlocking.vault.actions.noted(kept_id)

    def rows(self, _kind: EntryKind | None = None, offset: int = 0, limit: int = PAGE) -> list[EntryRow]:
        """One page of what is in the bin, the last one put there first."""
        return self._unlocking.vault.bin.rows(offset, limit)

    def find(
        self, _words: str, _kind: EntryKind | None = None, _offset: int = 0, _limit: int = HITS
    ) -> list[EntryRow]:
        """The bin has no search field."""
        raise BugError("the bin is not searched")

    # ------------------------------------------------------------------ for good
    def delete_for_good(self, kept_id: str) -> None:
        """Remove one entry or draft of the bin, so that none of its words stays in the journal's file.

        Raises:
            WordsNotWiped: it is gone; the next unlocking wipes what is left of its words.
            KnownError: it could not be stored, and is still there.
        """
        self._wiped(self._unlocking.vault.bin.remove([kept_id]))

    def prepare_to_empty(self) -> None:
        """Make a backup. Raises KnownError when it could not be made; the person decides what then."""
        if self._before_large_delete is not None:
            self._before_large_delete()

    def empty(self) -> int:
        """Remove all that is in the bin, and say how much that was. Raises as `delete_for_good`."""
        return self._wiped(self._unlocking.vault.bin.remove_all())

    def clear_out(self) -> int:
        """Remove what has been in the bin for long enough; to be called after unlocking.

        Returns how many entries went. Twenty and more go only after a backup; without one they wait.

        Raises:
            KnownError: it could not be stored, as for `delete_for_good`.
        """
        journal = self._unlocking.vault
        waiting = journal.bin.moments()
        now = self._clock()
        days = self._days_in_use(now.date()) if waiting else set()
        over = [kept_id for kept_id, since in waiting if is_over(since, now, days)]
        if len(over) >= LARGE and not self._is_backed_up():
            over = []
        if over or journal.bin.is_scrub_due:
            return self._wiped(journal.bin.remove(over))
        return 0

    def _wiped(self, gone: int) -> int:
        """See that no word of what is gone stays in the file, and say again how many entries went."""
        from coprod_desktop.vault.errors import WordsNotWiped

        journal = self._unlocking.vault
        if journal.bin.is_scrub_due:
            try:
                journal.bin.scrub()
            except KnownError as error:
                raise WordsNotWiped(path=self._unlocking.folder) from error
        return gone

    def _is_backed_up(self) -> bool:
        with suppress(KnownError):
            self.prepare_to_empty()
            return True
        return False

    def _days_in_use(self, today: date) -> set[date]:
        """The days the journal was opened on while something was in the bin, up to and with today."""
        settings = self._unlocking.vault.settings
        stored = settings.get(BIN_DAYS_SETTING)
        days = {day for day in _days_from(stored) if day <= today} | {today}
        text = json.dumps([day.isoformat() for day in sorted(days)[-_DAYS_KEPT:]])
        if text != stored:
            settings.put(BIN_DAYS_SETTING, text)
        return days


def is_over(since: datetime, now: datetime, opened: Iterable[date]) -> bool:
    """Whether an entry that came into the bin at ``since`` may go for good at ``now``.

    The clock alone could empty a bin unseen, when it jumps a year ahead. So an entry goes only if, by the
    same clock, the journal was opened on two days before, each less than `IN_SIGHT` before the end of its
    time or after it, and the first of them at least `IN_SIGHT` ago.
    """
    if now - since < KEPT:
        return False
    today, from_day = now.date(), (since + KEPT - IN_SIGHT).date()
    seen = sorted(day for day in opened if from_day <= day < today)
    return len(seen) > 1 and seen[0] <= today - IN_SIGHT


def _days_from(stored: str | None) -> set[date]:
    """The days of the setting. What does not read counts as none: the bin is only kept for longer then."""
    with suppress(ValueError, TypeError, RecursionError):
        return {date.fromisoformat(day) for day in json.loads(stored or "[]")}
    return set()
