"""A report as the plain data that ``resources/typst/report.typ`` reads.

A *paragraph* is ``{"runs": […], "rtl": bool, "lang": str | None}``; a *run* has ``text`` and may have
``bold``, ``italic`` and ``link``, or is ``{"break": true}``. A *node* has a ``kind``: ``paragraph`` and
``heading`` (``level``) hold a paragraph in ``text``; ``detail`` a ``label`` as well; ``bullets`` and
``numbers`` hold ``items``, each a list of nodes; ``quote`` and ``step`` hold ``nodes``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from coprod_desktop.domain.richtext import Span
from coprod_desktop.export.outline import ListNode, Node, Paragraph, Quote, SubHeading, outline
from coprod_desktop.export.report import Detail, Heading, Part, Report, ReportEntry, Writing
from coprod_desktop.export.voice import voice

Data = dict[str, Any]


def payload(report: Report) -> Data:
    """The data of a whole report; plain dicts, lists, strings, numbers and None only."""
    language, _, region = report.language.partition("-")
    made = report.made
    return {
        "title": report.title,
        "lang": language,
        "region": region or None,
        "made": [made.year, made.month, made.day, made.hour, made.minute],
        "subtitle": plain(report.period) if report.period else None,
        "footer": "".join(span.text for span in report.credit),
        "page": report.page,
        "entries": [_entry(entry) for entry in report.entries],
        "credit": [paragraph(report.credit)],
    }


def _entry(entry: ReportEntry) -> Data:
    return {
        "title": plain(entry.title),
        "when": plain(entry.when) if entry.when else None,
        "nodes": [node for part in entry.parts for node in _part(part)],
    }


def _part(part: Part) -> list[Data]:
    if isinstance(part, Heading):
        return [{"kind": "heading", "level": 2, "text": plain(part.text)}]
    if isinstance(part, Detail):
        return [_detail(part)]
    if isinstance(part, Writing):
        return _nodes(outline(part.document, part.under))
    inside = _nodes(outline(part.document, 2)) + [_detail(detail) for detail in part.details]
    return [{"kind": "step", "label": part.label, "nodes": inside}]


def _detail(detail: Detail) -> Data:
    return {"kind": "detail", "label": detail.label, "text": plain(detail.text)}


def _nodes(nodes: Iterable[Node]) -> list[Data]:
    return [_node(node) for node in nodes]


def _node(node: Node) -> Data:
    if isinstance(node, Paragraph):
        return {"kind": "paragraph", "text": paragraph(node.spans)}
    if isinstance(node, SubHeading):
        return {"kind": "heading", "level": node.level, "text": paragraph(node.spans)}
    if isinstance(node, Quote):
        inside = _nodes(node.nodes)
        return {"kind": "quote", "nodes": inside, **_voice_of(_first_words(node.nodes))}
    return _list(node)


def _list(node: ListNode) -> Data:
    items = [
        [{"kind": "paragraph", "text": paragraph(item.spans)}, *(_list(inner) for inner in item.lists)]
        for item in node.items
    ]
    kind = "numbers" if node.numbered else "bullets"
    return {"kind": kind, "items": items, **_voice_of(_text(node.items[0].spans))}


def _first_words(nodes: Sequence[Node]) -> str:
    node = nodes[0]
    if isinstance(node, ListNode):
        return _text(node.items[0].spans)
    return _first_words(node.nodes) if isinstance(node, Quote) else _text(node.spans)


def _text(spans: Iterable[Span]) -> str:
    return "".join(span.text for span in spans)


def plain(text: str) -> Data:
    """A paragraph of words without a look."""
    return paragraph((Span(text),))


def paragraph(spans: Sequence[Span]) -> Data:
    """A paragraph of spans, with its direction and its language."""
    runs: list[Data] = []
    for span in spans:
        look: Data = {"bold": span.bold, "italic": span.italic, "link": span.link}
        for number, line in enumerate(span.text.split("\n")):
            if number:
                runs.append({"break": True})
            if line:
                runs.append({"text": line, **look})
    return {"runs": runs, **_voice_of(_text(spans))}


def _voice_of(text: str) -> Data:
    found = voice(text)
    return {"rtl": found.rtl, "lang": found.language}
