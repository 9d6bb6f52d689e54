"""The screens of the reminder: its settings, and what has come up, at opening and on Reflect's home."""

from __future__ import annotations

from datetime import date

from coprod_desktop.domain.reminders import Reminder, WeekdayOfMonth, Which, to_text
from tests.journeys.sittings import Doing
from tests.look import sample
from tests.look.beneath import parts_at_rest
from tests.look.screens import Screen
from tests.support.finding import BUTTONS
from tests.support.waiting import until


def _at_opening(doing: Doing) -> None:
    doing.shell.go_to("Reflect")
    doing.unlock.unlocks(sample.PASSPHRASE)
    parts = parts_at_rest(doing)
    yesterday = Reminder(WeekdayOfMonth(Which.THIRD, 3), date(2026, 10, 1))
    parts.unlocking.vault.settings.put("reminder", to_text(yesterday))
    doing.shell.locks()
    doing.shell.go_to("Reflect")
    doing.unlock.unlocks(sample.PASSPHRASE)
    doing.person.waits_to_see("A quiet reminder to reflect")
    until(lambda: len(doing.person.finds("Put it away", BUTTONS)) == 2, "both ways to put it away")


def _settings(doing: Doing) -> None:
    doing.person.clicks("Change reminders")
    doing.person.waits_to_see("Title in the calendar")


WITH_A_REMINDER = (
    Screen("05c-reminder-at-opening", _at_opening),
    Screen("16d-reminders", _settings),
)
"""With the sample journal, locked at first."""
