"""A sheet in the formats it can be saved in, and as pictures of its pages."""

from __future__ import annotations

from coprod_desktop.export.child import TypesettingChild
from coprod_desktop.export.formats import Document, Format
from coprod_desktop.export.preview import Preview
from coprod_desktop.export.sheet import Head, Items, Room, Sheet, SheetKind
from coprod_desktop.export.sheet_payload import payload

_FORM = "sheet"


def make(sheet: Sheet, wanted: Format, child: TypesettingChild | None = None) -> Document:
    """Make a sheet into a document.

    Raises:
        ExportFailed: it could not be made.
    """
    if wanted is Format.WORD:
        from coprod_desktop.export import sheet_word

        return Document(wanted, sheet_word.write(sheet), headings(sheet))
    made = (child or TypesettingChild()).run(payload(sheet), form=_FORM)
    return Document(wanted, made.pdf, headings(sheet), made.pages, made.replaced)


def draw(sheet: Sheet, child: TypesettingChild | None = None, ppi: float = 0.0) -> Preview:
    """Draw every page; ``ppi`` are pixels per inch, 0 what a screen needs.

    Raises:
        ExportFailed: it could not be made.
    """
    made = (child or TypesettingChild()).run(payload(sheet), with_pictures=True, form=_FORM, ppi=ppi)
    return Preview(made.pictures, made.pages, made.replaced)


def headings(sheet: Sheet) -> int:
    """How many headings of the first level its Word document has, by which one sees that it is whole."""
    if sheet.wish.kind is SheetKind.CARDS:
        return 0
    return sum(
        (isinstance(block, Head) and block.level == 1)
        or (isinstance(block, Items) and bool(block.title))
        or (isinstance(block, Room) and block.is_large and bool(block.label))
        for block in sheet.blocks
    )
