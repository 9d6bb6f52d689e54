"""Names of files are shown as names: on one line, in their order, and never as HTML."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument

from coprod_desktop.ui.names import plain_tip, shown_name
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.marks import Tag
from coprod_desktop.ui.widgets.text import Elided
from coprod_desktop.vault.errors import CopyMissing

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


@pytest.mark.parametrize("character", [*"\n\r\t\v\f\x85\u2028\u2029"])
def test_a_line_break_becomes_a_space(character: str) -> None:
    assert shown_name(f"a{character}b") == "a b"


@pytest.mark.parametrize("character", [*TURNING, *"\x00\x07\x1b\x7f\x9b\xad\ufeff\u2060\udc80\udcff\ud83d"])
def test_what_cannot_be_seen_is_seen_to_be_there(character: str) -> None:
    assert shown_name(f"a{character}b") == "a\ufffdb"


@pytest.mark.parametrize(
    "name", ["Dyddiadur â ŵ.coprod", "مذكرات.coprod", "👩🏽\u200d🦽", "a <b> & c", "日記", ""]
)
def test_every_other_name_is_shown_as_it_is(name: str) -> None:
    assert shown_name(name) == name
    assert shown_name(Path("/x") / name) == str(Path("/x") / name)


def test_a_sentence_shows_a_path_on_one_line() -> None:
    path = Path("/x/copy\n\nYour journal is damaged. \u202ecod.\udcff")
    said = sentence(CopyMissing(path=path)).what
    assert "\n" not in said and "\u202e" not in said and "\udcff" not in said
    said.encode("utf-8")


def _as_shown(tip: str) -> str:
    if "<" not in tip and "&" not in tip:
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


@pytest.mark.parametrize("text", ["<b>bold</b>", "<img src='file:///x'>", "&lt;b&gt;", "plain", "a & b"])
def test_a_tool_tip_says_the_text_as_it_is(theme: Theme, text: str) -> None:
    elided, tag = Elided(theme, text), Tag(theme, text)
    for tip in (plain_tip(text), elided.toolTip(), tag.toolTip()):
        assert _as_shown(tip) == text
    for widget in (elided, tag):
        widget.deleteLater()
