"""The pages of a report as pictures, made by the same child from the same source as its PDF."""

from __future__ import annotations

from dataclasses import dataclass

from coprod_desktop.export.child import TypesettingChild
from coprod_desktop.export.payload import payload
from coprod_desktop.export.report import Report


@dataclass(frozen=True, slots=True)
class Preview:
    """The pages as PNG, in order, how many there are, and the characters that had to be replaced.

    A very long document has no pictures: ``pictures`` is empty then, and its words are to be read.
    """

    pictures: tuple[bytes, ...]
    pages: int
    replaced: tuple[str, ...]


def draw(report: Report, child: TypesettingChild | None = None) -> Preview:
    """Draw every page.

    Raises:
        ExportFailed: it could not be made.
    """
    made = (child or TypesettingChild()).run(payload(report), with_pictures=True)
    return Preview(made.pictures, made.pages, made.replaced)
