"""A second start: the first window comes forward, and the second says so and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.services.one_window import OneWindow
from coprod_desktop.ui.shell.second_start import SecondStart
from tests.support.home import Home


@pytest.mark.qt_log_ignore("does not support raise")  # offscreen
def test_a_request_brings_the_window_back_from_the_task_bar(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    one, other = OneWindow(tmp_path, tmp_path / "J"), OneWindow(tmp_path, tmp_path / "J")
    SecondStart(window, one)
    qtbot.waitUntil(lambda: one._held is not None)
    other._request.touch()
    qtbot.waitUntil(lambda: not other._request.exists())
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert window.isVisible()


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own is not to be had there")
def test_the_second_program_says_so_in_a_sentence_and_ends_well(tmp_path: Path) -> None:
    home = Home(tmp_path / "computer").make()
    data = tmp_path / "data"
    data.mkdir()
    command = [sys.executable, "-m", "coprod_desktop", "--data-dir", str(data)]
    ours, its = os.openpty()
    first = subprocess.Popen(command, env=home.environment(), stderr=subprocess.DEVNULL)
    try:
        one = OneWindow(data, data / "journals" / "Journal")
        while not one._lock_file.exists():
            assert first.poll() is None
        second = subprocess.Popen(command, env=home.environment(), stderr=its)
        assert second.wait(60) == 0
        assert b"is open already" in os.read(ours, 1000)
        assert first.poll() is None
    finally:
        first.kill()
        first.wait()
        os.close(ours)
        os.close(its)
