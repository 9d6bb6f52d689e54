"""Collects garbage on the window's thread alone.

Python's own collector runs on whichever thread happens to allocate. On a worker it could take down a
widget that is part of a cycle, and Qt answers a widget deleted off its thread with a crash. So the
automatic collector is off, and the same thresholds are looked at from time to time where widgets live.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 2000


def collect_what_is_due() -> None:
    """Collect the generations that Python itself would collect by now. Only on the window's thread."""
    for generation, (count, threshold) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
        if count <= threshold:
            break
        gc.collect(generation)


class WindowThreadCollector(QObject):
    """Takes over from the automatic collector for as long as the program runs."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start()
