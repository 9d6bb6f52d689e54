"""Between the tree of `domain.richtext` and a QTextDocument, without Qt's Markdown or HTML in between.

A heading is a block with a heading level, a quoted block carries ``BlockQuoteLevel``, an item of a list
belongs to a QTextList whose indent is its depth. How headings and links look is not stored in the
document: `LookPainter` adds it while the text is laid out, so that colours and sizes follow the theme
without a step in the undo history.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QFont,
    QSyntaxHighlighter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextList,
    QTextListFormat,
)

from coprod_desktop.domain.matching import matches
from coprod_desktop.domain.richtext import LIST_KINDS, Block, BlockKind, Document, Span, normalise
from coprod_desktop.ui.theme.theme import Theme

QUOTE = QTextFormat.Property.BlockQuoteLevel
LINE_SEPARATOR = "\u2028"
HEADING_ROLES = {1: "h2", 2: "h3", 3: "reading"}
BULLETS = (QTextListFormat.Style.ListDisc, QTextListFormat.Style.ListCircle, QTextListFormat.Style.ListSquare)
NUMBERED = (
    QTextListFormat.Style.ListDecimal,
    QTextListFormat.Style.ListLowerAlpha,
    QTextListFormat.Style.ListUpperAlpha,
    QTextListFormat.Style.ListLowerRoman,
    QTextListFormat.Style.ListUpperRoman,
)
_BOLD = QFont.Weight.Bold
_LAST_OF_FIRST_PLANE = 0xFFFF


def fill(document: QTextDocument, content: Document, theme: Theme, role: str = "reading") -> None:
    """Replace what ``document`` shows. The undo history starts afresh."""
    document.setUndoRedoEnabled(False)
    document.clear()
    document.setDefaultFont(theme.font(role))
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    insert(cursor, content, theme, role)
    cursor.endEditBlock()
    style(document, theme, role)
    document.setUndoRedoEnabled(True)


def insert(cursor: QTextCursor, content: Document, theme: Theme, role: str = "reading") -> None:
    """Insert blocks at the cursor; the first one takes over the cursor's block."""
    blocks = content or (Block(),)
    for index, block in enumerate(blocks):
        block_format = format_of(block, theme, role)
        if index:
            cursor.insertBlock(block_format, QTextCharFormat())
        else:
            cursor.setBlockFormat(block_format)
        current = cursor.currentList()
        if current is not None:
            current.remove(cursor.block())
            cursor.setBlockFormat(block_format)
        if block.kind in LIST_KINDS:
            cursor.createList(list_format(block.kind, block.level))
        insert_spans(cursor, block.spans)
    knit_lists(cursor.document())


def insert_spans(cursor: QTextCursor, spans: tuple[Span, ...]) -> None:
    """Insert words with their looks into the cursor's block."""
    for span in spans:
        cursor.insertText(span.text.replace("\n", LINE_SEPARATOR), char_format(span))


def char_format(span: Span) -> QTextCharFormat:
    """The character format of a look."""
    look = QTextCharFormat()
    if span.bold:
        look.setFontWeight(_BOLD)
    if span.italic:
        look.setFontItalic(True)
    if span.link:
        look.setAnchor(True)
        look.setAnchorHref(span.link)
    return look


def format_of(block: Block, theme: Theme, role: str) -> QTextBlockFormat:
    """The block format of a block: what it is, and the space around it."""
    block_format = QTextBlockFormat()
    if block.kind is BlockKind.HEADING:
        block_format.setHeadingLevel(block.level)
    if block.quote:
        block_format.setProperty(QUOTE, 1)
    dress(block_format, theme, role, in_list=block.kind in LIST_KINDS)
    return block_format


def dress(block_format: QTextBlockFormat, theme: Theme, role: str, *, in_list: bool) -> None:
    """Set line height and margins of a block format from what it is."""
    level = block_format.headingLevel()
    percent = theme.line_percent(HEADING_ROLES.get(level, role))
    block_format.setLineHeight(percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block_format.setTopMargin(theme.sp(10) if level else 0)
    block_format.setBottomMargin(theme.sp(5) if in_list or level else theme.sp(12))
    block_format.setLeftMargin(theme.sp(20) if block_format.hasProperty(QUOTE) else 0)


def style(document: QTextDocument, theme: Theme, role: str = "reading") -> None:
    """Dress every block anew, after the theme changed."""
    document.setDefaultFont(theme.font(role))
    document.setIndentWidth(theme.tx(26))
    cursor = QTextCursor(document)
    cursor.joinPreviousEditBlock()
    for block in blocks_of(document):
        block_format = QTextBlockFormat(block.blockFormat())
        dress(block_format, theme, role, in_list=block.textList() is not None)
        if block_format != block.blockFormat():
            QTextCursor(block).setBlockFormat(block_format)
    cursor.endEditBlock()


def list_format(kind: BlockKind, depth: int) -> QTextListFormat:
    """The format of a list of one kind and depth (1 is the outermost)."""
    form = QTextListFormat()
    form.setIndent(depth)
    if kind is BlockKind.BULLET:
        form.setStyle(BULLETS[(depth - 1) % len(BULLETS)])
    else:
        form.setStyle(QTextListFormat.Style.ListDecimal)
    return form


def knit_lists(document: QTextDocument) -> None:
    """Join neighbouring items of one kind and depth into one list, so that numbers run on.

    Depths are held to one more than the item before, as they will be when the text is stored.
    """
    open_lists: list[tuple[BlockKind, QTextList]] = []
    quoted = False
    for block in blocks_of(document):
        kind, depth = kind_of(block), depth_of(block)
        quote = is_quote(block)
        if kind not in LIST_KINDS or quote != quoted:
            open_lists.clear()
        quoted = quote
        if kind not in LIST_KINDS:
            continue
        depth = min(depth, len(open_lists) + 1)
        del open_lists[depth:]
        if len(open_lists) == depth and open_lists[-1][0] is kind:
            if block.textList().objectIndex() != open_lists[-1][1].objectIndex():
                open_lists[-1][1].add(block)
            continue
        del open_lists[depth - 1 :]
        if block.textList().item(0) != block or block.textList().format().indent() != depth:
            QTextCursor(block).createList(list_format(kind, depth))
        open_lists.append((kind, block.textList()))


def read(document: QTextDocument) -> Document:
    """What ``document`` says, in the normal form. Anything the tree cannot say is left out."""
    return normalise(read_block(block) for block in blocks_of(document))


def read_selection(cursor: QTextCursor) -> Document:
    """What is selected. A part of a single block is plain words with their looks."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    chosen = []
    block = cursor.document().findBlock(start)
    while block.isValid() and block.position() <= end:
        chosen.append(read_block(block, start, end))
        block = block.next()
    if len(chosen) == 1:
        return normalise([Block(spans=chosen[0].spans)])
    return normalise(chosen)


def read_block(block: QTextBlock, start: int = 0, end: int | None = None) -> Block:
    """What one block says, between two positions of the document."""
    kind = kind_of(block)
    level = block.blockFormat().headingLevel() if kind is BlockKind.HEADING else depth_of(block)
    return Block(kind, tuple(_spans_of(block, start, end)), level, is_quote(block))


def kind_of(block: QTextBlock) -> BlockKind:
    """What a block of a QTextDocument is."""
    text_list = block.textList()
    if text_list is not None:
        return BlockKind.NUMBERED if text_list.format().style() in NUMBERED else BlockKind.BULLET
    return BlockKind.HEADING if block.blockFormat().headingLevel() else BlockKind.PARAGRAPH


def depth_of(block: QTextBlock) -> int:
    """The depth of an item of a list; 0 for other blocks."""
    text_list = block.textList()
    if text_list is None:
        return 0
    return max(1, text_list.format().indent())


def is_quote(block: QTextBlock) -> bool:
    """True for a quoted block."""
    return block.blockFormat().intProperty(QUOTE) > 0


def blocks_of(document: QTextDocument) -> Iterator[QTextBlock]:
    """All blocks in their order."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _spans_of(block: QTextBlock, start: int, end: int | None) -> Iterator[Span]:
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        look = fragment.charFormat()
        link = look.anchorHref() if look.isAnchor() else ""
        bold = look.fontWeight() >= QFont.Weight.DemiBold
        yield Span(_between(fragment, start, end), bold, look.fontItalic(), link or None)
        iterator += 1


def _between(fragment: QTextFragment, start: int, end: int | None) -> str:
    """The text of a fragment between two positions, which count UTF-16 units as Qt does."""
    first = max(0, start - fragment.position())
    last = fragment.length() if end is None else max(0, min(fragment.length(), end - fragment.position()))
    if first == 0 and last == fragment.length():
        return fragment.text()
    raw = fragment.text().encode("utf-16-le", "surrogatepass")
    return raw[2 * first : 2 * last].decode("utf-16-le", "surrogatepass")


def utf16_places(text: str) -> list[int]:
    """Where each character of a text stands for Qt, which counts UTF-16 units; one more for the end."""
    places = [0]
    for char in text:
        places.append(places[-1] + (2 if ord(char) > _LAST_OF_FIRST_PLANE else 1))
    return places


class LookPainter(QSyntaxHighlighter):
    """Shows headings in their size, links in their colour, and marks the words somebody searched for."""

    def __init__(self, document: QTextDocument, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(document)
        if parent is not None:
            self.setParent(parent)
        self._theme = theme
        self._words = ""

    def mark_words(self, words: str) -> None:
        """Mark where the searched words stand; no words mark nothing."""
        if words != self._words:
            self._words = words
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Lay the looks of one block over its characters (Qt calls this)."""
        block = self.currentBlock()
        level = block.blockFormat().headingLevel()
        if level:
            heading = QTextCharFormat()
            font = self._theme.font(HEADING_ROLES.get(level, "reading"), weight=700)
            heading.setFont(
                font, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesSpecifiedOnly
            )
            self.setFormat(0, block.length(), heading)
        self._show_links(block)
        if self._words:
            self._show_marks(text)

    def _show_links(self, block: QTextBlock) -> None:
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            if fragment.charFormat().isAnchor():
                start = fragment.position() - block.position()
                link = QTextCharFormat(self.format(start))
                link.setForeground(self._theme.c("link"))
                link.setFontUnderline(True)
                self.setFormat(start, fragment.length(), link)
            iterator += 1

    def _show_marks(self, text: str) -> None:
        units = utf16_places(text)
        for match in matches(text, self._words):
            for first, last in pairwise(range(units[match.start], units[match.end] + 1)):
                mark = QTextCharFormat(self.format(first))
                mark.setBackground(self._theme.c("highlightTint"))
                mark.setForeground(self._theme.c("onHighlightTint"))
                mark.setFontUnderline(True)
                mark.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
                self.setFormat(first, last - first, mark)


def no_margin(document: QTextDocument) -> None:
    """Take away the frame that Qt puts around a document."""
    document.setDocumentMargin(0)
    option = document.defaultTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    document.setDefaultTextOption(option)
