"""What is pasted without a space or an end: lines break anywhere, and fields say what they left out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from coprod_desktop.ui.journal.title_field import TitleField
from coprod_desktop.ui.reflect.plain_field import PlainField
from coprod_desktop.ui.reflect.shown import shown
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.editor import RichTextField
from coprod_desktop.ui.widgets.fields import Labelled, LineField
from coprod_desktop.ui.widgets.richtext_view import RichTextView

ANYWHERE = QTextOption.WrapMode.WrapAnywhere
BETWEEN_WORDS = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
ENDLESS = "w" * 5000


@pytest.fixture
def shows() -> Iterator[list[QWidget]]:
    made: list[QWidget] = []
    yield made
    for each in made:
        each.close()
        each.deleteLater()


@pytest.mark.parametrize("kind", [RichTextField, PlainField, TitleField])
def test_lines_break_anywhere_in_a_word_without_an_end(
    theme: Theme, qapp: QApplication, shows: list[QWidget], kind: type[RichTextField | TitleField]
) -> None:
    field: QTextEdit = TitleField(theme, "Title") if kind is TitleField else kind(theme, lines=2)  # type: ignore[call-arg]
    shows.append(field)
    field.show()
    field.insertPlainText("some words ")
    assert field.wordWrapMode() is BETWEEN_WORDS
    qapp.clipboard().setText(ENDLESS)
    field.paste()
    assert field.wordWrapMode() is (BETWEEN_WORDS if kind is TitleField else ANYWHERE), "a title is cut"
    qapp.clipboard().clear()


def test_what_the_journal_holds_breaks_anywhere_too(theme: Theme, shows: list[QWidget]) -> None:
    view, title = RichTextView(theme), TitleField(theme, "Title")
    shows += [view, title]
    view.set_markdown(f"words\n\n{ENDLESS}")
    title.set_title(ENDLESS)
    assert view.wordWrapMode() is ANYWHERE is title.wordWrapMode() and title.title == ENDLESS
    view.set_markdown("words " * 1000)
    title.set_title("words")
    assert view.wordWrapMode() is BETWEEN_WORDS is title.wordWrapMode()


def test_a_line_says_what_it_left_out_and_shows_the_journals_words_whole(
    theme: Theme, qapp: QApplication, shows: list[QWidget]
) -> None:
    line = LineField(theme)
    line.hold_at_most(20)
    field = Labelled(theme, "Who with", line)
    shows.append(field)
    field.show()
    qapp.clipboard().setText("a" * 30)
    line.paste()
    said = "There is room for 20 letters here. The rest was left out."
    assert line.text() == "a" * 20 and field.message.isVisible() and field.message.words == said
    line.backspace()
    assert not field.message.isVisible()
    QTest.keyClicks(line, "bc")
    assert line.text() == "a" * 19 + "b" and field.message.words == said
    line.setText("\U0001f33b" * 50)
    assert line.text() == "\U0001f33b" * 50 and not field.message.isVisible()
    line.backspace()
    assert line.text() == "\U0001f33b" * 49, "it can be made shorter, and no more is lost"
    qapp.clipboard().clear()


def test_a_title_says_what_it_left_out(theme: Theme, qapp: QApplication, shows: list[QWidget]) -> None:
    title = TitleField(theme, "Title")
    shows.append(title)
    title.show()
    said: list[object] = []
    title.left_out.connect(said.append)
    qapp.clipboard().setText("a" * 301)
    title.paste()
    assert title.title == "a" * 300
    assert said == ["There is room for 300 letters here. The rest was left out."]
    QTest.keyClicks(title, "b")
    assert title.title == "a" * 300 and len(said) == 2
    title.selectAll()
    QTest.keyClicks(title, "c")
    assert title.title == "c" and said[-1] == ""
    qapp.clipboard().clear()


def test_what_is_shown_beside_other_things_has_an_end() -> None:
    assert shown("*a* b") == "<i>a</i> b"
    short = shown("<" + "word " * 100_000)
    assert short.startswith("&lt;word word") and short.endswith("…") and len(short) < 5000
