"""A report as a tagged PDF that screen readers, printers and archives accept (PDF/UA-1, PDF/A-2a)."""

from __future__ import annotations

from dataclasses import dataclass

from coprod_desktop.export.child import TypesettingChild
from coprod_desktop.export.payload import payload
from coprod_desktop.export.report import Report


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF. ``replaced`` are characters no font had; each stands in it as ``[U+0F56]``."""

    data: bytes
    pages: int
    replaced: tuple[str, ...]


def write(report: Report, child: TypesettingChild | None = None) -> Pdf:
    """Make the PDF. The same report gives the same bytes.

    Raises:
        ExportFailed: it could not be made.
    """
    made = (child or TypesettingChild()).run(payload(report))
    return Pdf(made.pdf, made.pages, made.replaced)
