"""Looks and window place: kept, read back, and never silently replaced."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from coprod_desktop.services.preferences import Appearance, Preferences, WindowPlace


def test_what_was_chosen_is_there_next_time(tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = Preferences(data)
    looks = Appearance("dark", 150, "dyslexia", reduce_motion=True, easier_words=True)
    first.set_appearance(looks)
    first.set_window(WindowPlace(10, 20, 900, 640, maximised=True))
    again = Preferences(data)
    assert again.appearance == looks
    assert again.window == WindowPlace(10, 20, 900, 640, maximised=True)
    assert not again.was_damaged


def test_nothing_is_made_by_reading(tmp_path: Path) -> None:
    assert Preferences(tmp_path / "data").appearance == Appearance()
    assert not (tmp_path / "data").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead of modes")
def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    data = tmp_path / "a" / "b"
    Preferences(data).set_appearance(Appearance("dark"))
    assert stat.S_IMODE((data / "settings.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(data.stat().st_mode) == stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"appearance": {"text_percent": 900}}',
        b'{"appearance": {"colours": "plaid"}}',
        b'{"appearance": {"reduce_motion": "no"}}',
        b'{"window": {"width": true}}',
        b'{"window": 7}',
        b'{"window": {"x": 10000000000000}}',
        b'{"window": {"width": -5}}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_set_aside_and_told(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(damage)
    preferences = Preferences(tmp_path)
    assert preferences.was_damaged
    assert preferences.appearance == Appearance()
    assert (tmp_path / "settings.damaged.json").read_bytes() == damage
    preferences.set_appearance(Appearance("dark"))
    assert not Preferences(tmp_path).was_damaged


def test_what_a_newer_version_added_is_passed_over(tmp_path: Path) -> None:
    newer = {"appearance": {"colours": "light", "sparkle": 3}, "later": True}
    (tmp_path / "settings.json").write_text(json.dumps(newer), "utf-8")
    preferences = Preferences(tmp_path)
    assert preferences.appearance.colours == "light" and not preferences.was_damaged


def test_a_failed_write_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    preferences = Preferences(data)
    preferences.set_appearance(Appearance("light"))
    before = (data / "settings.json").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        preferences.set_appearance(Appearance("dark"))
    assert (data / "settings.json").read_bytes() == before
    assert [file.name for file in data.iterdir()] == ["settings.json"]
    assert preferences.appearance.colours == "dark"


@pytest.mark.parametrize("values", [("plaid",), ("light", 79), ("light", 201), ("light", 100, "comic")])
def test_looks_out_of_range_are_refused(values: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"no such|out of range"):
        Appearance(*values)  # type: ignore[arg-type]
