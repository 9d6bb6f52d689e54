"""What looks after an open journal, each made when it is first needed: a start makes none of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from coprod_desktop.services.clock import Clock
from coprod_desktop.services.preferences import Preferences
from coprod_desktop.services.sealing import Sealing
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from coprod_desktop.ui.copied import CopiedFromHere
    from coprod_desktop.ui.shell.auto_lock import AutoLock
    from coprod_desktop.ui.shell.locking import LockFlow, Why
    from coprod_desktop.ui.system.capture import CaptureHiding


class Guards:
    """Locking by itself, words sealed in memory, the clipboard, and pictures of the screen."""

    def __init__(self, unlocking: Unlocking, jobs: Jobs, clock: Clock, preferences: Preferences) -> None:
        self._unlocking, self._jobs, self._preferences = unlocking, jobs, preferences
        self.sealing = Sealing(unlocking, clock)
        self._is_looking = False
        if preferences.screen.hide_from_capture:
            self.capture.set_on(True)

    def look_after(
        self, lock: LockFlow, lock_now: Callable[[Why], None], *, journal: bool, copy: bool
    ) -> None:
        """See to it that what is open locks by itself, and that the clipboard is emptied then."""
        if not (journal or copy or self._is_looking):
            return
        if not self._is_looking:
            self._is_looking = True
            self.auto_lock.due.connect(lock_now)
            lock.about_to_wipe.connect(self.copied.clear)
        self.auto_lock.set_open(journal=journal, copy=copy)

    @cached_property
    def auto_lock(self) -> AutoLock:
        """Locks after a while, and with the system."""
        from coprod_desktop.ui.shell.auto_lock import AutoLock

        return AutoLock(self._unlocking, self._jobs)

    @cached_property
    def copied(self) -> CopiedFromHere:
        """Knows what was copied out of private pages."""
        from coprod_desktop.ui.copied import CopiedFromHere

        return CopiedFromHere()

    @cached_property
    def capture(self) -> CaptureHiding:
        """Hides the windows from pictures of the screen."""
        from coprod_desktop.ui.system.capture import CaptureHiding

        return CaptureHiding()
