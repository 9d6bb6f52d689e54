"""macOS: the workspace's own notifications about sleep and sessions, and the one about the locked screen.

Written from Apple's documentation and not tried on a Mac so far; `docs/decisions/locking.md` says so.
"""

from __future__ import annotations

from coprod_desktop.ui.system.objc import ObjectiveC
from coprod_desktop.ui.system.watch import SystemSignals, Tells

SLEEP = "NSWorkspaceWillSleepNotification"
AWAY = "NSWorkspaceSessionDidResignActiveNotification"
LOCKED = "com.apple.screenIsLocked"
_ASLEEP, _GONE = "coprodAsleep:", "coprodAway:"
_NAME = "CoprodSystemListener"


class MacWatch:
    """One small object of a class of its own is told, and tells on. It lives as long as the program."""

    def __init__(self, run_time: ObjectiveC | None = None) -> None:
        self.signals = SystemSignals()
        self._objc = run_time
        self._listener = 0
        self._kept: list[object] = []
        self._listening = False

    def tells(self) -> Tells:
        """Both, on every macOS that the program runs on."""
        return Tells(sleep=True, screen_lock=True)

    def start(self) -> None:
        """Listen."""
        if self._listening:
            return
        self._listening = True
        objc = self._objc = self._objc or ObjectiveC()
        if not self._listener:
            self._listener, self._kept = objc.listener(
                _NAME, {_ASLEEP: self.signals.sleeping.emit, _GONE: self.signals.screen_locked.emit}
            )
        selector = objc.selector
        for centre, name, method in self._wanted(objc):
            objc.send(
                centre,
                "addObserver:selector:name:object:",
                self._listener,
                selector(method),
                objc.text(name),
                0,
            )

    def stop(self) -> None:
        """Listen no more."""
        if self._listening and self._objc is not None:
            self._listening = False
            for centre in {centre for centre, _, _ in self._wanted(self._objc)}:
                self._objc.send(centre, "removeObserver:", self._listener)

    def _wanted(self, objc: ObjectiveC) -> list[tuple[int, str, str]]:
        workspace = objc.send(objc.send(objc.find("NSWorkspace"), "sharedWorkspace"), "notificationCenter")
        everybody = objc.send(objc.find("NSDistributedNotificationCenter"), "defaultCenter")
        return [(workspace, SLEEP, _ASLEEP), (workspace, AWAY, _GONE), (everybody, LOCKED, _GONE)]
