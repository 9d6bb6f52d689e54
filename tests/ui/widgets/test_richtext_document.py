"""Formatted text shown in a QTextDocument, read from it, stored and shown again: the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtGui import QTextDocument

from coprod_desktop.domain.richtext import (
    Block,
    BlockKind,
    Document,
    Span,
    from_plain,
    normalise,
    parse,
    serialise,
)
from coprod_desktop.ui.widgets.richtext_document import fill, read
from coprod_desktop.ui.widgets.richtext_view import RichTextView
from tests.support.documents import documents, nasty_text

if TYPE_CHECKING:
    from coprod_desktop.ui.theme.theme import Theme

KEEPS_ITS_THEME = (HealthCheck.function_scoped_fixture,)


@settings(suppress_health_check=KEEPS_ITS_THEME)
@given(document=documents())
def test_shown_stored_and_reopened_it_is_the_same(theme: Theme, document: Document) -> None:
    kept = normalise(document)
    shown = QTextDocument()
    fill(shown, kept, theme)
    assert read(shown) == kept
    again = QTextDocument()
    fill(again, parse(serialise(read(shown))), theme)
    assert read(again) == kept


@settings(suppress_health_check=KEEPS_ITS_THEME)
@given(text=nasty_text)
def test_plain_text_goes_through_unharmed(theme: Theme, text: str) -> None:
    document = from_plain(text)
    shown = QTextDocument()
    fill(shown, document, theme)
    assert read(shown) == document


def test_numbers_run_on_past_what_is_nested(theme: Theme) -> None:
    content = (
        Block(BlockKind.NUMBERED, (Span("one"),), 1),
        Block(BlockKind.BULLET, (Span("inside"),), 2),
        Block(BlockKind.NUMBERED, (Span("two"),), 1),
    )
    shown = QTextDocument()
    fill(shown, content, theme)
    last = shown.lastBlock()
    assert last.textList().itemText(last) == "2."


def test_a_view_grows_with_its_words_and_forgets_them(theme: Theme, qtbot: object) -> None:
    view = RichTextView(theme)
    view.resize(300, 100)
    view.show()
    view.set_markdown("short")
    low = view.height()
    view.set_markdown("\n\n".join(["A longer paragraph that needs several lines to be read."] * 6))
    assert view.height() > 4 * low
    view.wipe()
    assert view.markdown() == ""
    view.deleteLater()


@pytest.mark.parametrize(
    "html", ['<img src="file:///etc/hostname">', '<link rel="stylesheet" href="file:///x.css">']
)
def test_nothing_is_ever_loaded(theme: Theme, html: str, qtbot: object) -> None:
    view = RichTextView(theme)
    assert view.document().loadResource(2, "file:///etc/hostname") is None
    assert view.loadResource(2, "file:///etc/hostname") is None
    view.document().setHtml(f"<html><head>{html}</head><body><p>words</p></body></html>")
    assert view.plain_text().strip() == "words"
    view.deleteLater()
