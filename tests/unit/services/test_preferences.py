"""Looks and window place: kept, read back, and never silently replaced."""

from __future__ import annotations

import json
import os
import stat
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from coprod_desktop.services.preferences import Appearance, Preferences, Screen, VoiceChoice, WindowPlace


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
        b'{"window": []}',
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


LARGE = {"appearance": {"colours": "dark", "text_percent": 150}, "backups": {"keep": "more"}}


def kept(data: Path) -> dict[str, object]:
    stored: dict[str, object] = json.loads((data / "settings.json").read_text("utf-8"))
    return stored


def test_a_file_that_cannot_be_read_is_left_alone_and_taken_in_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program holds it, or its disk does not answer."""
    (tmp_path / "settings.json").write_text(json.dumps(LARGE), "utf-8")
    before = (tmp_path / "settings.json").read_bytes()

    def held(*_: object, **__: object) -> str:
        raise PermissionError(13, "held")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_text", held)
        preferences = Preferences(tmp_path)
        assert preferences.was_unreadable and not preferences.was_damaged
        with pytest.raises(OSError, match="cannot be read"):
            preferences.set_window(WindowPlace(1, 2, 900, 600))
        with pytest.raises(OSError, match="cannot be read"):
            preferences.set_screen(Screen(hide_from_capture=True))
    assert (tmp_path / "settings.json").read_bytes() == before
    assert [path.name for path in tmp_path.glob("settings*")] == ["settings.json"]
    preferences.set_window(WindowPlace(3, 4, 900, 600))
    again = Preferences(tmp_path)
    assert again.window == WindowPlace(3, 4, 900, 600)
    assert (again.appearance.colours, again.backups.keep) == ("dark", "more")
    assert again.screen.hide_from_capture


def test_a_place_that_comes_back_is_read_before_it_is_written(tmp_path: Path) -> None:
    """The program was started while its stick was out."""
    data = tmp_path / "stick" / "data"
    preferences = Preferences(data)
    data.mkdir(parents=True)
    (data / "settings.json").write_text(json.dumps(LARGE), "utf-8")
    preferences.set_window(WindowPlace(3, 4, 900, 600))
    assert Preferences(data).appearance == Appearance("dark", 150)
    assert preferences.appearance == Appearance("dark", 150)


def test_a_place_that_vanished_is_not_made_anew(tmp_path: Path) -> None:
    data = tmp_path / "stick" / "data"
    preferences = Preferences(data)
    preferences.set_appearance(Appearance("dark"))
    away = data.parent.rename(tmp_path / "pulled out")
    with pytest.raises(FileNotFoundError):
        preferences.set_appearance(Appearance("light"))
    assert not data.parent.exists()
    away.rename(data.parent)
    preferences.set_window(WindowPlace(3, 4, 900, 600))
    assert Preferences(data).appearance == Appearance("light")


def test_a_damaged_file_that_cannot_be_set_aside_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "settings.damaged.json").write_bytes(b"an earlier one")
    (tmp_path / "settings.json").write_bytes(b'{"appearance"')

    def refused(*_: object) -> Path:
        raise PermissionError(13, "read-only")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refused)
        preferences = Preferences(tmp_path)
        assert preferences.was_damaged
        with pytest.raises(PermissionError):
            preferences.set_appearance(Appearance("dark"))
    assert (tmp_path / "settings.json").read_bytes() == b'{"appearance"'
    preferences.set_appearance(Appearance("dark"))
    assert (tmp_path / "settings.damaged.json").read_bytes() == b"an earlier one"
    assert (tmp_path / "settings.damaged2.json").read_bytes() == b'{"appearance"'
    assert Preferences(tmp_path).appearance == Appearance("dark")


def test_what_a_newer_version_wrote_stays_in_the_file(tmp_path: Path) -> None:
    newer = {"appearance": {"colours": "light", "sparkle": 3}, "later": True}
    (tmp_path / "settings.json").write_text(json.dumps(newer), "utf-8")
    Preferences(tmp_path).set_appearance(Appearance("dark"))
    stored = kept(tmp_path)
    assert stored["later"] is True
    assert stored["appearance"] == {**asdict(Appearance("dark")), "sparkle": 3}


def test_the_voice_is_kept_and_a_speed_that_is_none_is_a_damaged_file(tmp_path: Path) -> None:
    Preferences(tmp_path).set_voice(VoiceChoice("gb", 150))
    assert Preferences(tmp_path).voice == VoiceChoice("gb", 150)
    for percent in (0, 49, 201):
        with pytest.raises(ValueError, match="speed"):
            VoiceChoice("", percent)
    (tmp_path / "settings.json").write_text('{"voice": {"percent": 5000}}')
    damaged = Preferences(tmp_path)
    assert damaged.was_damaged and damaged.voice == VoiceChoice()
