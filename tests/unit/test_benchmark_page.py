"""What a benchmark keeps of its figures, and where."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks._page import PAGE, facts, keep


@pytest.mark.parametrize("name", ["growth", "typing", "vault"])
def test_figures_take_the_place_of_those_before_and_nothing_elses(tmp_path: Path, name: str) -> None:
    page = Path(shutil.copy(PAGE, tmp_path))
    before = page.read_text("utf-8")
    keep(name, facts("a part"), "| table |", page=page)
    once = page.read_text("utf-8")
    head, _, rest = once.partition(f"{facts('a part')}\n\n| table |\n\n<!-- end of {name} -->")
    assert before.startswith(head.rstrip()) and before.endswith(rest) and rest
    keep(name, facts("a part"), "| table |", page=page)
    assert page.read_text("utf-8") == once


def test_a_benchmark_without_a_place_is_told() -> None:
    with pytest.raises(ValueError, match="unpack"):
        keep("nothing")
