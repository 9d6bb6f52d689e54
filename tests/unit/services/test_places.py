"""Where data is kept on each system."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coprod_desktop.services.places import data_folder, journal_folder


def test_linux_follows_xdg(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder() == tmp_path / "coprod-desktop"
    monkeypatch.setenv("XDG_DATA_HOME", "relative/is/ignored")
    assert data_folder() == Path.home() / ".local" / "share" / "coprod-desktop"


def test_windows_stays_in_the_local_profile(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert data_folder() == tmp_path / "Co-production Companion"


def test_mac_uses_application_support(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert data_folder() == Path.home() / "Library" / "Application Support" / "Co-production Companion"


def test_each_journal_has_its_own_folder(tmp_path: Path) -> None:
    assert journal_folder(tmp_path) == tmp_path / "journals" / "Journal"
    assert journal_folder(tmp_path, "Work") == tmp_path / "journals" / "Work"


def test_a_portable_program_on_windows_keeps_its_data_beside_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "stick" / "coprod-desktop.exe"
    (tmp_path / "stick" / "data").mkdir(parents=True)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(program))
    assert data_folder() == tmp_path / "Co-production Companion", "a checkout is no portable program"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert data_folder() == tmp_path / "Co-production Companion", "some other program's folder"
    (tmp_path / "stick" / "data" / "portable.txt").touch()
    assert data_folder() == tmp_path / "stick" / "data"
    (tmp_path / "stick" / "data" / "portable.txt").unlink()
    assert data_folder() == tmp_path / "Co-production Companion"
