"""What may stand on the command line; anything else is refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coprod_desktop.app import Options, build, read_options
from tests.support.journals import CHEAP
from tests.support.scripted_ask import ScriptedAsk


def test_a_copy_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    x = tmp_path / "x"
    assert read_options(["Journal copy.coprod"]) == Options(copy=Path("Journal copy.coprod"))
    assert read_options(["--data-dir", "x", "y.coprod"]) == Options(x, None, Path("y.coprod"))
    assert read_options(["--journal", "x"]) == Options(None, x)


@pytest.mark.parametrize("option", ["--journal", "--data-dir"])
def test_a_folder_is_the_one_that_was_meant_where_the_program_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    (tmp_path / "here" / "below").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here" / "below")
    for given, meant in ((".", "here/below"), ("..", "here"), ("../x", "here/x"), ("a/../..", "here")):
        read = read_options([option, given])
        assert (read.journal or read.data) == (tmp_path / meant).resolve()


@pytest.mark.parametrize("option", ["--journal", "--data-dir"])
@pytest.mark.parametrize("given", ["", Path.cwd().anchor])
def test_a_folder_without_a_name_is_refused(
    capsys: pytest.CaptureFixture[str], option: str, given: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        read_options([option, given])
    assert ended.value.code == 2
    assert f"argument {option}" in capsys.readouterr().err


def test_the_program_starts_with_the_journal_of_the_folder_it_was_started_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication, qtbot: QtBot
) -> None:
    monkeypatch.chdir(tmp_path)
    window = build(qapp, read_options(["--data-dir", "data", "--journal", "."]), ScriptedAsk(), kdf=CHEAP)
    window.show()
    window.close()
    window.deleteLater()


@pytest.mark.parametrize("arguments", [["a.coprod", "b.coprod"], ["--open", "a.coprod"], ["--data", "x"]])
def test_anything_else_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        read_options(arguments)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("This was not understood")
    assert "FILE.coprod" in said
