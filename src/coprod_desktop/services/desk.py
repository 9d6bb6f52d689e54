"""What a person does with an open journal, each made when it is first asked for.

A start shows the recipe, which needs none of this; loading it then would only make the start slower.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from coprod_desktop.content.model import Recipe
from coprod_desktop.services.clock import Clock
from coprod_desktop.services.unlocking import Unlocking

if TYPE_CHECKING:
    from coprod_desktop.services.acting import Acting
    from coprod_desktop.services.deleting import Deleting
    from coprod_desktop.services.exporting import Exporting
    from coprod_desktop.services.growing import Growing
    from coprod_desktop.services.journalling import Journalling
    from coprod_desktop.services.reflecting import Reflecting
    from coprod_desktop.services.reminding import Reminding
    from coprod_desktop.services.sheets import Sheets


class Desk:
    """The services around one journal. Each is made once."""

    def __init__(
        self,
        unlocking: Unlocking,
        recipe: Recipe,
        clock: Clock,
        before_large_delete: Callable[[], object] | None = None,
    ) -> None:
        """``before_large_delete`` makes a backup, and raises KnownError if it cannot."""
        self._unlocking, self._recipe, self._clock = unlocking, recipe, clock
        self._before_large_delete = before_large_delete

    @cached_property
    def reflecting(self) -> Reflecting:
        """Going through the litmus test."""
        from coprod_desktop.services.reflecting import Reflecting

        return Reflecting(self._unlocking, self._recipe, self._clock)

    @cached_property
    def reminding(self) -> Reminding:
        """Being reminded to reflect."""
        from coprod_desktop.services.reminding import Reminding

        return Reminding(self._unlocking, self._clock)

    @cached_property
    def journalling(self) -> Journalling:
        """Reading, searching and writing."""
        from coprod_desktop.services.journalling import Journalling

        return Journalling(self._unlocking, self._clock)

    @cached_property
    def acting(self) -> Acting:
        """What one said one would try."""
        from coprod_desktop.services.acting import Acting

        return Acting(self._unlocking, self._clock)

    @cached_property
    def deleting(self) -> Deleting:
        """The bin."""
        from coprod_desktop.services.deleting import Deleting

        return Deleting(self._unlocking, self._clock, self._before_large_delete)

    @cached_property
    def exporting(self) -> Exporting:
        """Preparing for supervision."""
        from coprod_desktop.services.exporting import Exporting

        return Exporting(self.journalling, self._recipe, self._clock)

    @cached_property
    def growing(self) -> Growing:
        """Looking at how things have been."""
        from coprod_desktop.services.growing import Growing

        return Growing(self._unlocking, self._recipe)

    @cached_property
    def sheets(self) -> Sheets:
        """The recipe on paper. The one of these that needs no journal."""
        from coprod_desktop.services.sheets import Sheets

        return Sheets(self._recipe, self._clock)
