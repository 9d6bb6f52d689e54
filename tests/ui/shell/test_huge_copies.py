"""A file that takes an hour to read keeps nobody from locking, from another file, or from closing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coprod_desktop.services.unlocking import LockState
from tests.ui.shell.visit import Visit
from tests.unit.vault.copies import huge

SOON = 10_000
"""Milliseconds. Reading the file takes many times as long."""


@pytest.fixture
def vast(visit: Visit, tmp_path: Path) -> Path:
    return huge(visit.file.read_bytes(), tmp_path / "huge.coprod", 1 << 38)


def test_locking_does_not_wait_for_it(visit: Visit, vast: Path, qtbot: QtBot) -> None:
    visit.window.open_copy(vast)
    visit.window.journey.lock()
    qtbot.waitUntil(lambda: visit.program.unlocking.state() is LockState.LOCKED, timeout=SOON)
    visit.program.settle()
    assert "not opened" not in visit.said


def test_another_file_does_not_wait_for_it(visit: Visit, vast: Path, qtbot: QtBot) -> None:
    visit.window.open_copy(vast)
    visit.window.open_copy(visit.file)
    qtbot.waitUntil(lambda: visit.window.pages.is_copy_shown, timeout=SOON)
    visit.program.settle()
    assert visit.page.facts is not None and visit.page.facts.path == visit.file
    assert "not opened" not in visit.said


def test_closing_does_not_wait_for_it(visit: Visit, vast: Path, qtbot: QtBot) -> None:
    visit.program.lock()
    visit.window.open_copy(vast)
    visit.window.close()
    qtbot.waitUntil(lambda: not visit.window.isVisible(), timeout=SOON)
