"""How a Word export looks, and what it says about itself: styles, language, title, nobody's name."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Protocol

from coprod_desktop.export.word_parts import clean, element

if TYPE_CHECKING:
    from docx.document import Document as WordFile

STEP: Final = "NextStep"
DETAIL_LABEL: Final = "DetailLabel"
FONT: Final = "Arial"
INK: Final = "2A1E2B"
QUIET: Final = "54454F"
STEP_INK: Final = "143F33"
STEP_FILL: Final = "DCEADF"
LINK: Final = "5B1F52"
_HEADINGS: Final = ((1, 16.0, 20.0), (2, 13.0, 16.0), (3, 12.0, 12.0), (4, 11.0, 10.0), (5, 11.0, 10.0))


class Described(Protocol):
    """What a document says of itself."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def language(self) -> str:
        """Its language, as "en-GB"."""

    @property
    def made(self) -> datetime:
        """When it was made."""


def prepare(file: WordFile, report: Described) -> None:
    """Set styles, language, paper and properties of an empty document."""
    _set_language(file, report.language)
    styles: Any = file.styles
    normal = styles["Normal"]
    _look(normal, 11.0, INK, after=8.0)
    normal.paragraph_format.line_spacing = 1.3
    _look(styles["Title"], 22.0, INK, bold=True, after=4.0)
    _plain_border(styles["Title"])
    _look(styles["Subtitle"], 11.0, QUIET, after=12.0)
    for level, size, before in _HEADINGS:
        heading = styles[f"Heading {level}"]
        _look(heading, size, INK, bold=True, before=before, after=4.0)
    _look(styles["Quote"], 11.0, INK, after=8.0)
    _side_line(styles["Quote"])
    _look(styles["Footer"], 9.0, QUIET)
    _look(_new_paragraph_style(styles, "When"), 11.0, QUIET, after=8.0)
    _look(_new_paragraph_style(styles, "Credit"), 9.5, QUIET, before=18.0)
    step = _new_paragraph_style(styles, STEP)
    _look(step, 11.0, STEP_INK, after=0.0)
    _shade(step, STEP_FILL)
    _character_styles(styles)
    _set_paper(file)
    _set_properties(file, report)


def enlarge(file: WordFile, least: float) -> None:
    """Make every style larger in the same measure, so that the smallest has ``least`` points."""
    from docx.shared import Pt

    styles: Any = [style for style in file.styles if getattr(getattr(style, "font", None), "size", None)]
    body = file.styles["Normal"].font.size.pt
    for style in styles:
        size = max(least, round(style.font.size.pt * least / body * 2) / 2)
        style.font.size = Pt(size)
        for complex_size in style.element.iter(element("szCs").tag):
            complex_size.getparent().replace(complex_size, element("szCs", val=round(size * 2)))


def new_style(
    styles: Any, name: str, size: float, *, bold: bool = False, quiet: bool = False, before: float = 0.0
) -> None:
    """A style for paragraphs, above those that every document has. ``size`` and ``before`` are points."""
    _look(
        _new_paragraph_style(styles, name),
        size,
        QUIET if quiet else INK,
        bold=bold,
        before=before,
        after=6.0,
    )


def _set_language(file: WordFile, language: str) -> None:
    from docx.oxml.ns import qn

    root: Any = file.styles.element
    runs = root.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for stated in runs.findall(qn("w:lang")):
        runs.remove(stated)
    runs.append(element("lang", val=language, eastAsia="zh-CN", bidi="ar-SA"))


def _look(
    style: Any, size: float, colour: str, *, bold: bool = False, before: float = 0.0, after: float = 6.0
) -> None:
    """Font, size in points, colour and spacing in points, in place of the template's theme."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.cs_bold = bold
    style.font.italic = style.font.cs_italic = False
    style.font.color.rgb = RGBColor.from_string(colour)
    run_properties = style.element.get_or_add_rPr()
    fonts = run_properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for tag in ("w:spacing", "w:kern", "w:szCs"):
        for stated in run_properties.findall(qn(tag)):
            run_properties.remove(stated)
    run_properties.find(qn("w:sz")).addnext(element("szCs", val=round(size * 2)))
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


def _new_paragraph_style(styles: Any, name: str) -> Any:
    from docx.enum.style import WD_STYLE_TYPE

    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    return style


def _character_styles(styles: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import RGBColor

    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.underline = True
    link.font.color.rgb = RGBColor.from_string(LINK)
    label = styles.add_style(DETAIL_LABEL, WD_STYLE_TYPE.CHARACTER)
    label.font.bold = True


def _plain_border(style: Any) -> None:
    """Take the template's blue line under the title away."""
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _side_line(style: Any) -> None:
    properties = style.element.get_or_add_pPr()
    border = element("pBdr")
    border.append(element("left", val="single", sz=16, space=8, color="C9A227"))
    _insert(properties, border)


def _shade(style: Any, colour: str) -> None:
    properties = style.element.get_or_add_pPr()
    _insert(properties, element("shd", val="clear", color="auto", fill=colour))


def _insert(properties: Any, child: Any) -> None:
    """Put a border or a shade before the spacing, as the schema asks."""
    from docx.oxml.ns import qn

    spacing = properties.find(qn("w:spacing"))
    if spacing is None:
        properties.append(child)
    else:
        spacing.addprevious(child)


def _set_paper(file: WordFile) -> None:
    from docx.shared import Mm

    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(22), Mm(28)
    section.footer_distance = Mm(10)


def _set_properties(file: WordFile, report: Described) -> None:
    """The title and the language; no author, no program, no history."""
    known = file.core_properties
    known.title = clean(report.title)[:255]
    known.language = report.language
    known.author = known.last_modified_by = known.comments = known.keywords = known.subject = ""
    known.revision = 1
    known.created = known.modified = report.made.astimezone(UTC).replace(tzinfo=None)
