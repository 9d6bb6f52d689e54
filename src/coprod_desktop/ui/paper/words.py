"""The words that go onto a sheet, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from coprod_desktop.content.model import ItemKind
from coprod_desktop.export.sheet import SheetWords


def sheet_words() -> SheetWords:
    """What stands on paper besides the content's words."""
    return SheetWords(
        page=_tr("Page {n} of {m}"),
        cards=_tr("Question cards"),
        cut=_tr("Cut along the lines"),
        date=_tr("Date"),
        taking_away=_tr("What am I taking away?"),
        kinds={ItemKind.VALUE: _tr("Ingredient (value)"), ItemKind.SKILL: _tr("Method (skill)")},
        questions=_tr("Challenge yourself"),
        write=_tr("Write about this"),
        headings=_tr("The small headings and the remarks are our words, not the original's."),
    )


def pages(count: int) -> str:
    """How many pages there are."""
    if count == 1:
        return _tr("1 page.")
    return _tr("{count} pages.").format(count=count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Paper", text)
