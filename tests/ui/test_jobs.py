"""Background work: in order, back on the UI thread, dropped with its owner."""

from __future__ import annotations

import re
import threading
import weakref
from collections.abc import Callable
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from coprod_desktop.ui import jobs as jobs_module
from coprod_desktop.ui.jobs import Jobs
from tests.support.places import SOURCES


def test_the_vaults_lane_keeps_order_and_comes_back_to_the_window(qtbot: QtBot) -> None:
    jobs, order, threads = Jobs(), [], set()

    def work(n: int) -> int:
        threads.add(threading.get_ident())
        return n

    def done(n: int) -> None:
        assert QThread.currentThread() is jobs.thread()
        order.append(n)

    with qtbot.waitSignal(jobs.idle):
        for n in range(50):
            jobs.run(partial(work, n), done=done)
    assert order == list(range(50))
    assert len(threads) == 1 and threading.get_ident() not in threads


def test_a_known_fault_reaches_its_caller(qtbot: QtBot) -> None:
    jobs = Jobs()
    met: list[Exception] = []

    def work() -> None:
        raise ValueError("x")

    with qtbot.waitSignal(jobs.idle):
        jobs.run(work, failed=met.append)
    assert [type(error) for error in met] == [ValueError]


@pytest.mark.expects_log("unexpected fault in background work: ValueError")
def test_a_fault_nobody_has_words_for_is_told(qtbot: QtBot) -> None:
    jobs = Jobs()

    def work() -> None:
        raise ValueError("words of somebody's")

    with qtbot.waitSignal(jobs.unexpected) as told:
        jobs.run(work)
    assert isinstance(told.args[0], ValueError)


def test_an_outcome_is_dropped_with_its_owner(qtbot: QtBot) -> None:
    jobs = Jobs()
    arrived: list[int] = []
    owner, go = QObject(), threading.Event()

    def work() -> int:
        go.wait(5)
        return 1

    with qtbot.waitSignal(jobs.idle):
        jobs.run(work, done=arrived.append, owner=owner)
        owner.deleteLater()
        with qtbot.waitSignal(owner.destroyed):
            pass
        go.set()
    assert arrived == []


def test_long_work_aside_does_not_hold_up_saving(qtbot: QtBot) -> None:
    jobs, order, go = Jobs(), [], threading.Event()

    def saved(_: None) -> None:
        order.append("saved")
        go.set()

    def long_work() -> None:
        assert go.wait(5)

    with qtbot.waitSignal(jobs.idle):
        jobs.aside(long_work, done=lambda _: order.append("made"))
        jobs.run(lambda: None, done=saved)
    assert order == ["saved", "made"]


class Asking:
    """Stands for a page whose own method is the work."""

    def well(self) -> int:
        return 1

    def badly(self) -> int:
        raise ValueError("x")


@pytest.mark.parametrize("method", [Asking.well, Asking.badly])
def test_who_asked_is_let_go_of_on_the_windows_thread(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, method: Callable[[Asking], int]
) -> None:
    """Also where the worker is still at its end when the outcome has long arrived."""
    jobs, go = Jobs(), threading.Event()
    work_off = jobs_module._work_off

    def work_off_slowly(number: int, task: jobs_module._Task, post: jobs_module._Post) -> None:
        work_off(number, task, post)
        assert go.wait(60)

    monkeypatch.setattr(jobs_module, "_work_off", work_off_slowly)
    gone: list[int] = []
    asking = Asking()
    weakref.finalize(asking, lambda: gone.append(threading.get_ident()))
    with qtbot.waitSignal(jobs.idle):
        jobs.run(partial(method, asking), failed=lambda _: None)
        del asking
    seen = list(gone)
    go.set()
    jobs.wait_for_all()
    assert seen == gone == [threading.get_ident()]


def test_no_runnable_of_qt_is_used() -> None:
    """Two threads take one apart at once: Qt's, which deletes it, and whichever lets go of it in Python."""
    used = re.compile(r"\b(QRunnable|QThreadPool|QtConcurrent)\b")
    assert [path for path in SOURCES.rglob("*.py") if used.search(path.read_text("utf-8"))] == []


def test_threads_end_with_the_jobs(qtbot: QtBot) -> None:
    before = set(threading.enumerate())
    jobs, go = Jobs(), threading.Event()
    done: list[bool] = []
    jobs.aside(lambda: done.append(go.wait(60)))
    jobs.run(go.set)
    shiboken6.delete(jobs)  # it waits for what is under way, as at the end of the program
    assert done == [True]
    assert set(threading.enumerate()) == before


def test_how_long_to_wait_for_the_vault_can_be_said(qtbot: QtBot) -> None:
    jobs, go = Jobs(), threading.Event()
    assert jobs.wait_for_vault(0)
    with qtbot.waitSignal(jobs.idle):
        jobs.run(lambda: go.wait(60))
        assert not jobs.wait_for_vault(1)
        go.set()
        assert jobs.wait_for_vault(60_000)
