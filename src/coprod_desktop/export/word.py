"""A report as a Word document that reads well with a screen reader.

Headings are Word's own styles, lists are real lists, the title and the language are set, and every
right-to-left paragraph says that it is one. Elements are placed in front of the last section mark and
styles are named by their ids: python-docx's usual calls look both up again for every paragraph, which
takes minutes for a long journal.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from coprod_desktop.domain.richtext import Span
from coprod_desktop.export import word_parts as parts
from coprod_desktop.export.outline import Item, ListNode, Node, Paragraph, Quote, SubHeading, outline
from coprod_desktop.export.report import Detail, Heading, Part, Report, ReportEntry, Writing
from coprod_desktop.export.voice import Voice, voice
from coprod_desktop.export.word_lists import Lists
from coprod_desktop.export.word_styles import DETAIL_LABEL, STEP, prepare

if TYPE_CHECKING:
    from docx.document import Document as WordFile


def write(report: Report) -> bytes:
    """Make the document. The same report gives the same bytes."""
    name_capsules()
    import docx

    file = docx.Document()
    body: Any = file.element.body
    for element in list(body)[:-1]:
        body.remove(element)
    prepare(file, report)
    _Writer(file, report).write()
    buffer = io.BytesIO()
    file.save(buffer)
    return parts.settled(buffer.getvalue(), report.made)


def name_capsules() -> None:
    """Give the type of a capsule its name before typing_extensions, which python-docx imports, looks for it.

    It would import the C module `_socket` for that alone. A packaged program has none, and on Python 3.13 the
    missing module is not forgiven (`types.__getattr__`).
    """
    import types
    from importlib import import_module

    if "CapsuleType" not in vars(types):
        vars(types)["CapsuleType"] = type(import_module("_datetime").datetime_CAPI)


class _Writer:
    """Writes one report from its first paragraph to its last."""

    def __init__(self, file: WordFile, report: Report) -> None:
        self._file = file
        self._report = report
        self._end: Any = file.element.body.sectPr
        self._lists = Lists(file)
        self._addresses: dict[str, str] = {}

    def write(self) -> None:
        report = self._report
        self._paragraph((Span(report.title),), "Title")
        if report.period:
            self._paragraph((Span(report.period),), "Subtitle")
        for entry in report.entries:
            self._entry(entry)
        self._paragraph(report.credit, "Credit")
        parts.put_footer(self._file, report.credit, report.page)

    def _entry(self, entry: ReportEntry) -> None:
        self._paragraph((Span(entry.title),), "Heading1")
        if entry.when:
            self._paragraph((Span(entry.when),), "When")
        for part in entry.parts:
            self._part(part)

    def _part(self, part: Part) -> None:
        if isinstance(part, Heading):
            self._paragraph((Span(part.text),), "Heading2")
        elif isinstance(part, Detail):
            self._detail(part, None)
        elif isinstance(part, Writing):
            self._nodes(outline(part.document, part.under), None)
        else:
            self._paragraph((Span(part.label, bold=True),), STEP, keep_with_next=True)
            self._nodes(outline(part.document, 2), STEP)
            for detail in part.details:
                self._detail(detail, STEP)

    def _detail(self, detail: Detail, style: str | None) -> None:
        paragraph = self._place(style, voice(detail.text))
        parts.add_run(paragraph, Span(detail.label + " "), Voice(), character_style=DETAIL_LABEL)
        self._runs(paragraph, (Span(detail.text),))

    def _nodes(self, nodes: Iterable[Node], style: str | None) -> None:
        for node in nodes:
            if isinstance(node, Paragraph):
                self._paragraph(node.spans, style)
            elif isinstance(node, SubHeading):
                self._paragraph(node.spans, f"Heading{node.level}")
            elif isinstance(node, Quote):
                self._nodes(node.nodes, "Quote")
            else:
                self._list(node, style, 0)

    def _list(self, node: ListNode, style: str | None, depth: int) -> None:
        number = self._lists.new(numbered=node.numbered, depth=depth)
        for item in node.items:
            self._item(item, style, number, depth)

    def _item(self, item: Item, style: str | None, number: int, depth: int) -> None:
        paragraph = self._place(style or "ListParagraph", _voice(item.spans))
        parts.put_in_list(paragraph, number, depth)
        self._runs(paragraph, item.spans)
        for inner in item.lists:
            self._list(inner, style, depth + 1)

    def _paragraph(self, spans: Sequence[Span], style: str | None, *, keep_with_next: bool = False) -> None:
        paragraph = self._place(style, _voice(spans))
        if keep_with_next:
            parts.keep_with_next(paragraph)
        self._runs(paragraph, spans)

    def _place(self, style: str | None, spoken: Voice) -> Any:
        paragraph = parts.new_paragraph(style, rtl=spoken.rtl)
        self._end.addprevious(paragraph)
        return paragraph

    def _runs(self, paragraph: Any, spans: Sequence[Span]) -> None:
        spoken = _voice(spans)
        for span in spans:
            if span.link is None:
                parts.add_run(paragraph, span, spoken)
            else:
                parts.add_link(paragraph, span, spoken, self._address(span.link))

    def _address(self, link: str) -> str:
        """The relationship that holds a link's address, made once for each address."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        if link not in self._addresses:
            part = self._file.part
            self._addresses[link] = part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return self._addresses[link]


def _voice(spans: Sequence[Span]) -> Voice:
    return voice("".join(span.text for span in spans))
