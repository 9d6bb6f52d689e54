"""What one said one would try: looking at it again, and noting what happened."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from coprod_desktop.domain.actions import (
    LET_GO,
    TO_TRY,
    TRIED,
    Action,
    Noted,
    Order,
    StepDay,
    StepNote,
    Steps,
)
from coprod_desktop.services.clock import Clock, Saved, local_day
from coprod_desktop.services.unlocking import Unlocking


class Acting:
    """What a person does with the next steps of their reflections.

    A step is told by its entry and its ``origin``, the id of the question under which it was written.
    """

    def __init__(self, unlocking: Unlocking, clock: Clock) -> None:
        self._unlocking = unlocking
        self._clock = clock

    def to_try(self, most: int | None = None) -> Steps:
        """What is still to be tried, by dates; "not yet" is among it. ``most``: how many are wanted."""
        return self._unlocking.vault.actions.some(TO_TRY, Order.DATE, most)

    def tried(self, most: int | None = None) -> Steps:
        """What was tried, or learned from, what was noted last first."""
        return self._unlocking.vault.actions.some(TRIED, Order.NOTED, most)

    def let_go(self, most: int | None = None) -> Steps:
        """What was let go, what was noted last first."""
        return self._unlocking.vault.actions.some(LET_GO, Order.NOTED, most)

    def these(self, keys: Collection[tuple[str, str]]) -> list[Action]:
        """The steps with these entries and origins, as far as they are there."""
        return self._unlocking.vault.actions.these(keys)

    def is_any(self) -> bool:
        """Whether there is anything in any of the lists."""
        return self._unlocking.vault.actions.is_any()

    def noted(self, entry_id: str) -> dict[str, Noted]:
        """What was noted about the steps of one entry, by their origins."""
        return self._unlocking.vault.actions.noted(entry_id)

    def note(self, note: StepNote) -> Saved:
        """Note how things stand with a step, in the person's own words (Markdown).

        It is no change of the reflection. An earlier note about the step is replaced. What comes back is the
        moment that now stands beside it, which is later than the one of the note before.

        Raises:
            KeyError: the step, or its entry, is gone.
            KnownError: it could not be written; everything is as it was.
        """
        now = self._clock()
        noted = self._unlocking.vault.actions.note
        return Saved(noted(note.entry_id, note.origin, note.state, note.words, now))

    def set_day(self, day: StepDay) -> Saved:
        """Give a step another date, or none. It changes its entry, whose version before is kept.

        A draft that adds to the entry takes the date over, unless it has another one of its own.

        Raises:
            KeyError: the step, or its entry, is gone.
            KnownError: it could not be written; everything is as it was.
        """
        now = self._clock()
        self._unlocking.vault.actions.set_day(day.entry_id, day.origin, day.by, now)
        return Saved(now)

    def today(self) -> date:
        """The calendar day where the person is."""
        return local_day(self._clock())
