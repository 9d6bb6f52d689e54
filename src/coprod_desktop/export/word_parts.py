"""The small pieces of WordprocessingML: paragraphs, runs, links, fields, and the finished package."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from coprod_desktop.domain.richtext import Span
from coprod_desktop.export.voice import Voice

if TYPE_CHECKING:
    from docx.document import Document as WordFile

_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLACE: Final = re.compile(r"(\{[nm]\})")
_FIELDS: Final = {"{n}": "PAGE", "{m}": "NUMPAGES"}
_REGIONS: Final = {
    "ar": "ar-SA", "cy": "cy-GB", "el": "el-GR", "fa": "fa-IR", "he": "he-IL", "hi": "hi-IN", "bn": "bn-BD",
    "gu": "gu-IN", "ja": "ja-JP", "ko": "ko-KR", "pa": "pa-IN", "ru": "ru-RU", "ta": "ta-IN", "th": "th-TH",
    "uk": "uk-UA", "ur": "ur-PK", "zh": "zh-CN", "am": "am-ET", "hy": "hy-AM", "ka": "ka-GE", "si": "si-LK",
}  # fmt: skip
_PROPERTIES: Final = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "tabs", "bidi", "spacing", "ind",
)  # fmt: skip
"""Those of a paragraph that stand in our documents, in the order of the schema."""
_EAST_ASIAN: Final = frozenset({"ja", "ko", "zh"})


def clean(text: str) -> str:
    """Text without characters XML does not allow."""
    return _ILLEGAL.sub("", text)


def element(tag: str, **attributes: object) -> Any:
    """A ``w:`` element with ``w:`` attributes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def new_paragraph(style: str | None, *, rtl: bool) -> Any:
    """An empty paragraph. ``style`` is a style's id; None is the normal one."""
    paragraph = element("p")
    properties = element("pPr")
    if style is not None:
        properties.append(element("pStyle", val=style))
    if rtl:
        properties.append(element("bidi"))
    if len(properties):
        paragraph.append(properties)
    return paragraph


def put_in_list(paragraph: Any, number: int, depth: int) -> None:
    """Make a paragraph an item of a list."""
    inside = element("numPr")
    inside.append(element("ilvl", val=depth))
    inside.append(element("numId", val=number))
    _property(paragraph, inside)


def keep_with_next(paragraph: Any) -> None:
    """Keep a paragraph on the page of the one after it."""
    properties = paragraph.pPr
    if properties is None or properties.keepNext is None:
        _property(paragraph, element("keepNext"))


def new_page(paragraph: Any) -> None:
    """Begin a page with a paragraph."""
    _property(paragraph, element("pageBreakBefore"))


def indent(paragraph: Any, by: int) -> None:
    """Set a paragraph in from where lines begin, by so many twips."""
    _property(paragraph, element("ind", left=by))


def put_writing_lines(paragraph: Any, count: int, wide: int, apart: int) -> None:
    """Make an empty paragraph some lines to write on, ``wide`` and ``apart`` in twips.

    They are the dots of tabs, and one paragraph: LibreOffice parts a long chain of paragraphs that are
    each to stay with the next.
    """
    _property(paragraph, element("keepLines"))
    stops = element("tabs")
    stops.append(element("tab", val="right", leader="underscore", pos=wide))
    _property(paragraph, stops)
    _property(paragraph, element("spacing", line=apart, lineRule="exact"))
    run, look = element("r"), element("rPr")
    look.append(element("color", val="85747C"))
    run.append(look)
    for number in range(count):
        if number:
            run.append(element("br"))
        run.append(element("tab"))
    paragraph.append(run)


def put_table(end: Any, across: int, down: int, high: int, wide: float) -> list[Any]:
    """Put a table with dashed edges in front of ``end`` and return its empty cells, row by row.

    ``high`` is the least height of a row in twips, ``wide`` the width of all in centimetres.
    """
    table = element("tbl")
    properties = element("tblPr")
    properties.append(element("tblW", w=round(wide * 567), type="dxa"))
    properties.append(element("jc", val="center"))
    edges = element("tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edges.append(element(edge, val="dashed", sz=4, space=0, color="85747C"))
    properties.append(edges)
    properties.append(element("tblLayout", type="fixed"))
    inside = element("tblCellMar")
    for edge in ("top", "left", "bottom", "right"):
        inside.append(element(edge, w=240 if edge in ("top", "bottom") else 340, type="dxa"))
    properties.append(inside)
    table.append(properties)
    grid = element("tblGrid")
    width = round(wide * 567 / across)
    for _ in range(across):
        grid.append(element("gridCol", w=width))
    table.append(grid)
    cells = []
    for _ in range(down):
        row, look = element("tr"), element("trPr")
        look.extend((element("cantSplit"), element("trHeight", val=high, hRule="atLeast")))
        row.append(look)
        for _ in range(across):
            cell, size = element("tc"), element("tcPr")
            size.append(element("tcW", w=width, type="dxa"))
            cell.append(size)
            row.append(cell)
            cells.append(cell)
        table.append(row)
    end.addprevious(table)
    return cells


def add_run(paragraph: Any, span: Span, spoken: Voice, *, character_style: str | None = None) -> None:
    """Add a span to a paragraph; its line breaks become line breaks."""
    paragraph.append(_run(span, spoken, character_style))


def add_link(paragraph: Any, span: Span, spoken: Voice, relationship: str) -> None:
    """Add a span that leads somewhere. ``relationship`` holds the address."""
    from docx.oxml.ns import qn

    link = element("hyperlink", history=1)
    link.set(qn("r:id"), relationship)
    link.append(_run(span, spoken, "Hyperlink"))
    paragraph.append(link)


def put_footer(file: WordFile, credit: Sequence[Span], page: str, wide: int = 0) -> None:
    """The credit and the page number at the foot of every page.

    With ``wide``, how wide the lines are in twips, the number stands at the end of the credit's last line
    where there is room.
    """
    footer: Any = file.sections[0].footer
    paragraph = footer.paragraphs[0]._p
    paragraph.getparent().remove(paragraph)
    words = "".join(span.text for span in credit)
    for text in (f"{words}\t{page}",) if wide else (words, page):
        line = new_paragraph("Footer", rtl=False)
        if wide:
            _property(line, _one_stop(file, wide))
        for piece in _PLACE.split(text):
            if piece in _FIELDS:
                line.append(_field(_FIELDS[piece]))
            elif piece:
                add_run(line, Span(piece), Voice())
        footer._element.append(line)


def _one_stop(file: WordFile, wide: int) -> Any:
    """A tab that leads to the end of the line, in place of those that the style of the foot has."""
    stops = element("tabs")
    for stop in file.styles["Footer"].paragraph_format.tab_stops:
        stops.append(element("tab", val="clear", pos=stop.position.twips))
    stops.append(element("tab", val="right", pos=wide))
    return stops


def settled(package: bytes, made: datetime) -> bytes:
    """The same package with one date on all of its parts, so that the same report gives the same bytes."""
    stamp = (max(made.year, 1980), made.month, made.day, made.hour, made.minute, 0)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return buffer.getvalue()


def _property(paragraph: Any, child: Any) -> None:
    """Put a paragraph property where the schema wants it: Word calls a file with others a damaged one."""
    from docx.oxml.ns import qn

    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        properties = element("pPr")
        paragraph.insert(0, properties)
    places = [qn(f"w:{name}") for name in _PROPERTIES]
    before = [one for one in properties if places.index(one.tag) < places.index(child.tag)]
    properties.insert(len(before), child)


def _run(span: Span, spoken: Voice, character_style: str | None) -> Any:
    """One run; its properties in the order the schema asks for."""
    run = element("r")
    properties = element("rPr")
    if character_style is not None:
        properties.append(element("rStyle", val=character_style))
    if span.bold:
        properties.extend((element("b"), element("bCs")))
    if span.italic:
        properties.extend((element("i"), element("iCs")))
    if spoken.rtl:
        properties.append(element("rtl"))
    if spoken.language is not None:
        properties.append(_language(spoken))
    if len(properties):
        run.append(properties)
    for number, line in enumerate(clean(span.text).split("\n")):
        if number:
            run.append(element("br"))
        _put_text(run, line)
    return run


def _put_text(run: Any, line: str) -> None:
    """Text with its tabs; white space at its ends is kept."""
    for number, piece in enumerate(line.split("\t")):
        if number:
            run.append(element("tab"))
        if piece:
            text = element("t")
            text.text = piece
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(text)


def _language(spoken: Voice) -> Any:
    code = spoken.language or ""
    tag = _REGIONS.get(code, code)
    if spoken.rtl:
        return element("lang", bidi=tag)
    return element("lang", eastAsia=tag) if code in _EAST_ASIAN else element("lang", val=tag)


def _field(instruction: str) -> Any:
    field = element("fldSimple", instr=instruction)
    run = element("r")
    number = element("t")
    number.text = "1"
    run.append(number)
    field.append(run)
    return field
