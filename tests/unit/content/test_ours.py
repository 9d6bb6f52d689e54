"""What we add to the sheet: links between items and questions, prompts, easier words, choices, tone."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from coprod_desktop.content.loader import load
from coprod_desktop.content.model import (
    HOW_KNOWN_IDS,
    MEETING_KIND_IDS,
    QUESTION_SET_IDS,
    RATING_IDS,
    Recipe,
    text_of,
)
from coprod_desktop.domain.entries import HowKnown, MeetingKind, QuestionSet, Rating

CONTENT = Path(__file__).parents[3] / "resources" / "content" / "en-GB"

GOES_WITH = {
    "values-1": "beliefs courage valuing",
    "values-2": "respect honest",
    "values-3": "awareness communicating respect",
    "values-4": "beliefs awareness",
    "values-5": "courage",
    "values-6": "courage committed",
    "values-7": "beliefs committed respect",
    "values-8": "awareness reflective",
    "skills-1": "facilitation learning",
    "skills-2": "reflective honest learning",
    "skills-3": "constructively resilience patience",
    "skills-4": "facilitation supporting",
    "skills-5": "compassionately communicating",
    "skills-6": "supporting valuing respect",
    "skills-7": "accessibility-needs accessibility-participation who",
    "skills-8": "valuing respect communicating",
    "skills-9": "communicating accessibility-participation facilitation",
    "skills-10": "trusting supporting communicating",
}

NEVER_SAID = re.compile(
    r"\b(scores?|fail\w*|weakness\w*|gaps?|incomplete|overdue|missed|streak|service users?|vulnerable|"
    r"hard to reach|your supervisor|well done|should)\b|!",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    return load(CONTENT)


def test_ids_of_choices_are_what_journals_store(recipe: Recipe) -> None:
    assert tuple(Rating) == RATING_IDS
    assert tuple(HowKnown) == HOW_KNOWN_IDS
    assert tuple(MeetingKind) == MEETING_KIND_IDS
    assert tuple(QuestionSet) == QUESTION_SET_IDS
    assert tuple(choice.id for choice in recipe.question_sets) == QUESTION_SET_IDS
    assert tuple(choice.id for choice in recipe.ratings) == RATING_IDS
    assert tuple(choice.id for choice in recipe.how_known) == HOW_KNOWN_IDS
    assert tuple(choice.id for choice in recipe.meeting_kinds) == MEETING_KIND_IDS


def test_words_of_choices(recipe: Recipe) -> None:
    assert [choice.label for choice in recipe.ratings] == [
        "Going well",
        "Getting there",
        "Needs thought",
        "Not sure yet",
        "Not relevant this time",
    ]
    assert recipe.label(recipe.how_known, "unchecked") == "I haven't checked yet"
    assert recipe.label(recipe.how_known, "of-another-day") == "of-another-day"
    assert recipe.set_title("all") == "All of them"


def test_questions_go_with_the_items_of_the_table(recipe: Recipe) -> None:
    assert {question.id: " ".join(question.item_ids) for question in recipe.questions} == GOES_WITH
    assert [q.id for q in recipe.questions_for("respect")] == [
        "values-2",
        "values-3",
        "values-7",
        "skills-6",
        "skills-8",
    ]


def test_only_reciprocity_and_time_have_no_question(recipe: Recipe) -> None:
    without = [item.id for item in recipe.items if not recipe.questions_for(item.id)]
    assert without == ["reciprocity", "time"]


def test_questions_of_several_sentences_come_apart(recipe: Recipe) -> None:
    parts = {question.id: len(question.sentences) for question in recipe.questions if question.sentences}
    assert parts == {"values-7": 2, "values-8": 2, "skills-3": 4, "skills-9": 2}


def test_notes_stand_under_the_right_questions(recipe: Recipe) -> None:
    assert [q.id for q in recipe.questions if q.note] == ["values-4", "values-6", "values-7"]
    assert recipe.question("values-6").note.startswith("Written with paid roles in mind.")
    assert [q.id for q in recipe.questions if q.care] == ["values-5"]
    assert recipe.question("values-5").care.startswith("You owe nobody your story.")
    assert [q.id for q in recipe.questions if not q.asks_how_known] == ["values-5"]


def test_names_are_the_bold_word_or_the_three_that_need_more(recipe: Recipe) -> None:
    more = {
        "patience": "Patience and openness",
        "accessibility-needs": "Accessibility (needs)",
        "accessibility-participation": "Accessibility (participation)",
    }
    for item in recipe.items:
        word = next(run.text for run in item.runs if run.bold)
        assert item.name == more.get(item.id, word[0].upper() + word[1:])


def test_easier_words_use_no_long_words_from_the_question(recipe: Recipe) -> None:
    assert all(question.easier for question in recipe.questions)
    hard = ("misinterpreted", "symbolism", "empathic", "facilitating")
    assert not [q.id for q in recipe.questions if any(word in q.easier for word in hard)]


def test_prompts_keep_the_tone_and_are_all_different(recipe: Recipe) -> None:
    prompts = [item.prompt for item in recipe.items]
    assert len(set(prompts)) == 22
    assert recipe.item("respect").prompt == (
        "A time you felt truly listened to, or caught yourself not listening. A few words is plenty."
    )
    for prompt in prompts:
        assert not NEVER_SAID.search(prompt), prompt
        assert all(len(sentence.split()) <= 17 for sentence in re.split(r"[.?] ", prompt)), prompt


def test_care_and_credit(recipe: Recipe) -> None:
    assert "999" in recipe.care.writing
    assert "116 123" in recipe.care.writing
    assert recipe.care.export == "Whoever reads this may have to act on what it says."
    assert text_of(recipe.credit).startswith(
        "Recipe and litmus test: Co-production Oxfordshire, funded by Oxfordshire County Council."
    )
    assert recipe.our_words_note == "Our words, not the original"


def test_unknown_ids_are_refused(recipe: Recipe) -> None:
    with pytest.raises(KeyError):
        recipe.item("kindness")
    with pytest.raises(KeyError):
        recipe.question("values-9")


def test_checking_costs_less_than_reading() -> None:
    """It happens before the first window shows. Calls are counted: they are the same every time."""
    texts = [path.read_text("utf-8") for path in sorted(CONTENT.glob("*.toml"))]
    plain = calls_of(lambda: [tomllib.loads(text) for text in texts])
    assert plain > 1000
    assert calls_of(lambda: load(CONTENT)) < 2 * plain


def calls_of(work: Callable[[], object]) -> int:
    """How many functions are called, in Python and in C."""
    count = 0

    def seen(_frame: FrameType, event: str, _about: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
