"""The sheets that a release gives away: all of them named, one of each made and judged."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import sheets
from coprod_desktop.content.loader import load
from coprod_desktop.export.formats import Format
from coprod_desktop.export.sheet import Paper, SheetKind, Wish
from coprod_desktop.resources import resource

MADE = datetime(2026, 1, 1, tzinfo=UTC)
ONE_OF_EACH = [
    Wish(paper=Paper.A3),
    Wish(SheetKind.LITMUS, large=True, easier=True),
    Wish(SheetKind.CARDS, easier=True),
]


def test_every_sheet_has_a_name_of_its_own() -> None:
    names = [sheets.file_name(wish, wanted) for wish in sheets.wishes() for wanted in Format]
    assert len(names) == len(set(names)) == 24
    assert "co-production-recipe-a4.pdf" in names
    assert "co-production-recipe-a3.docx" in names
    assert "co-production-recipe-a3-large-print.pdf" in names
    assert "co-production-litmus-test-a4-large-print-easier-words.pdf" in names
    assert "co-production-question-cards-a4-easier-words.docx" in names
    assert set(ONE_OF_EACH) <= set(sheets.wishes())


def test_one_of_each_is_made_and_good(tmp_path: Path, assert_good_pdf: Callable[..., None]) -> None:
    recipe, folder = load(resource("content", "en-GB")), tmp_path / "given away"
    folder.mkdir()
    made = [
        sheets.make_sheet(folder, recipe, wish, wanted, MADE) for wish in ONE_OF_EACH for wanted in Format
    ]
    assert_good_pdf(*(path for path in made if path.suffix == ".pdf"))
    assert all(path.stat().st_size > 10_000 for path in made)
    if sys.platform != "win32":
        assert all(stat.S_IMODE(path.stat().st_mode) == 0o644 for path in made)
    assert sorted(folder.iterdir()) == sorted(made)
