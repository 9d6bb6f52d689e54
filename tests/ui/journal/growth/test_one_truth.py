"""The list equals the picture, and both equal the journal, on generated histories."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import Answer, Entry, Reflection
from coprod_desktop.domain.growth import Zoom
from coprod_desktop.domain.leads import as_lines
from coprod_desktop.domain.markdown_reader import read_markdown
from coprod_desktop.ui.journal.growth import words
from coprod_desktop.ui.journal.growth.leaf_list import LEAF
from coprod_desktop.ui.journal.growth.shown import Leaf, Part
from coprod_desktop.ui.journal.growth.tools import LIST, PICTURE
from coprod_desktop.ui.journal.growth.view import GrowthView
from tests.support.histories import QUESTIONS, histories, in_time
from tests.ui.journal.growth.conftest import picture_of

SPOKEN = Qt.ItemDataRole.AccessibleTextRole
EACH_EXAMPLE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
"""The view stays, and every example shows another history in it."""


def _said(entries: list[Entry]) -> list[tuple[Entry, Answer]]:
    return [
        (entry, answer)
        for entry in in_time(entries)
        if isinstance(entry.content, Reflection)
        for answer in entry.content.answers
        if not answer.is_empty
    ]


def _label(recipe: Recipe, answer: Answer) -> str:
    labels = {question.id: question.label for question in recipe.questions}
    return labels.get(answer.question_id, answer.question_text)


def _word(recipe: Recipe, answer: Answer) -> str:
    if answer.rating is None:
        return "Answered, no word chosen"
    return next(choice.label for choice in recipe.ratings if choice.id == answer.rating)


def _cells(view: GrowthView) -> list[str]:
    """The full name of every place of the grid in which something was said, as a reader hears it."""
    model = view.grid.grid_model
    return sorted(
        str(model.index(row, column).data(SPOKEN))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        if model.cell_at(row, column) is not None
    )


def _rows(view: GrowthView) -> list[tuple[str, ...]]:
    model = view.table.table_model
    return [
        tuple(str(model.index(row, column).data(SPOKEN)) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def _show(view: GrowthView, part: Part, form: str) -> None:
    view.tools.form.choose(form)
    view.show_part(part)


@EACH_EXAMPLE
@given(entries=histories())
def test_all_questions(view: GrowthView, recipe: Recipe, entries: list[Entry]) -> None:
    view.show_picture(picture_of(entries, recipe))
    journal = sorted(
        f"{_label(recipe, answer)}, {words.date_of(entry.event)}: {_word(recipe, answer)}"
        for entry, answer in _said(entries)
    )
    _show(view, Part.QUESTIONS, PICTURE)
    assert (_cells(view) if journal else []) == journal
    assert view.grid.isVisible() is bool(journal)
    _show(view, Part.QUESTIONS, LIST)
    rows = sorted(f"{question}, {when}: {said}" for question, when, said in _rows(view))
    assert (rows if view.table.isVisible() else []) == journal


@EACH_EXAMPLE
@given(entries=histories(), zoom=st.sampled_from((Zoom.MONTHS, Zoom.YEARS)))
def test_all_questions_from_farther_away(
    view: GrowthView, recipe: Recipe, entries: list[Entry], zoom: Zoom
) -> None:
    view.show_picture(picture_of(entries, recipe))
    view.tools.zoom_chosen.emit(zoom)
    latest: dict[tuple[str, str], list[str]] = {}
    for entry, answer in _said(entries):
        time = words.date_of(entry.event).split(" ")[-2 if zoom is Zoom.MONTHS else -1 :]
        key = (_label(recipe, answer), " ".join(time))
        latest.setdefault(key, []).append(_word(recipe, answer))
    journal = sorted(
        f"{question}, {when}: {said[-1]}" + (", the latest of several" if said[1:] else "")
        for (question, when), said in latest.items()
    )
    _show(view, Part.QUESTIONS, PICTURE)
    assert (_cells(view) if journal else []) == journal
    _show(view, Part.QUESTIONS, LIST)
    rows = sorted(f"{question}, {when}: {said}" for question, when, said in _rows(view))
    assert (rows if view.table.isVisible() else []) == journal


@EACH_EXAMPLE
@given(entries=histories(), question_id=st.sampled_from(QUESTIONS))
def test_one_question(view: GrowthView, recipe: Recipe, entries: list[Entry], question_id: str) -> None:
    view.show_picture(picture_of(entries, recipe))
    journal = [
        (words.date_of(entry.event), _word(recipe, answer), answer.noticed.replace("*", ""))
        for entry, answer in reversed(_said(entries))
        if answer.question_id == question_id
    ]
    _show(view, Part.QUESTIONS, PICTURE)
    view.show_path(question_id)
    model = view.path.leaf_model
    leaves = [model.index(row).data(LEAF) for row in range(model.rowCount())]
    picture = [(leaf.note, leaf.title, leaf.words.strip("“”")) for leaf in leaves if isinstance(leaf, Leaf)]
    assert (picture if view.path.isVisible() else []) == journal
    view.tools.form.choose(LIST)
    view.tools.form_chosen.emit()
    assert (_rows(view) if view.table.isVisible() else []) == journal


@EACH_EXAMPLE
@given(entries=histories())
def test_the_shelf(view: GrowthView, recipe: Recipe, entries: list[Entry]) -> None:
    view.show_picture(picture_of(entries, recipe))
    journal = []
    for item in (*recipe.values, *recipe.skills):
        questions = {question.id for question in recipe.questions_for(item.id)}
        looks = [entry.event for entry, answer in _said(entries) if answer.question_id in questions]
        looks += [entry.event for entry in entries if item.id in entry.items]
        journal.append((item.name, words.date_of(max(looks)) if looks else "Waiting"))
    _show(view, Part.SHELF, PICTURE)
    tiles = [button.accessibleName().split(". ") for button in view.shelf.buttons() if button.isVisible()]
    assert [(name, about.removeprefix("Looked at ")) for name, about, *_ in tiles] == journal
    _show(view, Part.SHELF, LIST)
    assert [(name, when) for name, _, when, _ in _rows(view)] == journal


@settings(max_examples=100)
@given(text=st.text(st.sampled_from("ab Zé09'\"(),.;:!?/%£-*_`#>\n<&[]“”"), max_size=12))
def test_plain_prose_is_taken_as_it_is_and_reads_the_same(text: str) -> None:
    assert words.plain_words(text) == as_lines(read_markdown(text)).strip()
