"""Sheets for a group, from the wish to the file: no journal anywhere."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from coprod_desktop import itself
from coprod_desktop.content.loader import load
from coprod_desktop.export.child import TypesettingChild
from coprod_desktop.export.errors import ExportFailed, TargetNotWritable, WhyNotWritable
from coprod_desktop.export.formats import Format
from coprod_desktop.export.sheet import SheetKind, Wish
from coprod_desktop.resources import resource
from coprod_desktop.services.sheets import Sheets
from tests.support.journals import NOW


def sheets(child: TypesettingChild | None = None) -> Sheets:
    return Sheets(load(resource("content", "en-GB")), lambda: NOW, child)


def test_a_file_is_made_with_its_ending_and_told(tmp_path: Path) -> None:
    made = sheets()
    told = made.save(made.sheet(Wish()), Format.PDF, tmp_path / "The recipe")
    assert told.path == tmp_path / "The recipe.pdf"
    assert told.pages == 1
    assert told.path.read_bytes().startswith(b"%PDF-")
    word = made.save(made.sheet(Wish(SheetKind.CARDS)), Format.WORD, tmp_path / "Cards.docx")
    assert word.pages is None
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {"The recipe.pdf", "Cards.docx"}


def test_a_folder_that_is_gone_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    made = sheets()
    with pytest.raises(TargetNotWritable) as refused:
        made.save(made.sheet(Wish()), Format.WORD, tmp_path / "gone" / "recipe.docx")
    assert refused.value.values["reason"] is WhyNotWritable.FOLDER_GONE


def test_a_typesetter_that_cannot_start_is_told(tmp_path: Path) -> None:
    made = sheets(TypesettingChild(["/no/such/program"]))
    with pytest.raises(ExportFailed):
        made.save(made.sheet(Wish()), Format.PDF, tmp_path / "recipe.pdf")
    assert not (tmp_path / "recipe.pdf").exists()


def test_the_preview_is_the_pages_of_the_file(tmp_path: Path) -> None:
    made = sheets()
    made.stop_preview()  # before there is one, nothing happens
    sheet = made.sheet(Wish(SheetKind.CARDS, large=True))
    preview = made.preview(sheet)
    assert preview.pages == len(preview.pictures) == 9
    assert made.save(sheet, Format.PDF, tmp_path / "cards.pdf").pages == 9
    assert len(made.for_printer(sheet, 72.0)) == 9


def test_a_preview_that_nobody_wants_any_more_is_ended_and_a_print_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(itself, "command", lambda _: [sys.executable, "-c", "import time; time.sleep(600)"])
        made = sheets(TypesettingChild())

        def run(what: str) -> None:
            try:
                made.preview(sheet) if what == "preview" else made.for_printer(sheet, 72.0)
            except ExportFailed:
                said.append(what)

        sheet = made.sheet(Wish())
        preview, printing = (threading.Thread(target=run, args=(what,)) for what in ("preview", "print"))
        preview.start()
        printing.start()
        for _ in range(400):  # it may not have begun yet
            made.stop_preview()
            preview.join(0.05)
            if said:
                break
    assert said == ["preview"] and printing.is_alive()
    while printing.is_alive():
        assert made._child is not None
        made._child.stop()
        printing.join(0.05)
