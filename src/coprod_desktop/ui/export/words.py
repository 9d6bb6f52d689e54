"""The words of the export: dates and kinds in the list, and the labels that go into a document."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import EntryKind, EntryRow, EventDate
from coprod_desktop.export.words import ReportWords

_CONTEXT = "Export"


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)


def report_words(usual: ReportWords) -> ReportWords:
    """The labels of a document, in the language of the window."""
    return replace(
        usual,
        title=_tr("Reflections for supervision"),
        untitled=MappingProxyType(
            {EntryKind.NOTE: _tr("Quick note"), EntryKind.REFLECTION: _tr("Reflection")}
        ),
        kind=_tr("What it was:"),
        my_part=_tr("My part:"),
        access=_tr("Access needs thought about:"),
        rating=_tr("Where I was with this:"),
        how=_tr("How I know:"),
        step=_tr("What I'll try next"),
        by=_tr("By:"),
        with_whom=_tr("With:"),
        taking_away=_tr("What I'm taking away"),
        page=_tr("Page {n} of {m}"),
    )


def month(when: EventDate) -> str:
    """The month an entry stands under: November 2026."""
    return QLocale().toString(_date(when), "MMMM yyyy")


def day(when: EventDate) -> str:
    """The day in the list: Wed 18; empty when only the month is known."""
    return "" if when.is_month else QLocale().toString(_date(when), "ddd d")


def full_date(when: EventDate) -> str:
    """18 November 2026, or November 2026."""
    return QLocale().toString(_date(when), "MMMM yyyy" if when.is_month else "d MMMM yyyy")


def kind(row: EntryRow, recipe: Recipe) -> str:
    """What an entry is: Quick note, or Reflection with the questions it went through."""
    if row.kind is EntryKind.NOTE:
        words = _tr("Quick note")
    else:
        words = _tr("Reflection")
        if row.question_set is not None:
            words += ", " + recipe.label(recipe.question_sets, row.question_set.value).lower()
    return _tr("{kind} · to talk about").format(kind=words) if row.to_talk_about else words


def title(row: EntryRow) -> str:
    """An entry's title, or what it is when it has none."""
    usual = {EntryKind.NOTE: _tr("Quick note"), EntryKind.REFLECTION: _tr("Reflection")}
    return row.title.strip() or usual[row.kind]


def how_many(count: int) -> str:
    """How many entries are chosen."""
    if count == 0:
        return _tr("Nothing chosen yet")
    return _tr("1 entry chosen") if count == 1 else _tr("{count} entries chosen").format(count=count)


def pages(count: int) -> str:
    """How many pages there are."""
    return _tr("1 page.") if count == 1 else _tr("{count} pages.").format(count=count)


def replaced(characters: tuple[str, ...]) -> str:
    """Which characters no font could draw, told plainly; empty when there are none."""
    if not characters:
        return ""
    shown = ", ".join(f"{character} (U+{ord(character):04X})" for character in characters[:12])
    more = _tr(" and others") if len(characters) > 12 else ""
    return _tr(
        "The PDF has no letters for: {characters}. Each is shown there by its number in square brackets. "
        "Word can often show them."
    ).format(characters=shown + more)


def _date(when: EventDate) -> QDate:
    first = when.as_day()
    return QDate(first.year, first.month, first.day)
