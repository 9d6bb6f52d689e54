"""What typing means in the editor: Enter and Backspace in lists, and Markdown as it is typed.

A Markdown sign is always put in as it was typed first and then turned into its look, so that one
*Undo* gives the sign back to somebody who meant it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QTextBlock, QTextCharFormat, QTextCursor

from coprod_desktop.domain.richtext import LIST_KINDS, BlockKind
from coprod_desktop.ui.widgets.richtext_document import LINE_SEPARATOR, depth_of, is_quote, kind_of

if TYPE_CHECKING:
    from coprod_desktop.ui.widgets.editor import RichTextEditor

_BULLETS: Final = frozenset({"-", "*", "+", "•"})
_NUMBERS: Final = frozenset({"1.", "1)"})
_HEADINGS: Final = {"#": 1, "##": 2, "###": 3}
_STRONG = re.compile(r"(?<!\*)\*\*(?=[^\s*])([^*]*[^\s*])\*\*$")
_EMPHASIS = re.compile(r"(?<![\w*])(?:\*(?=[^\s*])([^*]*[^\s*])\*|_(?=[^\s_])([^_]*[^\s_])_)$")


def before(editor: RichTextEditor, event: QKeyEvent) -> bool:
    """Handle a key before Qt does. True when nothing is left to do."""
    cursor = editor.textCursor()
    if event.matches(QKeySequence.StandardKey.InsertParagraphSeparator):
        return _enter(editor, cursor)
    plain_key = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    if (
        event.key() == Qt.Key.Key_Backspace
        and plain_key
        and not cursor.hasSelection()
        and cursor.atBlockStart()
    ):
        return _backspace(editor, cursor.block())
    return False


def after(editor: RichTextEditor, event: QKeyEvent) -> None:
    """Look at what was typed once it stands in the text."""
    if event.text() == " ":
        _block_sign(editor)
    elif event.text() in ("*", "_"):
        _inline_sign(editor)


def _enter(editor: RichTextEditor, cursor: QTextCursor) -> bool:
    block = cursor.block()
    if not cursor.hasSelection() and block.length() == 1:
        return _leave_block(editor, block)
    if kind_of(block) is not BlockKind.HEADING or cursor.hasSelection():
        return False
    cursor.beginEditBlock()
    at_start = cursor.atBlockStart()
    cursor.insertBlock()
    editor.setTextCursor(cursor)
    if at_start:
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        editor.setTextCursor(cursor)
        editor.set_heading(0)
        cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        editor.setTextCursor(cursor)
    else:
        editor.set_heading(0)
    cursor.endEditBlock()
    return True


def _leave_block(editor: RichTextEditor, block: QTextBlock) -> bool:
    """Enter on an empty item, quote or heading leaves it; on an empty paragraph it is just Enter."""
    if kind_of(block) in LIST_KINDS:
        editor.outdent()
    elif kind_of(block) is BlockKind.HEADING:
        editor.set_heading(0)
    elif is_quote(block):
        editor.toggle_quote()
    else:
        return False
    return True


def _backspace(editor: RichTextEditor, block: QTextBlock) -> bool:
    """Backspace at the start of an item, heading or quote makes it plain before it joins what is above."""
    if depth_of(block) == 1:
        kind = kind_of(block)
        editor.toggle_list(kind)
        return True
    return _leave_block(editor, block)


def _block_sign(editor: RichTextEditor) -> None:
    cursor = editor.textCursor()
    block = cursor.block()
    typed = block.text()[: cursor.positionInBlock()]
    sign = typed[:-1]
    if not sign or not typed.endswith(" ") or kind_of(block) is not BlockKind.PARAGRAPH:
        return
    if sign in _BULLETS:
        _take_sign(cursor, len(typed))
        editor.toggle_list(BlockKind.BULLET)
    elif sign in _NUMBERS:
        _take_sign(cursor, len(typed))
        editor.toggle_list(BlockKind.NUMBERED)
    elif sign in _HEADINGS:
        _take_sign(cursor, len(typed))
        editor.set_heading(_HEADINGS[sign])
    elif sign == ">" and not is_quote(block):
        _take_sign(cursor, len(typed))
        editor.toggle_quote()
    else:
        return
    cursor.endEditBlock()


def _take_sign(cursor: QTextCursor, length: int) -> None:
    """Begin a step of its own, and remove the sign. The caller ends the step."""
    cursor.beginEditBlock()
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor, length)
    cursor.removeSelectedText()


def _inline_sign(editor: RichTextEditor) -> None:
    cursor = editor.textCursor()
    if kind_of(cursor.block()) is BlockKind.HEADING:
        return
    end = cursor.positionInBlock()
    # Qt counts UTF-16 units; the text in front of the cursor is cut in the same units.
    text = _first_units(cursor.block().text(), end).rpartition(LINE_SEPARATOR)[2]
    look = QTextCharFormat()
    match = _STRONG.search(text)
    if match is not None:
        look.setFontWeight(QFont.Weight.Bold)
    else:
        match = _EMPHASIS.search(text)
        if match is None:
            return
        look.setFontItalic(True)
    _apply(editor, cursor, match, look)


def _apply(editor: RichTextEditor, cursor: QTextCursor, match: re.Match[str], look: QTextCharFormat) -> None:
    words = next(group for group in match.groups() if group is not None)
    signs = (len(match[0]) - len(words)) // 2
    plain = cursor.charFormat()
    end = cursor.position()
    start = end - _units(match[0])
    cursor.beginEditBlock()
    for first, last in ((end - signs, end), (start, start + signs)):
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    cursor.setPosition(start)
    cursor.setPosition(start + _units(words), QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(look)
    cursor.endEditBlock()
    cursor.setPosition(start + _units(words))
    editor.setTextCursor(cursor)
    editor.setCurrentCharFormat(plain)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _first_units(text: str, count: int) -> str:
    raw = text.encode("utf-16-le", "surrogatepass")[: 2 * count]
    return raw.decode("utf-16-le", "surrogatepass")
