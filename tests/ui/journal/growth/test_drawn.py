"""The growth picture as it is drawn on paper and into files: whole, dark on white, stopped when wanted."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QImage

from coprod_desktop.content.model import Recipe, text_of
from coprod_desktop.domain.entries import Rating
from coprod_desktop.domain.growth import GrowthPicture, Moment, Said
from coprod_desktop.services.preferences import Appearance
from coprod_desktop.ui.journal.growth import files
from coprod_desktop.ui.journal.growth.files import Kind, Wanted
from coprod_desktop.ui.journal.growth.paper import Block, Paper, blocks
from coprod_desktop.ui.journal.growth.shown import Part, shown
from coprod_desktop.ui.theme.theme import Theme
from tests.ui.journal.growth.conftest import SECOND

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("noticed", ["tea\x0bcake", "\x1b[31m", "\x01", "\ufffe", "<&>\"'", "\u202eabc"])
def test_a_drawing_can_be_read_whatever_was_pasted(theme: Theme, recipe: Recipe, noticed: str) -> None:
    said = Said("a", "values-1", SECOND, Rating.WELL, f"first {noticed} last")
    picture = GrowthPicture((Moment("a", "Mine", SECOND, (said,)),))
    wanted = Wanted(recipe, shown(picture, recipe, Part.QUESTION, question_id="values-1"), as_list=False)
    root = ET.fromstring(files.svg(Paper(theme), wanted))
    drawn = " ".join(root.itertext())
    assert "first" in drawn and "last" in drawn


def test_every_word_of_a_long_answer_is_drawn_and_no_page_is_overfull(theme: Theme, recipe: Recipe) -> None:
    long = " ".join(f"word{number}" for number in range(3000)) + " <b>& 😀 العربية"
    moment = Moment("a", "Long", SECOND, (Said("a", "values-1", SECOND, None, long),))
    made = shown(GrowthPicture((moment,)), recipe, Part.QUESTION, question_id="values-1")
    paper = Paper(theme)
    for as_list in (False, True):
        wanted = Wanted(recipe, made, as_list)
        root = ET.fromstring(files.svg(paper, wanted))
        drawn = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
        assert re.findall(r"word\d+", drawn) == [f"word{number}" for number in range(3000)]
        assert text_of(recipe.credit).split()[0] in drawn
        assert len(files.paged(blocks(paper, recipe, made, 800, as_list=as_list), 1000)) > 3


def test_no_date_stands_at_the_end_of_a_page_without_its_words(theme: Theme, recipe: Recipe) -> None:
    said = tuple(Said("a", "values-1", SECOND, Rating.WELL, "I listened.") for _ in range(9))
    made = shown(
        GrowthPicture((Moment("a", "A", SECOND, said),)), recipe, Part.QUESTION, question_id="values-1"
    )
    laid = list(blocks(Paper(theme), recipe, made, 800, as_list=False))
    for height in range(300, 500, 7):
        for page in files.paged(laid, height)[:-1]:
            assert not page[-1].keep


def test_a_heading_goes_to_the_next_page_with_what_it_stands_above() -> None:
    def block(height: float, *, keep: bool = False) -> Block:
        return Block(height, lambda _painter, _rect: None, keep)

    words, heading, below, tall = block(80), block(15, keep=True), block(20), block(500)
    assert files.paged([words, heading, below], 100) == [[words], [heading, below]]
    assert files.paged([tall, words], 100) == [[tall], [words]]


def test_it_is_drawn_dark_on_white_whatever_the_window_looks_like(
    theme: Theme, recipe: Recipe, picture: GrowthPicture
) -> None:
    wanted = Wanted(recipe, shown(picture, recipe, Part.QUESTIONS), as_list=False)
    light = files.png(Paper(theme), wanted)
    theme.change(Appearance(colours="dark", text_percent=100))
    assert files.png(Paper(theme), wanted) == light


@pytest.mark.parametrize("stopped_at", [0, 5, 40])
@pytest.mark.parametrize("kind", [Kind.PNG, Kind.SVG, None])
def test_long_work_stops_between_two_steps(
    theme: Theme, recipe: Recipe, picture: GrowthPicture, kind: Kind | None, stopped_at: int
) -> None:
    steps = 0

    def go() -> None:
        nonlocal steps
        if steps == stopped_at:
            raise files.Stopped
        steps += 1

    wanted = Wanted(recipe, shown(picture, recipe, Part.SHELF), as_list=True)
    make = files.pages if kind is None else partial(files.made, kind=kind)
    with pytest.raises(files.Stopped):
        make(Paper(theme), wanted, go=go)
    assert steps == stopped_at


def test_a_list_in_what_was_written_stays_a_list(theme: Theme, recipe: Recipe) -> None:
    said = Said("a", "values-1", SECOND, Rating.WELL, "Two things:\n\n- tea\n- cake")
    moment = Moment("a", "Mine", SECOND, (said, replace(said, question_id="values-2", noticed="Tea.")))
    picture = GrowthPicture((moment,))
    wanted = Wanted(recipe, shown(picture, recipe, Part.QUESTION, question_id="values-1"), as_list=False)
    assert "What I noticed:\n  Two things:\n  •\u2002tea\n  •\u2002cake\n" in files.text(wanted)
    (leaf,) = wanted.shown.groups[0].leaves
    assert leaf.words == "“Two things:\n•\u2002tea\n•\u2002cake”"
    root = ET.fromstring(files.svg(Paper(theme), wanted))
    drawn = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text")).split()
    assert " ".join(drawn).count("• tea • cake") == 1
    other = Wanted(recipe, shown(picture, recipe, Part.QUESTION, question_id="values-2"), as_list=False)
    assert "What I noticed: Tea.\n" in files.text(other)


def test_pages_for_the_printer_take_little_room(theme: Theme, recipe: Recipe, picture: GrowthPicture) -> None:
    """There may be a hundred of them."""
    wanted = Wanted(recipe, shown(picture, recipe, Part.SHELF), as_list=False)
    assert all(len(page) < 2_000_000 for page in files.pages(Paper(theme), wanted).pictures)


@pytest.mark.parametrize(("percent", "count", "lies"), [(100, 9, False), (100, 30, True), (200, 30, False)])
def test_many_reflections_are_printed_on_paper_that_lies_where_nothing_gets_small(
    theme: Theme, recipe: Recipe, percent: int, count: int, lies: bool
) -> None:
    theme.change(Appearance(colours="light", text_percent=percent))
    said = (Said("a", "values-1", SECOND, Rating.WELL, ""),)
    moments = tuple(Moment(str(number), "A", SECOND, said) for number in range(count))
    wanted = Wanted(recipe, shown(GrowthPicture(moments), recipe, Part.QUESTIONS), as_list=False)
    made = files.pages(Paper(theme), wanted)
    assert made.lies is lies
    images = [QImage.fromData(page) for page in made.pictures]
    assert all((image.width() > image.height()) is lies for image in images)
    if lies:
        assert len(images) == 2, "seventeen side by side, and the credit with them"
    as_list = replace(wanted, as_list=True)
    assert not files.pages(Paper(theme), as_list).lies
