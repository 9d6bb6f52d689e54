"""The editor, used as a person does: keys, buttons, Markdown typing, undo, pasting."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from coprod_desktop.domain.richtext import Block, BlockKind, Document, normalise, parse, serialise
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.editor import RichTextEditor, RichTextField
from coprod_desktop.ui.widgets.editor_toolbar import EditorToolbar, address_of
from tests.support.documents import documents

KEEPS_ITS_EDITOR = (HealthCheck.function_scoped_fixture,)


@pytest.fixture
def editor(theme: Theme, qtbot: object) -> Iterator[RichTextEditor]:
    page = QWidget()
    made = RichTextEditor(theme, "What I want to write", page)
    page.resize(600, 300)
    page.show()
    made.setFixedWidth(600)
    made.setFocus()
    yield made
    page.close()
    page.deleteLater()


def write(editor: RichTextEditor, text: str) -> None:
    for char in text:
        if char == "\n":
            QTest.keyClick(editor, Qt.Key.Key_Return)
        else:
            press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, char)
            QCoreApplication.sendEvent(editor, press)


@settings(suppress_health_check=KEEPS_ITS_EDITOR)
@given(document=documents())
def test_shown_stored_and_reopened_in_the_editor_it_is_the_same(
    editor: RichTextEditor, document: Document
) -> None:
    kept = normalise(document)
    editor.set_content(kept)
    stored = editor.markdown()
    assert editor.content() == kept
    assert stored == serialise(kept)
    editor.set_markdown(stored)
    assert editor.content() == kept


@settings(suppress_health_check=KEEPS_ITS_EDITOR)
@given(document=documents(max_size=5))
def test_what_is_copied_can_be_pasted_whole(editor: RichTextEditor, document: Document) -> None:
    kept = normalise(document)
    editor.set_content(kept)
    editor.selectAll()
    if len(kept) < 2:  # within one block the words are copied, not the block
        kept = normalise([Block(spans=block.spans) for block in kept])
    data = editor.createMimeDataFromSelection()
    editor.set_content(())
    editor.insertFromMimeData(data)
    assert editor.content() == kept


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("- a\nb\n\nafter", "- a\n- b\n\nafter"),
        ("* a", "- a"),
        ("1. a\nb", "1. a\n2. b"),
        ("# Title\ntext", "# Title\n\ntext"),
        ("### Small", "### Small"),
        ("> said\n\nback", "> said\n\nback"),
        ("some **bold** words", "some **bold** words"),
        ("some *slanted* words", "some _slanted_ words"),
        ("_slanted_", "_slanted_"),
        ("snake_case_name", "snake\\_case\\_name"),
        ("2 * 3 * 4", "2 \\* 3 \\* 4"),
        ("-5 degrees", "-5 degrees"),
        ("a - b", "a - b"),
        ("2. not the first", "2\\. not the first"),
        ("<b>x</b> & `y`", "\\<b>x\\</b> & \\`y\\`"),
        ("😀 **dŵr**", "😀 **dŵr**"),
    ],
)
def test_markdown_typing(editor: RichTextEditor, typed: str, stored: str) -> None:
    write(editor, typed)
    assert editor.markdown() == stored


def test_undo_gives_a_typed_sign_back(editor: RichTextEditor) -> None:
    write(editor, "- ")
    assert editor.state().kind is BlockKind.BULLET
    editor.undo()
    assert editor.state().kind is BlockKind.PARAGRAPH
    assert editor.toPlainText() == "- "
    editor.undo()
    editor.redo()
    editor.redo()
    write(editor, "a")
    assert editor.markdown() == "- a"


def test_undo_and_redo_of_looks(editor: RichTextEditor) -> None:
    write(editor, "calm")
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert editor.markdown() == "**calm**"
    QTest.keyClick(editor, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert editor.markdown() == "**_calm_**"
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.markdown() == "**calm**"
    editor.toggle_list(BlockKind.NUMBERED)
    editor.undo()
    assert editor.markdown() == "**calm**"
    editor.redo()
    assert editor.markdown() == "1. **calm**"


def test_lists_nest_and_come_out_again(editor: RichTextEditor) -> None:
    write(editor, "- a\n")
    QTest.keyClick(editor, Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier)
    write(editor, "b\n\nc\n\nd")
    assert editor.markdown() == "- a\n  - b\n- c\n\nd"
    for _ in range(9):
        editor.indent()
    assert editor.markdown() == "- a\n  - b\n- c\n\nd"


def test_backspace_takes_the_look_before_the_line(editor: RichTextEditor) -> None:
    editor.set_markdown("one\n\n- two")
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    editor.setTextCursor(cursor)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.markdown() == "one\n\ntwo"
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.markdown() == "onetwo"


def test_enter_at_the_start_of_a_heading_puts_a_line_above(editor: RichTextEditor) -> None:
    editor.set_markdown("# Title")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.markdown() == "&nbsp;\n\n# Title"


def test_shift_enter_breaks_the_line(editor: RichTextEditor) -> None:
    write(editor, "a")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    write(editor, "b")
    assert editor.markdown() == "a\\\nb"


def test_tab_moves_on_and_writes_nothing(editor: RichTextEditor) -> None:
    write(editor, "a")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.markdown() == "a"


def test_links(editor: RichTextEditor) -> None:
    write(editor, "see here")
    assert not editor.set_link("javascript:alert(1)")
    assert editor.set_link("https://example.org")
    assert editor.markdown() == "see [here](<https://example.org>)"
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    editor.setTextCursor(cursor)
    write(editor, " now")
    assert editor.markdown() == "see [here](<https://example.org>) now"
    cursor.setPosition(6)
    editor.setTextCursor(cursor)
    assert editor.state().link == "https://example.org"
    assert editor.set_link(None)
    assert editor.markdown() == "see here now"
    editor.set_content(())
    assert editor.set_link("mailto:a@example.org")
    assert editor.markdown() == "[mailto:a@example.org](<mailto:a@example.org>)"


def test_pasting_keeps_only_what_the_tree_can_say(editor: RichTextEditor) -> None:
    data = QMimeData()
    data.setHtml(
        '<h2 style="color:red">Title</h2><p><u>under</u> <b>bold</b> <a href="javascript:x">bad</a> '
        '<a href="https://example.org">good</a><img src="file:///etc/hostname"></p><ul><li>a<ul><li>b</li></ul></li></ul>'
    )
    editor.insertFromMimeData(data)
    assert editor.markdown() == ("## Title\n\nunder **bold** bad [good](<https://example.org>)\n\n- a\n  - b")


def test_pasted_plain_text_is_not_read_as_markup(editor: RichTextEditor) -> None:
    data = QMimeData()
    data.setText("# one\n- two")
    write(editor, "x ")
    editor.insertFromMimeData(data)
    assert editor.toPlainText() == "x # one\n- two"
    assert [block.kind for block in editor.content()] == [BlockKind.PARAGRAPH] * 2
    editor.undo()
    assert editor.toPlainText() == "x "


def test_the_theme_may_change_while_somebody_writes(editor: RichTextEditor, theme: Theme) -> None:
    told: list[None] = []
    write(editor, "- a")
    editor.changed.connect(lambda: told.append(None))
    theme.changed.emit()
    assert not told
    assert editor.markdown() == "- a"
    editor.undo()
    assert editor.document().isUndoAvailable() or editor.toPlainText() != "a"


def test_showing_stored_text_is_not_a_change(editor: RichTextEditor) -> None:
    told: list[None] = []
    editor.changed.connect(lambda: told.append(None))
    editor.set_markdown("**a**")
    assert not told
    write(editor, "b")
    assert told


def test_state_follows_the_cursor(editor: RichTextEditor) -> None:
    editor.set_markdown("**a**\n\n1. b")
    editor.moveCursor(QTextCursor.MoveOperation.Right)
    assert editor.state().bold
    editor.moveCursor(QTextCursor.MoveOperation.End)
    assert editor.state().kind is BlockKind.NUMBERED
    assert not editor.state().bold


def test_a_field_for_a_question(theme: Theme, qtbot: object) -> None:
    field = RichTextField(theme, "What did I notice?", lines=3)
    field.resize(400, 50)
    field.show()
    low = field.height()
    for char in "- a":
        QTest.keyClicks(field, char)
    assert parse(field.markdown())[0].kind is BlockKind.BULLET
    assert field.plain_text() == "a"
    for _ in range(6):
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClicks(field, "b")
    assert field.height() > low
    assert field.accessibleName() == "What did I notice?"
    field.deleteLater()


@pytest.fixture
def toolbar(theme: Theme, editor: RichTextEditor) -> EditorToolbar:
    made = EditorToolbar(theme, editor, editor.parentWidget())
    made.show()
    return made


def test_buttons_show_and_change_what_stands_at_the_cursor(
    editor: RichTextEditor, toolbar: EditorToolbar
) -> None:
    write(editor, "calm")
    assert toolbar.undo.isEnabled()
    editor.selectAll()
    toolbar.bold.click()
    assert toolbar.bold.isChecked()
    toolbar.quote.click()
    toolbar.bullets.click()
    assert toolbar.bullets.isChecked()
    assert toolbar.quote.isChecked()
    assert toolbar.indent.isEnabled()
    assert editor.markdown() == "> - **calm**"
    toolbar.undo.click()
    assert editor.markdown() == "> **calm**"
    toolbar.redo.click()
    toolbar.numbers.click()
    assert editor.markdown() == "> 1. **calm**"
    assert [b.accessibleName() for b in toolbar.findChildren(Button)][:3] == ["Bold", "Italic", "Heading"]


def test_a_link_is_asked_for_below_the_buttons(editor: RichTextEditor, toolbar: EditorToolbar) -> None:
    write(editor, "here")
    QTest.keyClick(editor, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    line = toolbar.link_line
    assert line.isVisible()
    line.address.setText("ftp://example.org")
    line.use.click()
    assert "https://example.org" in line.message.words
    line.address.setText("example.org/a b")
    line.use.click()
    assert line.isVisible()
    line.address.setText("example.org")
    line.use.click()
    assert not line.isVisible()
    assert editor.markdown() == "[here](<https://example.org>)"
    toolbar.link.click()
    assert line.address.text() == "https://example.org"
    QTest.keyClick(line.address, Qt.Key.Key_Escape)
    assert not line.isVisible()
    toolbar.link.click()
    line.remove.click()
    assert editor.markdown() == "here"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("example.org", "https://example.org"),
        (" a@example.org ", "mailto:a@example.org"),
        ("javascript:x", "javascript:x"),
        ("http://example.org", "http://example.org"),
    ],
)
def test_addresses_are_completed(typed: str, meant: str) -> None:
    assert address_of(typed) == meant


def test_searched_words_are_marked(theme: Theme, editor: RichTextEditor) -> None:
    editor.set_markdown("😀 a Café and a **cafe** more")
    editor.mark_words("cafe")
    formats = editor.document().firstBlock().layout().formats()
    marked = {n for f in formats if f.format.hasProperty(0x820) for n in range(f.start, f.start + f.length)}
    assert marked == set(range(5, 9)) | set(range(16, 20))
    editor.mark_words("")
    assert not [f for f in editor.document().firstBlock().layout().formats() if f.format.hasProperty(0x820)]
