"""The three lists of the view *Actions*: what stands in each, found and written on the vault's lane.

What runs there knows nothing of the view: that must not be let go of there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coprod_desktop.domain.actions import TO_TRY, TRIED, ActionState, StepDay, StepNote, Steps
from coprod_desktop.services.acting import Acting
from coprod_desktop.services.clock import Saved
from coprod_desktop.ui.journal.actions.parts import Listed


@dataclass(frozen=True, slots=True)
class Found:
    """A list as it was on a day. ``is_first`` tells that there is nothing in any list yet."""

    today: date
    steps: Steps
    is_first: bool


def find(acting: Acting, listed: Listed, most: int | None) -> Found:
    """The first of a list; all of it where ``most`` is None."""
    of = {Listed.TO_TRY: acting.to_try, Listed.TRIED: acting.tried, Listed.LET_GO: acting.let_go}
    steps = of[listed](most)
    return Found(acting.today(), steps, is_first=not (steps.actions or acting.is_any()))


def write(acting: Acting, draft: StepNote | StepDay) -> Saved:
    """Write what came back."""
    return acting.note(draft) if isinstance(draft, StepNote) else acting.set_day(draft)


def list_of(state: ActionState) -> Listed:
    """The list in which a step stands."""
    if state in TO_TRY:
        return Listed.TO_TRY
    return Listed.TRIED if state in TRIED else Listed.LET_GO
