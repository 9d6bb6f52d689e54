"""Whatever somebody does in the editor, in any order, can be stored and comes back the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from coprod_desktop.domain.richtext import BlockKind, parse, serialise
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.editor import RichTextEditor
from tests.support.documents import documents

Command = Callable[[RichTextEditor], object]


@pytest.fixture
def editor(theme: Theme, qtbot: object) -> Iterator[RichTextEditor]:
    page = QWidget()
    made = RichTextEditor(theme, "What I want to write", page)
    page.resize(600, 300)
    page.show()
    made.setFocus()
    yield made
    page.close()
    page.deleteLater()


def key(code: Qt.Key) -> Command:
    return lambda editor: QTest.keyClick(editor, code)


def typing(text: str) -> Command:
    def write(editor: RichTextEditor) -> None:
        for char in text:
            press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, char)
            QCoreApplication.sendEvent(editor, press)

    return write


def select(share: float, length: int) -> Command:
    def choose(editor: RichTextEditor) -> None:
        cursor = editor.textCursor()
        last = max(0, editor.document().characterCount() - 1)
        cursor.setPosition(round(share * last))
        cursor.setPosition(min(last, round(share * last) + length), QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)

    return choose


commands = st.one_of(
    st.sampled_from(
        [
            RichTextEditor.toggle_bold,
            RichTextEditor.toggle_italic,
            RichTextEditor.toggle_quote,
            RichTextEditor.indent,
            RichTextEditor.outdent,
            RichTextEditor.undo,
            RichTextEditor.redo,
            key(Qt.Key.Key_Return),
            key(Qt.Key.Key_Backspace),
            key(Qt.Key.Key_Delete),
        ]
    ),
    st.sampled_from(BlockKind).map(lambda kind: lambda editor: editor.toggle_list(_list(kind))),
    st.integers(0, 3).map(lambda level: lambda editor: editor.set_heading(level)),
    st.sampled_from(["word ", "- ", "1. ", "# ", "> ", "**bold**", "*i*", "_i_", "😀", "<b>", "مرحبا"]).map(
        typing
    ),
    st.builds(select, st.floats(0, 1), st.integers(0, 12)),
    st.sampled_from(["https://example.org", None]).map(lambda link: lambda editor: editor.set_link(link)),
    documents(max_size=2).map(lambda content: lambda editor: editor.insert_document(content)),
)


def _list(kind: BlockKind) -> BlockKind:
    return kind if kind in (BlockKind.BULLET, BlockKind.NUMBERED) else BlockKind.BULLET


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(done=st.lists(commands, max_size=14))
def test_anything_done_in_any_order_can_be_stored(editor: RichTextEditor, done: list[Command]) -> None:
    editor.set_content(())
    for command in done:
        command(editor)
        content = editor.content()
        assert parse(serialise(content)) == content
        assert parse(editor.markdown()) == content
    content = editor.content()
    editor.set_markdown(editor.markdown())
    assert editor.content() == content
