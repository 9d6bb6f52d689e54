"""The screens of locking by itself: its settings, and words that could not be saved."""

from __future__ import annotations

from coprod_desktop.ui.shell.locking import Why
from coprod_desktop.vault.errors import DiskFull
from tests.journeys.sittings import Doing
from tests.look import sample
from tests.look.screens import Screen


def _settings(doing: Doing) -> None:
    doing.shell.go_to("Journal")
    doing.unlock.unlocks(sample.PASSPHRASE)
    doing.person.clicks("Settings")
    doing.person.clicks("Security")
    doing.person.waits_to_see("Lock with the computer")
    _show_locking(doing)


def _show_locking(doing: Doing) -> None:
    page = doing.person.window.pages.settings()  # type: ignore[attr-defined]  # the person would scroll
    page.reveal(page._security.locking)


def _sealed(doing: Doing) -> None:
    window = doing.person.window
    unlocking = window._parts.unlocking  # type: ignore[attr-defined]  # what the window was built from
    doing.shell.go_to("Journal")
    doing.journal.begins_note()
    doing.journal.goes_into_text()
    doing.journal.types("The tea urn went round twice.")

    def full(*_: object) -> None:
        raise DiskFull(path=unlocking.folder)

    unlocking.vault.drafts.put_note = full
    window.journey.lock_by_itself(Why.SYSTEM)  # type: ignore[attr-defined]
    doing.person.waits_to_see("only in memory")


def _sealed_and_locked(doing: Doing) -> None:
    doing.shell.go_to("Journal")
    doing.person.waits_to_see("They are sealed")


WITH_LOCKING = (
    Screen("27-settings-locking", _settings, again=_show_locking),
    Screen("27b-sealed", _sealed),
    Screen("27c-sealed-and-locked", _sealed_and_locked),
)
"""With the sample journal, locked at first."""
