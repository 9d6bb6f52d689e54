"""Where sentences end: in the whole sheet, and in what is hard to tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_desktop.content.loader import load
from coprod_desktop.content.model import Recipe, text_of
from coprod_desktop.resources import resource
from coprod_desktop.services.speech.sentences import sentences


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    return load(resource("content", "en-GB"))


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "They put something in (e.g. Paying people for their time, training, etc).",
        "Ask Dr. Osei, or Ms. Bell, before noon.",
        "See i.e. the second page.",
        "What does it look like in practice?: Comparing two local examples",
        "J. B. Priestley wrote it.",
        "It costs 3.50 a head.",
        "Community Catalysts, etc.",
        "No mark at the end",
        "“Make working together the outcome!”",
        "… and on it goes",
        "version 1. of many",
    ],
)
def test_this_is_one_sentence(whole: str) -> None:
    assert cut(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Am I defensive? Why?", ["Am I defensive?", "Why?"]),
        ("One. (Two.) Three.", ["One.", "(Two.)", "Three."]),
        ("He said “Yes.” She left.", ["He said “Yes.”", "She left."]),
        ("So did I. Then we left.", ["So did I.", "Then we left."]),
        ("Wait… Now!  'Go' it is.", ["Wait…", "Now!", "'Go' it is."]),
        ("A list, etc. And then", ["A list, etc. And then"]),
        ("(A list, etc.) And then", ["(A list, etc.)", "And then"]),
        ("first line.\nsecond line", ["first line.", "second line"]),
        ("  Room.  Around.  ", ["Room.", "Around."]),
        ("", []),
        ("   ", []),
    ],
)
def test_these_are_several(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_the_sheets_own_parts_of_questions_are_its_sentences(recipe: Recipe) -> None:
    for question in recipe.questions:
        assert cut(question.text) == list(question.sentences or (question.text,))


def test_the_whole_sheet_is_cut_where_its_sentences_end(recipe: Recipe) -> None:
    lines = [text_of(p.runs) for section in recipe.sections for p in section.paragraphs]
    pieces = [piece for line in lines for piece in cut(line)]
    assert [piece for piece in pieces if piece.startswith(("We like", "Each piece"))] == [
        (
            "We like to think of each problem as a box of Lego, and everyone involved has a role in "
            "planning, building, and checking it together."
        ),
        "Each piece of work will look different.",
    ]
    assert "See https://www.mindsetworks.com/science/ for more information.)" in pieces
    assert [len(cut(item.text)) for item in recipe.items] == [1] * len(recipe.items)
    assert (len(lines), len(pieces)) == (18, 25)


@given(st.text(alphabet="aB .?!e.g\n(”"))
def test_nothing_but_space_is_ever_left_out(text: str) -> None:
    found = sentences(text)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in found)
    assert "".join(text[start:end] for start, end in found).split() == "".join(text.split()).split() or (
        "".join("".join(text[start:end] for start, end in found).split()) == "".join(text.split())
    )


@pytest.mark.parametrize(
    "marks", ["." * 400_000, "? " * 400_000, "a . " * 200_000], ids=["run", "apart", "words"]
)
def test_a_text_of_marks_alone_is_one_sentence_and_soon_looked_through(marks: str) -> None:
    """A question's words of then can come with anybody's copy."""
    assert cut(marks) == [marks.strip()]
