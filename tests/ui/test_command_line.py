"""What may stand on the command line; anything else is refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_desktop.app import Options, read_options


def test_a_copy_may_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert read_options(["Journal copy.coprod"]) == Options(copy=Path("Journal copy.coprod"))
    assert read_options(["--data-dir", "x", "y.coprod"]) == Options(Path("x"), None, Path("y.coprod"))
    assert read_options(["--journal", "x"]) == Options(None, Path("x"))


@pytest.mark.parametrize("arguments", [["a.coprod", "b.coprod"], ["--open", "a.coprod"], ["--data", "x"]])
def test_anything_else_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        read_options(arguments)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("This was not understood")
    assert "FILE.coprod" in said
