"""What the system tells the program: that it goes to sleep, that its screen is locked."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Tells:
    """What this system is able to tell. ``screen_lock`` includes going over to another user."""

    sleep: bool = False
    screen_lock: bool = False

    @property
    def anything(self) -> bool:
        """Whether there is anything to listen to."""
        return self.sleep or self.screen_lock


class SystemSignals(QObject):
    """``sleeping`` comes shortly before a sleep, ``screen_locked`` once others may sit at the computer."""

    sleeping = Signal()
    screen_locked = Signal()


class SystemWatch(Protocol):
    """Listens to one system. Only while something is open: a start costs nothing."""

    @property
    def signals(self) -> SystemSignals:
        """What it tells."""

    def tells(self) -> Tells:
        """What there is to listen to on this computer."""

    def start(self) -> None:
        """Listen from now on, and have a sleep wait a moment where the system allows that."""

    def stop(self) -> None:
        """Listen no more; a sleep need not wait any longer."""


class NoWatch:
    """For a system that tells nothing."""

    def __init__(self) -> None:
        self.signals = SystemSignals()

    def tells(self) -> Tells:
        """Nothing."""
        return Tells()

    def start(self) -> None:
        """There is nothing to listen to."""

    def stop(self) -> None:
        """Nothing was begun."""


def system_watch(platform: str = sys.platform) -> SystemWatch:
    """The watch for the system that the program runs on. Loads what that needs: ask late."""
    if platform == "linux":
        from coprod_desktop.ui.system.linux import LinuxWatch

        return LinuxWatch()
    if platform == "win32":
        from coprod_desktop.ui.system.windows import WindowsWatch

        return WindowsWatch()
    if platform == "darwin":
        from coprod_desktop.ui.system.macos import MacWatch

        return MacWatch()
    return NoWatch()
