"""The words of the growth picture: dates, the words chosen, whole sentences for a cell."""

from __future__ import annotations

import re
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from coprod_desktop.content.model import Group, Recipe
from coprod_desktop.domain.entries import EventDate, Rating
from coprod_desktop.domain.growth import CameOf, Cell, Column, Line, Zoom
from coprod_desktop.domain.leads import as_lines
from coprod_desktop.domain.markdown_reader import read_markdown

_PLAIN = re.compile(r"[A-Za-zÀ-ɏ](?:[A-Za-zÀ-ɏ0-9'\"(),.;:!?/%£-]| (?! ))*(?<! )")
"""One line of plain prose, which is its own plain text. Anything else is read as Markdown."""

WORDS_ALONE = "words"
"""The key of the mark of an answer without a word chosen; the others are the values of `Rating`."""


def tr(text: str) -> str:
    """A text of the growth picture in the person's language."""
    return QCoreApplication.translate("Growth", text)


def key_of(rating: Rating | None) -> str:
    """The key of the mark of an answer."""
    return WORDS_ALONE if rating is None else rating.value


def word_of(recipe: Recipe, rating: Rating | None) -> str:
    """The word chosen, in words."""
    if rating is None:
        return tr("Answered, no word chosen")
    return recipe.label(recipe.ratings, rating.value)


def keys(recipe: Recipe) -> list[tuple[str, str]]:
    """Every mark there is, with its words, in their order."""
    marks = [(choice.id, choice.label) for choice in recipe.ratings]
    return [*marks, (WORDS_ALONE, word_of(recipe, None))]


def date_of(when: EventDate) -> str:
    """18 November 2026, or November 2026."""
    return QLocale().toString(_qdate(when), tr("MMMM yyyy") if when.is_month else tr("d MMMM yyyy"))


def day_noted(moment: datetime) -> str:
    """The local day of a moment: 18 November 2026."""
    return date_of(EventDate.of(moment.astimezone().date()))


def time_of(column: Column) -> str:
    """The time a column holds, in full."""
    return str(column.when.year) if column.zoom is Zoom.YEARS else date_of(column.when)


def heads_of(column: Column) -> tuple[str, str]:
    """What stands above a column, large and small: the day and the month, or the month, or the year."""
    when = column.when
    if column.zoom is Zoom.YEARS:
        return str(when.year), ""
    month = QLocale().toString(_qdate(when), "MMM")
    return (month, "") if when.is_month else (str(when.day), month)


def group_of(group: Group | None) -> str:
    """What stands above a group of questions."""
    if group is None:
        return tr("Questions of earlier days")
    return tr("Values") if group is Group.VALUES else tr("Skills")


def cell_words(recipe: Recipe, cell: Cell) -> str:
    """What a cell shows: the word chosen, and whether it is one of several."""
    word = word_of(recipe, cell.latest.rating)
    return tr("{word}, the latest of several").format(word=word) if cell.is_several else word


def spoken(recipe: Recipe, line: Line, column: Column, number: int, cell: Cell | None) -> str:
    """The full name of a cell."""
    if cell is not None:
        said = cell_words(recipe, cell)
    elif number in line.left_out:
        said = tr("left out")
    else:
        said = tr("not asked")
    return sentence_of(line.label, time_of(column), said)


def sentence_of(question: str, when: str, said: str) -> str:
    """How I introduce myself, 18 November 2026: Getting there."""
    return tr("{question}, {date}: {said}").format(question=question, date=when, said=said)


def came_of(state: CameOf) -> str:
    """What came of a step, as a heading."""
    return {
        CameOf.TRIED: tr("Tried"),
        CameOf.LEARNED: tr("Learned from it"),
        CameOf.LET_GO: tr("Let go"),
    }[state]


def plain_words(markdown: str) -> str:
    """What was written, without its formatting; lists stay lists."""
    if _PLAIN.fullmatch(markdown):
        return markdown  # there may be a thousand of them
    return as_lines(read_markdown(markdown)).strip()


def quoted(words: str) -> str:
    """Somebody's own words, in quotation marks."""
    return tr("“{words}”").format(words=words) if words else ""


def several_note() -> str:
    """What the dots below a mark say."""
    return tr("Dots below a mark: there are several, and the latest is shown.")


def blank_note() -> str:
    """What an empty place says."""
    return tr("A blank means that a question was not asked, or left out.")


def _qdate(when: EventDate) -> QDate:
    day = when.as_day()
    return QDate(day.year, day.month, day.day)
