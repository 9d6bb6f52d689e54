"""A sheet as a Word document: real headings and lists, lines to write on that stay with their question."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from coprod_desktop.content.model import ItemKind
from coprod_desktop.domain.richtext import Span
from coprod_desktop.export import word_parts as parts
from coprod_desktop.export.sheet import Ask, Block, Head, Items, Look, Paper, Room, Sheet, SheetKind, Words
from coprod_desktop.export.voice import voice
from coprod_desktop.export.word import name_capsules
from coprod_desktop.export.word_lists import INDENT, Lists
from coprod_desktop.export.word_styles import enlarge, new_style, prepare

if TYPE_CHECKING:
    from docx.document import Document as WordFile

LARGE: Final = 18.0
"""The size of large print in points; nothing is smaller."""
_ON_A3: Final = 16.0
"""The size of the recipe on A3, where it fills the page as 11 points do on A4."""
_APART, _APART_LARGE = 510, 740
"""How far apart lines to write on are, in twips: as in the PDF."""
_LOOKS: Final = {
    Look.LEAD: "Lead",
    Look.TEXT: None,
    Look.QUOTE: "Quotation",
    Look.BY: None,
    Look.OURS: "Ours",
    Look.SMALL: "Ours",
}
_CARD_HIGH: Final = 8.0
_CARD_HIGH_EASIER: Final = 7.6
"""Some of the cards with easier words are taller than this, and leave less for the others of their page."""
_CARD_HIGH_LARGE: Final = 11.8
_TWIPS: Final = 567
"""Word's unit of length: so many go into a centimetre."""
_EMU_A_TWIP: Final = 635


def write(sheet: Sheet) -> bytes:
    """Make the document. The same sheet gives the same bytes."""
    name_capsules()
    import docx

    file = docx.Document()
    body: Any = file.element.body
    for element in list(body)[:-1]:
        body.remove(element)
    prepare(file, sheet)
    styles: Any = file.styles
    new_style(styles, "Lead", 13.0)
    new_style(styles, "Quotation", 15.0, bold=True, before=6.0)
    is_full_card = sheet.wish.kind is SheetKind.CARDS and sheet.wish.easier and not sheet.wish.large
    new_style(styles, "Question", 11.5 if is_full_card else 13.0, bold=True)
    new_style(styles, "Ours", 10.0, quiet=True)
    new_style(styles, "Writing", 11.0)
    if sheet.wish.large:
        enlarge(file, LARGE)
    elif sheet.wish.kind is SheetKind.RECIPE and sheet.wish.paper is Paper.A3:
        enlarge(file, _ON_A3)
    _set_paper(file, sheet)
    _Writer(file, sheet).write()
    buffer = io.BytesIO()
    file.save(buffer)
    return parts.settled(buffer.getvalue(), sheet.made)


def _set_paper(file: WordFile, sheet: Sheet) -> None:
    """Paper, margins, and the room between lines: the recipe stays on one page, in large print on two."""
    from docx.shared import Mm, Pt

    wish, section = sheet.wish, file.sections[0]
    styles: Any = file.styles
    styles["Normal"].paragraph_format.line_spacing = 1.15
    styles["Ours"].paragraph_format.space_after = Pt(2)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(16), Mm(20)
    if wish.kind is SheetKind.RECIPE:
        for name in ("Normal", "Lead", "Heading 1", "Quotation"):
            styles[name].paragraph_format.space_after = Pt(2 if name == "Lead" else 0)
        styles["Heading 1"].paragraph_format.space_before = Mm(4)
        styles["Credit"].paragraph_format.space_before = Mm(2)
        section.left_margin = section.right_margin = Mm(18)
        section.top_margin, section.bottom_margin = Mm(14), Mm(14)
        if wish.large:
            styles["Normal"].paragraph_format.line_spacing = 1.0
            section.left_margin = section.right_margin = section.top_margin = Mm(13)
            section.footer_distance = Mm(8)
    if wish.kind is SheetKind.RECIPE and wish.paper is Paper.A3:
        section.page_width, section.page_height = Mm(297), Mm(420)
    if wish.kind is SheetKind.CARDS:
        section.left_margin = section.right_margin = Mm(12)
        section.top_margin = section.bottom_margin = Mm(12)


def _line_width(file: WordFile) -> int:
    """How wide a line is, in twips."""
    section: Any = file.sections[0]
    wide: int = section.page_width - section.left_margin - section.right_margin
    return round(wide / _EMU_A_TWIP)


class _Writer:
    """Writes one sheet from its title to its credit."""

    def __init__(self, file: WordFile, sheet: Sheet) -> None:
        self._file, self._sheet = file, sheet
        self._end: Any = file.element.body.sectPr
        self._lists = Lists(file)
        self._addresses: dict[str, str] = {}

    def write(self) -> None:
        sheet = self._sheet
        self._place((Span(sheet.title),), "Title")
        if sheet.subtitle:
            self._place((Span(sheet.subtitle),), "Subtitle")
        if sheet.wish.kind is SheetKind.CARDS:
            self._place((Span(sheet.hint),), "Ours")
            self._cards()
            return
        for block, after in zip(sheet.blocks, (*sheet.blocks[1:], None), strict=True):
            self._block(block)
            if after is None or (isinstance(after, Room) and not after.label):
                parts.keep_with_next(self._end.getprevious())  # what is to be written about, or the last line
        self._place(sheet.credit, "Credit")
        parts.put_footer(self._file, sheet.credit, sheet.page, _line_width(self._file))

    def _block(self, block: Block) -> None:
        if isinstance(block, Words):
            self._place(block.spans, _LOOKS[block.look])
        elif isinstance(block, Head):
            self._place((Span(block.text),), f"Heading{block.level}")
        elif isinstance(block, Items):
            self._items(block)
        elif isinstance(block, Ask):
            self._ask(block)
        else:
            self._room(block)

    def _items(self, block: Items) -> None:
        if block.title:
            heading = self._place((Span(block.title),), "Heading1")
            if self._sheet.wish.large and self._sheet.wish.paper is Paper.A4 and block.half is ItemKind.SKILL:
                parts.new_page(heading)  # as in the PDF: each half on a page of its own
            parts.keep_with_next(self._place(block.heading, "Lead"))
        number = self._lists.new(numbered=False, depth=0)
        for line in block.lines:
            parts.put_in_list(self._place(line, "ListParagraph"), number, 0)

    def _ask(self, block: Ask) -> None:
        ours: list[Any] = []
        if block.room:
            self._place((Span(block.text),), "Heading2")
        else:
            number = self._lists.new(numbered=False, depth=0)
            ours.append(self._place((Span(block.text),), "ListParagraph"))
            parts.put_in_list(ours[0], number, 0)
        ours += self._ours(block)
        for paragraph in ours if block.room else ours[:-1]:
            parts.keep_with_next(paragraph)  # a question without its lines is no use on paper
        if not block.room:
            for paragraph in ours[1:]:
                parts.indent(paragraph, INDENT)
        self._lines(block.room)

    def _room(self, block: Room) -> None:
        if block.label:
            style = "Heading1" if block.is_large else "Question"
            parts.keep_with_next(self._place((Span(block.label),), style))
        self._lines(block.lines)

    def _lines(self, count: int) -> None:
        if count:
            apart = _APART_LARGE if self._sheet.wish.large else _APART
            parts.put_writing_lines(self._place((), "Writing"), count, _line_width(self._file), apart)

    def _ours(self, block: Ask, into: Any = None) -> list[Any]:
        lines = [Span(self._sheet.ours, bold=True), *map(Span, block.ours)] if block.ours else []
        return [self._place((line,), "Ours", into) for line in lines]

    def _cards(self) -> None:
        """A table of cards with dashed edges, each with the credit, since they are cut apart."""
        asks = [block for block in self._sheet.blocks if isinstance(block, Ask)]
        across = 1 if self._sheet.wish.large else 2
        small = _CARD_HIGH_EASIER if self._sheet.wish.easier else _CARD_HIGH
        high = round((_CARD_HIGH_LARGE if self._sheet.wish.large else small) * _TWIPS)
        cells = parts.put_table(self._end, across, -(-len(asks) // across), high, 18.6)
        for cell, ask in zip(cells, asks, strict=False):
            self._place((Span(self._sheet.group_title(ask.group)),), "Ours", cell)
            self._place((Span(ask.text),), "Question", cell)
            self._ours(ask, cell)
            self._place(self._sheet.credit, "Footer", cell)
        for cell in cells[len(asks) :]:
            self._place((), None, cell)

    def _place(self, spans: tuple[Span, ...], style: str | None, into: Any = None) -> Any:
        """Put a paragraph at the end of the document, or of a cell."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        spoken = voice("".join(span.text for span in spans))
        paragraph = parts.new_paragraph(style, rtl=spoken.rtl)
        if into is None:
            self._end.addprevious(paragraph)
        else:
            into.append(paragraph)
        for span in spans:
            if span.link is None:
                parts.add_run(paragraph, span, spoken)
                continue
            if span.link not in self._addresses:
                known = self._file.part.relate_to(span.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                self._addresses[span.link] = known
            parts.add_link(paragraph, span, spoken, self._addresses[span.link])
        return paragraph
