"""Being reminded to reflect. Kept inside the journal, as it is about the person who writes in it."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from coprod_desktop.domain.entries import EntryKind
from coprod_desktop.domain.reminders import Reminder, Rhythm, Standing, from_text, standing, to_text
from coprod_desktop.services.clock import Clock, local_day
from coprod_desktop.services.unlocking import Unlocking

_REMINDER = "reminder"
_OFF = "off"


def with_ending(target: Path) -> Path:
    """The name of a calendar file with its ending."""
    from coprod_desktop.export import files

    return files.with_ending(target, "ics")


class Reminding:
    """The one reminder of the open journal; off until somebody chooses. For the vault's lane."""

    def __init__(self, unlocking: Unlocking, clock: Clock) -> None:
        self._unlocking, self._clock = unlocking, clock

    def standing(self) -> Standing | None:
        """How the reminder stands today; None while it is off. What does not read counts as off.

        Raises:
            KnownError: the journal cannot be read.
        """
        reminder = self._chosen()
        return None if reminder is None else standing(reminder, self._reflected(), self._today())

    def choose(self, rhythm: Rhythm | None) -> Standing | None:
        """Be reminded in another rhythm from today on, or not at all.

        Raises:
            KnownError: it cannot be written; the one before holds.
        """
        reminder = None if rhythm is None else Reminder(rhythm, self._today())
        self._keep(reminder)
        return self.standing()

    def put_away(self) -> Standing | None:
        """Let what has come up wait no more. The next day comes up all the same.

        Raises:
            KnownError: it cannot be written.
        """
        reminder = self._chosen()
        if reminder is not None:
            self._keep(replace(reminder, put_away=self._today()))
        return self.standing()

    def save_calendar(self, stands: Standing, title: str, target: Path) -> Path:
        """Save the days as a calendar file, and say where. Does not touch the journal.

        The file holds the days and ``title``, and nothing else. ``target`` is as `with_ending` gives it.

        Raises:
            KnownError: it could not be put there.
        """
        from coprod_desktop.export import calendar
        from coprod_desktop.export.files import save

        made = calendar.make(stands.rhythm, stands.next, title, uuid.uuid4().hex, self._clock())
        save(made, target, calendar.is_whole)
        return target

    def _chosen(self) -> Reminder | None:
        try:
            return from_text(self._unlocking.vault.settings.get(_REMINDER) or _OFF)
        except ValueError:
            return None

    def _keep(self, reminder: Reminder | None) -> None:
        self._unlocking.vault.settings.put(_REMINDER, to_text(reminder) if reminder else _OFF)

    def _reflected(self) -> date | None:
        """The day of the last reflection. One from a clock that went ahead is not looked at."""
        newest = self._unlocking.vault.entries.newest_written(
            EntryKind.REFLECTION, self._clock() + timedelta(hours=1)
        )
        return None if newest is None else local_day(newest)

    def _today(self) -> date:
        return local_day(self._clock())
