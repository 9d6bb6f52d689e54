"""What one said one would try: looking at it again, and noting what happened."""

from __future__ import annotations

from datetime import date

from coprod_desktop.domain.actions import (
    LET_GO,
    TO_TRY,
    TRIED,
    Action,
    ActionState,
    Noted,
    StepDay,
    StepNote,
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

    def open_steps(self) -> list[Action]:
        """What is still to be tried, from the newest reflection to the oldest; "not yet" is among it."""
        return self._unlocking.vault.actions.all(TO_TRY)

    def tried_steps(self) -> list[Action]:
        """What was tried, or learned from, from the newest reflection to the oldest."""
        return self._unlocking.vault.actions.all(TRIED)

    def let_go_steps(self) -> list[Action]:
        """What was let go, from the newest reflection to the oldest."""
        return self._unlocking.vault.actions.all(LET_GO)

    def every_step(self) -> list[Action]:
        """All of them, from the newest reflection to the oldest."""
        return self._unlocking.vault.actions.all(tuple(ActionState))

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
