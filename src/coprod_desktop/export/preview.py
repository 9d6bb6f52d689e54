"""The pages of a report as pictures, made by the same child from the same source as its PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from coprod_desktop.export.child import TypesettingChild
from coprod_desktop.export.payload import payload
from coprod_desktop.export.report import Report

SHARP: Final = 144.0
MANY_ENTRIES: Final = 40
COARSE: Final = 96.0


@dataclass(frozen=True, slots=True)
class Preview:
    """The pages as PNG, in order, and the characters that had to be replaced in them."""

    pages: tuple[bytes, ...]
    replaced: tuple[str, ...]


def draw(report: Report, child: TypesettingChild | None = None) -> Preview:
    """Draw every page. A long report is drawn coarser, to keep its pictures in reasonable memory.

    Raises:
        ExportFailed: it could not be made.
    """
    ppi = SHARP if len(report.entries) < MANY_ENTRIES else COARSE
    made = (child or TypesettingChild()).run(payload(report), ppi)
    return Preview(made.pictures, made.replaced)
