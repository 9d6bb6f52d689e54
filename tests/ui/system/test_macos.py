"""What macOS is asked for, against a run-time that only takes notes: on a Mac it was never tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from coprod_desktop.ui.system.macos import AWAY, LOCKED, SLEEP, MacWatch
from coprod_desktop.ui.system.objc import ObjectiveC


class Notes:
    """Names stand for themselves, as numbers."""

    def __init__(self) -> None:
        self.names: list[str] = [""]
        self.observed: list[tuple[str, str]] = []
        self.removed = 0
        self.methods: dict[str, Callable[[], None]] = {}

    def find(self, name: str) -> int:
        self.names.append(name)
        return len(self.names) - 1

    selector = text = find

    def listener(self, name: str, methods: dict[str, Callable[[], None]]) -> tuple[int, list[Any]]:
        self.methods = methods
        return self.find(name), []

    def send(self, target: int, selector: str, *values: int, **_: object) -> int:
        if selector == "addObserver:selector:name:object:":
            self.observed.append((self.names[values[2]], self.names[values[1]]))
        elif selector == "removeObserver:":
            self.removed += 1
        return target


def test_each_notification_leads_to_its_signal() -> None:
    notes, seen = Notes(), []
    watch = MacWatch(cast("ObjectiveC", notes))
    watch.signals.sleeping.connect(lambda: seen.append("sleeping"))
    watch.signals.screen_locked.connect(lambda: seen.append("locked"))
    watch.start()
    watch.start()
    for name in (SLEEP, AWAY, LOCKED):
        (method,) = (method for observed, method in notes.observed if observed == name)
        notes.methods[method]()
    assert seen == ["sleeping", "locked", "locked"]
    watch.stop()
    assert notes.removed > 0
