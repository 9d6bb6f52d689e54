"""The whole window around a cheap journal, with scripted questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.app import Options, build
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.shell.window import MainWindow
from tests.support.journals import CHEAP, PASSPHRASE, note
from tests.support.scripted_ask import ScriptedAsk
from tests.support.speech import SpeechDouble
from tests.ui.shell.visit import NEW, OLD, Visit


@dataclass
class Program:
    """One running program: its window, and what it asked."""

    window: MainWindow
    ask: ScriptedAsk
    bot: QtBot
    speech: SpeechDouble

    @property
    def unlocking(self) -> Unlocking:
        return self.window.journey._parts.unlocking

    def make_journal(self) -> None:
        """As after the last of the first-run pages."""
        gate = self.window.pages.gate()
        self.unlocking.create(PASSPHRASE, self.unlocking.new_secret(), recovery_confirmed=True)
        gate.opened.emit()
        self.settle()

    def unlock(self) -> None:
        """As after the right passphrase."""
        self.unlocking.unlock(PASSPHRASE)
        self.window.pages.gate().opened.emit()
        self.settle()

    def lock(self) -> None:
        """Lock, and wait until the key is dropped."""
        with self.bot.waitSignal(self.window.journey._lock.locked):
            self.window.menus.lock.emit()
        self.settle()

    def shows(self, page: QWidget) -> bool:
        """Whether a page is in front."""
        return self.window.pages.current is page

    def types(self, words: str) -> None:
        """Type into whatever has the focus."""
        field = QApplication.focusWidget()
        assert field is not None
        QTest.keyClicks(field, words)

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.bot.waitUntil(lambda: self.window.journey._parts.jobs.is_idle, timeout=60_000)

    def quit(self) -> None:
        """Close the window, and wait until it is closed."""
        self.window.close()
        self.bot.waitUntil(lambda: not self.window.isVisible(), timeout=60_000)


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    """The program with its window open and no journal yet."""
    ask = ScriptedAsk()
    speech = SpeechDouble()
    window = build(qapp, Options(data=tmp_path / "data"), ask, kdf=CHEAP, speech=speech)
    # A quiet moment comes when a test says so, and never because the computer is slow.
    window._parts.backing_up._quiet.setInterval(60 * 60 * 1000)
    window.show()
    qtbot.waitExposed(window)
    program = Program(window, ask, qtbot, speech)
    yield program
    if window.isVisible():
        program.quit()
    program.settle()
    window.deleteLater()
    assert not ask.unexpected


@pytest.fixture
def visit(program: Program, tmp_path: Path) -> Visit:
    """A copy was saved by the menu, and something was written since; the journal is open."""
    program.make_journal()
    program.unlocking.vault.entries.put(note(1, OLD))
    (tmp_path / "stick").mkdir()
    program.ask.will_say(tmp_path / "stick" / "copy.coprod")
    program.window.menus.save_copy.emit()
    program.settle()
    program.unlocking.vault.entries.put(note(2, NEW))
    program.window.activateWindow()
    return Visit(program, tmp_path / "stick" / "copy.coprod")
