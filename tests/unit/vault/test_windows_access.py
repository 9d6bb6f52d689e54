"""Access lists on Windows itself, or under Wine; elsewhere what is asked of them, and when."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from coprod_desktop.vault import windows_access
from coprod_desktop.vault.files import PORTABLE_NOTE, make_own_folder
from coprod_desktop.vault.windows_access import (
    is_open_to_others,
    lets_others_in,
    list_of,
    make_folder,
    own_sid,
    stays_here,
)

on_windows = pytest.mark.skipif(sys.platform != "win32", reason="asks Windows")


@pytest.fixture(autouse=True)
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "profile").mkdir()
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "profile"))
    return tmp_path / "profile"


class TestWhere:
    def test_on_the_disk_of_the_profile(self, profile: Path) -> None:
        assert stays_here(profile / "Co-production Companion")
        assert stays_here(profile.parent / "Journal")

    def test_not_on_another_disk(self, profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        real = Path.stat
        elsewhere = profile.parent / "stick"
        elsewhere.mkdir()

        def stat(path: Path, **how: bool) -> os.stat_result:
            found = real(path, **how)
            return os.stat_result((*found[:2], 4711, *found[3:10])) if path == elsewhere else found

        monkeypatch.setattr(Path, "stat", stat)
        assert not stays_here(elsewhere / "Journal")
        assert stays_here(profile / "Journal")

    def test_not_beside_a_portable_program(self, profile: Path) -> None:
        data = profile / "Companion" / "data"
        data.mkdir(parents=True)
        (data / PORTABLE_NOTE).touch()
        assert not stays_here(data / "journals")
        assert not stays_here(data / "journals" / "Journal")
        assert stays_here(profile / "Companion" / "other")

    def test_not_where_nobody_can_tell(self, profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert not stays_here(profile / "gone" / "Journal")
        monkeypatch.setenv("LOCALAPPDATA", str(profile / "gone"))
        assert not stays_here(profile / "Journal")


class TestAsked:
    """What `make_own_folder` asks of Windows, with a stand-in that makes folders."""

    @pytest.fixture
    def made(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        given: list[str] = []

        def make(folder: Path) -> None:
            folder.mkdir()
            given.append(folder.name)

        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setattr(windows_access, "make_folder", make)
        return given

    def test_a_folder_that_stays_gets_a_list(self, profile: Path, made: list[str]) -> None:
        make_own_folder(profile / "a")
        assert made == ["a"] and (profile / "a").is_dir()

    def test_one_that_may_be_carried_gets_none(self, profile: Path, made: list[str]) -> None:
        (profile / PORTABLE_NOTE).touch()
        make_own_folder(profile / "a")
        make_own_folder(profile / "a", exist_ok=True)
        assert made == [] and (profile / "a").is_dir()
        with pytest.raises(FileExistsError):
            make_own_folder(profile / "a")

    def test_one_that_is_there_is_left_as_it_is(self, profile: Path, made: list[str]) -> None:
        (profile / "a").mkdir()
        make_own_folder(profile / "a", exist_ok=True)
        with pytest.raises(FileExistsError):
            make_own_folder(profile / "a")
        (profile / "file").touch()
        with pytest.raises(FileExistsError):
            make_own_folder(profile / "file", exist_ok=True)
        assert made == []


@on_windows
class TestOnWindows:
    def test_who_it_is(self) -> None:
        assert own_sid().startswith("S-1-5-")

    def test_a_folder_is_its_owner_s_alone(self, profile: Path) -> None:
        make_folder(profile / "Jürgen’s 日記")
        assert not lets_others_in(profile / "Jürgen’s 日記")
        (profile / "Jürgen’s 日記" / "file").write_bytes(b"mine")

    def test_what_the_system_says_is_raised(self, profile: Path) -> None:
        with pytest.raises(FileExistsError):
            make_folder(profile)
        with pytest.raises(FileNotFoundError):
            make_folder(profile / "gone" / "a")
        with pytest.raises(FileNotFoundError):
            list_of(profile / "gone")

    def test_a_file_that_others_can_read_is_noticed(self, profile: Path) -> None:
        (profile / "empty").mkdir()
        assert not is_open_to_others(profile / "empty")
        with windows_access._descriptor("D:P(A;OICI;FA;;;WD)") as descriptor:
            given = windows_access._SecurityAttributes(24, descriptor, 0)
            windows_access._library("kernel32").CreateDirectoryW(str(profile / "open"), given)
        (profile / "open" / "journal.db").touch()
        assert is_open_to_others(profile / "open")
