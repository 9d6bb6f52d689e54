"""Locking with nobody there to ask: after a while, and with the system. Nothing is seen, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox, QWidget

from coprod_desktop.services.locking import LockRules
from coprod_desktop.ui.ask import Question
from coprod_desktop.ui.shell.auto_lock import AutoLock
from coprod_desktop.ui.shell.child_windows import close_child_windows
from coprod_desktop.ui.shell.topbar import Tab
from coprod_desktop.ui.system.watch import NoWatch
from tests.support.words_alive import can_undo, words_alive
from tests.ui.shell.conftest import Program


class Guarded:
    """The program with a stopwatch and a system that the test moves."""

    def __init__(self, program: Program) -> None:
        self.program, self.now, self.system = program, 0.0, NoWatch()
        parts = program.window.journey._parts
        self.auto_lock = AutoLock(parts.unlocking, parts.jobs, self._system, self._stopwatch)
        vars(parts.guards)["auto_lock"] = self.auto_lock
        program.make_journal()

    def _stopwatch(self) -> float:
        return self.now

    def _system(self) -> NoWatch:
        return self.system

    def look(self) -> None:
        """As the timer does."""
        assert self.auto_lock._idle is not None
        self.auto_lock._idle.look()
        self.program.settle()
        QApplication.processEvents()

    def look_once(self) -> None:
        """As the timer does, within somebody's event loop."""
        assert self.auto_lock._idle is not None
        self.auto_lock._idle.look()

    def write_note(self, words: str) -> None:
        """Begin a note, and leave it on the page before it is saved."""
        self.program.window.journey.go(Tab.JOURNAL)
        journal = self.program.window.pages.journal()
        journal.new_note()
        self.program.settle()
        journal.editor.editor.setFocus()
        self.program.types(words)

    @property
    def is_locked(self) -> bool:
        return not self.program.unlocking.is_unlocked


@pytest.fixture
def guarded(program: Program) -> Iterator[Guarded]:
    made = Guarded(program)
    yield made
    made.auto_lock.set_open(journal=False, copy=False)


def test_it_locks_after_ten_minutes_without_a_key_and_comes_back_to_the_same_place(guarded: Guarded) -> None:
    program = guarded.program
    guarded.write_note("nasturtium")
    guarded.now = 599
    guarded.look()
    assert not guarded.is_locked
    handle = program.window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_S)  # typed half a minute before it would be due
    guarded.now = 599 + 599
    guarded.look()
    assert not guarded.is_locked
    guarded.now = 599 + 600
    guarded.look()
    assert guarded.is_locked
    assert "locked itself after a while" in program.window.status.words
    assert "nasturtium" not in words_alive()
    program.unlock()
    assert program.window.pages.journal().editor.editor.markdown() == "nasturtiums"


def test_after_a_sleep_past_the_limit_nothing_private_is_painted_and_the_first_key_goes_nowhere(
    guarded: Guarded,
) -> None:
    program = guarded.program
    guarded.write_note("hellebore")
    guarded.now = 3 * 3600
    handle = program.window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_X)
    assert program.shows(program.window.pages.recipe), "at once, before anything was saved or wiped"
    program.bot.waitUntil(lambda: guarded.is_locked)
    program.settle()
    program.unlock()
    assert program.window.pages.journal().editor.editor.markdown() == "hellebore"


def test_a_window_that_is_shown_anew_is_looked_at_before_it_is_painted(guarded: Guarded) -> None:
    guarded.program.window.journey.go(Tab.JOURNAL)
    guarded.now = 3 * 3600
    handle = guarded.program.window.windowHandle()
    assert handle is not None
    QApplication.sendEvent(handle, QEvent(QEvent.Type.FocusIn))
    assert guarded.program.shows(guarded.program.window.pages.recipe)
    guarded.program.bot.waitUntil(lambda: guarded.is_locked)


def test_it_waits_for_long_work_of_the_person_but_not_for_ever(
    guarded: Guarded, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = [True]
    assert guarded.auto_lock._idle is not None
    monkeypatch.setattr(guarded.auto_lock._idle, "_is_busy", lambda: busy[0])
    guarded.now = 700
    guarded.look()
    assert not guarded.is_locked
    looks = 0
    while not guarded.is_locked and looks < 100:
        guarded.now += 15
        guarded.look()
        looks += 1
    assert 30 < looks < 60, "about as long again as the limit"


@pytest.mark.parametrize("what", ["sleeping", "screen_locked"])
def test_it_locks_with_the_system_and_has_saved_by_the_time_it_sleeps(guarded: Guarded, what: str) -> None:
    program = guarded.program
    guarded.write_note("salsify")
    saved: list[str] = []
    drafts = program.unlocking.vault.drafts
    put = drafts.put_note

    def watched(draft: object, now: object) -> None:
        put(draft, now)  # type: ignore[arg-type]
        saved.append("saved")

    drafts.put_note = watched  # type: ignore[method-assign]
    getattr(guarded.system.signals, what).emit()
    if what == "sleeping":
        assert saved == ["saved"], "before the system goes on to sleep"
    program.bot.waitUntil(lambda: guarded.is_locked)
    program.settle()
    assert "slept or locked its screen" in program.window.status.words


def test_the_rules_are_kept_in_the_journal_and_hold_at_once(guarded: Guarded) -> None:
    program = guarded.program
    program.settle()
    guarded.auto_lock.change(LockRules(0, with_system=False), _not_kept)
    program.settle()
    guarded.system.signals.sleeping.disconnect()  # a system that is not listened to tells nothing
    guarded.now = 10 * 3600
    guarded.look()
    assert not guarded.is_locked
    program.lock()
    assert guarded.auto_lock.rules == LockRules(), "nothing of the journal is known while it is locked"
    program.unlock()
    assert guarded.auto_lock.rules == LockRules(0, with_system=False)
    guarded.auto_lock.change(replace(guarded.auto_lock.rules, after_minutes=5), _not_kept)
    guarded.now += 301
    guarded.look()
    assert guarded.is_locked


def _not_kept(error: Exception) -> None:
    raise AssertionError(error)


def test_a_question_that_stands_open_is_closed_as_a_no(
    guarded: Guarded, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = guarded.program
    guarded.write_note("wormwood")
    asked: list[bool] = []

    def confirm(parent: QWidget, question: Question) -> bool:
        """As the real one: in an event loop of its own, until the box is closed."""
        box = QMessageBox(parent)
        box.setText(question.title)
        loop = QEventLoop()
        box.finished.connect(loop.quit)
        box.open()
        guarded.now = 5 * 3600
        QTimer.singleShot(0, guarded.look_once)
        loop.exec()
        asked.append(box.isVisible())
        box.deleteLater()
        return False

    monkeypatch.setattr(program.ask, "confirm", confirm)
    program.window.pages.journal().entries._ask = program.ask
    answered = program.ask.confirm(program.window, Question("Let go?", "", "Yes", "No"))
    assert asked == [False] and answered is False
    program.bot.waitUntil(lambda: guarded.is_locked)
    program.settle()
    assert "wormwood" not in words_alive()


@pytest.mark.qt_log_ignore("does not support raise|grabbing the keyboard")  # offscreen; menus want both
def test_every_other_window_is_closed(program: Program) -> None:
    window = program.window
    box, menu, plain = QMessageBox(window), QMenu(window), QWidget(None, Qt.WindowType.Window)
    files = QFileDialog(window)
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    menu.addAction("Paste").setMenu(QMenu("More", menu))
    box.open()
    files.open()
    plain.show()
    menu.popup(QPoint(10, 10))
    others = (box, files, plain, menu)
    program.bot.waitUntil(lambda: all(other.isVisible() for other in others))
    close_child_windows(window)
    assert not any(other.isVisible() for other in others)
    assert window.isVisible()
    assert files.result() == 0 and box.result() == 0, "a no, and nothing chosen"
    for other in others:
        other.deleteLater()


def test_nothing_that_was_read_or_written_is_alive_after_it(guarded: Guarded) -> None:
    program = guarded.program
    pages = program.window.pages
    guarded.write_note("rhubarb")
    pages.journal().editor.title.set_title("comfrey")
    pages.journal().keeper.touch()
    pages.journal().editor.done.emit()
    program.settle()
    guarded.write_note("lovage")
    program.window.journey.go(Tab.REFLECT)
    pages.reflect().reflect_on("values-1")
    program.settle()
    wizard = pages.reflect().wizard
    assert wizard is not None
    wizard.question_page.noticed.setFocus()
    program.types("samphire")
    program.window.journey.show_export()
    program.settle()
    planted = ("rhubarb", "comfrey", "lovage", "samphire")
    before = words_alive()
    assert [word for word in planted if word not in before] == []
    wiped: list[str] = []
    lock = program.window.journey._lock
    lock.locked.disconnect(program.window.journey._locked)  # which deletes the pages
    lock.locked.connect(lambda: wiped.append(words_alive()))
    lock.locked.connect(program.window.journey._locked)
    guarded.system.signals.screen_locked.emit()
    program.bot.waitUntil(lambda: guarded.is_locked and bool(wiped))
    assert [word for word in planted if word in wiped[0]] == []
    program.settle()
    assert [word for word in planted if word in words_alive()] == []
    assert not can_undo()
