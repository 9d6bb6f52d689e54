"""The benchmark of a large journal still measures what it says, and the plain one is plain."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.support.places import ROOT


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_vault", ROOT / "benchmarks" / "vault.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


def test_a_small_journal_is_measured_beside_plain_sqlite(bench: ModuleType, tmp_path: Path) -> None:
    table = bench.compared(60, 4, tmp_path)
    for act in (
        "open",
        "save a new entry",
        "save a draft",
        "search a rare word",
        "back up",
        "check",
        "unlock",
        "size",
    ):
        assert f"| {act}" in table
    assert len(table.splitlines()) == 17
    assert bench.RARE.encode() in (tmp_path / "plain 60" / "journal.db").read_bytes()
    assert bench.RARE.encode() not in (tmp_path / "encrypted 60" / "journal.db").read_bytes()
