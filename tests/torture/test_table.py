"""The page of the torture run keeps what was run, row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.places import ROOT
from tests.torture import __main__ as run
from tests.torture import table
from tests.torture.matrices import ALL
from tests.torture.matrix import Matrix, Size, Tally


def _two(tally: Tally) -> None:
    for number in range(2):
        with tally.case(f"case {number}"):
            assert number == 0, "as planned"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = tmp_path / "torture.md"
    copy.write_text(table.PAGE.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(table, "PAGE", copy)
    return copy


def test_a_row_is_replaced_and_the_others_stay(page: Path) -> None:
    first = table.row(Matrix("one", "What one is", _two), 5, 0, {"told": 4}, 1.6, 7)
    table.keep([first, table.row(Matrix("two", "What two is", _two), 3, 0, {}, 1.0, 7)])
    table.keep([table.row(Matrix("one", "What one is", _two), 1234, 2, {}, 9.0, 8)])
    text = page.read_text("utf-8")
    assert text.count("| `one` |") == text.count("| `two` |") == 1
    assert "| What one is | 1,234 | **2 faults**" in text and "| What two is | 3 | **held**" in text
    assert text.startswith("# The torture run") and text.rstrip().endswith("can be run again alone.")
    assert str(ROOT) not in text


def test_a_row_goes_from_one_process_to_the_other(capsys: pytest.CaptureFixture[str]) -> None:
    one = run.go_through(Matrix("two", "Two cases", _two), Size.SAMPLE, 7)
    assert (one.cases, one.faults) == (2, 1)
    assert "case 1: AssertionError: as planned" in capsys.readouterr().err
    assert table.from_text(f"something else\n{table.to_text(one)}\n") == one
    assert table.from_text("Segmentation fault") is None
    assert table.broken(ALL["kills"], -11).faults == 1
