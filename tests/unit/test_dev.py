"""`dev.py` says plainly what is missing and sets up no more than it must."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from tests.support.places import ROOT


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty checkout with two locks."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "run.txt").write_text("one")
    (tmp_path / "requirements" / "dev.txt").write_text("two")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "STAMP", tmp_path / ".venv" / "made-from.json")
    monkeypatch.setattr(dev, "LOCKS", tmp_path / "requirements")
    return tmp_path


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch, checkout: Path) -> list[list[str]]:
    """Every command that would be run, in order; each ends well."""
    ran: list[list[str]] = []

    def pretend(command: list[str], **_named: object) -> subprocess.CompletedProcess[str]:
        ran.append(command)
        if command[1:3] == ["-m", "venv"]:
            dev.venv_python().parent.mkdir(parents=True)
            dev.venv_python().touch()
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", pretend)
    monkeypatch.setattr(dev, "can_import", lambda _name: True)
    return ran


def installs(commands: list[list[str]]) -> list[list[str]]:
    return [command for command in commands if "install" in command]


def test_the_locks_are_installed_with_hashes_and_only_wheels(commands: list[list[str]]) -> None:
    dev.need_venv("run.txt", "dev.txt")
    (install,) = installs(commands)
    assert {"--require-hashes", "--only-binary", ":all:"} <= set(install)
    assert install[-1].endswith("dev.txt")
    assert not any("index" in word or "://" in word for word in install)


def test_a_second_time_nothing_is_installed(commands: list[list[str]]) -> None:
    dev.need_venv("run.txt", "dev.txt")
    commands.clear()
    dev.need_venv("run.txt", "dev.txt")
    dev.need_venv("run.txt")
    assert commands == []


def test_a_changed_lock_is_installed_into_what_is_there(commands: list[list[str]], checkout: Path) -> None:
    dev.need_venv("run.txt")
    commands.clear()
    (checkout / "requirements" / "run.txt").write_text("newer")
    dev.need_venv("run.txt")
    assert len(installs(commands)) == 1
    assert not any("venv" in command for command in commands)


def test_another_interpreter_makes_the_environment_anew(commands: list[list[str]]) -> None:
    dev.need_venv("run.txt")
    stamp = json.loads(dev.STAMP.read_text())
    dev.STAMP.write_text(json.dumps({**stamp, "python": "3.10.1 elsewhere"}))
    commands.clear()
    dev.need_venv("run.txt")
    assert [command[1:3] for command in commands].count(["-m", "venv"]) == 1
    assert len(installs(commands)) == 1


def test_a_half_finished_set_up_is_done_again(commands: list[list[str]]) -> None:
    dev.need_venv("run.txt")
    dev.STAMP.write_text("{half")
    commands.clear()
    dev.need_venv("run.txt")
    assert len(installs(commands)) == 1


def test_a_python_without_ensurepip_uses_the_pip_it_has(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "can_import", lambda name: name != "ensurepip")
    dev.need_venv("run.txt")
    assert "--without-pip" in commands[0]


@pytest.mark.parametrize("absent", [{"venv"}, {"ensurepip", "pip"}])
def test_a_python_that_cannot_make_one_says_what_to_type(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, absent: set[str]
) -> None:
    monkeypatch.setattr(dev, "can_import", lambda name: name not in absent)
    monkeypatch.setattr(dev, "is_debian", lambda: True)
    monkeypatch.setattr(dev, "is_root", lambda: False)
    with pytest.raises(dev.StopError, match=r"sudo apt-get install python3\.\d+-venv"):
        dev.need_venv("run.txt")
    assert commands == []


def test_as_root_the_missing_libraries_are_installed_and_named(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev, "has_library", lambda name: name not in {"libEGL.so.1", "libxcb-cursor.so.0"})
    monkeypatch.setattr(dev, "is_debian", lambda: True)
    monkeypatch.setattr(dev, "is_root", lambda: True)
    dev.need_qt_libraries()
    assert commands[0][-2:] == ["libegl1", "libxcb-cursor0"]
    assert "libegl1 libxcb-cursor0" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("debian", "words"),
    [(True, "sudo apt-get install libegl1"), (False, "libEGL.so.1")],
    ids=["Debian", "other"],
)
def test_without_root_the_missing_libraries_are_told(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, debian: bool, words: str
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev, "has_library", lambda name: name != "libEGL.so.1")
    monkeypatch.setattr(dev, "is_debian", lambda: debian)
    monkeypatch.setattr(dev, "is_root", lambda: False)
    with pytest.raises(dev.StopError, match=words):
        dev.need_qt_libraries()
    assert commands == []


def test_without_a_screen_one_plain_sentence(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert dev.main(["run"]) == 1
    said = capsys.readouterr()
    assert said.err == "There is no screen here to show the window on: start it from a desktop session.\n"
    assert commands == [] and said.out == ""


def test_what_follows_the_command_goes_on_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[str] = []

    def keep(args: list[str]) -> int:
        passed.extend(args)
        return 0

    monkeypatch.setattr(dev, "test", keep)
    monkeypatch.setattr(dev, "VENV", Path("elsewhere"))
    assert dev.main(["test", "-k", "a word", "--lf", "tests/unit"]) == 0
    assert passed == ["-k", "a word", "--lf", "tests/unit"]


@pytest.mark.parametrize("asked", [[], ["tests/unit", "-k", "a word"]])
@pytest.mark.parametrize("code", [0, 1])
def test_all_tests_are_spread_over_the_processors_and_named_ones_are_not(
    monkeypatch: pytest.MonkeyPatch, asked: list[str], code: int
) -> None:
    given: list[list[str]] = []

    def run(args: list[str], *_: object) -> subprocess.CompletedProcess[str]:
        given.append(args)
        return subprocess.CompletedProcess(args, code)

    for name in ("need_qt_libraries", "need_test_tools", "need_venv"):
        monkeypatch.setattr(dev, name, lambda *_: None)
    monkeypatch.setattr(dev, "call", run)
    assert dev.test(asked) == code
    assert given[0][2:] == asked or (not asked and "--numprocesses=auto" in given[0])


def test_an_unknown_benchmark_is_answered_with_those_there_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "VENV", Path("elsewhere"))
    assert dev.main(["bench", "nothing"]) == 1
    assert "start" in capsys.readouterr().err


def test_it_needs_nothing_but_the_standard_library() -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(ROOT / "dev.py"), "--help"], capture_output=True, text=True
    )
    assert done.returncode == 0
    for command in ("run", "test", "check", "look", "bench", "torture", "lock"):
        assert f"dev.py {command}" in done.stdout
