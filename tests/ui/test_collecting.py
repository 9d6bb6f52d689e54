"""Garbage is collected on the window's thread and nowhere else."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coprod_desktop.ui.collecting import WindowThreadCollector, collect_what_is_due
from coprod_desktop.ui.jobs import Jobs


class Knot:
    """A cycle, as a widget and its page often are one."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def usual_collector() -> Iterator[None]:
    """Begin with Python's own collector on, as a program does."""
    was_on = gc.isenabled()
    gc.enable()
    yield
    gc.enable() if was_on else gc.disable()


def busy() -> int:
    """Allocate far more than it takes to set off the collector."""
    return len([[n] for n in range(200_000)])


@pytest.mark.usefixtures("usual_collector")
def test_work_in_the_background_never_takes_down_a_widget(qtbot: QtBot) -> None:
    threads: list[int] = []
    jobs, parent = Jobs(), QObject()
    WindowThreadCollector(parent)

    def gone() -> None:
        threads.append(threading.get_ident())

    weakref.finalize(Knot(), gone)
    with qtbot.waitSignal(jobs.idle):
        jobs.run(busy)
    assert threads == [], "nothing was collected in the background"
    keep = [[n] for n in range(2_000)]
    collect_what_is_due()
    assert threads == [threading.get_ident()] and keep
    parent.deleteLater()


@pytest.mark.usefixtures("usual_collector")
def test_the_window_collects_by_itself(qtbot: QtBot) -> None:
    parent = QObject()
    collector = WindowThreadCollector(parent)
    assert not gc.isenabled()
    with qtbot.waitSignal(collector._timer.timeout):
        pass
    parent.deleteLater()
