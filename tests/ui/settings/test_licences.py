"""The licence texts can be read inside the program, from source and in a built one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coprod_desktop.services.licences import licence_texts
from coprod_desktop.ui.settings.licences import LicenceTexts
from tests.ui.conftest import Parts


def test_the_texts_are_shown_on_request_and_hidden_again(parts: Parts) -> None:
    widget = LicenceTexts(parts.theme)
    window = parts.show(widget)
    assert window.isVisible()
    assert widget.texts.isHidden()
    widget.button.click()
    assert "SIL OPEN FONT LICENSE" in widget.texts.toPlainText().upper()
    assert "Lucide" in widget.texts.toPlainText()
    assert not widget.texts.isHidden()
    widget.button.click()
    assert widget.texts.isHidden()


def test_from_source_ours_and_those_of_fonts_and_icons_are_here() -> None:
    parts = {licence.part for licence in licence_texts()}
    assert {"coprod-desktop", "Lexend", "NotoSans", "lucide"} <= parts


def test_a_built_program_shows_what_travels_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "licences" / "typst").mkdir(parents=True)
    (tmp_path / "licences" / "README.txt").write_text("a list")
    (tmp_path / "licences" / "typst" / "LICENSE.txt").write_text("Apache")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert [(licence.part, licence.text) for licence in licence_texts()] == [("typst", "Apache")]
