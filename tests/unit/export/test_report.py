"""What is in a report, and above all what is not."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date

import pytest

from coprod_desktop.domain.entries import Answer, Context, EventDate, NextStep, Rating
from coprod_desktop.export.reflow import as_text
from coprod_desktop.export.report import Detail, Heading, ReportOptions, Step, Writing
from tests.unit.export.samples import EVERYTHING, WORDS, full_answer, note, plain_note, reflection, report

NOTHING = ReportOptions(
    question_words=False, next_steps=False, context=False, taking_away=False, ratings=False, how_known=False
)


def headings(made: object) -> list[str]:
    return [part.text for part in made.entries[0].parts if isinstance(part, Heading)]  # type: ignore[attr-defined]


def test_everything_ticked_is_there_in_order() -> None:
    parts = report(reflection(full_answer(), taking_away="Go on.")).entries[0].parts
    assert [type(part) for part in parts] == [
        Detail, Detail, Detail, Heading, Detail, Writing, Detail, Step, Heading, Writing,
    ]  # fmt: skip
    assert parts[3] == Heading("Am I really treating everyone as an equal?")
    assert parts[4] == Detail("Where I was with this:", "rating there")
    assert parts[6] == Detail("How I know:", "known told · known noticed")
    step = parts[7]
    assert isinstance(step, Step)
    assert step.details == (Detail("By:", "Wednesday 2 December 2026"), Detail("With:", "Dev"))


def test_scale_words_are_off_unless_ticked() -> None:
    made = report(reflection(full_answer()), options=ReportOptions())
    assert "rating" not in str(asdict(made))


def test_an_answer_kept_out_leaves_no_trace() -> None:
    secret = replace(
        full_answer(), question_id="values-2", question_text="Q-SECRET", noticed="SECRET", keep_out=True
    )
    with_it = report(reflection(full_answer(), secret))
    assert with_it == report(reflection(full_answer()))


@pytest.mark.parametrize("secret_place", ["how_known", "rating", "step", "noticed"])
def test_kept_out_holds_for_every_field(secret_place: str) -> None:
    only = Answer(
        "values-9", "Q-SECRET", **{secret_place: getattr(full_answer(), secret_place)}, keep_out=True
    )
    assert "SECRET" not in str(report(reflection(full_answer(), only)))


def test_a_question_with_nothing_to_show_is_not_in_it() -> None:
    rated = Answer("values-2", "Only a word was chosen", rating=Rating.WELL)
    unanswered = Answer("values-3", "Nothing was said")
    assert headings(report(reflection(full_answer(), rated, unanswered), options=ReportOptions())) == [
        "Am I really treating everyone as an equal?"
    ]


def test_each_tick_takes_its_part_out() -> None:
    entry = reflection(full_answer(), taking_away="Go on.")
    parts = report(entry, options=NOTHING).entries[0].parts
    assert [type(part) for part in parts] == [Heading, Writing]
    assert parts[0] == Heading("Treating everyone as an equal")


def test_a_reflection_of_which_nothing_is_left_is_not_in_it() -> None:
    made = report(reflection(Answer("values-2", "Q", rating=Rating.WELL)), note("words"), options=NOTHING)
    assert [entry.title for entry in made.entries] == ["A note"]
    assert made.period == "November 2026"


def test_a_note_that_is_only_a_title_is_kept() -> None:
    assert [entry.title for entry in report(note("", "Just this")).entries] == ["Just this"]


@pytest.mark.parametrize("title", ["", " \n ", "\x80", "\ufeff\u200b", "\u2066"])
def test_an_entry_without_a_title_still_has_a_heading(title: str) -> None:
    assert report(note("words", title)).entries[0].title == "Note"


def test_oldest_first_and_the_period_over_all() -> None:
    early = replace(note("a", "early"), event=EventDate(2026, 9))
    made = report(note("b", "late"), early)
    assert [entry.title for entry in made.entries] == ["early", "late"]
    assert made.period == "September to November 2026"
    assert made.entries[0].when == "September 2026"


def test_the_period_names_both_years_when_they_differ() -> None:
    assert WORDS.period([EventDate(2025, 12, 1), EventDate(2026, 1)]) == "December 2025 to January 2026"
    assert WORDS.period([]) == ""


def test_plain_fields_are_never_read_as_markup() -> None:
    answer = replace(full_answer(), step=NextStep("x", date(2026, 1, 1), "*Dev*"))
    assert "'*Dev*'" in str(report(reflection(answer)).entries[0].parts)


def test_what_is_taken_away_is_formatted_text() -> None:
    last = report(reflection(full_answer(), taking_away="Ask **sooner**.")).entries[0].parts[-1]
    assert isinstance(last, Writing)
    assert last.document[0].text == "Ask sooner."


def test_an_empty_context_gives_no_lines() -> None:
    entry = reflection(full_answer())
    bare_context = replace(entry.content, context=Context(EventDate(2026, 11, 18)))  # type: ignore[arg-type]
    parts = report(replace(entry, content=bare_context)).entries[0].parts
    assert isinstance(parts[0], Heading)


def test_a_title_of_ones_own_is_one_line() -> None:
    assert report(plain_note("x"), options=replace(EVERYTHING, title=" For \n Sam ")).title == "For Sam"


def test_the_words_alone_are_all_the_words() -> None:
    made = report(reflection(full_answer(), taking_away="Go on."), note("# Big\n\ntext"))
    lines = [block.text for block in as_text(made)]
    assert lines[:3] == ["Reflections for supervision", "November 2026", "Welcome pack group"]
    for line in (
        "How I know: known told · known noticed",
        "Ask everyone.",
        "With: Dev",
        "Go on.",
        "Big",
        "text",
    ):
        assert line in lines
    assert lines[-1] == "Words: Co-production Oxfordshire. CC-BY."
