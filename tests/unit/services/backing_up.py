"""One computer with a journal and its backups, for the tests of both."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from coprod_desktop.services.backup_facts import Why
from coprod_desktop.services.backups import Backups
from coprod_desktop.services.preferences import Preferences
from coprod_desktop.services.unlocking import Unlocking
from tests.support.journals import CHEAP, NOW, note


class Computer:
    """One data folder with its services, and a clock that a test sets."""

    def __init__(self, data: Path) -> None:
        self.now = NOW
        self.data = data
        self.start()

    def start(self) -> None:
        self.preferences = Preferences(self.data)
        self.unlocking = Unlocking(self.data / "journals" / "Journal", CHEAP)
        rooms, usual = self.data / "open-copies", self.data / "backups"
        self.backups = Backups(self.unlocking, self.preferences, rooms, usual, lambda: self.now)
        self.unlocking.back_up_with(partial(self.backups.before, Why.CHANGED_LOCK))

    def write(self, number: int) -> None:
        self.unlocking.vault.entries.put(note(number))

    @property
    def names(self) -> list[str]:
        folder = self.backups.folder
        return sorted(path.name for path in folder.iterdir()) if folder.exists() else []
