"""The pair of Python and PySide6 that runs here keeps its references: docs/decisions/0001."""

from __future__ import annotations

import sys
import tomllib

import PySide6
from PySide6.QtCore import QObject

from tests.support.places import ROOT

CALLS = 20_000


def loses_references(python: tuple[int, ...], qt: tuple[int, ...]) -> bool:
    """PySide6 from 6.12 drops a reference to None at every void call; from Python 3.12 None is immortal."""
    return python < (3, 12) and qt >= (6, 12)


def test_the_rule_knows_the_bad_pair() -> None:
    assert loses_references((3, 11), (6, 12, 0))
    assert not loses_references((3, 11), (6, 11, 3))
    assert not loses_references((3, 12), (6, 12, 0))


def test_this_pair_is_a_good_one() -> None:
    assert not loses_references(sys.version_info[:2], PySide6.__version_info__[:3])


def test_calls_that_return_nothing_keep_none_alive() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("a")
    lost = before - sys.getrefcount(None)
    assert lost < CALLS // 10, f"{lost} references to None were lost in {CALLS} calls"


def test_qt_is_the_pinned_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pinned = [line for line in project["dependencies"] if line.startswith("PySide6")]
    assert pinned == [f"PySide6-Essentials=={PySide6.__version__}"]
