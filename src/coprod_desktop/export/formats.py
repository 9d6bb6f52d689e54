"""The formats a report can be saved in, what their files are called, and whether one is whole."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from xml.etree import ElementTree as ET

from coprod_desktop.export import pdf, word
from coprod_desktop.export.child import TypesettingChild
from coprod_desktop.export.report import Report

_PAGE_COUNT: Final = re.compile(rb"/Type/Pages/Count (\d+)")
_PARAGRAPH_STYLE: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}pStyle"
_VALUE: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val"


class Format(StrEnum):
    """The value is the ending of the file's name, without its dot."""

    PDF = "pdf"
    WORD = "docx"


@dataclass(frozen=True, slots=True)
class Document:
    """A finished document. ``pages`` is None where only the reader's own program knows (Word)."""

    format: Format
    data: bytes
    entries: int
    pages: int | None = None
    replaced: tuple[str, ...] = ()

    def is_whole(self, read: bytes) -> bool:
        """Whether bytes that were read back hold every page (PDF) or every entry (Word)."""
        if self.format is Format.PDF:
            return _is_whole_pdf(read, self.pages)
        return _is_whole_word(read, self.entries)


def make(report: Report, wanted: Format, child: TypesettingChild | None = None) -> Document:
    """Make a report into a document.

    Raises:
        ExportFailed: it could not be made.
    """
    if wanted is Format.WORD:
        return Document(wanted, word.write(report), len(report.entries))
    made = pdf.write(report, child)
    return Document(wanted, made.data, len(report.entries), made.pages, made.replaced)


def _is_whole_pdf(read: bytes, pages: int | None) -> bool:
    counted = _PAGE_COUNT.findall(read)
    frame = read.startswith(b"%PDF-") and read.rstrip().endswith(b"%%EOF")
    return frame and bool(counted) and int(counted[0]) == pages


def _is_whole_word(read: bytes, entries: int) -> bool:
    """It unpacks, its text is well formed and has a heading for every entry."""
    try:
        with zipfile.ZipFile(io.BytesIO(read)) as package:
            if package.testzip() is not None:
                return False
            root = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 - our own document
    except (zipfile.BadZipFile, KeyError, ET.ParseError):
        return False
    return sum(style.get(_VALUE) == "Heading1" for style in root.iter(_PARAGRAPH_STYLE)) == entries
